// @module-tag slow

import type { BotProcess, Guild } from 'discord-playground';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openDatabase } from '../../src/store/database.ts';
import { addDigest } from '../../src/store/digests.ts';
import type { Database } from '../../src/store/schema.ts';
import { engine, newDatabaseUrl } from '../support/databases.ts';
import { newDigest } from '../support/digests.ts';
import { type Newsroom, openNewsroom } from '../support/newsroom.ts';

/*
 * An upgrade as docs/operating.md tells it, with real processes on one database while digests come due: on SQLite a
 * worker and a process that answers, the old one gone before the new one comes; on PostgreSQL two workers, the new
 * one there before the old one goes.
 */

const roles = engine === 'sqlite' ? ['worker', 'gateway'] : ['worker', 'worker'];
// In milliseconds from the beginning: when digests come due, so many each time.
const waves = [-60_000, 2_000, 4_000];
const each = 60;

let room: Newsroom;
let guild: Guild;
let url: string;
let db: Database;
const bots: BotProcess[] = [];

beforeAll(async () => {
  room = await openNewsroom();
  url = engine === 'sqlite' ? `sqlite:${room.database}` : await newDatabaseUrl();
  db = await openDatabase(url);
  const channels = Array.from({ length: waves.length * each }, (_, i) => ({ name: `channel-${i}` }));
  guild = room.discord.createGuild({ name: 'Rolling', channels });
});

afterAll(async () => {
  await room.close();
  await db.destroy();
});

async function start(role: string): Promise<BotProcess> {
  const bot = await room.start({ DATABASE_URL: url, ROLE: role, REQUESTS_PER_SECOND: '25' });
  bots.push(bot);
  return bot;
}

/** Puts a new process of this role in the place of an old one. */
async function upgrade(old: BotProcess | undefined, role: string): Promise<BotProcess> {
  const next = engine === 'postgres' ? await start(role) : undefined;
  expect(await old?.stop()).toEqual({ code: 0, signal: null });
  return next ?? start(role);
}

const sentBy = ({ output }: BotProcess) => output.filter((line) => line.includes('"status":"sent"')).length;
const reached = (instant: number) => new Promise((done) => setTimeout(done, Math.max(instant - Date.now(), 0)));

test('processes are replaced one after the other while digests come due: each slot is posted once', async () => {
  const begun = Date.now();
  const due = { guildId: guild.id, cron: '0 0 29 2 *' };
  for (const [i, channelId] of [...guild.channels.values()].entries())
    await addDigest(db, newDigest({ ...due, channelId, nextSlot: begun + (waves[i % waves.length] ?? 0) }), 500);

  const running = await Promise.all(roles.map(start));
  for (const [i, role] of roles.entries()) running[i] = await upgrade(running[i], role);
  // Digests are looked for at each start, and each minute: the last come due before the last worker starts.
  await reached(begun + Math.max(...waves));
  running[0] = await upgrade(running[0], 'worker');

  const outcomes = () => db.selectFrom('deliveries').select(['digestId', 'status']).orderBy('digestId').execute();
  const all = [...guild.channels.values()].map((_, i) => ({ digestId: i + 1, status: 'sent' }));
  await expect.poll(outcomes, { timeout: 30_000 }).toEqual(all);
  expect([...guild.channels.values()].map((channel) => room.discord.messages(channel).length)).toEqual(
    all.map(() => 1),
  );
  expect(bots.filter((bot) => sentBy(bot) > 0).length).toBeGreaterThan(1);
}, 90_000);
