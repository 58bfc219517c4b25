import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { isShared } from '../../store/engine.ts';
import { claimLeases, leaseMs, releaseLeases, renewLeases } from '../../store/leases.ts';
import type { Database } from '../../store/schema.ts';

/*
 * What can go wrong between several workers on one database, and what prevents it:
 *
 * - Two find the same slot due. Claiming locks the rows of the digests and skips those that are locked. The slot and
 *   the next one are written in one transaction, and only if the digest still waits for that slot.
 * - Two find the same delivery, edit or publishing pending; or two digests of one channel, the second of which must
 *   know what the first has posted. A worker does all work of a channel or none: it needs the channel's lease, a row
 *   that only one worker can have.
 * - A worker dies. Its leases end, by the database's clock. Whoever leases the channel next finds the attempt that was
 *   begun, and settles it as a single process does at its next start: by the nonce, then by the channel's history.
 * - A worker is cut off from the database or stalls for longer than its lease, and goes on. Before it begins anything
 *   it checks by its own monotonic clock that its lease has not ended, and inside the transaction that records an
 *   attempt that the lease is still its own; nobody can take it before that transaction ends. A request that is on its
 *   way by then is aborted before Discord forgets the nonce, and one that has waited too long is not sent. The result
 *   of an attempt is recorded only if no other attempt has begun since.
 * - Their clocks differ. A worker posts only while its clock is near Discord's, so that all agree on how long Discord
 *   has known a nonce.
 * - Their content differs for a while, as it is replaced on one machine after the other. A post made by newer content
 *   is not outdated by older content, and an edit that would set it back is left to other workers.
 * - A post is answered after its worker lost the channel. The result is recorded all the same: a post that is there is
 *   never recorded as anything else.
 */

/** The leases of this process. Where no other process shares the database, it has every lease at once. */
export type Leases = {
  /** The name of this worker; undefined where no other process shares the database. */
  readonly worker: string | undefined;
  /** Reads pending work in a transaction, leases its channels, and gives the work whose channels it could lease. */
  leaseWork<T extends { readonly channelId: string }>(
    read: (transaction: Database, worker: string | undefined) => Promise<T[]>,
  ): Promise<T[]>;
  /** Takes a lease, unless it has it already; false if another worker has it. */
  acquire(name: string): Promise<boolean>;
  /** Resolves when it has the lease. Rejects when the signal aborts. */
  waitFor(name: string, signal: AbortSignal): Promise<void>;
  /** Releases a lease soon, together with others, unless it is acquired again first. */
  releaseSoon(name: string): void;
  /** Releases now what is to be released soon; resolves when that is done. */
  flushReleases(): Promise<unknown>;
  /** Releases every lease, and takes none any more. */
  close(): Promise<void>;
};

const renewEveryMs = leaseMs / 3;
const releaseDelayMs = 50;
const pollEveryMs = 200;
// A lease counts as ended by so much before it ends.
const safetyMarginMs = 2_000;

/** The leases of this process, for all that it does in a database. */
export function createLeases(db: Database): Leases {
  return isShared(db) ? createWorkerLeases(db) : createUnsharedLeases(db);
}

function createUnsharedLeases(db: Database): Leases {
  return {
    worker: undefined,
    leaseWork: (read) => read(db, undefined),
    acquire: async () => true,
    waitFor: async () => {},
    releaseSoon() {},
    flushReleases: async () => {},
    close: async () => {},
  };
}

function createWorkerLeases(db: Database): Leases {
  const worker = randomUUID();
  // The instant at which each lease ends, by this machine's monotonic clock.
  const endsAt = new Map<string, number>();
  const toRelease = new Set<string>();
  let lastChange: Promise<unknown> = Promise.resolve();
  let renewTimer: NodeJS.Timeout | undefined;
  let releaseTimer: NodeJS.Timeout | undefined;
  let closed = false;

  /** Changes leases one change after the other: what is being released must not be acquired meanwhile. */
  function oneByOne<T>(change: () => Promise<T>): Promise<T> {
    const done = lastChange.then(change);
    lastChange = done.catch(() => {});
    return done;
  }

  function add(names: Iterable<string>, since: number): void {
    for (const name of names) {
      endsAt.set(name, since + leaseMs - safetyMarginMs);
      toRelease.delete(name);
    }
    renewTimer ??= setInterval(() => void oneByOne(renew).catch(() => {}), renewEveryMs).unref();
  }

  async function renew(): Promise<void> {
    if (endsAt.size === 0) {
      clearInterval(renewTimer);
      renewTimer = undefined;
      return;
    }
    const since = performance.now();
    const renewed = await renewLeases(db, worker);
    for (const name of [...endsAt.keys()]) if (!renewed.has(name)) endsAt.delete(name);
    for (const name of endsAt.keys()) endsAt.set(name, since + leaseMs - safetyMarginMs);
  }

  async function releaseAll(): Promise<void> {
    const names = [...toRelease];
    toRelease.clear();
    for (const name of names) endsAt.delete(name);
    // A lease that cannot be released ends by itself.
    if (names.length > 0) await releaseLeases(db, worker, names).catch(() => {});
  }

  async function acquire(name: string): Promise<boolean> {
    if ((endsAt.get(name) ?? 0) > performance.now()) {
      toRelease.delete(name);
      return true;
    }
    return oneByOne(async () => {
      if (closed) return false;
      const since = performance.now();
      const acquired = await claimLeases(db, worker, [name]);
      add(acquired, since);
      return acquired.has(name);
    });
  }

  return {
    worker,
    leaseWork: (read) =>
      oneByOne(async () => {
        if (closed) return [];
        const since = performance.now();
        const [work, acquired] = await db.transaction().execute(async (transaction) => {
          const rows = await read(transaction, worker);
          const channels = rows.map(({ channelId }) => channelId);
          return [rows, await claimLeases(transaction, worker, channels)];
        });
        add(acquired, since);
        return work.filter(({ channelId }) => acquired.has(channelId));
      }),
    acquire,
    async waitFor(name, signal) {
      while (!(await acquire(name))) await sleep(pollEveryMs, undefined, { signal });
    },
    releaseSoon(name) {
      if (!endsAt.has(name)) return;
      toRelease.add(name);
      releaseTimer ??= setTimeout(() => {
        releaseTimer = undefined;
        void oneByOne(releaseAll);
      }, releaseDelayMs).unref();
    },
    flushReleases: () => oneByOne(releaseAll),
    async close() {
      clearTimeout(releaseTimer);
      await oneByOne(() => {
        closed = true;
        clearInterval(renewTimer);
        for (const name of endsAt.keys()) toRelease.add(name);
        return releaseAll();
      });
    },
  };
}
