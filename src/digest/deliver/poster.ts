import { setTimeout as sleep } from 'node:timers/promises';
import { claimNow } from '../../store/claims.ts';
import type { StoredDigest } from '../../store/digests.ts';
import { forgetUnposted } from '../../store/unposted.ts';
import { pauseBefore } from '../backoff.ts';
import type { EditEdges } from '../correct/edit-post.ts';
import { findEdits } from '../correct/find-edits.ts';
import type { Edges } from '../edges.ts';
import { claimDue } from '../schedule/claim-slots.ts';
import { createClockCheck } from '../schedule/clock-check.ts';
import { createAttempts } from './job-runners.ts';
import { createHolds, type Holds } from './leases.ts';
import type { Outcome } from './outcome.ts';
import { createQueue } from './queue.ts';
import { createIntake } from './work-source.ts';

/** Posts what is due, and edits posts that are not as they should be any more. */
export type Poster = {
  /**
   * Claims every slot that has come due, and sees to it that all that is pending is posted, from when the first are
   * claimed; resolves when all are. If they cannot be now, it looks again by itself.
   */
  tick(): Promise<void>;
  /**
   * Sees to it that posts of briefings that were corrected or withdrawn are edited; resolves when it is recorded
   * which.
   */
  amend(): Promise<void>;
  /** Posts a digest now, whatever its time is. */
  postNow(digest: StoredDigest): Promise<Outcome>;
  /** Resolves when nothing is under way and nothing waits that could be. */
  idle(): Promise<void>;
  /**
   * Begins nothing more, and waits for what is under way; what takes longer than `patience` milliseconds is broken
   * off, to be made good later.
   */
  stop(patience: number): Promise<void>;
};

// As many posts as these are under way at once, one in a channel: more than Discord takes in a second, should it take
// that long.
const width = 64;
// When what is due cannot be looked for, it is again after this, in milliseconds.
const tickPause = 10_000;
// The longest that a database which fails is left alone, in milliseconds.
const longestRest = 60_000;
// For so long, in milliseconds, a post that a moderator asked for is left to the one who was asked.
const asking = 60_000;
// For so long, in milliseconds, it is kept of a slot that nothing was posted, and why; of so many at a time it is
// forgotten.
const kept = 366 * 24 * 60 * 60_000;
const forgotten = 500;
// So long, in milliseconds, a worker that stops waits to let go of what it holds.
const farewell = 1_000;

/** A poster with Discord at the other end of its edges; `holds` are closed when it stops. */
export function createPoster(given: Edges & EditEdges, holds: Holds = createHolds(given.db)): Poster {
  const edges = { ...given, worker: holds.worker };
  const { db, now, log } = edges;
  const queue = createQueue(width, () => intake.wanted && refill(), holds.leave);
  const stopping = new AbortController();
  const isClockRight = createClockCheck(edges);
  const attempts = createAttempts(edges, isClockRight, { served, failed: rest });
  const intake = createIntake({ db, now, holds, queue, attempts, failed: rest });
  let retry: NodeJS.Timeout | undefined;
  let retryTick: NodeJS.Timeout | undefined;
  let filling: Promise<void> | undefined;
  // How often in a row the database failed.
  let failures = 0;
  // Asked for more while it was reading.
  let again = false;

  /** Looks again after some milliseconds. */
  function wake(after: number): void {
    clearTimeout(retry);
    if (!stopping.signal.aborted) retry = setTimeout(refill, Math.min(after, 60_000)).unref();
  }

  async function fill(): Promise<void> {
    if (!(await isClockRight())) return;
    const next = await intake.fill();
    if (next !== undefined) wake(Math.max(next - now(), 0) + 1);
  }

  function refill(): void {
    again = filling !== undefined;
    if (given.takes === 'asked' || stopping.signal.aborted || filling || queue.resting) return;
    filling = fill()
      .catch(rest)
      .finally(() => {
        filling = undefined;
        if (again) refill();
      });
  }

  /** Leaves the database alone for a while: as long as it cannot be written, nothing may be posted. */
  function rest(error: unknown): void {
    // Many that fail at once are one failure.
    if (queue.resting) return;
    failures += 1;
    const pause = Math.min(pauseBefore(failures), longestRest);
    const seconds = Math.round(pause / 1000);
    log.error({ err: error, seconds }, 'the database cannot be used; nothing is posted until it can');
    queue.rest(pause);
    wake(pause + 1);
  }

  function served(): void {
    failures = 0;
  }

  /** Posts what a moderator asked for, when no other worker is at the channel. */
  async function postAsked(id: number, channelId: string, signal: AbortSignal): Promise<Outcome> {
    try {
      await holds.waitFor(channelId, signal);
    } catch (error) {
      if (signal.aborted) return { kind: 'interrupted' };
      throw error;
    }
    return attempts.post(id, signal, 'ours');
  }

  return {
    async tick() {
      if (stopping.signal.aborted) return;
      clearTimeout(retryTick);
      try {
        if (await isClockRight()) {
          // However many are due, the first posts leave when some of them are claimed.
          await claimDue(edges, stopping.signal, () => queue.size === 0 && refill());
          refill();
          await forgetUnposted(db, now() - kept, forgotten);
          return;
        }
      } catch (error) {
        log.error({ err: error }, 'due digests could not be read');
      }
      if (!stopping.signal.aborted) retryTick = setTimeout(() => void this.tick(), tickPause).unref();
    },
    async amend() {
      if (stopping.signal.aborted) return;
      if ((await findEdits(edges)) > 0) refill();
    },
    async postNow(digest) {
      if (!(await isClockRight())) return { kind: 'wrong-clock' };
      const { id, channelId } = await claimNow(db, digest, now(), now() + asking);
      return new Promise<Outcome>((resolve, reject) =>
        queue.add({
          key: `post ${id}`,
          channelId,
          kind: 'asked',
          run: (signal) => postAsked(id, channelId, signal).then(resolve, reject),
          dropped: () => resolve({ kind: 'interrupted' }),
        }),
      );
    },
    async idle() {
      while (queue.size > 0 || filling) {
        await Promise.all([queue.settled(), filling]);
        // What waits for the database to be well again is not under way.
        if (failures > 0 && !filling) return;
      }
      await holds.settled();
    },
    async stop(patience) {
      stopping.abort();
      clearTimeout(retry);
      clearTimeout(retryTick);
      await Promise.all([queue.stop(patience), filling]);
      await Promise.race([holds.close(), sleep(farewell, undefined, { ref: false })]);
    },
  };
}
