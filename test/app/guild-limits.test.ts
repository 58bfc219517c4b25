import { ChannelType } from 'discord.js';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { limitPerGuild } from '../../src/app/guild-limits.ts';
import { Library } from '../../src/briefing/library/library.ts';
import type { ChannelAccess } from '../../src/command/command.ts';
import { addDigest } from '../../src/store/digests.ts';
import type { Database } from '../../src/store/schema.ts';
import { type Asker, asking, lacking } from '../support/asking.ts';
import { briefing } from '../support/briefings.ts';
import { openTestDatabase } from '../support/databases.ts';
import { newDigest } from '../support/digests.ts';

/* What the moderators of one server cause in a minute, so that others' posts do not wait for it. */

const begin = Date.parse('2026-11-24T12:00:00Z');
const other: Asker = { guildId: '200' };

let db: Database;
let now: number;
let posts: number;
let asked: number;
let found: ChannelAccess;
let bot: ReturnType<typeof asking>;

beforeEach(async () => {
  db = await openTestDatabase();
  [now, posts, asked, found] = [begin, 0, 0, lacking(ChannelType.GuildText, 'SendMessages')];
  const limited = limitPerGuild({
    async postNow() {
      posts += 1;
      return { kind: 'sent', messageId: '1' };
    },
    async access() {
      asked += 1;
      return found;
    },
    now: () => now,
  });
  bot = asking({ db, library: new Library([briefing()]), now: () => now, ...limited });
  for (const guildId of ['100', '200']) await addDigest(db, newDigest({ guildId, nextSlot: begin + 86_400_000 }), 50);
});

afterEach(() => db.destroy());

async function send(asker: Asker = {}): Promise<string> {
  const { replacement } = await bot.use('digest send', { digest: 1 }, asker);
  return JSON.stringify(await replacement?.());
}

test('/digest send posts four times a minute in a server, and says when it does again; others are not held up', async () => {
  for (let i = 0; i < 50; i++) await send();
  expect(posts).toBe(4);
  expect(await send()).toContain('4 times within a minute. Try again <t:');
  expect(await send(other)).toContain('Posted');
  now += 60_000;
  expect(await send()).toContain('Posted');
  expect(posts).toBe(6);
});

test('Discord is asked what the bot may do sixty times a minute for a server, by whatever command', async () => {
  for (let i = 0; i < 100; i++) await bot.use('digest check', { digest: 1 });
  expect(asked).toBe(60);
  const at = (begin + 60_000) / 1000;
  for (const refused of [
    await bot.use('digest check', { digest: 1 }),
    await bot.use('digest resume', { digest: 1 }),
    await bot.click('digest:1'),
    await bot.use('digest add', { channel: '500' }, { channels: { '500': ChannelType.GuildText } }),
  ])
    expect(refused.text).toContain(`checked channels 60 times within a minute. Try again <t:${at}:R>`);
  expect(asked).toBe(60);
  expect((await bot.use('digest check', { digest: 1 }, other)).text).toContain('I cannot post');
  now += 60_000;
  expect((await bot.use('digest check', { digest: 1 })).text).toContain('I cannot post');
});

test('that the bot lacks nothing in a channel is kept some seconds; what it lacks is asked anew', async () => {
  const check = async (asker: Asker = {}) => (await bot.use('digest check', { digest: 1 }, asker)).text;
  await check();
  expect(asked).toBe(1);
  found = lacking(ChannelType.GuildText);
  for (let i = 0; i < 16; i++) expect(await check()).toContain('I can post');
  expect(asked).toBe(2);
  await check(other);
  expect(asked).toBe(3);
  found = lacking(ChannelType.GuildText, 'SendMessages');
  now += 3_000;
  for (let i = 0; i < 5; i++) expect(await check()).toContain('I cannot post');
  expect(asked).toBe(8);
});

test('a refused command changes nothing', async () => {
  await bot.use('digest pause', { digest: 1 });
  for (let i = 0; i < 60; i++) await bot.use('digest check', { digest: 1 });
  const before = await db.selectFrom('digests').selectAll().execute();
  await bot.use('digest resume', { digest: 1 });
  await bot.use('digest edit', { digest: 1, depth: 'full' });
  expect(await db.selectFrom('digests').selectAll().execute()).toEqual(before);
});
