// @module-tag slow

import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Discord, type DiscordOptions, type Guild, startDiscord } from 'discord-playground';
import { afterAll, beforeAll, expect, test } from 'vitest';
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
// A life is spent waiting for sockets and the disk, so that many can be lived at once.
const roomsAtOnce = 6;

let folder: string;
let runs = 0;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'dateline-crash-'));
});
afterAll(() => rm(folder, { recursive: true }));

type Room = { readonly guild: Guild; readonly path: string; readonly due: number };

/** A guild with two digests that are due, in a database of its own. */
async function newsroom(discord: Discord): Promise<Room> {
  const guild = discord.createGuild({ name: `Guild ${++runs}`, channels: channels.map((name) => ({ name })) });
  const path = join(folder, `${runs}.db`);
  const due = Date.now() - 1_000;
  const db = await openDatabase(`sqlite:${path}`);
  for (const channel of guild.channels.values())
    await addDigest(db, newDigest({ guildId: guild.id, channelId: channel, cron: '0 0 29 2 *', nextSlot: due }), 50);
  await db.destroy();
  return { guild, path, due };
}

/** Each channel has one post, and each slot is recorded with it. */
async function expectOnePostEach(discord: Discord, { guild, path, due }: Room): Promise<void> {
  const db = await openDatabase(`sqlite:${path}`);
  const rows = await db.selectFrom('deliveries').selectAll().orderBy('digestId').execute();
  await db.destroy();
  const posts = [...guild.channels.values()].map((channel) => discord.messages(channel).map(({ id }) => id));
  expect(posts.map((ids) => ids.length)).toEqual(channels.map(() => 1));
  expect(rows.map(({ status, slot, messageId }) => ({ status, slot, ids: [messageId] }))).toEqual(
    posts.map((ids) => ({ status: 'sent', slot: due, ids })),
  );
}

/**
 * Rehearses a life to its end, and then once for each of the instants that it had, with a death there. Several are
 * rehearsed at once, each with a Discord of its own.
 */
async function rehearseEveryInstant(
  options: DiscordOptions,
  rehearse: (discord: Discord, diesAt?: number) => Promise<number>,
): Promise<number> {
  const discords = await Promise.all(Array.from({ length: roomsAtOnce }, () => startDiscord(options)));
  const instants = await rehearse(discords[0] as Discord);
  const left = Array.from({ length: instants }, (_, i) => i + 1).values();
  await Promise.all(
    discords.map(async (discord) => {
      for (const diesAt of left)
        await rehearse(discord, diesAt).catch((error) => {
          throw new Error(`killed at instant ${diesAt} of ${instants}`, { cause: error });
        });
      await discord.close();
    }),
  );
  return instants;
}

test.each([
  ['at once, while Discord knows the nonces', {}, 0],
  ['minutes later, when Discord has forgotten the nonces', { nonceMs: 0 }, 5 * minute],
] as const)(
  'started again %s, the bot makes good what it left at any instant: one post a slot, each recorded',
  async (_, options, later) => {
    const instants = await rehearseEveryInstant(options, async (discord, diesAt) => {
      const room = await newsroom(discord);
      const life = { discord, path: room.path, briefings };
      const first = await live({ ...life, now: Date.now, ...(diesAt ? { diesAt } : {}) });
      if (diesAt) {
        const next = { ...life, now: () => Date.now() + later };
        // A second death on the way, at an instant that differs each time, is made good as well.
        await live({ ...next, diesAt: 1 + ((diesAt * 7) % 40) });
        await live(next);
      }
      await expectOnePostEach(discord, room);
      await rm(room.path);
      return first.instants;
    });
    expect(instants).toBeGreaterThan(40);
  },
  120_000,
);

test('killed at any instant of correcting its posts, the bot corrects each of them, and records it once', async () => {
  const corrected = [
    briefing({
      version: 2,
      corrections: [{ version: 2, date: '2026-03-05T10:00:00Z', text: 'Seven weeks, not six.' }],
    }),
  ];
  const instants = await rehearseEveryInstant({}, async (discord, diesAt) => {
    const { guild, path } = await newsroom(discord);
    const life = { discord, path, now: Date.now };
    await live({ ...life, briefings });
    const first = await live({ ...life, briefings: corrected, ...(diesAt ? { diesAt } : {}) });
    await live({ ...life, briefings: corrected });
    for (const channel of guild.channels.values()) {
      const [post, ...others] = discord.messages(channel);
      expect(others).toEqual([]);
      expect(texts(post as never).join()).toContain('Seven weeks, not six.');
    }
    const db = await openDatabase(`sqlite:${path}`);
    const edits = await db.selectFrom('edits').select(['deliveryId', 'status']).orderBy('deliveryId').execute();
    expect(edits).toEqual([1, 2].map((deliveryId) => ({ deliveryId, status: 'sent' })));
    await db.destroy();
    await rm(path);
    return first.instants;
  });
  expect(instants).toBeGreaterThan(20);
}, 120_000);
