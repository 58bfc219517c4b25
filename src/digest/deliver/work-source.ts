import { nextTry, pendingDeliveries } from '../../store/deliveries.ts';
import { nextEditTry, pendingEdits } from '../../store/edits.ts';
import { nextPublishing, unpublishedPosts } from '../../store/publishing.ts';
import type { Edges } from '../edges.ts';
import type { Attempts } from './job-runners.ts';
import type { Holds } from './leases.ts';
import type { Queue } from './queue.ts';
import { createShare, leastShare } from './share.ts';

/** Takes pending work in hand. */
export type Intake = {
  /** False while a worker among others has enough: until half of its share is done. */
  readonly wanted: boolean;
  /** Reads what is pending into the queue; gives the instant to look again, undefined if nothing waits for one. */
  fill(): Promise<number | undefined>;
};

type Parts = Pick<Edges, 'db' | 'now'> & {
  readonly holds: Holds;
  readonly queue: Queue;
  readonly attempts: Attempts;
  /** Told of an error of work that could not even be begun. */
  readonly failed: (error: unknown) => void;
};

// A piece of work, as the database has it.
type Work = { readonly id: number; readonly channelId: string };

type Kind = {
  readonly kind: keyof Attempts;
  find(db: Edges['db'], now: number, limit: number, worker?: string): Promise<Work[]>;
  next(db: Edges['db'], now: number): Promise<number | undefined>;
};

const kinds: readonly Kind[] = [
  { kind: 'post', find: pendingDeliveries, next: nextTry },
  { kind: 'edit', find: pendingEdits, next: nextEditTry },
  { kind: 'publish', find: unpublishedPosts, next: nextPublishing },
];

// Read from the database at once, where nobody else shares it.
const batch = 500;
// Where several share the database, each looks so often, in milliseconds, whether the others have left anything.
const lookPause = 2_000;

export function createIntake({ db, now, holds, queue, attempts, failed }: Parts): Intake {
  const share = createShare();

  function add(kind: Kind['kind'], id: number, channelId: string): void {
    queue.add({
      key: `${kind} ${id}`,
      channelId,
      kind,
      async run(signal) {
        try {
          // Another worker has the channel if this one stood still for too long.
          if (await holds.keep(channelId)) await attempts[kind](id, signal);
        } catch (error) {
          failed(error);
        } finally {
          share.ended();
        }
      },
    });
  }

  return {
    get wanted() {
      return holds.worker === undefined || queue.size <= share.size / 2;
    },
    async fill() {
      const more = holds.worker === undefined ? batch : Math.max(share.size - queue.size, leastShare);
      const limit = more + queue.size;
      for (const { kind, find } of kinds) {
        // Edits are for when few posts are left.
        if (kind === 'edit' && queue.waiting >= more) continue;
        for (const { id, channelId } of await holds.take((read, worker) => find(read, now(), limit, worker)))
          add(kind, id, channelId);
      }
      const instants: (number | undefined)[] = [];
      for (const { next } of kinds) instants.push(await next(db, now()));
      if (holds.worker !== undefined) instants.push(now() + lookPause);
      const known = instants.filter((instant) => instant !== undefined);
      return known.length > 0 ? Math.min(...known) : undefined;
    },
  };
}
