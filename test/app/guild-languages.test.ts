import pino from 'pino';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { createGuildLanguages } from '../../src/app/guild-languages.ts';
import { Library } from '../../src/briefing/library/library.ts';
import { changeGuildSettings, guildLocales } from '../../src/store/guilds.ts';
import type { Database } from '../../src/store/schema.ts';
import { asking } from '../support/asking.ts';
import { briefing } from '../support/briefings.ts';
import { openTestDatabaseTwice } from '../support/databases.ts';

const log = pino({ level: 'silent' });

let db: Database;
let other: Database;
let at: number;
let languages: ReturnType<typeof createGuildLanguages>;

beforeEach(async () => {
  [db, other] = await openTestDatabaseTwice();
  at = Date.parse('2026-11-24T12:00:00Z');
  languages = createGuildLanguages({ db, now: () => at, log });
});

afterEach(() => Promise.all([db.destroy(), other.destroy()]));

test('public answers are in the language that a server has set, at once where it was changed', async () => {
  expect(await languages.localeOf('1', 'fr')).toBe('fr');
  await changeGuildSettings(db, '1', { language: 'de' });
  languages.forget('1');
  expect(await languages.localeOf('1', 'fr')).toBe('de');
  expect(await languages.localeOf('2', 'fr')).toBe('fr');
});

test('a change by another process holds within a minute', async () => {
  await languages.localeOf('1', 'fr');
  await changeGuildSettings(db, '1', { language: 'ja' });
  at += 60_000;
  expect(await languages.localeOf('1', 'fr')).toBe('ja');
});

test('Discord’s locale of a server is recorded, again when it is another, and takes nothing from its settings', async () => {
  await changeGuildSettings(db, '1', { language: 'de' });
  await languages.remember('1', 'fr');
  expect(await guildLocales(db, '1')).toEqual({ language: 'de', discordLocale: 'fr' });
  await languages.remember('1', 'es-ES');
  await languages.remember('1', 'es-ES');
  expect(await guildLocales(db, '1')).toEqual({ language: 'de', discordLocale: 'es-ES' });
});

test('where the database fails, answers are in the language that was last known', async () => {
  await changeGuildSettings(db, '1', { language: 'de' });
  await languages.localeOf('1', 'fr');
  await db.destroy();
  at += 60_000;
  expect(await languages.localeOf('1', 'fr')).toBe('de');
  expect(await languages.localeOf('2', 'fr')).toBe('fr');
  await languages.remember('1', 'it');
});

test('a database that does not answer keeps nobody waiting', async () => {
  const silent = {
    selectFrom: () => ({ select: () => ({ where: () => ({ executeTakeFirst: () => new Promise(() => {}) }) }) }),
  };
  const waiting = createGuildLanguages({ db: silent as never, now: () => at, log });
  const begun = performance.now();
  for (let i = 0; i < 20; i++) expect(await waiting.localeOf('1', 'fr')).toBe('fr');
  expect(performance.now() - begun).toBeLessThan(1_500);
});

test('a public answer is in the language that the server has set, a private one in the reader’s', async () => {
  const bot = asking({ db, library: new Library([briefing()]) });
  const asker = { guildLocale: 'en-US' };
  await changeGuildSettings(db, '100', { language: 'en-GB' });
  const shared = await bot.use('timeline', { briefing: 'harbour-bridge' }, asker);
  const alone = await bot.use('timeline', { briefing: 'harbour-bridge', private: true }, asker);
  expect([shared.ephemeral, alone.ephemeral]).toEqual([false, true]);
  expect(shared.text).toContain('1 March 2026');
  expect(alone.text).toContain('March 1, 2026');
});
