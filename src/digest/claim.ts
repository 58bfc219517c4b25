import { setImmediate } from 'node:timers/promises';
import { type Claim, claimSlots } from '../store/claims.ts';
import { dueDigests, type StoredDigest } from '../store/digests.ts';
import { parseCron } from './cron.ts';
import type { Edges } from './edges.ts';
import { dueSlots } from './slots.ts';

type Parts = Pick<Edges, 'db' | 'now' | 'log'>;

// Digests that are claimed in one transaction: enough for it to be quick, and few enough for others to have their turn after it.
const atOnce = 50;

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

/** Claims the slots of one digest that have come due. */
export async function claimDigest(db: Edges['db'], digest: StoredDigest, now: number): Promise<void> {
  const { cron, zone, next_slot, catch_up_minutes } = digest;
  if (next_slot === null) return;
  await claimSlots(db, [{ digest, ...dueSlots(parseCron(cron), zone, next_slot, now, catch_up_minutes) }], now);
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
