import { setImmediate } from 'node:timers/promises';
import type { SharedClock } from './shared-clock.ts';

// What comes due within so many milliseconds of the end is done as well: it is due then but for a rounding.
const near = 50;
// Of this process's loop: one to read in, and one to answer.
const turns = 2;

/**
 * Sets a clock ahead, leaping from one instant at which the bot has something to do to the next, and lets it do that
 * before time goes on: so nothing is late. Resolves when it is there; stops where it is when the signal aborts.
 * Several may walk at once, and each gets there.
 */
export async function walk(clock: SharedClock, to: number, signal?: AbortSignal): Promise<void> {
  await clock.leap(clock.now());
  while (!signal?.aborted && (clock.now() < to || clock.next < to + near)) {
    // What the bot wrote to a socket before it said that it has done, as a heartbeat, is read and answered here
    // before it is told to go on.
    for (let turn = 0; turn < turns; turn++) await setImmediate();
    await clock.leap(clock.now() < to ? Math.min(clock.next, to) : clock.next);
  }
}
