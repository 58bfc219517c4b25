import { setImmediate } from 'node:timers/promises';
import { type Claim, claimDueSlots, claimSlots } from '../../store/claims.ts';
import type { StoredDigest } from '../../store/digests.ts';
import { digestLogIds } from '../delivery-ids.ts';
import type { Edges } from '../edges.ts';
import { parseCron } from './cron.ts';
import { type Due, dueSlots } from './slots.ts';

type Parts = Pick<Edges, 'db' | 'now' | 'log' | 'onDelivered'>;

// Digests that are claimed in one transaction: enough for it to be quick, and few enough for others to have their
// turn after it. With some more of them SQLite would rather read through all digests than find each by its id.
const atOnce = 150;

/**
 * Claims every slot that has come due; `some` is called when some have been, and more may be.
 * @throws {DatabaseError} if the database cannot be used.
 */
export async function claimDueDigests(
  { db, now, log, onDelivered }: Parts,
  signal: AbortSignal,
  some: () => void = () => {},
): Promise<void> {
  // A digest that has more slots due than are claimed at once comes again; one that cannot be claimed does not hold
  // up the others.
  const tried = new Set<string>();
  const key = ({ id, nextSlot }: StoredDigest) => `${id}@${nextSlot}`;
  for (;;) {
    let found = 0;
    const claimed = await claimDueSlots(db, now(), atOnce + tried.size, (all) => {
      const due = signal.aborted ? [] : all.filter((digest) => !tried.has(key(digest)));
      found = due.length;
      for (const digest of due) tried.add(key(digest));
      return claimsOf(due, now(), log);
    });
    if (found === 0) return;
    some();
    for (const { digest, slots } of claimed) {
      tried.delete(`${digest.id}@${digest.nextSlot}`);
      const missed = slots.filter(({ reason }) => reason === 'late');
      for (const { slot } of missed) onDelivered?.('missed', (now() - slot) / 1000);
      if (missed.length > 0) log.warn({ ...digestLogIds(digest), missed: missed.length }, 'slots missed');
    }
    await setImmediate();
  }
}

/** Claims the slots of one digest that have come due. */
export async function claimDigest(db: Edges['db'], digest: StoredDigest, now: number): Promise<void> {
  const { cron, zone, nextSlot, catchUpMinutes } = digest;
  if (nextSlot === null) return;
  await claimSlots(db, [{ digest, ...dueSlots(parseCron(cron), zone, nextSlot, now, catchUpMinutes) }], now);
}

function claimsOf(digests: readonly StoredDigest[], now: number, log: Edges['log']): Claim[] {
  // Most of those that are due at once are due at the same time of day in the same zone.
  const found = new Map<string, Due>();
  return digests.flatMap((digest) => {
    const { cron, zone, nextSlot, catchUpMinutes } = digest;
    if (nextSlot === null) return [];
    const key = [cron, zone, nextSlot, catchUpMinutes].join('|');
    try {
      const due = found.get(key) ?? dueSlots(parseCron(cron), zone, nextSlot, now, catchUpMinutes);
      found.set(key, due);
      return [{ digest, ...due }];
    } catch (error) {
      log.error({ err: error, ...digestLogIds(digest) }, 'digest could not be claimed');
      return [];
    }
  });
}
