import { setTimeout as sleep } from 'node:timers/promises';
import { claimNow } from '../../store/deliveries/claims.ts';
import type { StoredDigest } from '../../store/digests.ts';
import { createArrivals } from '../compose/arrivals.ts';
import { findEdits } from '../correct/find-edits.ts';
import { createSilentChangeWarnings } from '../correct/silent-changes.ts';
import type { Edges } from '../edges.ts';
import { claimDueDigests } from '../schedule/claim-slots.ts';
import { createClockCheck } from '../schedule/clock-check.ts';
import { createSlotSettling } from '../schedule/settle-slots.ts';
import { createLeases, type Leases } from './channel-leases.ts';
import { createForgetting } from './forgetting.ts';
import { createJobRunners } from './job-runners.ts';
import type { Outcome } from './outcome.ts';
import { createQueue } from './queue.ts';
import { createQueueFeeder } from './queue-feeder.ts';
import { createWorkSource } from './work-source.ts';

/*
 * The way of a slot, file by file:
 *
 * 1. tick, each minute: `poster.ts` asks whether the clock can be trusted (`../schedule/clock-check.ts`).
 * 2. claim: `../schedule/claim-slots.ts` writes a pending delivery for each slot that has come due, in one transaction
 *    with the digest's next slot. `../schedule/settle-slots.ts` moves next slots that newer zone data have moved. What
 *    `/digest send` asks for, an on-demand post, is written by `postNow`.
 * 3. queue: `queue-feeder.ts` reads pending work whenever the queue has room. `work-source.ts` finds it and takes the
 *    leases of its channels (`channel-leases.ts`); `queue.ts` runs it, one job in a channel at once.
 * 4. attempt: `job-runners.ts` runs a job and catches what goes wrong. `attempt.ts` composes the post, records that it
 *    is about to be sent, and sends it. Whether an earlier attempt has arrived, `earlier-attempt.ts` finds out first.
 * 5. Discord's answer and the outcome: `outcome.ts` records what became of the delivery, puts it off, or pauses the
 *    digest. `publish.ts` publishes the post where it is to be. `alerts.ts` tells moderators of a pause.
 *
 * Edits of posts whose briefings were corrected (`../correct/`) take the same way from step 3 on.
 */

/** Posts what is due, and corrects posts that are outdated. */
export type Poster = {
  /**
   * Claims every slot that has come due; resolves when all are. Posting begins when the first are claimed. If they
   * cannot be claimed now, it tries again by itself.
   */
  tick(): Promise<void>;
  /** Queues edits of posts whose briefings were corrected or withdrawn; resolves when they are recorded. */
  queueEdits(): Promise<void>;
  /** Posts a digest on demand, now, whatever its schedule. */
  postNow(digest: StoredDigest): Promise<Outcome>;
  /** Resolves when no job runs and none waits that could run. */
  idle(): Promise<void>;
  /** Starts nothing more and waits for running jobs; aborts them after `timeoutMs`, and they are settled later. */
  stop(timeoutMs: number): Promise<void>;
};

// More than Discord takes in a second, should each post take that long.
const concurrentPosts = 64;
const tickRetryDelayMs = 10_000;
// For so long other processes leave an on-demand post to the one that was asked for it.
const onDemandReservedMs = 60_000;
const releaseTimeoutMs = 1_000;

/** A poster with Discord at the other end of its edges; it closes the leases when it stops. */
export function createPoster(parts: Edges, leases: Leases = createLeases(parts.db)): Poster {
  const edges: Edges = { ...parts, worker: leases.worker };
  const { db, now, log } = edges;
  const stopping = new AbortController();
  const isClockRight = createClockCheck(edges);
  const queue = createQueue({
    concurrency: concurrentPosts,
    onCapacity: () => workSource.wantsMore && feeder.refill(),
    onChannelDone: leases.releaseSoon,
  });
  const feeder = createQueueFeeder({ ...edges, queue, isClockRight, fillQueue: () => workSource.fillQueue() });
  const { databaseWorked, databaseFailed } = feeder;
  const runners = createJobRunners(edges, isClockRight, { databaseWorked, databaseFailed });
  const workSource = createWorkSource({ db, now, leases, queue, runners, onDatabaseError: databaseFailed });
  const settleSlots = createSlotSettling(edges);
  const forgetSome = createForgetting(edges);
  const recordArrivals = createArrivals(edges);
  const warnOfSilentChanges = createSilentChangeWarnings(edges);
  let tickTimer: NodeJS.Timeout | undefined;
  let settling: Promise<void> | undefined;

  /** Runs an on-demand post when no other worker has the channel. */
  async function runOnDemand(id: number, channelId: string, signal: AbortSignal): Promise<Outcome> {
    try {
      await leases.waitFor(channelId, signal);
    } catch (error) {
      if (signal.aborted) return { kind: 'interrupted' };
      throw error;
    }
    return runners.post(id, signal, { isOwn: true });
  }

  function settleSlotsMeanwhile(): void {
    settling ??= settleSlots(stopping.signal)
      .catch((error) => log.error({ err: error }, 'slots could not be looked over'))
      .finally(() => {
        settling = undefined;
      });
  }

  return {
    async tick() {
      if (stopping.signal.aborted) return;
      clearTimeout(tickTimer);
      try {
        if (await isClockRight()) {
          await recordArrivals();
          // However many are due, the first posts leave when some of them are claimed.
          await claimDueDigests(edges, stopping.signal, () => queue.size === 0 && feeder.refill());
          feeder.refill();
          await forgetSome();
          settleSlotsMeanwhile();
          return;
        }
      } catch (error) {
        log.error({ err: error }, 'due digests could not be read');
      }
      if (!stopping.signal.aborted) tickTimer = setTimeout(() => void this.tick(), tickRetryDelayMs).unref();
    },
    async queueEdits() {
      if (stopping.signal.aborted) return;
      await recordArrivals();
      if ((await findEdits(edges)) > 0) feeder.refill();
      await warnOfSilentChanges();
    },
    async postNow(digest) {
      if (!(await isClockRight())) return { kind: 'wrong-clock' };
      await recordArrivals();
      const { id, channelId } = await claimNow(db, digest, now(), now() + onDemandReservedMs);
      return new Promise<Outcome>((resolve, reject) =>
        queue.add({
          key: `post ${id}`,
          channelId,
          kind: 'on-demand',
          run: (signal) => runOnDemand(id, channelId, signal).then(resolve, reject),
          onDropped: () => resolve({ kind: 'interrupted' }),
        }),
      );
    },
    async idle() {
      while (queue.size > 0 || feeder.filling) {
        await Promise.all([queue.runningEnded(), feeder.filling]);
        // Jobs that wait for the database to work again cannot run.
        if (feeder.isDatabaseFailing && !feeder.filling) return;
      }
      await Promise.all([leases.flushReleases(), settling]);
    },
    async stop(timeoutMs) {
      stopping.abort();
      clearTimeout(tickTimer);
      await Promise.all([queue.stop(timeoutMs), feeder.stop(), settling]);
      await Promise.race([leases.close(), sleep(releaseTimeoutMs, undefined, { ref: false })]);
    },
  };
}
