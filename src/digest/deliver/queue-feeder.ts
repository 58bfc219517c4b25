import { backoffMs } from '../backoff.ts';
import type { Edges } from '../edges.ts';
import type { Queue } from './queue.ts';

/** Keeps the queue filled, and leaves the database alone for a while when it fails. */
type QueueFeeder = {
  /** Reads pending work into the queue; while it does, it reads once more for another call. */
  refill(): void;
  /** Called when the database has served a job: it is well. */
  databaseWorked(): void;
  /** Called when the database has failed: nothing may be posted while it cannot be written. */
  databaseFailed(error: unknown): void;
  /** The reading that is under way. */
  readonly filling: Promise<void> | undefined;
  /** True since the database failed, until it serves a job. */
  readonly isDatabaseFailing: boolean;
  /** Reads nothing more; resolves when what is under way has ended. */
  stop(): Promise<void>;
};

type Parts = Pick<Edges, 'now' | 'log' | 'posts'> & {
  readonly queue: Queue;
  readonly isClockRight: () => Promise<boolean>;
  readonly fillQueue: () => Promise<number | undefined>;
};

const maxDatabaseBackoffMs = 60_000;
const lookAgainWithinMs = 60_000;

/** A feeder that begins with the first `refill`. */
export function createQueueFeeder({ now, log, posts, queue, isClockRight, fillQueue }: Parts): QueueFeeder {
  let stopped = false;
  let filling: Promise<void> | undefined;
  let refillRequested = false;
  let refillTimer: NodeJS.Timeout | undefined;
  let failuresInARow = 0;

  function refillAfter(milliseconds: number): void {
    clearTimeout(refillTimer);
    if (!stopped) refillTimer = setTimeout(refill, Math.min(milliseconds, lookAgainWithinMs)).unref();
  }

  async function fill(): Promise<void> {
    if (!(await isClockRight())) return;
    const nextAt = await fillQueue();
    if (nextAt !== undefined) refillAfter(Math.max(nextAt - now(), 0) + 1);
  }

  function refill(): void {
    refillRequested = filling !== undefined;
    if (posts === 'on-demand' || stopped || filling || queue.isBackingOff) return;
    filling = fill()
      .catch(databaseFailed)
      .finally(() => {
        filling = undefined;
        if (refillRequested) refill();
      });
  }

  function databaseFailed(error: unknown): void {
    // Many jobs that fail at once are one failure.
    if (queue.isBackingOff) return;
    failuresInARow += 1;
    const delayMs = Math.min(backoffMs(failuresInARow), maxDatabaseBackoffMs);
    const seconds = Math.round(delayMs / 1000);
    log.error({ err: error, seconds }, 'the database cannot be used; nothing is posted until it can');
    queue.backOff(delayMs);
    refillAfter(delayMs + 1);
  }

  return {
    refill,
    databaseWorked() {
      failuresInARow = 0;
    },
    databaseFailed,
    get filling() {
      return filling;
    },
    get isDatabaseFailing() {
      return failuresInARow > 0;
    },
    async stop() {
      stopped = true;
      clearTimeout(refillTimer);
      await filling;
    },
  };
}
