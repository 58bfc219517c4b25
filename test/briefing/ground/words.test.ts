import { expect, test } from 'vitest';
import { wordsOf } from '../../../src/briefing/ground/words.ts';

const keys = (text: string, language: string) => wordsOf(text, language).map(({ key }) => key);

test('words are compared without case, accents, possessives and elided articles', () => {
  expect(keys('Xi’s U.S. visit: O’Brien, $1.5bn, São Paulo', 'en')).toEqual([
    'xi',
    'us',
    'visit',
    "o'brien",
    '1.5',
    'bn',
    'sao',
    'paulo',
  ]);
  expect(keys('L’État d’Allemagne aujourd’hui', 'fr')).toEqual(['etat', 'allemagne', "aujourd'hui"]);
  expect(keys('Йошкар-Ола ещё', 'ru')).toEqual(['йошкар', 'ола', 'еще']);
});

test('a word says where it stands', () => {
  const text = 'He saw d’Artagnan’s hat. 中国计划';
  for (const word of wordsOf(text, 'fr')) expect(text.slice(word.start, word.end)).toBe(word.text);
});

test('the forms of a word have the same stem, and words that say nothing are known', () => {
  for (const [language, one, other] of [
    ['en', 'warned', 'warnings'],
    ['de', 'Verhandlung', 'Verhandlungen'],
    ['es', 'negociación', 'negociaciones'],
    ['fr', 'négociation', 'négociations'],
    ['pt-BR', 'negociação', 'negociações'],
    ['ru', 'переговоры', 'переговоров'],
  ] as const)
    expect(wordsOf(one, language)[0]?.stem).toBe(wordsOf(other, language)[0]?.stem);
  expect(wordsOf('The trade of the two', 'en').map(({ isContent }) => isContent)).toEqual([
    false,
    true,
    false,
    false,
    true,
  ]);
});

test('Chinese and Japanese are parted into words', () => {
  expect(keys('中国计划建造核反应堆', 'zh-CN')).toContain('计划');
  expect(keys('プーチン大統領は中国を訪問した', 'ja')).toEqual(expect.arrayContaining(['プーチン', '大統領', '中国']));
});

test('hostile texts take no longer than others', () => {
  for (const hostile of ["a'", 'A.', '1,', '漢', 'é', "'"]) wordsOf(hostile.repeat(100_000), 'fr');
});
