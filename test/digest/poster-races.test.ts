import { ChannelType } from 'discord.js';
import { describe, expect, test } from 'vitest';
import { createAlerts } from '../../src/digest/deliver/alerts.ts';
import { createJobRunners } from '../../src/digest/deliver/job-runners.ts';
import { createPoster } from '../../src/digest/deliver/poster.ts';
import type { PostResult } from '../../src/digest/edges.ts';
import { finishDelivery } from '../../src/store/deliveries/attempts.ts';
import { claimNow } from '../../src/store/deliveries/claims.ts';
import { findDigest, pauseDigest } from '../../src/store/digests.ts';
import { asking } from '../support/asking.ts';
import { briefing } from '../support/briefings.ts';
import { changeDigest, newDigest } from '../support/digests.ts';
import { posterScene } from '../support/poster-scene.ts';

const nine = Date.parse('2026-11-24T09:00:00Z');
const minute = 60_000;

const scene = posterScene(nine);
const { add, deliveries, restart, tickAt } = scene;

const day = 24 * 60 * minute;
const corrected = () =>
  briefing({ version: 2, corrections: [{ version: 2, date: '2026-11-24T08:59:00Z', text: 'Seven.' }] });

async function addMany(count: number, changes: Parameters<typeof newDigest>[0] = {}): Promise<void> {
  for (let i = 0; i < count; i++) await add({ guildId: String(1000 + i), channelId: `c${i}`, ...changes });
}

/** In few statements, each in a guild and a channel of its own. */
async function addAtOnce(count: number): Promise<void> {
  const rows = Array.from({ length: count }, (_, i) => ({
    ...newDigest({ guildId: String(1000 + i), channelId: `c${i}`, nextSlot: nine }),
    number: 1,
  }));
  while (rows.length > 0) await scene.db.insertInto('digests').values(rows.splice(0, 1_000)).execute();
}

async function theDigest() {
  const digest = await findDigest(scene.db, '100', 1);
  if (!digest) throw new Error('not there');
  return digest;
}

describe('channels and guilds do not wait for each other', () => {
  test('one slow channel with work behind it holds up no other, however many there are', async () => {
    for (let i = 0; i < 2; i++) await add({ guildId: '1', channelId: 'slow' });
    await addAtOnce(1200);
    let release: (result: PostResult) => void = () => {};
    scene.respond = (channelId) =>
      channelId === 'slow'
        ? new Promise((resolve) => {
            release = resolve;
          })
        : { kind: 'sent', messageId: `m${scene.posts.length}` };
    await scene.poster.tick();
    // However slow the machine is: held up, they would wait for ever.
    await expect.poll(() => scene.posts.length, { timeout: 100_000 }).toBe(1201);
    release({ kind: 'sent', messageId: 'x' });
    await scene.poster.idle();
  }, 120_000);

  test('where thousands are due at once, the first post leaves while others are still to be claimed', async () => {
    await addAtOnce(6_000);
    const { promise: first, resolve } = Promise.withResolvers<number>();
    scene.respond = async () => {
      const { due } = await scene.db
        .selectFrom('digests')
        .select(({ fn }) => fn.countAll<number>().as('due'))
        .where('nextSlot', '<=', scene.now)
        .executeTakeFirstOrThrow();
      resolve(Number(due));
      return { kind: 'temporary', reached: false, message: 'enough' };
    };
    await scene.poster.tick();
    expect(await first).toBeGreaterThan(0);
  });

  test('a post goes before the edits of its channel', async () => {
    await add({ cron: '0 * * * *', whenEmpty: 'repeat', nextSlot: nine - 60 * 60 * minute, catchUpMinutes: 0 });
    for (let hours = 60; hours >= 1; hours--) await tickAt(nine - hours * 60 * minute);
    let edits = 0;
    await restart({
      // Discord takes about one a second in a channel.
      async edit(_, messageId) {
        scene.now += 5_000;
        edits += 1;
        return { kind: 'sent', messageId };
      },
    });
    scene.library.put(corrected());
    scene.now = nine - 1_000;
    await scene.poster.queueEdits();
    scene.now = nine;
    await scene.poster.tick();
    await scene.poster.idle();
    expect(edits).toBe(60);
    expect((await deliveries()).at(-1)).toMatchObject({ slot: nine, status: 'sent' });
  });

  test('a guild that cannot be told of a pause for the moment keeps no other from being told', async () => {
    const told: string[] = [];
    for (const guildId of ['1', '2', '3']) await add({ guildId });
    for (const digestId of [1, 2, 3]) await pauseDigest(scene.db, { digestId, channelId: '500' }, 'permission', nine);
    await createAlerts({
      ...scene.edges,
      async tell({ guildId }) {
        if (guildId === '1') return { kind: 'temporary', reached: true, message: 'Discord answered 500' };
        told.push(guildId);
        return { kind: 'sent', messageId: 'x' };
      },
    })();
    expect(told).toEqual(['2', '3']);
  });

  test('a second pause while the first is told is told as well', async () => {
    await add();
    await pauseDigest(scene.db, { digestId: 1, channelId: '500' }, 'permission', nine);
    const told: string[] = [];
    const alerts = createAlerts({
      ...scene.edges,
      async tell({ cause }) {
        told.push(cause);
        if (told.length === 1) {
          await changeDigest(scene.db, '100', 1, { paused: null, nextSlot: nine, alertDue: 0 });
          await pauseDigest(scene.db, { digestId: 1, channelId: '500' }, 'gone', nine + 1);
        }
        return { kind: 'sent', messageId: 'x' };
      },
    });
    await alerts();
    await alerts();
    expect(told).toEqual(['permission', 'gone']);
  });
});

describe('two digests of a channel', () => {
  test('do not tell the same news twice, though it is not known at first whether one of them arrived', async () => {
    await add();
    await add();
    scene.respond = () =>
      scene.posts.length === 1
        ? { kind: 'temporary', reached: true, message: 'timeout' }
        : { kind: 'sent', messageId: `m${scene.posts.length}` };
    await tickAt(nine);
    expect(scene.posts).toHaveLength(1);
    for (let i = 1; i < 6; i++) await tickAt(nine + i * 5_000);
    expect(new Set(scene.posts.map(({ post }) => post.nonce)).size).toBe(1);
    expect((await deliveries()).map(({ status }) => status)).toEqual(['sent', 'skipped']);
  });
});

test('a slot that comes due while a moderator sends the digest from another process does not tell the news twice', async () => {
  await add();
  // As ROLE=gateway has it, beside the worker on one database.
  const gateway = createPoster({ ...scene.edges, now: () => scene.now + 15, posts: 'on-demand' });
  const [, outcome] = await Promise.all([scene.poster.tick(), gateway.postNow(await theDigest())]);
  await scene.poster.idle();
  await gateway.stop(1_000);
  await tickAt(nine + 2 * minute - 1);
  expect(['sent', 'skipped', 'waiting']).toContain(outcome.kind);
  expect(scene.posts).toHaveLength(1);
  expect((await deliveries()).map(({ status }) => status).sort()).toEqual(['sent', 'skipped']);
});

describe('a digest that is changed while it is posted', () => {
  test('to another channel is not paused since the old one is gone', async () => {
    await add();
    scene.respond = () => ({ kind: 'temporary', reached: false, message: '503' });
    await tickAt(nine);
    await changeDigest(scene.db, '100', 1, { channelId: '501' });
    scene.respond = () => ({ kind: 'refused', reason: 'gone', message: 'Unknown Channel' });
    await tickAt(nine + minute);
    expect(await theDigest()).toMatchObject({ channelId: '501', paused: null });
  });

  test('between two tries is recorded as Discord has it', async () => {
    await add({ depth: 'brief' });
    scene.respond = () => ({ kind: 'temporary', reached: true, message: 'timeout' });
    await tickAt(nine);
    await changeDigest(scene.db, '100', 1, { depth: 'full' });
    scene.find = () => ({ kind: 'sent', messageId: 'm1' });
    await tickAt(nine + minute);
    const [row] = await deliveries();
    expect(row?.content).toContain('"depth":"brief"');
    expect(row).toMatchObject({ status: 'sent', messageId: 'm1' });
  });

  test('or paused is posted all the same if a moderator asked for it', async () => {
    await add({ paused: 'moderator', nextSlot: null });
    scene.respond = () => ({ kind: 'temporary', reached: false, message: '503' });
    expect(await scene.poster.postNow(await theDigest())).toMatchObject({ kind: 'postponed' });
    scene.respond = () => ({ kind: 'sent', messageId: 'm' });
    await restart();
    await tickAt(nine + 2 * minute - 1);
    expect(await deliveries()).toMatchObject([{ status: 'sent' }]);
  });

  const who = { channels: { '500': ChannelType.GuildText } };
  const moderator = (during: () => Promise<unknown>) =>
    asking({
      db: scene.db,
      library: scene.library,
      now: () => scene.now,
      async access() {
        await during();
        return { type: ChannelType.GuildText, permissions: [] };
      },
    });

  test('by /digest edit, and paused while Discord is asked, stays paused', async () => {
    await add();
    const bot = moderator(() => pauseDigest(scene.db, { digestId: 1, channelId: '500' }, 'permission', nine));
    scene.now = nine - 60 * minute;
    await bot.use('digest edit', { digest: 1, time: '11:00' }, who);
    expect(await theDigest()).toMatchObject({ paused: 'permission', nextSlot: null, cron: '0 11 * * *' });
  });

  test('by /digest edit, and resumed meanwhile, posts at its new time', async () => {
    await add({ paused: 'moderator', nextSlot: null });
    const bot = moderator(() => changeDigest(scene.db, '100', 1, { paused: null, nextSlot: nine + day }));
    await bot.use('digest edit', { digest: 1, time: '11:00' }, who);
    expect((await theDigest()).nextSlot).toBe(nine + 120 * minute);
  });

  test.each([
    ['edit', { digest: 1, time: '11:00' }],
    ['settings', { timezone: 'Europe/Berlin' }],
    ['pause', { digest: 1 }],
    ['remove', { digest: 1 }],
  ])('by /digest %s, when a slot is due and not yet claimed, leaves a row for the slot', async (command, options) => {
    await add();
    scene.now = nine + 20_000;
    await moderator(async () => {}).use(`digest ${command}`, options, who);
    await tickAt(nine + minute);
    expect(await deliveries()).toMatchObject([{ slot: nine }]);
  });
});

describe('what is in doubt', () => {
  test('is looked for with growing pauses', async () => {
    await add();
    scene.respond = () => ({ kind: 'temporary', reached: true, message: '500' });
    await tickAt(nine);
    scene.find = () => ({ kind: 'temporary', reached: false, message: '500' });
    scene.now = nine + 5 * minute;
    while (scene.now < nine + 65 * minute) {
      await tickAt(scene.now);
      scene.now = Math.max((await deliveries())[0]?.tryAfter ?? 0, scene.now + 1);
    }
    expect(scene.finds.length).toBeLessThan(30);
    for (let i = 0; i < 320; i++) await tickAt(scene.now + i * 5 * minute);
    expect((await deliveries())[0]).toMatchObject({ status: 'failed', reason: 'unknown' });
  });

  test('ends even if it cannot be composed any more', async () => {
    await add();
    scene.respond = () => ({ kind: 'temporary', reached: false, message: '503' });
    await tickAt(nine);
    await changeDigest(scene.db, '100', 1, { timezone: 'Mars/Base' });
    for (let i = 1; i < 300; i++) await tickAt(nine + i * minute);
    expect((await deliveries())[0]?.status).toBe('failed');
  });
});

describe('a slot that newer zone data have moved', () => {
  const nextSlot = async () => (await theDigest()).nextSlot;

  test.each([
    ['an hour on', nine + 60 * minute],
    ['an hour back', nine - 60 * minute],
  ])('by %s is posted once, when its schedule has it', async (_, stored) => {
    await add({ nextSlot: stored, whenEmpty: 'repeat' });
    await restart();
    await tickAt(nine - 60 * minute);
    expect(await nextSlot()).toBe(nine);
    expect(await deliveries()).toEqual([]);
    for (const minutes of [0, 1, 60, 120]) await tickAt(nine + minutes * minute);
    expect(await deliveries()).toMatchObject([{ slot: nine, status: 'sent' }]);
    expect(await nextSlot()).toBe(nine + day);
  });

  test('is found in a running bot too', async () => {
    await tickAt(nine - 3 * 60 * minute);
    await add({ nextSlot: nine + 60 * minute });
    await tickAt(nine - 2 * 60 * minute);
    expect(await nextSlot()).toBe(nine);
  });
});

describe('a clock that leaps', () => {
  test('while a post is in flight does not put its next try off', async () => {
    let real = nine;
    await restart({ discordTime: async () => real });
    await add();
    scene.respond = () => {
      scene.now = nine + 10 * day;
      return { kind: 'temporary', reached: false, message: '503' };
    };
    await tickAt(nine);
    scene.respond = () => ({ kind: 'sent', messageId: 'm' });
    // The clock is looked at again after half a minute of the machine's own time: by another run of the bot, at once.
    await restart({ discordTime: async () => real });
    real = nine + minute;
    await tickAt(real);
    await tickAt(real + 10 * minute);
    expect(await deliveries()).toMatchObject([{ status: 'sent' }]);
  });

  test('while posts wait makes none of them missed', async () => {
    await restart({ discordTime: async () => nine });
    await addMany(100);
    scene.respond = () => {
      scene.now = nine + day;
      return { kind: 'sent', messageId: `m${scene.posts.length}` };
    };
    await tickAt(nine);
    const statuses = (await deliveries()).map(({ status }) => status);
    expect(statuses.filter((status) => status === 'missed')).toEqual([]);
    expect(statuses.filter((status) => status === 'pending').length).toBeGreaterThan(30);
  });

  test('does not let a moderator post by it, which is said', async () => {
    await restart({ discordTime: async () => nine });
    await add({ nextSlot: nine + 60 * minute });
    await tickAt(nine);
    scene.now = nine + 10 * day;
    expect(await scene.poster.postNow(await theDigest())).toEqual({ kind: 'wrong-clock' });
    expect(await deliveries()).toEqual([]);
  });

  test('back past one digest that has become unreadable does not stop the others', async () => {
    await add({ guildId: '101', channelId: '1', timezone: 'Mars/Base', nextSlot: nine + 5 * day });
    await add({ channelId: '2' });
    await tickAt(nine + 30_000);
    await add({ guildId: '102', channelId: '3', cron: '51 8 * * *', nextSlot: nine - 9 * minute });
    await tickAt(nine - 8 * minute);
    expect((await deliveries()).map(({ channelId }) => channelId)).toEqual(['2', '3']);
  });

  test('back takes a publishing that waits with it', async () => {
    await add({ publish: true, catchUpMinutes: 10_000 });
    scene.publishing = () => ({ kind: 'temporary', reached: false, message: '503' });
    await tickAt(nine + 20 * 60 * minute);
    await tickAt(nine + minute);
    scene.publishing = () => ({ kind: 'sent', messageId: 'm' });
    await tickAt(nine + 8 * minute);
    expect((await deliveries()).filter(({ status }) => status === 'sent').map(({ publishing }) => publishing)).toEqual([
      null,
    ]);
  });
});

test('publishing waits for its instant, though it was queued before', async () => {
  await add({ publish: true });
  let release: () => void = () => {};
  await restart({
    async publish(_, id) {
      scene.published.push(id);
      await new Promise<void>((resolve) => {
        release = resolve;
      });
      return { kind: 'temporary', reached: false, message: '429', retryAfter: 3_600_000 };
    },
  });
  await scene.poster.tick();
  await expect.poll(() => scene.published).toHaveLength(1);
  // What comes due later is posted meanwhile.
  await add({ guildId: '1000', channelId: 'c0' });
  await scene.poster.tick();
  await expect.poll(deliveries).toMatchObject([{ digestId: 1 }, { digestId: 2, status: 'sent' }]);
  release();
  await scene.poster.idle();
  expect(scene.published).toHaveLength(1);
});

test('publishing is tried for a day from the post, however late the post was', async () => {
  await add({ publish: true, catchUpMinutes: 3 * 24 * 60 });
  scene.publishing = () => ({ kind: 'temporary', reached: false, message: '503' });
  const posted = nine + 30 * 60 * minute;
  await tickAt(posted);
  const first = async () => (await deliveries()).find(({ status }) => status === 'sent');
  expect(await first()).toMatchObject({ publishing: 'waiting' });
  await tickAt(posted + day - 10 * minute);
  expect(await first()).toMatchObject({ publishing: 'waiting' });
  await tickAt(posted + day - minute);
  expect(await first()).toMatchObject({ publishing: 'failed', detail: '503' });
});

test('a withdrawn briefing is taken out of its post when the bot may edit there again', async () => {
  await add();
  await tickAt(nine);
  let may = false;
  let made = 0;
  await restart({
    async edit(_, messageId) {
      if (!may) return { kind: 'refused', reason: 'permission', message: 'Missing Access' };
      made += 1;
      return { kind: 'sent', messageId };
    },
  });
  scene.library.put({ ...corrected(), pubStatus: 'canceled' });
  await scene.poster.queueEdits();
  await scene.poster.idle();
  may = true;
  for (let hour = 1; hour < 30; hour++) {
    await tickAt(nine + hour * 60 * minute);
    await scene.poster.queueEdits();
  }
  expect(made).toBe(1);
});

test('a post that was sent and could not be recorded is with the next that is tried, whichever that is', async () => {
  for (const channelId of ['1', '2']) await add({ channelId });
  let fails = false;
  const failing = scene.db.withPlugin({
    transformQuery({ node }) {
      if (fails) throw new Error('gone');
      return node;
    },
    transformResult: async ({ result }) => result,
  });
  scene.respond = (channelId) => {
    fails = channelId === '1';
    return { kind: 'sent', messageId: `m${scene.posts.length}` };
  };
  const attempts = createJobRunners({ ...scene.edges, db: failing }, async () => true, {
    databaseWorked() {},
    databaseFailed() {},
  });
  const { signal } = new AbortController();
  const [one, two] = [
    await claimNow(scene.db, { id: 1, channelId: '1' }, nine, 0),
    await claimNow(scene.db, { id: 2, channelId: '2' }, nine, 0),
  ];
  expect(await attempts.post(one.id, signal)).toMatchObject({ kind: 'postponed' });
  fails = false;
  expect(await attempts.post(two.id, signal)).toMatchObject({ kind: 'sent' });
  expect(await deliveries()).toMatchObject([
    { status: 'sent', messageId: 'm1' },
    { status: 'sent', messageId: 'm2' },
  ]);
});

test('what another worker has recorded of a post that is there stays as it is', async () => {
  await add();
  const { id } = await claimNow(scene.db, { id: 1, channelId: '500' }, nine, 0);
  await finishDelivery(scene.db, { id }, { status: 'sent', messageId: 'm', reason: null }, nine);
  await finishDelivery(scene.db, { id }, { status: 'sent', messageId: 'm', publishing: 'waiting' }, nine + minute);
  expect(await deliveries()).toMatchObject([{ publishing: null, finishedAt: nine }]);
});
