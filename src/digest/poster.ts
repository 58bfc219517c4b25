import { claimNow } from '../store/claims.ts';
import { finishDelivery, nextTry, pendingDeliveries, postponeDelivery } from '../store/deliveries.ts';
import type { StoredDigest } from '../store/digests.ts';
import type { DeliveryRow } from '../store/schema.ts';
import { claimDue, createClockCheck } from './claim.ts';
import { deliver, type Edges, longestPause, type Outcome, pauseBefore, UnrecordedPost } from './deliver.ts';

/** Posts what is due. */
export type Poster = {
  /** Claims every slot that has come due, and sees to it that all that is pending is posted; resolves when the slots are claimed. */
  tick(): Promise<void>;
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
// After a failure of our own, in milliseconds.
const failurePause = 30_000;
// For so long, in milliseconds, a post that a moderator asked for is left to the one who was asked.
const lease = 60_000;

type Waiting = { readonly delivery: DeliveryRow; readonly done?: (outcome: Outcome | PromiseLike<Outcome>) => void };

export function createPoster(edges: Edges): Poster {
  const { db, now, log } = edges;
  const waiting: Waiting[] = [];
  const known = new Set<number>();
  const channels = new Map<string, Promise<void>>();
  const stopping = new AbortController();
  const breakOff = new AbortController();
  const checkClock = createClockCheck(edges, longestPause);
  let retry: NodeJS.Timeout | undefined;
  let filling: Promise<void> | undefined;
  // Posts that were sent and could not be recorded, by delivery.
  const unrecorded = new Map<number, string>();
  // How often in a row the database failed, and until when it is left alone.
  let failures = 0;
  let restUntil = 0;

  /** Reads what is pending, and starts as much of it as may be under way. */
  async function fill(): Promise<void> {
    const found = (await pendingDeliveries(db, now(), batch + known.size)).filter(({ id }) => !known.has(id));
    for (const delivery of found) enqueue({ delivery });
    start();
    const at = await nextTry(db, now());
    if (at !== undefined) wake(Math.max(at - now(), 0) + 1);
  }

  /** Looks again after some milliseconds. */
  function wake(after: number): void {
    clearTimeout(retry);
    if (!stopping.signal.aborted) retry = setTimeout(refill, Math.min(after, 60_000)).unref();
  }

  function refill(): void {
    if (stopping.signal.aborted || filling) return;
    filling = fill()
      .catch(rest)
      .finally(() => {
        filling = undefined;
      });
  }

  /** Leaves the database alone for a while: as long as it cannot be written, nothing may be posted. */
  function rest(error: unknown): void {
    failures += 1;
    const pause = Math.min(pauseBefore(failures), 60_000);
    restUntil = now() + pause;
    log.error(
      { err: error, seconds: Math.round(pause / 1000) },
      'the database cannot be used; nothing is posted until it can',
    );
    wake(pause);
  }

  function enqueue(entry: Waiting): void {
    if (stopping.signal.aborted) {
      entry.done?.({ kind: 'interrupted' });
      return;
    }
    known.add(entry.delivery.id);
    if (entry.done) waiting.unshift(entry);
    else waiting.push(entry);
    start();
  }

  function start(): void {
    while (!stopping.signal.aborted && channels.size < width && now() >= restUntil) {
      const next = waiting.findIndex(({ delivery }) => !channels.has(delivery.channel_id));
      const [entry] = next < 0 ? [] : waiting.splice(next, 1);
      if (!entry) return;
      const { id, channel_id } = entry.delivery;
      const outcome = unrecorded.has(id) ? record(id) : deliver(edges, id, breakOff.signal, entry.done !== undefined);
      entry.done?.(outcome);
      const ended = outcome
        .then(succeeded, (error) => failed(entry.delivery, error))
        .finally(() => {
          channels.delete(channel_id);
          known.delete(id);
          start();
          if (waiting.length === 0) refill();
        });
      channels.set(channel_id, ended);
    }
  }

  async function record(id: number): Promise<Outcome> {
    const messageId = unrecorded.get(id) ?? '';
    await finishDelivery(db, id, { status: 'sent', messageId }, now());
    unrecorded.delete(id);
    return { kind: 'sent', messageId };
  }

  function succeeded(): void {
    failures = 0;
  }

  /** What failed for no fault of Discord's is tried again later, and does not keep the others waiting unless the database is at fault. */
  async function failed({ id, channel_id }: DeliveryRow, error: unknown): Promise<void> {
    log.error({ err: error, delivery: id, channelId: channel_id }, 'delivery failed');
    if (error instanceof UnrecordedPost) unrecorded.set(id, error.messageId);
    const reason = error instanceof Error ? error.message : String(error);
    await postponeDelivery(db, id, { tryAfter: now() + failurePause, reason, reached: true }).catch(rest);
  }

  return {
    async tick() {
      if (stopping.signal.aborted) return;
      await checkClock();
      await claimDue(edges, stopping.signal);
      refill();
    },
    async postNow(digest) {
      const delivery = await claimNow(db, digest, now(), now() + lease);
      return new Promise<Outcome>((done) => enqueue({ delivery, done }));
    },
    async idle() {
      while (channels.size > 0 || filling) await Promise.all([...channels.values(), filling]);
    },
    async stop(patience) {
      stopping.abort();
      clearTimeout(retry);
      for (const { done } of waiting.splice(0)) done?.({ kind: 'interrupted' });
      const late = setTimeout(() => breakOff.abort(new Error('stopping')), patience);
      await Promise.all([...channels.values(), filling]);
      clearTimeout(late);
    },
  };
}
