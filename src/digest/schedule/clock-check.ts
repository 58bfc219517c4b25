import { setImmediate } from 'node:timers/promises';
import { forgetFutureSlots, forgetLongWaits, latestRecord } from '../../store/clock.ts';
import { advanceSlot, scheduledDigests } from '../../store/digests.ts';
import { isShared } from '../../store/shared.ts';
import type { Edges } from '../edges.ts';
import { digestIds } from '../log-ids.ts';
import { parseCron } from './cron.ts';
import { slotsAfter } from './slots.ts';

// In milliseconds: by less than the first a clock may be corrected, which changes no slot; by no more than the second
// it may differ from Discord's; and one that was found to be wrong is looked at again after the third.
const [smallCorrection, tolerated, lookAgain] = [60_000, 900_000, 30_000];
// Where several share the database, by no more than this: each must know how old another's attempt is.
const toleratedShared = 30_000;
// Nothing that is to be tried again has a reason to wait longer, in milliseconds.
const longestWait = 3_600_000;
// Digests that are read at once.
const batch = 50;

type ClockEdges = Pick<Edges, 'db' | 'now' | 'log' | 'time'>;

/**
 * Sees to it that nothing is done by a clock that is wrong. At the start, and where the clock has leapt, by the
 * machine's own count of the time that has passed, Discord is asked for the time. A clock that was ahead and was set
 * right has made slots seem due: they come again, and digests wait for their next slot from now on. What was sent is
 * never sent again, since its slot is recorded.
 * @returns what says whether the clock can be trusted.
 */
export function createClockCheck(
  edges: ClockEdges,
  passed: () => number = () => performance.now(),
): () => Promise<boolean> {
  const { now } = edges;
  let trusted: { at: number; passed: number } | undefined;
  let wrongUntil = Number.NEGATIVE_INFINITY;
  let looking: Promise<boolean> | undefined;

  async function look(): Promise<boolean> {
    if (passed() < wrongUntil) return false;
    const verdict = await judge(edges);
    if (verdict !== 'right') {
      // Whatever was done by it since it was last right may have to be mended.
      if (trusted) trusted = { at: Number.POSITIVE_INFINITY, passed: passed() };
      if (verdict === 'wrong') wrongUntil = passed() + lookAgain;
      return false;
    }
    await mend(edges, trusted?.at);
    trusted = { at: now(), passed: passed() };
    return true;
  }

  return async () => {
    if (trusted && Math.abs(now() - trusted.at - (passed() - trusted.passed)) < smallCorrection) return true;
    looking ??= look().finally(() => {
      looking = undefined;
    });
    return looking;
  };
}

async function judge({ db, now, log, time }: ClockEdges): Promise<'right' | 'wrong' | 'unknown'> {
  try {
    const right = await time();
    const wrongBy = right === undefined ? 0 : now() - right;
    if (Math.abs(wrongBy) <= (isShared(db) ? toleratedShared : tolerated)) return 'right';
    const aheadBySeconds = Math.round(wrongBy / 1000);
    log.error({ aheadBySeconds }, 'the clock is wrong; nothing is posted until it is set');
    return 'wrong';
  } catch (error) {
    log.warn({ err: error }, 'Discord cannot be asked for the time; nothing is posted before it can');
    return 'unknown';
  }
}

/**
 * `latest` is when the clock was last trusted: what is recorded after the present must be of a clock that was ahead.
 * At the start it may have been in another run of the bot.
 */
async function mend({ db, now, log }: ClockEdges, latest: number | undefined): Promise<void> {
  const present = now();
  const recorded = latest ?? (await latestRecord(db)) ?? present;
  const wasAhead = present < recorded - smallCorrection;
  if (wasAhead || latest === undefined) await forgetLongWaits(db, present, longestWait);
  if (!wasAhead) return;
  await forgetFutureSlots(db, present);
  log.warn('the clock was ahead, and is right now');
  const from = Temporal.Instant.fromEpochMilliseconds(present);
  for (let after = 0; ; ) {
    const digests = await scheduledDigests(db, after, batch);
    for (const digest of digests) {
      after = digest.id;
      try {
        const [next] = slotsAfter(parseCron(digest.cron), digest.zone, from).take(1);
        if (next && digest.nextSlot !== null && next.epochMilliseconds < digest.nextSlot)
          await advanceSlot(db, digest, next.epochMilliseconds);
      } catch (error) {
        log.error({ err: error, ...digestIds(digest) }, 'digest could not be rescheduled');
      }
    }
    if (digests.length < batch) return;
    await setImmediate();
  }
}
