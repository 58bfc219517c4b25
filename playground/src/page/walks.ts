import type { SharedClock } from '../clock/shared-clock.ts';
import { walk } from '../clock/walk.ts';
import type { Clock } from './api.ts';

/** The clock as the page sees it, and what sets it ahead. */
export type Walks = {
  now(): Clock;
  /** Sets it ahead to an instant; resolves when it is there, or the signal has aborted. */
  go(to: number, signal: AbortSignal): Promise<void>;
};

/** Several may set the clock at once: it goes to the latest of their instants. */
export function createWalks(clock: SharedClock): Walks {
  const goals: number[] = [];
  return {
    now: () => ({ ahead: clock.ahead, ...(goals.length > 0 ? { to: Math.max(...goals) } : {}) }),
    async go(to, signal) {
      goals.push(to);
      try {
        await walk(clock, to, signal);
      } finally {
        goals.splice(goals.indexOf(to), 1);
      }
    },
  };
}
