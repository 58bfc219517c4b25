import { sql } from 'kysely';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { Library } from '../../../src/briefing/library/library.ts';
import { createLeases, type Leases } from '../../../src/digest/deliver/channel-leases.ts';
import { createPoster, type Poster } from '../../../src/digest/deliver/poster.ts';
import { beginAttempt, finishDelivery } from '../../../src/store/deliveries/attempts.ts';
import { claimNow } from '../../../src/store/deliveries/claims.ts';
import { deliveryById } from '../../../src/store/deliveries/deliveries.ts';
import { addDigest } from '../../../src/store/digests.ts';
import { queueEdits } from '../../../src/store/edits.ts';
import { claimLeases, holdsLease, leaseMs } from '../../../src/store/leases.ts';
import type { Database } from '../../../src/store/schema.ts';
import { briefing } from '../../support/briefings.ts';
import { openTestDatabaseTwice } from '../../support/databases.ts';
import { newDigest } from '../../support/digests.ts';
import { quietEdges } from '../../support/quiet-edges.ts';

/* How long a worker has what it holds, and what it does and does not do once it has lost it. */

const nine = Date.parse('2026-11-24T09:00:00Z');
const library = new Library([briefing()]);

let db: Database;
let other: Database;
beforeEach(async () => {
  [db, other] = await openTestDatabaseTwice();
});
afterEach(async () => {
  vi.useRealTimers();
  await db.destroy();
  await other.destroy();
});

/** Lets time go on for the database; what is held is then nearer to the end of its lease. */
const pass = (milliseconds: number) =>
  db
    .updateTable('holds')
    .set(({ eb }) => ({ until: eb('until', '-', milliseconds) }))
    .execute();
/** How many of the database's connections wait for a lock that another one has. */
async function waitingForLocks(): Promise<number> {
  const { rows } = await sql<{ count: string }>`
    select count(*) from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'
  `.execute(db);
  return Number(rows[0]?.count);
}
const heldUntil = async (name: string) =>
  (await db.selectFrom('holds').select('until').where('name', '=', name).executeTakeFirst())?.until ?? 0;

test('what is held for longer than a lease is renewed, and nobody else gets it meanwhile', async () => {
  vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval', 'performance'] });
  const [one, two] = [createLeases(db), createLeases(other)];
  expect(await one.acquire('x')).toBe(true);
  const step = leaseMs / 2;
  for (let passed = 0; passed < 3 * leaseMs; passed += step) {
    await pass(step);
    const before = await heldUntil('x');
    vi.advanceTimersByTime(step);
    await expect.poll(() => heldUntil('x')).toBeGreaterThan(before);
    expect(await two.acquire('x')).toBe(false);
  }
  expect(await one.acquire('x')).toBe(true);
  await one.close();
  await two.close();
});

test('what one worker has recorded an attempt by is not taken over before that is committed, though its lease has ended', async () => {
  await claimLeases(db, 'a', ['x']);
  await pass(2 * leaseMs);
  let taken: ReadonlySet<string> | undefined;
  const { takenOver } = await db.transaction().execute(async (transaction) => {
    expect(await holdsLease(transaction, 'a', 'x')).toBe(true);
    const claimed = claimLeases(other, 'b', ['x']).then((names) => {
      taken = names;
    });
    await expect.poll(waitingForLocks).toBe(1);
    expect(taken).toBeUndefined();
    return { takenOver: claimed };
  });
  await takenOver;
  expect(taken).toEqual(new Set(['x']));
});

test('holds that were closed take nothing any more', async () => {
  const leases = createLeases(db);
  expect(await leases.acquire('x')).toBe(true);
  await leases.close();
  expect([await leases.acquire('x'), await leases.leaseWork(async () => [{ channelId: 'y' }])]).toEqual([false, []]);
  expect(await db.selectFrom('holds').selectAll().execute()).toEqual([]);
});

test('what a dead worker held is taken over when its lease has ended, without another tick', async () => {
  await addDigest(db, newDigest({ nextSlot: nine }), 50);
  await claimLeases(other, 'dead', ['500']);
  const posted: string[] = [];
  const poster = createPoster(
    quietEdges({
      db,
      library,
      now: () => nine,
      async post(channelId) {
        posted.push(channelId);
        return { kind: 'sent', messageId: 'm' };
      },
    }),
  );
  await poster.tick();
  await poster.idle();
  expect(posted).toEqual([]);
  await pass(2 * leaseMs);
  await expect.poll(() => posted, { timeout: 20_000 }).toEqual(['500']);
  await poster.stop(1_000);
});

describe('a worker that stands still once it has taken work, for so long that another takes its channel,', () => {
  const done: string[] = [];
  let poster: Poster;

  beforeEach(() => {
    done.length = 0;
    vi.useFakeTimers({ toFake: ['performance'] });
    const leases = createLeases(db);
    const stalled: Leases = {
      ...leases,
      async leaseWork(read) {
        const taken = await leases.leaseWork(read);
        if (taken.length === 0) return taken;
        vi.advanceTimersByTime(leaseMs);
        await pass(2 * leaseMs);
        await claimLeases(other, 'b', ['500']);
        return taken;
      },
    };
    const doing = (what: string) => async () => {
      done.push(what);
      return { kind: 'sent', messageId: 'm' } as const;
    };
    const does = { post: doing('post'), edit: doing('edit'), publish: doing('publish'), find: doing('find') };
    poster = createPoster(quietEdges({ db, library, now: () => nine, ...does }), stalled);
  });
  afterEach(() => poster.stop(1_000));

  async function sent(publishing: 'waiting' | null) {
    await addDigest(db, newDigest(), 50);
    const delivery = await claimNow(db, { id: 1, channelId: '500' }, nine, 0);
    const carries = [{ slug: 'harbour-bridge', version: 1, position: 0 }];
    await beginAttempt(db, delivery.id, { carries, content: '{}' }, nine);
    await finishDelivery(db, delivery, { status: 'sent', messageId: 'm', publishing }, nine);
    await db.updateTable('deliveries').set({ tryAfter: 0 }).execute();
    return delivery.id;
  }

  async function run() {
    await poster.tick();
    await poster.idle();
    expect(await heldUntil('500')).toBeGreaterThan(0);
    expect(await db.selectFrom('holds').select('worker').execute()).toEqual([{ worker: 'b' }]);
    expect(done).toEqual([]);
  }

  test('posts nothing', async () => {
    await addDigest(db, newDigest({ nextSlot: nine }), 50);
    await run();
  });

  test('edits nothing', async () => {
    await sent(null);
    expect(await queueEdits(db, [{ slug: 'harbour-bridge', version: 2, above: 0, below: 2 }], nine, 10)).toBe(1);
    await run();
    expect(await db.selectFrom('edits').select(['status', 'attempts']).execute()).toEqual([
      { status: 'pending', attempts: 0 },
    ]);
  });

  test('publishes nothing', async () => {
    const id = await sent('waiting');
    await run();
    expect(await deliveryById(db, id)).toMatchObject({ publishing: 'waiting' });
  });
});
