import { nextTry, pendingDeliveries } from '../../store/deliveries/deliveries.ts';
import { nextPublishing, unpublishedPosts } from '../../store/deliveries/publishing.ts';
import { nextEditTry, pendingEdits } from '../../store/edits.ts';
import type { Edges } from '../edges.ts';
import type { Leases } from './channel-leases.ts';
import type { JobRunners } from './job-runners.ts';
import type { Queue } from './queue.ts';

/** The pending work in the database, which it hands to the queue. */
type WorkSource = {
  /** False for a worker that still has more than half of its share of the work in hand. */
  readonly wantsMore: boolean;
  /**
   * Reads pending work into the queue. Resolves with the instant at which there may be more, in milliseconds since
   * 1970; undefined if nothing waits for one.
   */
  fillQueue(): Promise<number | undefined>;
};

type Parts = Pick<Edges, 'db' | 'now'> & {
  readonly leases: Leases;
  readonly queue: Queue;
  readonly runners: JobRunners;
  /** Called when a job could not even be begun. */
  readonly onDatabaseError: (error: unknown) => void;
};

type PendingRow = { readonly id: number; readonly channelId: string };

type Kind = {
  readonly kind: keyof JobRunners;
  find(db: Edges['db'], now: number, limit: number, worker?: string): Promise<PendingRow[]>;
  nextAt(db: Edges['db'], now: number): Promise<number | undefined>;
};

const kinds: readonly Kind[] = [
  { kind: 'post', find: pendingDeliveries, nextAt: nextTry },
  { kind: 'edit', find: pendingEdits, nextAt: nextEditTry },
  { kind: 'publish', find: unpublishedPosts, nextAt: nextPublishing },
];

// How much a process alone reads at once.
const batchSize = 500;
// How often a worker looks whether the others have left anything.
const pollEveryMs = 2_000;
// A worker's share of the work: what it has done in this time, and at least so many jobs.
const shareWindowMs = 2_000;
const minShare = 8;

/** The work source of a process. */
export function createWorkSource({ db, now, leases, queue, runners, onDatabaseError }: Parts): WorkSource {
  const share = createShare();

  function enqueue(kind: Kind['kind'], id: number, channelId: string): void {
    queue.add({
      key: `${kind} ${id}`,
      channelId,
      kind,
      async run(signal) {
        try {
          // Another worker has the channel if this one stalled for too long.
          if (await leases.acquire(channelId)) await runners[kind](id, signal);
        } catch (error) {
          onDatabaseError(error);
        } finally {
          share.jobEnded();
        }
      },
    });
  }

  return {
    get wantsMore() {
      return leases.worker === undefined || queue.size <= share.size / 2;
    },
    async fillQueue() {
      const room = leases.worker === undefined ? batchSize : Math.max(share.size - queue.size, minShare);
      const limit = room + queue.size;
      for (const { kind, find } of kinds) {
        // Edits are for when few posts are left.
        if (kind === 'edit' && queue.waiting >= room) continue;
        const rows = await leases.leaseWork((transaction, worker) => find(transaction, now(), limit, worker));
        for (const { id, channelId } of rows) enqueue(kind, id, channelId);
      }
      const instants: (number | undefined)[] = [];
      for (const { nextAt } of kinds) instants.push(await nextAt(db, now()));
      if (leases.worker !== undefined) instants.push(now() + pollEveryMs);
      const known = instants.filter((instant) => instant !== undefined);
      return known.length > 0 ? Math.min(...known) : undefined;
    },
  };
}

/**
 * How many jobs a worker among others has in hand at once: as many as it has ended lately. A slow worker takes
 * little, and one that dies leaves little behind.
 */
function createShare() {
  const ends: number[] = [];
  return {
    jobEnded() {
      ends.push(performance.now());
    },
    get size() {
      const since = performance.now() - shareWindowMs;
      while (ends[0] !== undefined && ends[0] < since) ends.shift();
      return Math.max(ends.length, minShare);
    },
  };
}
