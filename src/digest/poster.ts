import { claimNow } from '../store/claims.ts';
import { finishDelivery, nextTry, pendingDeliveries, postponeDelivery } from '../store/deliveries.ts';
import type { StoredDigest } from '../store/digests.ts';
import { nextEditTry, pendingEdits, postponeEdit } from '../store/edits.ts';
import { nextPublishing, unpublishedPost, unpublishedPosts } from '../store/publishing.ts';
import { claimDue } from './claim.ts';
import { createClockCheck } from './clock-check.ts';
import { deliver } from './deliver.ts';
import type { Edges } from './edges.ts';
import { type EditEdges, editPost } from './edit.ts';
import { type Outcome, UnrecordedPost } from './outcome.ts';
import { findEdits } from './outdated.ts';
import { pauseBefore } from './pauses.ts';
import { publish } from './publish.ts';
import { createQueue } from './queue.ts';

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
// Read from the database at once.
const batch = 500;
// When what is due cannot be looked for, it is again after this, in milliseconds.
const tickPause = 10_000;
// After a failure of our own, in milliseconds.
const failurePause = 30_000;
// The longest that a database which fails is left alone, in milliseconds.
const longestRest = 60_000;
// For so long, in milliseconds, a post that a moderator asked for is left to the one who was asked.
const lease = 60_000;

export function createPoster(edges: Edges & EditEdges): Poster {
  const { db, now, log } = edges;
  const queue = createQueue(width, refill);
  const stopping = new AbortController();
  const isClockRight = createClockCheck(edges);
  // Posts that were sent and could not be recorded, by delivery.
  const unrecorded = new Map<number, UnrecordedPost>();
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
    for (const { id, channel_id } of await pendingDeliveries(db, now(), batch + queue.size))
      queue.add({ key: `post ${id}`, channelId: channel_id, kind: 'post', run: (signal) => ignore(post(id, signal)) });
    if (queue.waiting < batch)
      for (const { id, channel_id } of await pendingEdits(db, now(), batch + queue.size))
        queue.add({ key: `edit ${id}`, channelId: channel_id, kind: 'edit', run: (signal) => edit(id, signal) });
    for (const { id, channel_id } of await unpublishedPosts(db, now(), batch))
      queue.add({
        key: `publish ${id}`,
        channelId: channel_id,
        kind: 'publish',
        run: (signal) => publishLate(id, signal),
      });
    const next = [await nextTry(db, now()), await nextEditTry(db, now()), await nextPublishing(db, now())];
    const at = Math.min(...next.map((instant) => instant ?? Number.POSITIVE_INFINITY));
    if (at < Number.POSITIVE_INFINITY) wake(Math.max(at - now(), 0) + 1);
  }

  /** Looks again after some milliseconds. */
  function wake(after: number): void {
    clearTimeout(retry);
    if (!stopping.signal.aborted) retry = setTimeout(refill, Math.min(after, 60_000)).unref();
  }

  function refill(): void {
    again = filling !== undefined;
    if (stopping.signal.aborted || filling || queue.resting) return;
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

  async function post(id: number, signal: AbortSignal): Promise<Outcome> {
    try {
      if (!(await isClockRight())) return { kind: 'wrong-clock' };
      const outcome = unrecorded.has(id) ? await record(id) : await deliver(edges, id, signal);
      failures = 0;
      return outcome;
    } catch (error) {
      log.error({ err: error, delivery: id }, 'delivery failed');
      if (error instanceof UnrecordedPost) unrecorded.set(id, error);
      const [reason, until] = [messageOf(error), now() + failurePause];
      await postponeDelivery(db, id, { tryAfter: until, reason, reached: true }).catch(rest);
      return { kind: 'postponed', reason, until };
    }
  }

  async function record(id: number): Promise<Outcome> {
    const { messageId = '', reason = null } = unrecorded.get(id) ?? {};
    await finishDelivery(db, id, { status: 'sent', messageId, reason }, now());
    unrecorded.delete(id);
    return { kind: 'sent', messageId };
  }

  async function edit(id: number, signal: AbortSignal): Promise<void> {
    try {
      await editPost(edges, id, signal);
      failures = 0;
    } catch (error) {
      log.error({ err: error, edit: id }, 'edit failed');
      await postponeEdit(db, id, { tryAfter: now() + failurePause, reason: messageOf(error) }).catch(rest);
    }
  }

  /** Publishes a post that could not be when it was made, or that the bot was stopped before. */
  async function publishLate(id: number, signal: AbortSignal): Promise<void> {
    try {
      const post = await unpublishedPost(db, id, now());
      if (post) await publish(edges, post, signal);
    } catch (error) {
      log.error({ err: error, delivery: id }, 'publishing failed');
      rest(error);
    }
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
      const { id, channel_id } = await claimNow(db, digest, now(), now() + lease);
      return new Promise<Outcome>((resolve, reject) =>
        queue.add({
          key: `post ${id}`,
          channelId: channel_id,
          kind: 'asked',
          run: (signal) => post(id, signal).then(resolve, reject),
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
    },
    async stop(patience) {
      stopping.abort();
      clearTimeout(retry);
      clearTimeout(retryTick);
      await Promise.all([queue.stop(patience), filling]);
    },
  };
}

async function ignore(outcome: Promise<unknown>): Promise<void> {
  await outcome;
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
