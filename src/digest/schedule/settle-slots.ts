import { setImmediate } from 'node:timers/promises';
import { advanceSlot, scheduledDigests } from '../../store/digests.ts';
import { digestLogIds } from '../delivery-ids.ts';
import type { Edges } from '../edges.ts';
import { readableCron } from './readable.ts';
import { settledSlot } from './slots.ts';

const digestsPerBatch = 100;

/**
 * @returns a function that lets digests wait for their slots where their schedules have them now: newer zone data, as of
 * another version of Node, may have moved them. The first call looks at all digests, each later one at the next
 * hundred.
 */
export function createSlotSettling({ db, log }: Pick<Edges, 'db' | 'log'>): (signal: AbortSignal) => Promise<void> {
  let after = 0;
  let hasSeenAll = false;

  return async (signal) => {
    do {
      const digests = await scheduledDigests(db, after, digestsPerBatch);
      for (const digest of digests) {
        after = digest.id;
        const cron = readableCron(digest);
        const slot = cron && digest.nextSlot !== null ? settledSlot(cron, digest.zone, digest.nextSlot) : null;
        if (slot === null || slot === digest.nextSlot) continue;
        await advanceSlot(db, digest, slot);
        log.info({ ...digestLogIds(digest), slot: new Date(slot).toISOString() }, 'digest moved with its time zone');
      }
      if (digests.length < digestsPerBatch) {
        after = 0;
        hasSeenAll = true;
        return;
      }
      await setImmediate();
    } while (!hasSeenAll && !signal.aborted);
  };
}
