import { claimNow, claimSlots, nextTry, pendingDeliveries } from '../store/deliveries.ts';
import { dueDigests, type StoredDigest } from '../store/digests.ts';
import type { DeliveryRow } from '../store/schema.ts';
import { parseCron } from './cron.ts';
import { deliver, type Edges, type Outcome } from './deliver.ts';
import { dueSlots } from './slots.ts';

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

// As many posts as these are under way at once, one in a channel. Discord takes 50 a second and answers in a tenth of one.
const width = 16;
// Read from the database at once.
const batch = 500;
// For so long, in milliseconds, a post that a moderator asked for is left to the one who was asked.
const lease = 60_000;

type Waiting = { readonly delivery: DeliveryRow; readonly done?: (outcome: Outcome | PromiseLike<Outcome>) => void };

export function createPoster(edges: Edges): Poster {
  const { db, now, log } = edges;
  const waiting: Waiting[] = [];
  const known = new Set<number>();
  const channels = new Map<string, Promise<void>>();
  const breakOff = new AbortController();
  let stopping = false;
  let retry: NodeJS.Timeout | undefined;
  let filling: Promise<void> | undefined;

  /** Reads what is pending, and starts as much of it as may be under way. */
  async function fill(): Promise<void> {
    const found = (await pendingDeliveries(db, now(), batch + known.size)).filter(({ id }) => !known.has(id));
    for (const delivery of found) enqueue({ delivery });
    const at = await nextTry(db, now());
    clearTimeout(retry);
    if (at !== undefined && !stopping)
      retry = setTimeout(refill, Math.min(Math.max(at - now(), 0) + 1, 60_000)).unref();
  }

  function refill(): void {
    if (stopping || filling) return;
    filling = fill()
      .catch((error) => log.error({ err: error }, 'pending posts could not be read'))
      .finally(() => {
        filling = undefined;
      });
  }

  function enqueue(entry: Waiting): void {
    if (stopping) {
      entry.done?.({ kind: 'interrupted' });
      return;
    }
    known.add(entry.delivery.id);
    if (entry.done) waiting.unshift(entry);
    else waiting.push(entry);
    start();
  }

  function start(): void {
    while (!stopping && channels.size < width) {
      const next = waiting.findIndex(({ delivery }) => !channels.has(delivery.channel_id));
      const [entry] = next < 0 ? [] : waiting.splice(next, 1);
      if (!entry) return;
      const { id, channel_id } = entry.delivery;
      const outcome = deliver(edges, id, breakOff.signal);
      entry.done?.(outcome);
      const ended = outcome
        .then(
          () => {},
          (error) => log.error({ err: error, delivery: id, channelId: channel_id }, 'delivery failed'),
        )
        .finally(() => {
          channels.delete(channel_id);
          known.delete(id);
          start();
          if (waiting.length === 0) refill();
        });
      channels.set(channel_id, ended);
    }
  }

  async function claim(digest: StoredDigest): Promise<void> {
    const { id, guild_id, zone, next_slot, catch_up_minutes } = digest;
    if (next_slot === null) return;
    const { slots, next } = dueSlots(parseCron(digest.cron), zone, next_slot, now(), catch_up_minutes);
    if (!(await claimSlots(db, digest, slots, next, now()))) return;
    const missed = slots.filter(({ status }) => status === 'missed').length;
    if (missed > 0) log.warn({ guildId: guild_id, digest: id, missed }, 'slots missed');
  }

  return {
    async tick() {
      // A digest that has more slots due than are claimed at once comes again; one that cannot be claimed does not hold up the others.
      const tried = new Set<string>();
      for (;;) {
        const due = (await dueDigests(db, now(), batch + tried.size)).filter(
          ({ id, next_slot }) => !tried.has(`${id}@${next_slot}`),
        );
        if (due.length === 0 || stopping) break;
        for (const digest of due) {
          tried.add(`${digest.id}@${digest.next_slot}`);
          await claim(digest).catch((error) =>
            log.error({ err: error, guildId: digest.guild_id, digest: digest.number }, 'digest could not be claimed'),
          );
        }
      }
      if (!stopping) await fill();
    },
    async postNow(digest) {
      const delivery = await claimNow(db, digest, now(), now() + lease);
      return new Promise<Outcome>((done) => enqueue({ delivery, done }));
    },
    async idle() {
      while (channels.size > 0 || filling) await Promise.all([...channels.values(), filling]);
    },
    async stop(patience) {
      stopping = true;
      clearTimeout(retry);
      for (const { done } of waiting.splice(0)) done?.({ kind: 'interrupted' });
      const late = setTimeout(() => breakOff.abort(new Error('stopping')), patience);
      await Promise.all([...channels.values(), filling]);
      clearTimeout(late);
    },
  };
}
