import { describe, expect, test } from 'vitest';
import { Library } from '../../src/briefing/library/library.ts';
import { queriedWordsOf, wordsOf } from '../../src/briefing/search/words.ts';
import { briefing } from '../support/briefings.ts';

const now = Date.parse('2026-03-10T12:00:00Z');
const description = (text: string) => ({ text, source: [1] });

const english = briefing({
  people: [
    { id: 'xi-jinping', name: 'Xi Jinping', aliases: ['Xi', '习近平'], description: description('President of China') },
    { id: 'vladimir-putin', name: 'Vladimir Putin', aliases: ['Putin'], description: description('President') },
    { id: 'kate-obrien', name: 'Kate O’Brien', description: description('Harbour master') },
    { id: 'jose-maria', name: 'José-María Núñez', description: description('Captain') },
  ],
  organisations: [],
  topics: [],
});

/** The same briefing in another language, with other names. */
function translation(language: string, names: Record<string, string>, headline: string, text: string) {
  const people = english.people.map((each) => ({ ...each, name: names[each.id] ?? each.name, aliases: [] }));
  return {
    ...english,
    language,
    headline,
    people,
    descriptions: [{ role: 'brief', value: text, source: [1] }],
  } as const;
}

const translated = {
  ...english,
  translations: [
    translation(
      'ru',
      { 'vladimir-putin': 'Владимир Путин', 'xi-jinping': 'Си Цзиньпин' },
      'Мост закрыт',
      'Мост закрыли.',
    ),
    translation('zh-CN', { 'vladimir-putin': '弗拉基米尔·普京' }, '大桥关闭', '大桥因维修而关闭。'),
    translation('ja', { 'vladimir-putin': 'ウラジーミル・プーチン' }, '港の橋が閉鎖', '橋は修理のため閉鎖された。'),
  ],
};

describe('names in any script', () => {
  const library = new Library([translated]);
  const found = (name: string) =>
    library.findEntities(name, now, 25).map(({ entity, likeness }) => `${entity.id} ${likeness}`)[0];

  test.each([
    ['Xi', 'xi-jinping same'],
    ['xi jinping', 'xi-jinping same'],
    ['Jinping Xi', 'xi-jinping same'],
    ['xijinping', 'xi-jinping same'],
    ['ｘｉ　ｊｉｎｐｉｎｇ', 'xi-jinping same'],
    ['习近平', 'xi-jinping same'],
    ['習近平', 'xi-jinping same'],
    ['習近', 'xi-jinping part'],
    ['习', 'xi-jinping part'],
    ['近平', 'xi-jinping part'],
    ['Си Цзиньпин', 'xi-jinping same'],
    ['Putin', 'vladimir-putin same'],
    ['Путин', 'vladimir-putin same'],
    ['ПУТИН', 'vladimir-putin same'],
    ['путен', 'vladimir-putin similar'],
    ['普京', 'vladimir-putin part'],
    ['プーチン', 'vladimir-putin part'],
    ['ﾌﾟｰﾁﾝ', 'vladimir-putin part'],
    ['obrien', 'kate-obrien part'],
    ['o brien', 'kate-obrien part'],
    ['O’Brien', 'kate-obrien part'],
    ["o'brien", 'kate-obrien part'],
    ['kateobrien', 'kate-obrien same'],
    ['jose maria', 'jose-maria part'],
    ['José-María', 'jose-maria part'],
    ['josemaria nunez', 'jose-maria same'],
  ])('%s finds %s', (name, expected) => {
    expect(found(name)).toBe(expected);
  });

  test('a Russian name is found where only an English briefing has it, and an English one in a Russian briefing', () => {
    expect(new Library([english]).findEntities('Владимир Путин', now, 1)[0]?.likeness).toBe('same');
    const [russian] = translated.translations;
    expect(russian && new Library([russian]).findEntities('vladimir putin', now, 1)[0]?.likeness).toBe('same');
  });
});

describe('words in any script', () => {
  const other = briefing({ slug: 'other', people: [], headline: 'A tunnel', language: 'en' });
  const library = new Library([{ ...other, descriptions: [] }, translated]);
  const slugs = (query: string) => library.search(query, now).map((hit) => hit.briefing.slug);

  test.each([
    '习近平',
    '習近平',
    'Путин',
    '普京',
    'プーチン',
    'obrien',
    '大桥',
    '大橋',
    '维修',
    '維修',
    '閉鎖された',
    '修理',
    'закрыли',
  ])('%s finds the one briefing that has it in one of its languages', (query) => {
    expect(slugs(query)).toEqual(['harbour-bridge']);
  });

  test('two characters that do not stand side by side are not the word', () => {
    const bridges = new Library([briefing({ headline: '大河上的桥' }), briefing({ slug: 'it', headline: '大桥' })]);
    expect(bridges.search('大桥', now).map((hit) => hit.briefing.slug)).toEqual(['it']);
  });
});

test.each([
  ['O’Brien’s', ['o', 'brien', 's', 'obriens'], ['brien']],
  ['l’Ukraine', ['l', 'ukraine', 'lukraine'], ['ukraine']],
  ['COVID-19', ['covid', '19'], ['covid', '19']],
  ['state-of-the-art', ['state', 'of', 'the', 'art'], ['state', 'of', 'the', 'art']],
  ['習近平', ['习近', '近平', '平'], ['习近', '近平']],
  ['2023年', ['2023', '年'], ['2023', '年']],
  ['Щукин, Ёлкин', ['shchukin', 'elkin'], ['shchukin', 'elkin']],
])('%s is %j in a text, and %j in a query', (text, inText, inQuery) => {
  expect(wordsOf(text)).toEqual(inText);
  expect(queriedWordsOf(text)).toEqual(inQuery);
});
