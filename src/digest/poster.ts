import { setTimeout as sleep } from 'node:timers/promises';
import { claimNow } from '../store/claims.ts';
import { nextTry, pendingDeliveries } from '../store/deliveries.ts';
import type { StoredDigest } from '../store/digests.ts';
import { nextEditTry, pendingEdits } from '../store/edits.ts';
import { nextPublishing, unpublishedPosts } from '../store/publishing.ts';
import { createAttempts } from './attempts.ts';
import { claimDue } from './claim.ts';
import { createClockCheck } from './clock-check.ts';
import type { Edges } from './edges.ts';
import type { EditEdges } from './edit.ts';
import { createHolds } from './holds.ts';
import type { Outcome } from './outcome.ts';
import { findEdits } from './outdated.ts';
import { pauseBefore } from './pauses.ts';
import { createQueue, type Job } from './queue.ts';
import { createShare, leastShare } from './share.ts';

/** Posts what is due, and edits posts that are not as they should be any more. */
export type Poster = {
  /**
   * Claims every slot that has come due, and sees to it that all that is pending is posted; resolves when the slots are claimed. If they
   * cannot be now, it looks again by itself.
   */
  tick(): Promise<void>;
  /** Sees to it that posts of briefings that were corrected or withdrawn are edited; resolves when it is recorded which. */
  amend(): Promise<void>;
  /** Posts a digest now, whatever its time is. */
  postNow(digest: StoredDigest): Promise<Outcome>;
  /** Resolves when nothing is under way and nothing waits that could be. */
  idle(): Promise<void>;
  /** Begins nothing more, and waits for what is under way; what takes longer than `patience` milliseconds is broken off, to be made good later. */
  stop(patience: number): Promise<void>;
};

// As many posts as these are under way at once, one in a channel: more than Discord takes in a second, should it take that long.
const width = 64;
// Read from the database at once, where nobody else shares it.
const batch = 500;
// When what is due cannot be looked for, it is again after this, in milliseconds.
const tickPause = 10_000;
// Where several share the database, each looks so often, in milliseconds, whether the others have left anything.
const lookPause = 2_000;
// The longest that a database which fails is left alone, in milliseconds.
const longestRest = 60_000;
// For so long, in milliseconds, a post that a moderator asked for is left to the one who was asked.
const asking = 60_000;
// So long, in milliseconds, a worker that stops waits to let go of what it holds.
const farewell = 1_000;

export function createPoster(given: Edges & EditEdges): Poster {
  const holds = createHolds(given.db);
  const edges = { ...given, worker: holds.worker };
  const { db, now, log } = edges;
  const share = createShare();
  const queue = createQueue(width, free, holds.leave);
  const stopping = new AbortController();
  const isClockRight = createClockCheck(edges);
  const attempts = createAttempts(edges, isClockRight, { well, ill: rest });
  let retry: NodeJS.Timeout | undefined;
  let retryTick: NodeJS.Timeout | undefined;
  let filling: Promise<void> | undefined;
  // How often in a row the database failed.
  let failures = 0;
  // Asked for more while it was reading.
  let again = false;

  /** Reads what is pending: posts, and when few of them are left, edits. */
  async function fill(): Promise<void> {
    if (!(await isClockRight())) return;
    const more = holds.worker === undefined ? batch : Math.max(share.size - queue.size, leastShare);
    const limit = more + queue.size;
    for (const { id, channel_id } of await holds.take((read, worker) => pendingDeliveries(read, now(), limit, worker)))
      add('post', id, channel_id, (signal) => attempts.post(id, signal));
    if (queue.waiting < more)
      for (const { id, channel_id } of await holds.take((read, worker) => pendingEdits(read, now(), limit, worker)))
        add('edit', id, channel_id, (signal) => attempts.edit(id, signal));
    for (const { id, channel_id } of await holds.take((read, worker) => unpublishedPosts(read, now(), limit, worker)))
      add('publish', id, channel_id, (signal) => attempts.publishLate(id, signal));
    const next = [await nextTry(db, now()), await nextEditTry(db, now()), await nextPublishing(db, now())];
    if (holds.worker !== undefined) next.push(now() + lookPause);
    const at = Math.min(...next.map((instant) => instant ?? Number.POSITIVE_INFINITY));
    if (at < Number.POSITIVE_INFINITY) wake(Math.max(at - now(), 0) + 1);
  }

  function add(kind: Job['kind'], id: number, channelId: string, act: (signal: AbortSignal) => Promise<unknown>): void {
    queue.add({
      ...{ key: `${kind} ${id}`, channelId, kind },
      async run(signal) {
        try {
          // Another worker has the channel if this one stood still for too long.
          if (await holds.keep(channelId)) await act(signal);
        } catch (error) {
          rest(error);
        } finally {
          share.ended();
        }
      },
    });
  }

  /** Looks again after some milliseconds. */
  function wake(after: number): void {
    clearTimeout(retry);
    if (!stopping.signal.aborted) retry = setTimeout(refill, Math.min(after, 60_000)).unref();
  }

  /** A worker among others has work at hand until half of its share is done. */
  function free(): void {
    if (holds.worker === undefined || queue.size <= share.size / 2) refill();
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

  function well(): void {
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
          await claimDue(edges, stopping.signal);
          refill();
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
      const { id, channel_id } = await claimNow(db, digest, now(), now() + asking);
      return new Promise<Outcome>((resolve, reject) =>
        queue.add({
          key: `post ${id}`,
          channelId: channel_id,
          kind: 'asked',
          run: (signal) => postAsked(id, channel_id, signal).then(resolve, reject),
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
