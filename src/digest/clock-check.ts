import { setImmediate } from 'node:timers/promises';
import { forgetFuture, latestRecord } from '../store/clock.ts';
import { advanceSlot, scheduledDigests } from '../store/digests.ts';
import { parseCron } from './cron.ts';
import type { Edges } from './edges.ts';
import { longestPause } from './pauses.ts';
import { slotsAfter } from './slots.ts';

// In milliseconds: a clock that is set back by less changes no slot; one that is looked at after more has been asleep, or set forward; and
// Discord's clock may differ by no more.
const [smallCorrection, longGap, tolerated] = [60_000, 300_000, 900_000];
// Digests that are read at once.
const batch = 50;

/**
 * Sees to it that nothing is done by a clock that is wrong, before each look at what is due. Where the clock has leapt, and at the start,
 * Discord is asked for the time. A clock that was ahead and was set right has made slots seem due: they come again, and digests wait for
 * their next slot from now on. What was sent is never sent again, since its slot is recorded.
 * @returns what says whether the clock can be trusted.
 */
export function createClockCheck({
  db,
  now,
  log,
  time,
}: Pick<Edges, 'db' | 'now' | 'log' | 'time'>): () => Promise<boolean> {
  let last: number | undefined;
  return async () => {
    const present = now();
    if (last === undefined || present < last - smallCorrection || present > last + longGap) {
      const right = await time().catch((error) => {
        log.warn({ err: error }, 'Discord cannot be asked for the time; nothing is posted before it can');
        return Number.NaN;
      });
      if (Number.isNaN(right)) return false;
      const wrongBy = right === undefined ? 0 : now() - right;
      if (Math.abs(wrongBy) > tolerated) {
        log.error(
          { aheadBySeconds: Math.round(wrongBy / 1000) },
          'the clock is wrong; nothing is posted until it is set',
        );
        return false;
      }
      const latest = last ?? (await latestRecord(db));
      if (latest !== undefined && present < latest - smallCorrection) {
        log.warn({ seconds: Math.round((latest - present) / 1000) }, 'the clock was set back');
        await forgetFuture(db, present, longestPause);
        await reschedule(db, present);
      }
    }
    last = present;
    return true;
  };
}

async function reschedule(db: Edges['db'], now: number): Promise<void> {
  const from = Temporal.Instant.fromEpochMilliseconds(now);
  for (let after = 0; ; ) {
    const digests = await scheduledDigests(db, after, batch);
    for (const digest of digests) {
      const [next] = slotsAfter(parseCron(digest.cron), digest.zone, from).take(1);
      if (next && digest.next_slot !== null && next.epochMilliseconds < digest.next_slot)
        await advanceSlot(db, digest, next.epochMilliseconds);
      after = digest.id;
    }
    if (digests.length < batch) return;
    await setImmediate();
  }
}
