import { afterEach, beforeEach, expect, test } from 'vitest';
import { Library } from '../../../src/briefing/library/library.ts';
import { createAlerts } from '../../../src/digest/deliver/alerts.ts';
import { createPoster } from '../../../src/digest/deliver/poster.ts';
import {
  beginAttempt,
  finishDelivery,
  forgetAttempt,
  postponeDelivery,
} from '../../../src/store/deliveries/attempts.ts';
import { claimNow } from '../../../src/store/deliveries/claims.ts';
import { deliveryById } from '../../../src/store/deliveries/deliveries.ts';
import { addDigest, pauseDigest } from '../../../src/store/digests.ts';
import { finishEdit, pendingEdits, queueEdits } from '../../../src/store/edits.ts';
import { claimLeases, releaseLeases, renewLeases } from '../../../src/store/leases.ts';
import type { Database } from '../../../src/store/schema.ts';
import { briefing } from '../../support/briefings.ts';
import { openTestDatabaseTwice } from '../../support/databases.ts';
import { newDigest } from '../../support/digests.ts';
import { quietEdges } from '../../support/quiet-edges.ts';

/* Workers that stand still for a while and go on, or whose clocks differ, beside others that did not. */

const nine = Date.parse('2026-11-24T09:00:00Z');
const minute = 60_000;
const library = new Library([briefing()]);

let db: Database;
let other: Database;
beforeEach(async () => {
  [db, other] = await openTestDatabaseTwice();
});
afterEach(async () => {
  await db.destroy();
  await other.destroy();
});

/** A delivery that one worker has begun, and another after it. */
async function begunTwice() {
  await addDigest(db, newDigest({ channelId: 'c' }), 50);
  const first = await claimNow(db, { id: 1, channelId: 'c' }, nine, 0);
  const content = { carries: [], content: '{}' };
  await beginAttempt(db, first.id, content, nine);
  await beginAttempt(db, first.id, content, nine + 1);
  return { ...first, attempts: 1 };
}

test('what became of an attempt is left as it is when another has been begun since', async () => {
  const stale = await begunTwice();
  await postponeDelivery(db, stale, { tryAfter: 7, detail: 'stale', reached: false });
  await forgetAttempt(db, stale);
  await finishDelivery(db, stale, { status: 'failed', detail: 'stale' }, nine);
  expect(await deliveryById(db, stale.id)).toMatchObject({
    status: 'pending',
    attemptedAt: nine,
    attempts: 2,
    reason: null,
  });
  await finishDelivery(db, { ...stale, attempts: 2 }, { status: 'failed', detail: 'last' }, nine);
  expect(await deliveryById(db, stale.id)).toMatchObject({ status: 'failed', detail: 'last' });
});

test('an older edit that reaches Discord last is recorded, and so is put right', async () => {
  await addDigest(db, newDigest({ channelId: 'c' }), 50);
  const { id } = await claimNow(db, { id: 1, channelId: 'c' }, nine, 0);
  const carries = [{ slug: 'bridge', version: 1, position: 0 }];
  await beginAttempt(db, id, { carries, content: '{}' }, nine);
  await finishDelivery(db, { id }, { status: 'sent', messageId: 'm' }, nine);
  await queueEdits(db, [{ slug: 'bridge', version: 9, above: 0, below: 3 }], nine, 10);
  const [edit] = await pendingEdits(db, nine, 10);
  if (!edit) throw new Error('there is no edit');
  const shows = async () => (await db.selectFrom('carried').select('shows').executeTakeFirstOrThrow()).shows;
  await finishEdit(other, edit, { status: 'sent', shows: [{ slug: 'bridge', shows: 3 }] }, nine);
  expect(await shows()).toBe(3);
  await finishEdit(db, edit, { status: 'failed', shows: [{ slug: 'bridge', shows: 2 }] }, nine);
  expect(await shows()).toBe(3);
  await finishEdit(db, edit, { status: 'sent', shows: [{ slug: 'bridge', shows: 2 }] }, nine);
  expect(await shows()).toBe(2);
});

test('moderators are told once, though one that tells them stands still for longer than its lease', async () => {
  for (const channelId of ['1', '2', '3']) {
    await addDigest(db, newDigest({ guildId: channelId, nextSlot: nine, channelId }), 50);
    await pauseDigest(db, { digestId: Number(channelId), channelId }, 'gone', nine);
  }
  const told: number[] = [];
  const { promise: goOn, resolve: go } = Promise.withResolvers<void>();
  const alerts = (database: Database, wait: Promise<void>) =>
    createAlerts({
      ...quietEdges({ db: database, library, now: () => nine }),
      async tell({ digests: [{ id }] }) {
        told.push(id);
        await wait;
        return { kind: 'sent', messageId: '1' };
      },
    })();
  const stalled = alerts(db, goOn);
  await expect.poll(() => told).toEqual([1]);
  await other.deleteFrom('holds').execute();
  await alerts(other, Promise.resolve());
  go();
  await stalled;
  // The first was under way.
  expect(told).toEqual([1, 1, 2, 3]);
});

test('what is held until an instant that is too far off, since the database’s clock was set back, is free', async () => {
  await claimLeases(db, 'dead', ['c']);
  await db
    .updateTable('holds')
    .set(({ eb }) => ({ until: eb('until', '+', 60 * minute) }))
    .execute();
  expect(await claimLeases(db, 'b', ['c'])).toEqual(new Set(['c']));
});

test('a clock that is behind posts nothing, so that an attempt of another is never taken for a younger one', async () => {
  let real = nine;
  const seen: string[] = [];
  const worker = (database: Database, name: string, behind: number) =>
    createPoster(
      quietEdges({
        db: database,
        library,
        now: () => real - behind,
        discordTime: async () => real,
        async post() {
          seen.push(name);
          return { kind: 'temporary', reached: true, message: 'lost' };
        },
      }),
    );
  await addDigest(db, newDigest({ nextSlot: nine }), 50);
  const one = worker(db, 'one', 0);
  await one.tick();
  await one.idle();
  await one.stop(0);
  real += 11 * minute;
  const two = worker(other, 'two', 10 * minute);
  await two.tick();
  await two.idle();
  await two.stop(0);
  expect(seen).toEqual(['one']);
});

test('workers that hold, renew and let go of the same at once do not wait for each other in a ring', async () => {
  const names = Array.from({ length: 60 }, (_, i) => `channel-${i}`);
  const shuffled = () => names.toSorted(() => Math.random() - 0.5);
  const busy = async (database: Database, worker: string) => {
    for (let round = 0; round < 40; round++) {
      await claimLeases(database, worker, shuffled());
      await renewLeases(database, worker);
      await releaseLeases(database, worker, shuffled());
    }
  };
  await expect(
    Promise.all(['a', 'b', 'c', 'd'].map((worker, i) => busy(i % 2 ? db : other, worker))),
  ).resolves.toHaveLength(4);
}, 60_000);
