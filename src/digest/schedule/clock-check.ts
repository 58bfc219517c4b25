import { setImmediate } from 'node:timers/promises';
import { forgetFutureSlots, forgetLongWaits, latestRecord } from '../../store/deliveries/forget.ts';
import { advanceSlot, scheduledDigests } from '../../store/digests.ts';
import { isShared } from '../../store/engine.ts';
import { digestLogIds } from '../delivery-ids.ts';
import type { Edges } from '../edges.ts';
import { parseCron } from './cron.ts';
import { slotsAfter } from './slots.ts';

// A smaller correction of the clock changes no slot.
const smallCorrectionMs = 60_000;
// How far the clock may be from Discord's.
const toleranceMs = 900_000;
// Workers that share a database must agree on how old an attempt of another one is.
const sharedToleranceMs = 30_000;
const checkAgainAfterMs = 30_000;
// Nothing that is to be tried again has a reason to wait longer.
const maxWaitMs = 3_600_000;
const digestsPerBatch = 50;

type ClockEdges = Pick<Edges, 'db' | 'now' | 'log' | 'discordTime'>;

/**
 * Keeps a wrong clock from doing harm. At the start, and whenever the clock has leapt against the machine's monotonic
 * clock, Discord is asked for the time, and while the clock is wrong nothing is done. A clock that was ahead made
 * slots seem due: once it is set right those slots are taken back and the digests wait for their next slot from now.
 * A sent slot is recorded, and so is never sent again.
 * @returns a function that says whether the clock can be trusted now.
 */
export function createClockCheck(
  edges: ClockEdges,
  elapsed: () => number = () => performance.now(),
): () => Promise<boolean> {
  const { now } = edges;
  let trusted: { at: number; elapsed: number } | undefined;
  let wrongUntil = Number.NEGATIVE_INFINITY;
  let checking: Promise<boolean> | undefined;

  async function check(): Promise<boolean> {
    if (elapsed() < wrongUntil) return false;
    const verdict = await compareClocks(edges);
    if (verdict !== 'right') {
      // Whatever was done by it since it was last right may have to be undone.
      if (trusted) trusted = { at: Number.POSITIVE_INFINITY, elapsed: elapsed() };
      if (verdict === 'wrong') wrongUntil = elapsed() + checkAgainAfterMs;
      return false;
    }
    await undoFuture(edges, trusted?.at);
    trusted = { at: now(), elapsed: elapsed() };
    return true;
  }

  return async () => {
    if (trusted && Math.abs(now() - trusted.at - (elapsed() - trusted.elapsed)) < smallCorrectionMs) return true;
    checking ??= check().finally(() => {
      checking = undefined;
    });
    return checking;
  };
}

async function compareClocks({ db, now, log, discordTime }: ClockEdges): Promise<'right' | 'wrong' | 'unknown'> {
  try {
    const right = await discordTime();
    const aheadMs = right === undefined ? 0 : now() - right;
    if (Math.abs(aheadMs) <= (isShared(db) ? sharedToleranceMs : toleranceMs)) return 'right';
    const aheadBySeconds = Math.round(aheadMs / 1000);
    log.error({ aheadBySeconds }, 'the clock is wrong; nothing is posted until it is set');
    return 'wrong';
  } catch (error) {
    log.warn({ err: error }, 'Discord cannot be asked for the time; nothing is posted before it can');
    return 'unknown';
  }
}

/**
 * Undoes what was done while the clock was ahead, if it was: what is recorded after the present shows it.
 * @param lastTrusted when the clock was last trusted; undefined at the start, when another run may have been ahead.
 */
async function undoFuture({ db, now, log }: ClockEdges, lastTrusted: number | undefined): Promise<void> {
  const present = now();
  const recorded = lastTrusted ?? (await latestRecord(db)) ?? present;
  const wasAhead = present < recorded - smallCorrectionMs;
  if (wasAhead || lastTrusted === undefined) await forgetLongWaits(db, present, maxWaitMs);
  if (!wasAhead) return;
  await forgetFutureSlots(db, present);
  log.warn('the clock was ahead, and is right now');
  const from = Temporal.Instant.fromEpochMilliseconds(present);
  for (let after = 0; ; ) {
    const digests = await scheduledDigests(db, after, digestsPerBatch);
    for (const digest of digests) {
      after = digest.id;
      try {
        const [next] = slotsAfter(parseCron(digest.cron), digest.zone, from).take(1);
        if (next && digest.nextSlot !== null && next.epochMilliseconds < digest.nextSlot)
          await advanceSlot(db, digest, next.epochMilliseconds);
      } catch (error) {
        log.error({ err: error, ...digestLogIds(digest) }, 'digest could not be rescheduled');
      }
    }
    if (digests.length < digestsPerBatch) return;
    await setImmediate();
  }
}
