// @module-tag slow

import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Discord, type Guild, startDiscord } from 'discord-playground';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openDatabase } from '../../src/store/database.ts';
import { addDigest } from '../../src/store/digests.ts';
import { briefing } from '../support/briefings.ts';
import { newDigest } from '../support/digests.ts';
import { live } from '../support/lives.ts';
import { texts } from '../support/message-limits.ts';

/*
 * The bot is killed at every instant of its work, over real sockets and with a real file, and started again: each
 * slot has one post.
 */

const minute = 60_000;
const channels = ['news', 'briefings'];
const briefings = [briefing()];

let folder: string;
let discord: Discord;
let runs = 0;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'dateline-crash-'));
});
afterAll(() => rm(folder, { recursive: true }));

/** A guild with two digests that are due, in a database of its own. */
async function newsroom(): Promise<{ guild: Guild; path: string; due: number }> {
  const guild = discord.createGuild({ name: `Guild ${++runs}`, channels: channels.map((name) => ({ name })) });
  const path = join(folder, `${runs}.db`);
  const due = Date.now() - 1_000;
  const db = await openDatabase(`sqlite:${path}`);
  for (const channel of guild.channels.values())
    await addDigest(db, newDigest({ guildId: guild.id, channelId: channel, cron: '0 0 1 1 *', nextSlot: due }), 50);
  await db.destroy();
  return { guild, path, due };
}

/** Each channel has one post, and each slot is recorded with it. */
async function expectOnePostEach({ guild, path, due }: Awaited<ReturnType<typeof newsroom>>): Promise<void> {
  const db = await openDatabase(`sqlite:${path}`);
  const rows = await db.selectFrom('deliveries').selectAll().orderBy('digestId').execute();
  await db.destroy();
  const posts = [...guild.channels.values()].map((channel) => discord.messages(channel).map(({ id }) => id));
  expect(posts.map((ids) => ids.length)).toEqual(channels.map(() => 1));
  expect(rows.map(({ status, slot, messageId }) => ({ status, slot, ids: [messageId] }))).toEqual(
    posts.map((ids) => ({ status: 'sent', slot: due, ids })),
  );
}

describe.each([
  ['at once, while Discord knows the nonces', {}, 0],
  ['minutes later, when Discord has forgotten the nonces', { nonceMs: 0 }, 5 * minute],
] as const)('started again %s', (_, options, later) => {
  beforeAll(async () => {
    discord = await startDiscord(options);
  });
  afterAll(() => discord.close());

  test('the bot makes good what it left at any instant: one post a slot, each recorded', async () => {
    const whole = await newsroom();
    const { instants } = await live({ discord, path: whole.path, briefings, now: Date.now });
    await expectOnePostEach(whole);
    expect(instants).toBeGreaterThan(40);
    for (let diesAt = 1; diesAt <= instants; diesAt++) {
      const room = await newsroom();
      const { died } = await live({ discord, path: room.path, briefings, now: Date.now, diesAt });
      const next = { discord, path: room.path, briefings, now: () => Date.now() + later };
      // A second death on the way, at an instant that differs each time, is made good as well.
      await live({ ...next, diesAt: 1 + ((diesAt * 7) % 40) });
      await live(next);
      await expectOnePostEach(room).catch((error) => {
        throw new Error(`killed at instant ${diesAt} of ${instants}${died ? '' : ', which did not come'}`, {
          cause: error,
        });
      });
      await rm(room.path);
    }
  }, 120_000);
});

test('killed at any instant of correcting its posts, the bot corrects each of them, and records it once', async () => {
  discord = await startDiscord();
  const corrected = [
    briefing({
      version: 2,
      corrections: [{ version: 2, date: '2026-03-05T10:00:00Z', text: 'Seven weeks, not six.' }],
    }),
  ];
  const rehearse = async (diesAt?: number) => {
    const room = await newsroom();
    await live({ discord, path: room.path, briefings, now: Date.now });
    const first = await live({
      discord,
      path: room.path,
      briefings: corrected,
      now: Date.now,
      ...(diesAt ? { diesAt } : {}),
    });
    await live({ discord, path: room.path, briefings: corrected, now: Date.now });
    for (const channel of room.guild.channels.values()) {
      const [post, ...others] = discord.messages(channel);
      expect(others).toEqual([]);
      expect(texts(post as never).join()).toContain('Seven weeks, not six.');
    }
    const db = await openDatabase(`sqlite:${room.path}`);
    const edits = await db.selectFrom('edits').select(['deliveryId', 'status']).orderBy('deliveryId').execute();
    expect(edits).toEqual([1, 2].map((deliveryId) => ({ deliveryId, status: 'sent' })));
    await db.destroy();
    await rm(room.path);
    return first.instants;
  };
  const instants = await rehearse();
  expect(instants).toBeGreaterThan(20);
  for (let diesAt = 1; diesAt <= instants; diesAt++)
    await rehearse(diesAt).catch((error) => {
      throw new Error(`killed at instant ${diesAt} of ${instants}`, { cause: error });
    });
  await discord.close();
}, 120_000);
