import { expect, test } from 'vitest';
import type { Briefing } from '../../src/briefing/briefing.ts';
import { appearanceIn, inLanguage, isSameLanguage, topicIn } from '../../src/briefing/in-language.ts';
import { entitiesIn } from '../../src/briefing/library/visible.ts';
import { briefing } from '../support/briefings.ts';

/** A briefing with translations into these languages. */
const translated = (original: string, ...tags: string[]): Briefing => ({
  ...briefing({ language: original }),
  translations: tags.map((language) => briefing({ language, headline: `in ${language}` })),
});

const given = (original: string, tags: readonly string[], locale: string) =>
  inLanguage(translated(original, ...tags), { locale }).language;

test.each([
  ['its own language', 'en', ['ru', 'es'], 'ru', 'ru'],
  ['another region of it', 'en', ['ru', 'es'], 'es-419', 'es'],
  ['the tag itself before another region', 'en', ['es', 'es-419'], 'es-419', 'es-419'],
  ['the region that goes without saying', 'en', ['es-419', 'es'], 'es-ES', 'es'],
  ['the general one before that of a third region', 'en', ['pt-PT', 'pt'], 'pt-AO', 'pt'],
  ['the original in another region before a translation', 'en-GB', ['ru', 'es'], 'en-US', 'en-GB'],
  ['the original where nothing is in the language', 'en', ['ru', 'es'], 'de', 'en'],
  ['traditional Chinese before simplified', 'en', ['zh-CN', 'zh-TW'], 'zh-TW', 'zh-TW'],
  ['traditional Chinese of another region before simplified', 'en', ['zh-CN', 'zh-HK'], 'zh-TW', 'zh-HK'],
  ['simplified Chinese where there is no other', 'en', ['zh-CN'], 'zh-TW', 'zh-CN'],
  ['the original in simplified Chinese before a foreign language', 'zh-CN', ['en'], 'zh-TW', 'zh-CN'],
  ['the original for a tag that is none', 'en', ['ru'], '!', 'en'],
])('a reader gets %s', (_, original, tags, locale, expected) => {
  expect(given(original, tags, locale)).toBe(expected);
});

test('a briefing without translations is the same one in every language', () => {
  const only = briefing();
  expect(inLanguage(only, { locale: 'ru' })).toBe(only);
});

test('a translation is itself when it is asked for once more', () => {
  const [russian] = translated('en', 'ru').translations ?? [];
  expect(russian && inLanguage(russian, { locale: 'ru' })).toBe(russian);
});

test('somebody and a topic are found again by their ids', () => {
  const original = translated('en', 'ru');
  const [russian] = original.translations ?? [];
  const [mina] = entitiesIn(original);
  const [closure] = original.topics;
  expect(mina && appearanceIn(mina, { locale: 'ru' })).toEqual({
    ...mina,
    briefing: russian,
    entity: russian?.people[0],
  });
  expect(closure && topicIn({ briefing: original, topic: closure }, { locale: 'ru' })).toEqual({
    briefing: russian,
    topic: russian?.topics[0],
  });
});

test('two scripts of a language are two languages to readers, and two regions are one', () => {
  expect(isSameLanguage('zh-CN', 'zh-TW')).toBe(false);
  expect(isSameLanguage('zh-CN', 'zh-SG')).toBe(true);
  expect(isSameLanguage('pt', 'pt-BR')).toBe(true);
  expect(isSameLanguage('en', 'ru')).toBe(false);
});
