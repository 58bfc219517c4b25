// @module-tag slow

import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import type { APIMessage } from 'discord.js';
import { type Discord, type Guild, type Runner, type SharedClock, seededRandom, walk } from 'discord-playground';
import { given } from 'discord-playground/testing';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { parseCron } from '../../src/digest/schedule/cron.ts';
import { slotsAfter } from '../../src/digest/schedule/slots.ts';
import { openScene, type Scene } from '../support/playground-scene.ts';

/*
 * The real bot is walked through days: each digest is posted at its own minute, whatever the minute is and whatever
 * happens on the way.
 */

const [minute, hour, day] = [60_000, 3_600_000, 86_400_000];
const zones = ['UTC', 'Asia/Kathmandu', 'America/New_York', 'Europe/London', 'Australia/Lord_Howe'];
const places = ['general', 'news', 'briefings', 'moderators'];

type Planned = { readonly cron: string; readonly zone: string };
type Row = { number: number; slot: number; status: string; message_id: string | null };

let folder = '';
let scene: Scene;
let clock: SharedClock;
let discord: Discord;
let guild: Guild;
let runner: Runner;
const posts: APIMessage[] = [];
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'dateline-test-'));
  scene = await openScene(folder);
  ({ clock, discord, guild, runner } = scene);
  discord.events.on('message', (message) => posts.push(message));
  // Nobody follows it yet: it is there at once. London's clocks change in the two days.
  const change = given(Temporal.Now.zonedDateTimeISO('Europe/London').getTimeZoneTransition('next'));
  await walk(clock, change.epochMilliseconds - day);
  expect(await runner.start()).toBe(true);
}, 60_000);
afterAll(async () => {
  await scene.close();
  await rm(folder, { recursive: true });
});

async function add({ cron, zone }: Planned, place: string, catchUp: number): Promise<void> {
  const actor = { userId: given(guild.members.get('moderator')), channelId: given(guild.channels.get('general')) };
  await discord.use({ ...actor, guildId: guild.id }, 'digest add', {
    channel: given(guild.channels.get(place)),
    cron,
    timezone: zone,
    'when-empty': 'say-so',
    'catch-up': catchUp,
  });
}

/** What became of the slots in a span of time. */
function deliveries(from: number, to: number): Row[] {
  const database = new DatabaseSync(scene.database, { readOnly: true });
  const rows = database
    .prepare(
      `select number, slot, status, message_id from deliveries join digests on digests.id = digest_id
      where slot > ? and slot <= ? order by number, slot`,
    )
    .all(from, to) as Row[];
  database.close();
  return rows;
}

/** The slots of digests, which are numbered from one, in a span of time. */
function due(digests: readonly Planned[], from: number, to: number) {
  return digests.flatMap(({ cron, zone }, i) =>
    slotsAfter(parseCron(cron), zone, Temporal.Instant.fromEpochMilliseconds(from))
      .take(20)
      .map(({ epochMilliseconds }) => ({ number: i + 1, slot: epochMilliseconds, status: 'sent' }))
      .filter(({ slot }) => slot <= to)
      .toArray(),
  );
}

/** Expects that each slot was posted once, and within a minute of its time by Discord's clock. */
function expectOnTime(digests: readonly Planned[], from: number, to: number): void {
  const rows = deliveries(from, to);
  expect(rows.map(({ number, slot, status }) => ({ number, slot, status }))).toEqual(due(digests, from, to));
  const posted = new Map(posts.map(({ id, timestamp }) => [id, Date.parse(timestamp)]));
  const late = rows.map(({ slot, message_id }) => given(posted.get(given(message_id ?? undefined))) - slot);
  expect(Math.min(...late)).toBeGreaterThanOrEqual(0);
  expect(Math.max(...late)).toBeLessThan(minute);
  expect(posts.filter(({ timestamp }) => Date.parse(timestamp) > from && Date.parse(timestamp) <= to)).toHaveLength(
    rows.length,
  );
}

const planned: Planned[] = [];

test('each of 40 digests at odd minutes is posted at its own, over two days in which clocks change', {
  timeout: 180_000,
}, async () => {
  const random = seededRandom(20_26);
  const below = (limit: number) => Math.floor(random() * limit);
  for (let i = 0; i < 40; i += 1) {
    const hours = i % 8 === 0 ? '*/4' : String(below(24));
    planned.push({ cron: `${below(60)} ${hours} * * *`, zone: given(zones[i % zones.length]) });
    await add(given(planned[i]), given(places[below(places.length)]), 1 + below(15));
  }
  const from = clock.now();
  await walk(clock, from + 2 * day);
  expectOnTime(planned, from, from + 2 * day);
  expect(runner.log.filter((line) => !line.includes('"level":30'))).toEqual([]);
});

describe('on the way', () => {
  test('the bot is killed and started anew, and nothing is late', { timeout: 90_000 }, async () => {
    const from = clock.now();
    const before = posts.length;
    const walked = walk(clock, from + 12 * hour);
    await expect.poll(() => posts.length, { interval: 5, timeout: 20_000 }).toBeGreaterThan(before + 3);
    expect(await runner.restart('kill')).toBe(true);
    expect(clock.now()).toBeLessThan(from + 12 * hour);
    await walked;
    expectOnTime(planned, from, from + 12 * hour);
  });

  test('another sets the clock, too: each is there in the end', { timeout: 90_000 }, async () => {
    const from = clock.now();
    await Promise.all([2, 5, 1].map((hours) => walk(clock, from + hours * hour)));
    expect(clock.now() - from - 5 * hour).toBeLessThan(15_000);
    expectOnTime(planned, from, from + 5 * hour);
  });

  test('someone uses a command, and is answered', { timeout: 90_000 }, async () => {
    const from = clock.now();
    const walked = walk(clock, from + 6 * hour);
    const actor = { userId: given(guild.members.get('reader')), channelId: given(guild.channels.get('general')) };
    for (let i = 0; i < 20; i += 1)
      expect((await discord.use({ ...actor, guildId: guild.id }, 'latest', {})).ephemeral).toBe(false);
    await walked;
    expect(runner.log.filter((line) => !line.includes('"level":30'))).toEqual([]);
  });
});

test('a bot that is stopped finds that time has passed, and says what it missed', { timeout: 90_000 }, async () => {
  await runner.stop();
  const from = clock.now();
  const begun = performance.now();
  await walk(clock, from + day);
  expect(performance.now() - begun).toBeLessThan(1000);
  expect(await runner.start()).toBe(true);
  const slots = due(planned, from, from + day).length;
  await expect.poll(() => deliveries(from, from + day).length, { timeout: 5000 }).toBe(slots);
  expect(deliveries(from, from + day).filter(({ status }) => status === 'missed').length).toBeGreaterThan(slots / 2);
});
