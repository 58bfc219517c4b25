import { setImmediate } from 'node:timers/promises';
import { type Claim, claimSlots } from '../store/claims.ts';
import { forgetFuture, latestRecord } from '../store/clock.ts';
import { advanceSlot, dueDigests, type StoredDigest, scheduledDigests } from '../store/digests.ts';
import { parseCron } from './cron.ts';
import type { Edges } from './edges.ts';
import { dueSlots, slotsAfter } from './slots.ts';

type Parts = Pick<Edges, 'db' | 'now' | 'log'>;

// Digests that are claimed in one transaction: enough for it to be quick, and few enough for others to have their turn after it.
const atOnce = 50;
// A clock that is corrected by less than this, in milliseconds, changes no slot.
const smallCorrection = 60_000;

/** Claims every slot that has come due. @throws {DatabaseError} if the database cannot be used. */
export async function claimDue({ db, now, log }: Parts, signal: AbortSignal): Promise<void> {
  // A digest that has more slots due than are claimed at once comes again; one that cannot be claimed does not hold up the others.
  const tried = new Set<string>();
  const key = ({ id, next_slot }: StoredDigest) => `${id}@${next_slot}`;
  for (;;) {
    const found = await dueDigests(db, now(), atOnce + tried.size);
    const due = found.filter((digest) => !tried.has(key(digest)));
    if (due.length === 0 || signal.aborted) return;
    for (const digest of due) tried.add(key(digest));
    const claims = due.flatMap((digest) => claimOf(digest, now(), log));
    const claimed = await claimSlots(db, claims, now());
    for (const { digest, slots } of claimed) {
      tried.delete(`${digest.id}@${digest.next_slot}`);
      const missed = slots.filter(({ reason }) => reason === 'late').length;
      if (missed > 0) log.warn({ digest: digest.id, missed }, 'slots missed');
    }
    await setImmediate();
  }
}

function claimOf(digest: StoredDigest, now: number, log: Edges['log']): Claim[] {
  const { id, guild_id, cron, zone, next_slot, catch_up_minutes } = digest;
  if (next_slot === null) return [];
  try {
    return [{ digest, ...dueSlots(parseCron(cron), zone, next_slot, now, catch_up_minutes) }];
  } catch (error) {
    log.error({ err: error, guildId: guild_id, digest: id }, 'digest could not be claimed');
    return [];
  }
}

/**
 * Finds out whether the clock was set back, and mends what it did: slots that seemed due come again, and digests wait for their next slot
 * from now on. What was sent is never sent again, since its slot is recorded.
 * @returns what to call before each look at what is due.
 */
export function createClockCheck({ db, now, log }: Parts, longestWait: number): () => Promise<void> {
  let last: number | undefined;
  return async () => {
    last ??= await latestRecord(db);
    const present = now();
    if (last !== undefined && present < last - smallCorrection) {
      log.warn({ aheadBySeconds: Math.round((last - present) / 1000) }, 'the clock was set back');
      await forgetFuture(db, present, longestWait);
      await reschedule(db, present);
    }
    last = present;
  };
}

async function reschedule(db: Parts['db'], now: number): Promise<void> {
  const from = Temporal.Instant.fromEpochMilliseconds(now);
  for (let after = 0; ; ) {
    const digests = await scheduledDigests(db, after, atOnce);
    for (const digest of digests) {
      const [next] = slotsAfter(parseCron(digest.cron), digest.zone, from).take(1);
      if (next && digest.next_slot !== null && next.epochMilliseconds < digest.next_slot)
        await advanceSlot(db, digest, next.epochMilliseconds);
      after = digest.id;
    }
    if (digests.length < atOnce) return;
    await setImmediate();
  }
}
