import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Database } from '../../store/database.ts';
import { hold, lease, release, renewHolds } from '../../store/holds.ts';
import { isShared } from '../../store/shared.ts';

/*
 * Several workers on one database, and what could go wrong between them:
 *
 * - Two find the same slot due. The rows of the digests are locked and locked ones skipped; the slot and the next instant are written in
 *   one transaction, and only if the digest still waits for that slot.
 * - Two find the same delivery, edit or publishing pending; or two digests of one channel, of which the second must know what the first
 *   has told. A worker takes all work of a channel or none: it holds the channel, which is a row that only one worker can have.
 * - A worker dies. What it holds ends with its lease, by the database's clock; who takes the channel then finds what was begun, and
 *   makes it good as a single process does at its next start: by the nonce, then by the channel's history.
 * - A worker is cut off from the database or stands still for longer than its lease, and goes on. Before it begins anything it looks by its
 *   own count of time whether its lease has ended, and inside the transaction that records an attempt whether it still holds the channel;
 *   nobody can take it before that transaction ends. What has left for Discord by then is broken off before the nonce is forgotten, and what
 *   has waited too long to leave does not. What is recorded of an attempt is recorded only if no other has begun since.
 * - Their clocks differ. Each may post only while its own is near Discord's, so that both take the same nonce for one that is remembered.
 * - Their content differs for a while, as it is replaced on one machine after the other. No post that later content has made is out of date by
 *   older content, and an edit by which it would go back is left to others.
 * - A post is answered after its worker lost the channel. Its result is still recorded: a post that is there is never recorded otherwise.
 */

/**
 * What a worker has for itself while it is at it. Where nobody else shares the database, that is everything, at once.
 */
export type Holds = {
  /** The name of this worker; undefined where nobody else shares the database. */
  readonly worker: string | undefined;
  /** Reads what is to be done, in a transaction, and gives what is in channels that this worker holds from then on. */
  take<T extends { readonly channelId: string }>(
    read: (db: Database, worker: string | undefined) => Promise<T[]>,
  ): Promise<T[]>;
  /** True if this is held, still or from now on. */
  keep(name: string): Promise<boolean>;
  /** Resolves when this is held. Rejects when the signal aborts. */
  waitFor(name: string, signal: AbortSignal): Promise<void>;
  /** Lets go of it soon. */
  leave(name: string): void;
  /** Resolves when all is let go of that is left. */
  settled(): Promise<unknown>;
  /** Lets go of everything, and holds nothing any more. */
  close(): Promise<void>;
};

// In milliseconds: a worker says so often that it is there; what is left is let go of together, at most so late; one
// that waits looks so often; and a lease is taken as ended so long before it has.
const pauses = { renewal: lease / 3, leaving: 50, waiting: 200, margin: 2_000 };

function alone(db: Database): Holds {
  return {
    worker: undefined,
    take: (read) => read(db, undefined),
    keep: async () => true,
    waitFor: async () => {},
    leave() {},
    settled: async () => {},
    close: async () => {},
  };
}

/** What this process holds: one for all that it does in a database. */
export function createHolds(db: Database): Holds {
  if (!isShared(db)) return alone(db);
  const worker = randomUUID();
  // Until when each is held, by this machine's own count of time.
  const held = new Map<string, number>();
  const left = new Set<string>();
  let last: Promise<unknown> = Promise.resolve();
  let renewal: NodeJS.Timeout | undefined;
  let leaving: NodeJS.Timeout | undefined;
  let closed = false;

  /** One after the other: what is let go of must not be taken meanwhile. */
  function inTurn<T>(act: () => Promise<T>): Promise<T> {
    const done = last.then(act);
    last = done.catch(() => {});
    return done;
  }

  const isFresh = (name: string) => (held.get(name) ?? 0) > performance.now();

  function add(names: Iterable<string>, since: number): void {
    for (const name of names) {
      held.set(name, since + lease - pauses.margin);
      left.delete(name);
    }
    renewal ??= setInterval(() => void inTurn(renew).catch(() => {}), pauses.renewal).unref();
  }

  async function renew(): Promise<void> {
    if (held.size === 0) {
      clearInterval(renewal);
      renewal = undefined;
      return;
    }
    const since = performance.now();
    const renewed = await renewHolds(db, worker);
    for (const name of [...held.keys()]) if (!renewed.has(name)) held.delete(name);
    for (const name of held.keys()) held.set(name, since + lease - pauses.margin);
  }

  async function letGo(): Promise<void> {
    const names = [...left];
    left.clear();
    for (const name of names) held.delete(name);
    // What cannot be let go of ends with its lease.
    if (names.length > 0) await release(db, worker, names).catch(() => {});
  }

  async function keep(name: string): Promise<boolean> {
    if (isFresh(name)) {
      left.delete(name);
      return true;
    }
    return inTurn(async () => {
      if (closed) return false;
      const since = performance.now();
      const mine = await hold(db, worker, [name]);
      add(mine, since);
      return mine.has(name);
    });
  }

  return {
    worker,
    take: (read) =>
      inTurn(async () => {
        if (closed) return [];
        const since = performance.now();
        const [found, mine] = await db.transaction().execute(async (transaction) => {
          const rows = await read(transaction, worker);
          const channels = rows.map(({ channelId }) => channelId);
          return [rows, await hold(transaction, worker, channels)];
        });
        add(mine, since);
        return found.filter(({ channelId }) => mine.has(channelId));
      }),
    keep,
    async waitFor(name, signal) {
      while (!(await keep(name))) await sleep(pauses.waiting, undefined, { signal });
    },
    leave(name) {
      if (!held.has(name)) return;
      left.add(name);
      leaving ??= setTimeout(() => {
        leaving = undefined;
        void inTurn(letGo);
      }, pauses.leaving).unref();
    },
    settled: () => inTurn(letGo),
    async close() {
      clearTimeout(leaving);
      await inTurn(() => {
        closed = true;
        clearInterval(renewal);
        for (const name of held.keys()) left.add(name);
        return letGo();
      });
    },
  };
}
