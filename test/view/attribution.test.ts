import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import type { Briefing } from '../../src/briefing/briefing.ts';
import { loadBriefings } from '../../src/briefing/file/load.ts';
import { type ShownStatement, summaryAt } from '../../src/briefing/library/statements.ts';
import { language } from '../../src/text/language.ts';
import { textLanguage } from '../../src/text/translator.ts';
import { statementParagraphs, statementText } from '../../src/view/statement-text.ts';
import { whoMessage } from '../../src/view/who.ts';
import { briefing } from '../support/briefings.ts';
import { texts } from '../support/message-limits.ts';

/* Whose claim a statement is: told once, in a sentence that is grammatical, and never as its opposite. */

const english = language('en-GB');
const place = (id: string, name: string, more = {}) => ({ id, name, ...more });
const story = briefing({
  places: [
    place('philippines', 'Philippines', { inSentence: 'the Philippines', aliases: ['Republic of the Philippines'] }),
    place('china', 'China'),
    place('us', 'United States', { inSentence: 'the United States', aliases: ['US'] }),
  ],
  organisations: [
    place('military', 'US military', { inSentence: 'the US military' }),
    place('talks', 'Peace Talks', { inSentence: 'the Peace Talks', plural: true }),
  ],
});
const say = (statement: ShownStatement, one: Briefing = story) => statementText(one, statement, english);

describe('a claim stands in a sentence with its speaker', () => {
  test.each<[Partial<ShownStatement>, string]>([
    [
      { text: 'The reactors are a threat.', by: ['philippines'] },
      'The Philippines says that the reactors are a threat.',
    ],
    [
      { text: 'The reactors are a threat.', by: ['philippines', 'military'], stance: 'warns' },
      'The Philippines and the US military warn that the reactors are a threat.',
    ],
    [
      { text: 'There is no danger.', by: ['talks'], stance: 'worries' },
      'The Peace Talks are worried that there is no danger.',
    ],
    [{ text: 'China’s plans are a threat.', by: ['us'] }, 'The United States says that China’s plans are a threat.'],
    // No first word but these is put in lower case: it may be a name, or begin with one.
    [
      { text: 'Chinese plans are a threat.', by: ['us'], stance: 'warns' },
      'The United States warns: Chinese plans are a threat.',
    ],
    [{ text: '240 ships sailed.', by: ['us'] }, 'The United States says: 240 ships sailed.'],
    [{ text: 'Reactors float.', by: ['china'], stance: 'plans' }, 'China plans this: Reactors float.'],
    // What follows the first sentence would be nobody’s.
    [
      { text: 'The plans are a threat. They must end.', by: ['us'] },
      'The United States says: The plans are a threat. They must end.',
    ],
    [{ text: 'The end of what?', by: ['us'] }, 'The United States says: The end of what?'],
    [{ text: 'The end.', by: [{ as: 'residents' }] }, 'Residents say that the end.'],
    [{ text: 'The end.', by: [{ as: 'a witness', plural: false }] }, 'A witness says that the end.'],
  ])('%j', (statement, expected) => {
    expect(say({ text: '', ...statement })).toBe(expected);
  });

  test('in a language that the bot has no texts in, in the words of the reader, after a colon', () => {
    const names = { ...story, language: 'hi', places: [place('china', 'चीन')] };
    expect(say({ text: 'चीन।', by: ['china'] }, names)).toBe('चीन says: चीन।');
    const hindi = { ...story, language: 'hi' };
    expect(say({ text: 'परमाणु।', by: ['china'] }, hindi)).toBe('China says: परमाणु।');
  });
});

describe('a first word that may begin a name is put in lower case only before a word that is in lower case', () => {
  test.each([
    ['Los reactores son un peligro.', 'China afirma que los reactores son un peligro.'],
    ['El Salvador se opone.', 'China afirma: El Salvador se opone.'],
    ['En el mar no hay peligro.', 'China afirma que en el mar no hay peligro.'],
  ])('%s', (text, expected) => {
    const spanish = { ...story, language: 'es' };
    expect(statementText(spanish, { text, by: ['china'] }, language('es-ES'))).toBe(expected);
  });
});

describe('German puts every claim after a colon, and knows who speaks by the verb', () => {
  test.each<[Partial<ShownStatement>, string]>([
    [{ text: 'Die Schiffe bleiben.', by: ['china'] }, 'China sagt: Die Schiffe bleiben.'],
    [{ text: 'China hat Schiffe.', by: ['china', 'us'] }, 'China und US sagen: China hat Schiffe.'],
    [
      { text: 'Die Kabel sind alt.', by: ['china'], stance: 'denies' },
      'China bestreitet Folgendes: Die Kabel sind alt.',
    ],
    [
      { text: 'Die Brücke schließt.', by: ['china'], stance: 'opposes' },
      'China lehnt Folgendes ab: Die Brücke schließt.',
    ],
    [{ text: 'China lehnt den Plan ab.', by: ['china'], stance: 'opposes' }, 'China lehnt den Plan ab.'],
    [{ text: 'Nach Angaben von China ist es gut.', by: ['china'] }, 'Nach Angaben von China ist es gut.'],
    [{ text: 'Die Regierung von China warnt.', by: ['china'], stance: 'warns' }, 'Die Regierung von China warnt.'],
  ])('%j', (statement, expected) => {
    const german = { ...story, language: 'de', places: [place('china', 'China'), place('us', 'US')] };
    expect(statementText(german, { text: '', ...statement }, language('de'))).toBe(expected);
  });
});

describe('a claim that names its speaker as saying it stands as it is written', () => {
  test.each([
    ['The Philippines voiced concern.', ['philippines']],
    ['Philippines says no.', ['philippines']],
    ['Republic of the Philippines says no.', ['philippines']],
    ['The US military and China warn of it.', ['china', 'military']],
    ['China, the US and the Philippines have said so.', ['philippines', 'us', 'china']],
    ['Officials of the US military warned of it.', ['military']],
    ['According to China, all is well.', ['china']],
    ['China denies it.', ['china']],
  ])('%s', (text, by) => {
    expect(say({ text, by })).toBe(text);
  });

  test.each([
    // Somebody else’s words, or not all of theirs.
    ['China’s president says no.', ['china'], 'China says that China’s president says no.'],
    ['China says no.', ['china', 'us'], 'China and the United States say that China says no.'],
    ['China built it.', ['china'], 'China says that China built it.'],
    ['Chinaware says no.', ['china'], 'China says: Chinaware says no.'],
    ['According to China’s rivals, it fails.', ['china'], 'China says: According to China’s rivals, it fails.'],
    ['According to US sources, it fails.', ['us'], 'The United States says: According to US sources, it fails.'],
    // Nouns, and deeds, that look like what somebody says.
    ['US plans are safe.', ['us'], 'The United States says that US plans are safe.'],
    ['The US claims at sea are fair.', ['us'], 'The United States says that the US claims at sea are fair.'],
    ['China added five ships.', ['china'], 'China says that China added five ships.'],
    // What follows the first sentence would be nobody’s.
    ['China says no. The sea is ours.', ['china'], 'China says: China says no. The sea is ours.'],
  ])('but not %s', (text, by, expected) => {
    expect(say({ text, by })).toBe(expected);
  });
});

describe('in Chinese, every claim of one sentence follows a comma, whatever it begins with', () => {
  const chinese = { ...story, language: 'zh-CN', places: [place('china', '中国'), place('us', '美国')] };
  test.each<[Partial<ShownStatement>, string]>([
    [{ text: '这些反应堆是威胁。', by: ['china'] }, '中国表示，这些反应堆是威胁。'],
    [{ text: '这些反应堆是威胁。', by: ['china', 'us'], stance: 'warns' }, '中国和美国警告说，这些反应堆是威胁。'],
    [{ text: '可能出事。', by: ['us'], stance: 'worries' }, '美国担心，可能出事。'],
    [{ text: '电缆已老化。', by: ['us'], stance: 'denies' }, '美国否认这一说法：电缆已老化。'],
    [{ text: '电缆已老化。桥要关闭。', by: ['us'] }, '美国表示：电缆已老化。桥要关闭。'],
    [{ text: '有危险吗？', by: ['us'] }, '美国表示：有危险吗？'],
    [{ text: '中国支持的组织是威胁。', by: ['china'] }, '中国表示，中国支持的组织是威胁。'],
    // A noun, and a deed, that look like what somebody says.
    [{ text: '美国计划引发了担忧。', by: ['us'] }, '美国表示，美国计划引发了担忧。'],
    [{ text: '美国抵制会议。', by: ['us'] }, '美国表示，美国抵制会议。'],
  ])('%j', (statement, expected) => {
    expect(statementText(chinese, { text: '', ...statement }, language('zh-CN'))).toBe(expected);
  });
});

describe('where the verb ends the sentence, a claim stands as it is written if it begins and ends with its speaker’s', () => {
  const japanese = { ...story, language: 'ja', places: [place('china', '中国'), place('us', '米国')] };
  test.each<[Partial<ShownStatement>, string | undefined]>([
    [{ text: '中国は、対話で解決すべきだと主張している。', by: ['china'] }, undefined],
    [{ text: '中国によると、危険はない。', by: ['china'] }, undefined],
    [{ text: '米国、中国は危険はないと述べた。', by: ['china', 'us'] }, undefined],
    [{ text: '中国と米国は危険はないと述べた。', by: ['us', 'china'] }, undefined],
    [{ text: '中国は関与を否定した。', by: ['china'], stance: 'denies' }, undefined],
    // Two are joined as no word of the one on the other.
    [{ text: '原子炉は危険だ。', by: ['china', 'us'] }, '中国と米国によると、原子炉は危険だ。'],
    [
      { text: '原子炉は危険だ。', by: ['china', 'us'], stance: 'denies' },
      '中国と米国が否定していること：原子炉は危険だ。',
    ],
    [{ text: '中国と米国は会談した。', by: ['china'] }, '中国によると、中国と米国は会談した。'],
    [{ text: '中国と米国は危険はないと述べた。', by: ['china'] }, '中国によると、中国と米国は危険はないと述べた。'],
    [{ text: '中国は原子炉を造った。', by: ['china'] }, '中国によると、中国は原子炉を造った。'],
    [
      { text: '中国は危険はないと述べた。', by: ['china'], stance: 'denies' },
      '中国が否定していること：中国は危険はないと述べた。',
    ],
    // The first sentence would be nobody’s.
    [
      { text: '中国は原子炉を造った。危険はないと述べた。', by: ['china'] },
      '中国はこう述べている：中国は原子炉を造った。危険はないと述べた。',
    ],
  ])('%j', (statement, expected) => {
    const claim = { text: '', ...statement };
    expect(statementText(japanese, claim, language('ja'))).toBe(expected ?? claim.text);
  });
});

describe('nor does a deed or an attribute stand as what somebody says, in any language', () => {
  test.each([
    ['es', 'China celebró una cumbre.', 'China afirma que China celebró una cumbre.'],
    ['fr', 'China compte 60 réacteurs.', 'China déclare\u00a0: China compte 60 réacteurs.'],
    ['pt-BR', 'China acrescentou navios.', 'China diz que China acrescentou navios.'],
    ['ru', 'China отметила праздник.', 'China заявляет, что China отметила праздник.'],
    ['de', 'China sagt das Treffen ab.', 'China sagt: China sagt das Treffen ab.'],
    ['de', 'China sagt, dass es bleibt.', 'China sagt, dass es bleibt.'],
    ['de', 'Nach Angaben von China Daily ist es gut.', 'China sagt: Nach Angaben von China Daily ist es gut.'],
    ['ja', 'Chinaによるとされる攻撃は嘘だ。', 'Chinaによると、Chinaによるとされる攻撃は嘘だ。'],
    ['zh-CN', 'China支持的组织发动了袭击。', 'China表示，China支持的组织发动了袭击。'],
    ['zh-CN', '据China外交部，没有危险。', 'China表示，据China外交部，没有危险。'],
    ['zh-CN', '据China报道，没有危险。', '据China报道，没有危险。'],
    ['zh-CN', 'China坚持和平解决。', 'China坚持和平解决。'],
  ])('%s: %s', (tag, text, expected) => {
    expect(statementText({ ...story, language: tag }, { text, by: ['china'] }, language(tag))).toBe(expected);
  });
});

describe('what somebody rejects never looks like what they say', () => {
  test.each([
    ['denies', 'The cables are worn.', 'China denies that the cables are worn.'],
    ['denies', 'Cables are worn.', 'China denies this: Cables are worn.'],
    ['opposes', 'The bridge closes.', 'China opposes the idea that the bridge closes.'],
    ['denies', 'China said the cables are worn.', 'China denies that China said the cables are worn.'],
    ['denies', 'According to China, cables are worn.', 'China denies this: According to China, cables are worn.'],
    ['denies', 'China rejects the claim.', 'China rejects the claim.'],
  ] as const)('%s “%s”', (stance, text, expected) => {
    expect(say({ text, by: ['china'], stance })).toBe(expected);
  });

  test('but a quotation is what they say', () => {
    expect(say({ text: '“It is a lie.”', by: ['china'], stance: 'denies', quote: true })).toBe(
      'China says: “It is a lie.”',
    );
  });
});

describe('in French, after a colon that needs no “que”', () => {
  const french = language('fr');
  const inFrench = {
    ...story,
    language: 'fr',
    places: [
      place('philippines', 'Philippines', { inSentence: 'les Philippines', plural: true }),
      place('iran', 'Iran', { inSentence: 'l’Iran' }),
    ],
  };
  test.each([
    ['Les réacteurs sont un danger.', 'les réacteurs sont un danger.'],
    ['L’accord tient.', 'l’accord tient.'],
    ['L’Iran a signé.', 'l’Iran a signé.'],
    ['Les Philippines ont signé.', 'les Philippines ont signé.'],
    ['Aucun accord ne tient.', 'aucun accord ne tient.'],
    // What may be a name keeps its capital.
    ['La Haye a signé.', 'La Haye a signé.'],
    ['L’Oréal a signé.', 'L’Oréal a signé.'],
  ])('%s', (text, told) => {
    const saidBy = (by: string) => statementText(inFrench, { text, by: [by], stance: 'warns' }, french);
    expect(saidBy('iran')).toBe(`L’Iran met en garde\u00a0: ${told}`);
    expect(saidBy('philippines')).toBe(`Les Philippines mettent en garde\u00a0: ${told}`);
  });

  test.each(['L’Iran s’inquiète.', 'Selon l’Iran, tout va bien.', "L'Iran a déclaré être prêt."])(
    'and what names its speaker stands as it is: %s',
    (text) => {
      const one = { ...inFrench, places: [place('iran', 'Iran', { inSentence: 'l’Iran', aliases: ["l'Iran"] })] };
      expect(statementText(one, { text, by: ['iran'] }, french)).toBe(text);
    },
  );
});

describe('several claims in a row', () => {
  const claim = (text: string, more = {}) => ({ text, by: ['philippines'], source: [1], ...more });

  test('of one speaker and stance stand under one lead, and others apart', () => {
    const told = statementParagraphs(
      story,
      [
        claim('The sea is ours.'),
        claim('Reactors are not.'),
        claim('The end is near.', { stance: 'warns' }),
        { text: 'So it goes.', source: [2] },
        claim('The sea is deep.'),
      ],
      english,
    );
    expect(told).toEqual([
      '**The Philippines says:**\n- The sea is ours.\u00a0`¶1`\n- Reactors are not.\u00a0`¶1`',
      'The Philippines warns that the end is near.\u00a0`¶1`',
      'So it goes.\u00a0`¶2`',
      'The Philippines says that the sea is deep.\u00a0`¶1`',
    ]);
  });

  test('stand under as many leads as keep each within a page', () => {
    const long = `Reactors ${'float and '.repeat(60)}sink.`;
    const told = statementParagraphs(
      story,
      Array.from({ length: 7 }, () => claim(long)),
      english,
    );
    expect(told.length).toBeGreaterThan(2);
    for (const paragraph of told) {
      expect(paragraph.length).toBeLessThan(2_200);
      expect(paragraph).toContain('The Philippines says:');
    }
    expect(told.join().split('sink.')).toHaveLength(8);
  });
});

test('nobody’s own page says their name with each claim, and it says who else makes it', () => {
  const one = briefing({
    people: [
      {
        id: 'mina-oz',
        name: 'Mina Öz',
        did: [
          { text: 'The bridge must open.', source: [1], by: ['mina-oz'] },
          { text: 'The port is safe.', source: [1], by: ['mina-oz', 'port-authority'], stance: 'denies' },
          { text: 'The cables hold.', source: [1], by: ['port-authority'] },
        ],
      },
    ],
    descriptions: [
      { role: 'full', value: 'The bridge must open.', source: [1], by: ['mina-oz'] },
      { role: 'full', value: 'The port is safe.', source: [1], by: ['mina-oz', 'port-authority'], stance: 'denies' },
    ],
    topics: [],
  });
  const [entity] = one.people;
  if (!entity) throw new Error('nobody');
  const page = texts(whoMessage([{ briefing: one, kind: 'people', entity }], 0, english)).join('\n');
  expect(page).toContain('### Says\n- The bridge must open.\u00a0`¶1`');
  expect(page).toContain('### Denies\n- The port is safe.\u00a0`¶1` *(together with Port Authority)*');
  expect(page).toContain('### Where they are mentioned\n- Port Authority says that the cables hold.\u00a0`¶1`');
});

const loaded = await loadBriefings(join(import.meta.dirname, '../../content'));

describe('the first briefing', () => {
  const told = loaded.flatMap((original) => [original, ...(original.translations ?? [])]);
  test.each(told.filter(({ language: tag }) => textLanguage(tag) === tag).map((one) => [one.language, one] as const))(
    'in %s names China once where it insists on diplomacy',
    (tag, one) => {
      const claim = summaryAt(one, 'standard').find(({ by }) => by?.includes('china'));
      expect(claim).toBeDefined();
      expect(statementText(one, claim ?? { text: '' }, language(tag))).toBe(claim?.text);
    },
  );
});
