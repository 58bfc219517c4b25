import { type Discord, startDiscord } from 'discord-playground';
import { pino } from 'pino';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { createLeftGuilds } from '../../src/app/left-guilds.ts';
import { presentGuilds } from '../../src/discord/rest/guilds.ts';
import { createRest } from '../../src/discord/rest/rest.ts';
import { addDigest, guildDigests } from '../../src/store/digests.ts';
import { changeGuildSettings, guildSettings } from '../../src/store/guilds.ts';
import type { Database } from '../../src/store/schema.ts';
import { openTestDatabase } from '../support/databases.ts';
import { newDigest } from '../support/digests.ts';

/* What a server leaves behind when the bot is removed from it is kept for 30 days, and no longer. */

const hour = 60 * 60_000;
const day = 24 * hour;
const begin = Date.parse('2026-11-24T09:00:00Z');

let db: Database;
let now: number;
let discordTime: number;
let present: Set<string>;
let asked: number;
let tick: () => Promise<void>;

beforeEach(async () => {
  db = await openTestDatabase();
  now = begin;
  present = new Set(['100', '200']);
  asked = 0;
  tick = createLeftGuilds({
    db,
    now: () => now,
    log: pino({ level: 'silent' }),
    async presentGuilds() {
      asked += 1;
      return present;
    },
    discordTime: async () => discordTime,
    signal: new AbortController().signal,
  });
  for (const guildId of ['100', '200']) {
    await addDigest(db, newDigest({ guildId }), 50);
    await changeGuildSettings(db, guildId, { timezone: 'Europe/Paris' });
  }
  for (const digestId of [1, 2]) {
    await db
      .insertInto('deliveries')
      .values({
        digestId,
        slot: begin,
        channelId: '500',
        status: 'sent',
        attempts: 1,
        tryAfter: begin,
        createdAt: begin,
      })
      .execute();
    await db.insertInto('carried').values({ deliveryId: digestId, slug: 'a', version: 1 }).execute();
    await db
      .insertInto('edits')
      .values({ deliveryId: digestId, status: 'sent', attempts: 1, tryAfter: begin, createdAt: begin })
      .execute();
  }
});
afterEach(() => db.destroy());

async function tickAt(at: number): Promise<void> {
  now = at;
  discordTime = at;
  await tick();
}

const rows = async () => {
  const counts = [];
  for (const table of ['guilds', 'digests', 'deliveries', 'carried', 'edits'] as const)
    counts.push((await db.selectFrom(table).selectAll().execute()).length);
  return counts;
};

test('all of a server is deleted 30 days after the bot was removed, and nothing of another', async () => {
  await tickAt(begin + hour);
  present.delete('100');
  await tickAt(begin + 2 * day);
  await tickAt(begin + 31 * day);
  expect(await rows()).toEqual([2, 2, 2, 2, 2]);
  await tickAt(begin + 33 * day);
  expect(await rows()).toEqual([1, 1, 1, 1, 1]);
  expect(await guildDigests(db, '200')).toHaveLength(1);
  expect(await guildSettings(db, '200')).toMatchObject({ timezone: 'Europe/Paris' });
});

test('a server that the bot comes back to in time keeps everything, and its days begin anew', async () => {
  present.delete('100');
  await tickAt(begin + hour);
  present.add('100');
  await tickAt(begin + 29 * day);
  present.delete('100');
  await tickAt(begin + 31 * day);
  await tickAt(begin + 60 * day);
  expect(await rows()).toEqual([2, 2, 2, 2, 2]);
});

test('a clock that is ahead deletes nothing, and once it is right all goes on', async () => {
  present.delete('100');
  await tickAt(begin + hour);
  now = begin + 90 * day;
  await tick();
  expect(await rows()).toEqual([2, 2, 2, 2, 2]);
  await tickAt(begin + 32 * day);
  expect(await rows()).toEqual([1, 1, 1, 1, 1]);
});

test('Discord is asked an hour after the start and then once a day; an hour after it did not answer', async () => {
  for (let at = begin; at <= begin + 2 * day; at += hour / 2) await tickAt(at);
  expect(asked).toBe(2);
  const failing = createLeftGuilds({
    db,
    now: () => now,
    log: pino({ level: 'silent' }),
    async presentGuilds() {
      asked += 1;
      throw new Error('fetch failed');
    },
    discordTime: async () => discordTime,
    signal: new AbortController().signal,
  });
  asked = 0;
  const again = now;
  for (now = again; now <= again + 3 * hour; now += hour / 2) await failing();
  expect(asked).toBe(3);
  expect(await rows()).toEqual([2, 2, 2, 2, 2]);
});

test('all pages of the servers that the bot is in are read', async () => {
  const discord: Discord = await startDiscord();
  try {
    const ids = Array.from({ length: 401 }, (_, i) => discord.createGuild({ name: `Guild ${i}`, channels: [] }).id);
    const rest = createRest({ token: discord.token, apiUrl: discord.apiUrl, requestsPerSecond: 50 });
    expect([...(await presentGuilds(rest))].sort()).toEqual(ids.sort());
  } finally {
    await discord.close();
  }
});
