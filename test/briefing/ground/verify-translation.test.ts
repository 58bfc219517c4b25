import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { parseBriefing, parseTranslation } from '../../../src/briefing/file/parse.ts';
import { verifyTranslation } from '../../../src/briefing/ground/verify-translation.ts';

/* The first briefing's translations, as they are and with errors planted. */

const path = (language: string) => `content/briefings/2024-05-17-putin-harbin${language}.yaml`;
const original = parseBriefing(readFileSync(path(''), 'utf8'));
const languages = ['ru', 'zh-CN', 'es'] as const;

function findingsIn(language: string, part: string | RegExp = '', instead = '', of = original) {
  const text = readFileSync(path(`.${language}`), 'utf8');
  const changed = text.replace(part, instead);
  if (part !== '') expect(changed).not.toBe(text);
  const translation = parseTranslation(changed);
  if (!of || !translation) throw new Error(`${language}: it cannot be read`);
  return verifyTranslation(of, translation, language).findings.map(({ kind, words, isMissing, pair, waived }) => ({
    kind,
    words,
    isMissing,
    at: pair.path.join('.'),
    ...(waived ? { waived } : {}),
  }));
}

test.each(languages)('%s: each text has the numbers, dates, names and quotations of the original', (language) => {
  expect(findingsIn(language)).toEqual([]);
});

describe('an error that is planted is found', () => {
  test.each([
    ['ru', 'рекордных 240 млрд', 'рекордных 204 млрд', 'number', '204 млрд долларов'],
    ['ru', 'рекордных 240 млрд', 'рекордных 240 млн', 'number', '240 млн долларов'],
    ['ru', 'amount: 240 млрд', 'amount: 240 млн', 'number', '240 млн долларов'],
    ['ru', 'Путин 17 мая 2024', 'Путин 18 мая 2024', 'date', '18 мая 2024 года'],
    ['ru', 'в 2023 году', 'в 2022 году', 'date', '2022 году'],
    ['ru', 'Путин и председатель КНР Си Цзиньпин провели', 'Путин и премьер-министр провели', 'name', 'Си Цзиньпин'],
    ['ru', 'Китай настаивает', 'Россия настаивает', 'name', 'Китай'],
    ['ru', 'Реакторы могут ослабить', 'Реакторы не могут ослабить', 'polarity', 'не'],
    [
      'ru',
      'Реакторы могут ослабить',
      '«Реакторы могут ослабить»',
      'quote',
      '«Реакторы могут ослабить» безопасность в регионе.',
    ],
    ['zh-CN', '创纪录的2400亿美元；', '创纪录的240亿美元；', 'number', '240亿美元'],
    ['zh-CN', 'amount: 2400亿美元', 'amount: 2400万美元', 'number', '2400万美元'],
    ['zh-CN', '普京于2024年5月17日到访', '普京于2024年5月7日到访', 'date', '2024年5月7日'],
    ['zh-CN', '菲律宾表示关切。', '越南表示关切。', 'name', '菲律宾'],
    ['zh-CN', '这些反应堆可能损害', '这些反应堆不可能损害', 'polarity', '不'],
    ['es', '240\u00a0000 millones de dólares; la', '240 millones de dólares; la', 'number', '240 millones de dólares'],
    ['es', 'en Harbin el 17 de mayo', 'en Harbin el 17 de marzo', 'date', '17 de marzo de 2024'],
    ['es', 'China insiste en que', 'Filipinas insiste en que', 'name', 'China'],
    ['es', 'Los reactores podrían hacer', 'Los reactores no podrían hacer', 'polarity', 'no'],
  ])('%s: %j for %j', (language, part, instead, kind, words) => {
    expect(findingsIn(language, instead === '' ? '' : part, instead)).toContainEqual(
      expect.objectContaining({ kind, words }),
    );
  });

  test('and names what the original has besides what it has not', () => {
    expect(findingsIn('ru', 'рекордных 240 млрд', 'рекордных 204 млрд')).toEqual([
      { kind: 'number', words: '$240 billion', isMissing: true, at: 'descriptions.7.value' },
      { kind: 'number', words: '204 млрд долларов', isMissing: false, at: 'descriptions.7.value' },
    ]);
  });
});

test('a figure that changes in the original is found in each translation, though its text was not touched', () => {
  const changed = original && {
    ...original,
    figures: original.figures.map((figure) => ({ ...figure, value: 204 })),
  };
  for (const language of languages)
    expect(findingsIn(language, '', '', changed).map(({ kind, at }) => `${kind} ${at}`)).toContain(
      'number figures.0.label',
    );
});

test('a finding that is right all the same is waived, with the reason', () => {
  const waiver = 'waivers: [{ kind: polarity, text: не, why: a double negation }]\nversion: 1';
  const text = readFileSync(path('.ru'), 'utf8');
  const planted = text.replace('Реакторы могут ослабить', 'Реакторы не могут ослабить').replace('version: 1', waiver);
  const translation = parseTranslation(planted);
  if (!original || !translation) throw new Error('it cannot be read');
  expect(verifyTranslation(original, translation, 'ru').findings).toMatchObject([
    { kind: 'polarity', words: 'не', waived: 'a double negation' },
  ]);
});
