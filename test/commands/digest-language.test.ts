import { ChannelType } from 'discord.js';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { digestDefinition } from '../../commands/digest/subcommands.ts';
import { Library } from '../../src/briefing/library/library.ts';
import { findDigest } from '../../src/store/digests.ts';
import { guildSettings } from '../../src/store/guilds.ts';
import type { Database } from '../../src/store/schema.ts';
import { languageName } from '../../src/text/language-names.ts';
import { languages } from '../../src/text/translator.ts';
import { type Asker, asking } from '../support/asking.ts';
import { briefing } from '../support/briefings.ts';
import { openTestDatabase } from '../support/databases.ts';

const news: Asker = { channels: { '500': ChannelType.GuildText } };

let db: Database;
let bot: ReturnType<typeof asking>;

beforeEach(async () => {
  db = await openTestDatabase();
  bot = asking({ db, library: new Library([briefing()]) });
});

afterEach(() => db.destroy());

test.each(languages)('a digest takes %s, says so by its name, and takes it back', async (tag) => {
  const line = `**Language:** ${languageName(tag)}`;
  expect((await bot.use('digest add', { channel: '500', language: tag }, news)).text).toContain(line);
  expect(await findDigest(db, '100', 1)).toMatchObject({ language: tag, locale: tag });
  expect((await bot.use('digest list')).text).toContain(`· ${languageName(tag)}`);
  expect((await bot.use('digest edit', { digest: 1, clear: 'language' })).text).not.toContain(line);
  expect(await findDigest(db, '100', 1)).toMatchObject({ language: null, locale: null });
  expect((await bot.use('digest edit', { digest: 1, language: tag })).text).toContain(line);
});

test.each(languages)('a server takes %s for its posts and public answers, and takes it back', async (tag) => {
  const line = `**Language:** ${languageName(tag)}`;
  expect((await bot.use('digest settings', { language: tag })).text).toContain(line);
  expect(await guildSettings(db, '100')).toMatchObject({ language: tag });
  expect((await bot.use('digest settings', { clear: 'alerts' })).text).toContain(line);
  expect((await bot.use('digest settings', { clear: 'language' })).text).toContain('as this server is set in Discord');
  expect(await guildSettings(db, '100')).toMatchObject({ language: null });
});

test('a language that is not offered, or one that is cleared at once, is refused and changes nothing', async () => {
  await bot.use('digest add', { channel: '500' }, news);
  const sent = [
    { digest: 1, language: 'tlh' },
    { digest: 1, language: '../en' },
    { digest: 1, language: 'en', clear: 'language' },
  ];
  for (const options of sent) expect((await bot.use('digest edit', options)).ephemeral).toBe(true);
  expect((await bot.use('digest settings', { language: 'en', clear: 'language' })).text).toContain(
    'cannot be set and cleared at once',
  );
  expect(await findDigest(db, '100', 1)).toMatchObject({ language: null });
  expect(await guildSettings(db, '100')).toMatchObject({ language: null });
});

test('the choices are the languages that the bot has, each by its own name', () => {
  const offered = (digestDefinition.options ?? []).flatMap((subcommand) =>
    'options' in subcommand ? (subcommand.options ?? []).filter(({ name }) => name === 'language') : [],
  );
  const choices = languages.map((tag) => ({ name: languageName(tag), value: tag }));
  expect(offered).toMatchObject([{ choices }, { choices }, { choices }]);
  expect(['de', 'ja', 'es'].map(languageName)).toEqual(['Deutsch', '日本語', 'Español']);
});

test('the topic of a digest is told in the language of whoever looks, on its card, in the list and in the panel', async () => {
  const original = briefing();
  const topics = original.topics.map((topic) => ({ ...topic, name: 'Die Sperrung der Brücke' }));
  const german = { ...original, language: 'de', topics };
  bot = asking({ db, library: new Library([{ ...original, translations: [german] }]) });
  await bot.use('digest add', { channel: '500', topic: 'closure' }, news);
  expect((await bot.click('digest:1')).text).toContain('The closure');
  expect((await bot.click('digest:1', { locale: 'de' })).text).toContain('Die Sperrung der Brücke');
  expect(JSON.stringify((await bot.click('panel:1:what', { locale: 'de' })).message)).toContain('Die Sperrung');
});
