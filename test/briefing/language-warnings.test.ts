import { describe, expect, test } from 'vitest';
import { problemText } from '../../src/briefing/file/problem.ts';
import { problemsOf } from '../../src/briefing/file/problems.ts';
import { otherLanguage } from '../../src/briefing/ground/language.ts';
import { languageWarnings } from '../../src/briefing/ground/warnings.ts';

/* What a valid file is warned of by those who know languages. */

const headline = 'headline: Trade of China and Russia reaches 240 billion dollars\n';
const start = `${headline}contentCreated: 2024-05-17
infoSources: [{ name: A paper }]
people: [{ name: Vladimir Putin }, { name: Sergei Lavrov }]
places: [{ name: Philippines }, { name: Russia }]
descriptions:
  - { value: Trade between China and Russia came to 240 billion dollars in 2023., source: 1 }
`;

function warnings(text: string, articleLength?: number): string[] {
  expect(problemsOf(text, 'x.yaml')).toEqual([]);
  return languageWarnings(text, 'x.yaml', articleLength).map(({ excerpt: _, ...problem }) => problemText(problem));
}

test('a plain file has none', () => {
  expect(warnings(start)).toEqual([]);
});

describe('a number that no statement has', () => {
  test.each([
    [
      'in the headline',
      start.replace('240', '204'),
      /^x\.yaml:1:11 warning: headline: no statement has the number 204 billion dollars/,
    ],
    [
      'in the brief',
      `${start}  - { role: brief, value: Trade came to 204 billion dollars., source: 1 }\n`,
      /:8:27 warning: descriptions\[1\]\.value: no/,
    ],
    [
      'in a figure',
      `${start}figures: [{ label: Trade, value: 204, unit: billion, currency: USD, source: 1 }]\n`,
      /:8:34 warning: figures\[0\]\.value: no/,
    ],
    [
      'in what a figure was',
      `${start}figures: [{ label: Trade, value: 240, was: 190, unit: billion, currency: USD, source: 1 }]\n`,
      /figures\[0\]\.was: no/,
    ],
  ])('%s', (_, text, told) => {
    expect(warnings(text)).toEqual([expect.stringMatching(told)]);
  });

  test.each([
    [
      'in other dress',
      start.replace(
        'headline: Trade of China and Russia reaches 240 billion dollars',
        'headline: Trade reaches $240bn',
      ),
    ],
    ['rounded', start.replace('reaches 240', 'reaches about 240')],
    ['in a figure', `${start}figures: [{ label: Trade, value: 240, unit: billion, currency: USD, source: 1 }]\n`],
    ['that counts who is there', start.replace('Trade of China', 'Trade of two, China')],
  ])('is none if a statement has it %s', (_, text) => {
    expect(warnings(text)).toEqual([]);
  });
});

describe('a name that is one letter from a known one', () => {
  const said = (text: string) => `${start}why: { text: ${text}, source: 1 }\n`;
  test.each([
    ['It is important to Vladimir Puttin', 'Puttin is almost Putin'],
    ['The talks were led by Sergei Lavorv', 'Lavorv is almost Lavrov'],
    ['The Phillipines fear for their security', 'Phillipines is almost Philippines'],
  ])('%s', (text, told) => {
    expect(warnings(said(text))).toEqual([expect.stringContaining(told)]);
  });
  test.each(['It is important to Putin’s government', 'The Russian army says so', 'It matters to Vladimir Putin'])(
    'not: %s',
    (text) => {
      expect(warnings(said(text))).toEqual([]);
    },
  );
});

const sentences = {
  en: 'Officials warned that the plans could make the region less secure. The bridge closes for six weeks.',
  es: 'Los funcionarios advirtieron que los planes podrían desestabilizar la región. El puente cierra seis semanas.',
  de: 'Beamte warnten, die Pläne könnten die Region unsicherer machen. Die Brücke schließt für sechs Wochen.',
  fr: 'Des responsables ont averti que ces projets pourraient déstabiliser la région. Le pont ferme six semaines.',
  'pt-BR': 'Autoridades alertaram que os planos podem desestabilizar a região. A ponte fecha por seis semanas.',
  ru: 'Чиновники предупредили, что планы могут дестабилизировать регион. Мост закрывается на шесть недель.',
  'zh-CN': '官员警告称这些计划可能破坏地区稳定。大桥关闭六周。',
  ja: '当局者はこの計画が地域を不安定にしかねないと警告した。橋は6週間閉鎖される。',
};

test('full depth that is longer than the article', () => {
  expect(warnings(start, 50)).toEqual([
    'x.yaml:7:3 warning: descriptions: at full depth the briefing has 67 characters, and its article 50; a briefing is shorter than what it sums up',
  ]);
  expect(warnings(start, 67)).toEqual([]);
});

test('another language than the file says', () => {
  const text = `language: de\n${start}why: { text: "${sentences.en}", source: 1 }\n`;
  expect(warnings(text)).toEqual([
    'x.yaml:1:11 warning: language: the text is English, and language says German; write language: en',
  ]);
});

test.each(Object.entries(sentences))('two sentences in %s are in no other language', (language, text) => {
  expect(otherLanguage(text, language)).toBeUndefined();
});

test('two sentences in another script, or of another family, are found to be so', () => {
  expect(otherLanguage(sentences.ru, 'en')).toBe('ru');
  expect(otherLanguage(sentences.ja, 'zh-CN')).toBe('ja');
  expect(otherLanguage(sentences['zh-CN'], 'ja')).toBe('zh');
  expect(otherLanguage(sentences.de, 'en')).toBe('de');
  expect(otherLanguage(sentences.en, 'ru')).toBe('en');
  // Of a language that is not known here, nothing is said.
  expect(otherLanguage(sentences.en, 'sw')).toBeUndefined();
});
