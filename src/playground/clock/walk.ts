import type { SharedClock } from './shared-clock.ts';

// Milliseconds of a step: what comes due within it is not too late at its end, but for a digest that asks for less.
const step = 15 * 60_000;

/**
 * Sets a clock ahead quarter of an hour by quarter, at which most digests are due, and lets the bot do at each what there is to do. Resolves
 * when it is there; stops where it is when the signal aborts.
 */
export async function walk(clock: SharedClock, to: number, signal?: AbortSignal): Promise<void> {
  while (clock.now() < to && !signal?.aborted)
    await clock.leap(Math.min(to, (Math.floor(clock.now() / step) + 1) * step));
}
