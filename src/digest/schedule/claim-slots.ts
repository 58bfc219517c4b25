import { setImmediate } from 'node:timers/promises';
import { type Claim, claimDueSlots, recordClaims } from '../../store/deliveries/claims.ts';
import type { StoredDigest } from '../../store/digests.ts';
import type { Database } from '../../store/schema.ts';
import { digestLogIds } from '../delivery-ids.ts';
import type { Edges } from '../edges.ts';
import { parseCron } from './cron.ts';
import { readableCron } from './readable.ts';
import { type DueSlots, dueSlots } from './slots.ts';

type ClaimEdges = Pick<Edges, 'db' | 'now' | 'log' | 'onDelivered' | 'digestIntervalMs'>;

// Few enough for a quick transaction after which others get the database. With some more SQLite would read through all
// digests instead of finding each by its id.
const digestsPerTransaction = 150;

/**
 * Claims every slot that has come due. `onClaimed` is called whenever some have been, and more may follow.
 * @throws {DatabaseError} if the database cannot be used.
 */
export async function claimDueDigests(
  { db, now, log, onDelivered, digestIntervalMs }: ClaimEdges,
  signal: AbortSignal,
  onClaimed: () => void = () => {},
): Promise<void> {
  // A digest that has more slots due than are claimed at once is found again. One that cannot be claimed is found
  // again too, and must not hold up the others.
  const tried = new Set<string>();
  const key = ({ id, nextSlot }: Claim['digest']) => `${id}@${nextSlot}`;
  for (;;) {
    let untried = 0;
    const claimed = await claimDueSlots(db, now(), digestsPerTransaction + tried.size, (found) => {
      const due = signal.aborted ? [] : found.filter((digest) => !tried.has(key(digest)));
      untried = due.length;
      for (const digest of due) tried.add(key(digest));
      return claimsOf(due, now(), log, digestIntervalMs);
    });
    if (untried === 0) return;
    onClaimed();
    for (const { digest, slots } of claimed) {
      tried.delete(key(digest));
      const missed = slots.filter(({ reason }) => reason === 'late');
      for (const { slot } of missed) onDelivered?.('missed', (now() - slot) / 1000);
      if (missed.length > 0) log.warn({ ...digestLogIds(digest), missed: missed.length }, 'slots missed');
    }
    await setImmediate();
  }
}

/**
 * Records, in a transaction, the slots of a digest that have come due, unless its times cannot be read. Gives the digest
 * as it waits then.
 */
export async function claimDigest(
  transaction: Database,
  digest: StoredDigest,
  now: number,
  digestIntervalMs: number,
): Promise<StoredDigest> {
  const cron = readableCron(digest);
  let present = digest;
  // Many slots are claimed in several parts.
  while (cron && present.nextSlot !== null && present.nextSlot <= now) {
    const due = dueSlots(cron, present.zone, present.nextSlot, now, present.catchUpMinutes, digestIntervalMs);
    await recordClaims(transaction, [{ digest: present, ...due }], now);
    present = { ...present, nextSlot: due.next };
  }
  return present;
}

function claimsOf(
  digests: readonly StoredDigest[],
  now: number,
  log: Edges['log'],
  digestIntervalMs: number | undefined,
): Claim[] {
  // Most digests that are due at once have the same schedule in the same zone.
  const bySchedule = new Map<string, DueSlots>();
  return digests.flatMap((digest) => {
    const { cron, zone, nextSlot, catchUpMinutes } = digest;
    if (nextSlot === null) return [];
    const schedule = [cron, zone, nextSlot, catchUpMinutes].join('|');
    try {
      const due =
        bySchedule.get(schedule) ?? dueSlots(parseCron(cron), zone, nextSlot, now, catchUpMinutes, digestIntervalMs);
      bySchedule.set(schedule, due);
      return [{ digest, ...due }];
    } catch (error) {
      log.error({ err: error, ...digestLogIds(digest) }, 'digest could not be claimed');
      return [];
    }
  });
}
