import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { Library } from '../../../src/briefing/library/library.ts';
import { createAlerts } from '../../../src/digest/deliver/alerts.ts';
import { createLeases } from '../../../src/digest/deliver/channel-leases.ts';
import { createPoster } from '../../../src/digest/deliver/poster.ts';
import type { Post } from '../../../src/digest/edges.ts';
import { reserveDelivery } from '../../../src/store/deliveries/attempts.ts';
import { claimDueSlots } from '../../../src/store/deliveries/claims.ts';
import { pendingDeliveries } from '../../../src/store/deliveries/deliveries.ts';
import { addDigest, dueDigests, findDigest, pauseDigest } from '../../../src/store/digests.ts';
import { claimLeases, renewLeases } from '../../../src/store/leases.ts';
import type { Database } from '../../../src/store/schema.ts';
import { briefing } from '../../support/briefings.ts';
import { openTestDatabaseTwice } from '../../support/databases.ts';
import { newDigest } from '../../support/digests.ts';
import { quietEdges } from '../../support/quiet-edges.ts';

/*
 * Two workers on one database, instant by instant.
 */

const nine = Date.parse('2026-11-24T09:00:00Z');

let db: Database;
let other: Database;

beforeEach(async () => {
  [db, other] = await openTestDatabaseTwice();
});
afterEach(async () => {
  await db.destroy();
  await other.destroy();
});

/** Lets what a worker holds come to the end of its lease, as if it had not been heard of since. */
const silence = (worker: string) => db.updateTable('holds').set({ until: 1 }).where('worker', '=', worker).execute();

describe('a hold', () => {
  test('is of one worker, until it lets go or its lease has ended', async () => {
    expect(await claimLeases(db, 'a', ['1', '2'])).toEqual(new Set(['1', '2']));
    expect(await claimLeases(other, 'b', ['2', '3'])).toEqual(new Set(['3']));
    await silence('a');
    expect(await claimLeases(other, 'b', ['2'])).toEqual(new Set(['2']));
    expect(await renewLeases(db, 'a')).toEqual(new Set(['1']));
  });

  test('of many at once, in any order, by many workers, is of one each', async () => {
    const names = Array.from({ length: 200 }, (_, i) => `${i}`);
    const taken = await Promise.all(
      Array.from({ length: 16 }, (_, i) => claimLeases(i % 2 ? db : other, `${i}`, i % 3 ? names : names.toReversed())),
    );
    expect(taken.flatMap((held) => [...held]).sort()).toEqual(names.toSorted());
  });

  test('that was left can be had by another, and what was not left cannot', async () => {
    const [one, two] = [createLeases(db), createLeases(other)];
    expect([await one.acquire('x'), await one.acquire('y')]).toEqual([true, true]);
    one.releaseSoon('x');
    await one.flushReleases();
    expect([await two.acquire('x'), await two.acquire('y')]).toEqual([true, false]);
    const waited = two.waitFor('y', AbortSignal.timeout(10_000));
    await one.close();
    await waited;
    await two.close();
    expect(await db.selectFrom('holds').selectAll().execute()).toEqual([]);
  });
});

test('digests that one worker is claiming are left to it by the other', async () => {
  for (let i = 0; i < 10; i++) await addDigest(db, newDigest({ nextSlot: nine }), 50);
  const found: number[] = [];
  await db.transaction().execute(async (transaction) => {
    for (const { id } of await dueDigests(transaction, nine, 6)) found.push(id);
    await claimDueSlots(other, nine, 6, (due) => {
      for (const { id } of due) found.push(id);
      return [];
    });
  });
  expect(found.toSorted((a, b) => a - b)).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10]);
});

test('what is pending in the channel of another worker is left out, and what it is begun with is refused', async () => {
  for (const channelId of ['1', '2']) await addDigest(db, newDigest({ channelId, nextSlot: nine }), 50);
  await claimDueSlots(db, nine, 10, (due) =>
    due.map((digest) => ({ digest, slots: [{ slot: nine, status: 'pending', reason: null }], next: null })),
  );
  await claimLeases(db, 'a', ['1']);
  const [free] = await pendingDeliveries(other, nine, 10, 'b');
  expect(free?.channelId).toBe('2');
  const [mine] = await pendingDeliveries(db, nine, 10, 'a');
  if (!mine || !free) throw new Error('not there');
  const reserve = (worker: string) => db.transaction().execute((inside) => reserveDelivery(inside, mine, worker));
  await silence('a');
  await claimLeases(other, 'b', ['1']);
  expect(await reserve('a')).toBe(false);
  expect(await reserve('b')).toBe(true);
});

describe('two posters', () => {
  let posts: { channelId: string; post: Post; by: number }[];
  const library = new Library([briefing()]);
  const poster = (database: Database, by: number, wait = 5) =>
    createPoster(
      quietEdges({
        db: database,
        library,
        now: () => nine,
        async post(channelId, post) {
          posts.push({ channelId, post, by });
          await new Promise((done) => setTimeout(done, wait));
          return { kind: 'sent', messageId: `${posts.length}` };
        },
      }),
    );
  const ended = () => db.selectFrom('deliveries').select('status').where('status', '!=', 'pending').execute();

  beforeEach(() => {
    posts = [];
  });

  test('share what is due, one post a slot, and tell no channel the same news twice', async () => {
    // More than one of them claims at once.
    for (let i = 0; i < 500; i++)
      await addDigest(db, newDigest({ guildId: `${i}`, channelId: `${i % 250}`, nextSlot: nine }), 50);
    const both = [poster(db, 1, 20), poster(other, 2, 20)];
    await Promise.all(both.map((each) => each.tick()));
    await expect.poll(async () => (await ended()).length, { timeout: 20_000 }).toBe(500);
    await Promise.all(both.map((each) => each.stop(1_000)));
    expect(new Set(posts.map(({ channelId }) => channelId)).size).toBe(250);
    expect(posts).toHaveLength(250);
    expect(new Set(posts.map(({ by }) => by)).size).toBe(2);
  });

  test('post for a moderator in a channel where the other is at work when that is done, and only what is new then', async () => {
    await addDigest(db, newDigest({ nextSlot: nine }), 50);
    const [worker, gateway] = [poster(db, 1, 500), poster(other, 2)];
    await worker.tick();
    await expect.poll(() => posts.length).toBe(1);
    const digest = await findDigest(other, '100', 1);
    if (!digest) throw new Error('not there');
    expect(await gateway.postNow(digest)).toEqual({ kind: 'skipped' });
    expect(posts).toHaveLength(1);
    await worker.stop(1_000);
    await gateway.stop(1_000);
  });

  test('tell moderators once of a pause', async () => {
    await addDigest(db, newDigest({ nextSlot: nine }), 50);
    await pauseDigest(db, { digestId: 1, channelId: '500' }, 'gone', nine);
    let told = 0;
    const begun: Promise<void>[] = [];
    const alerts = [db, other].map((database) =>
      createAlerts({
        ...quietEdges({ db: database, library, now: () => nine }),
        async tell() {
          told += 1;
          // The other one has looked meanwhile, and left it alone.
          await Promise.race(begun);
          return { kind: 'sent', messageId: '1' };
        },
      }),
    );
    for (const tell of alerts) begun.push(tell());
    await Promise.all(begun);
    expect(told).toBe(1);
  });
});
