/**
 * The clock that the bot and its Discord share: this machine's, but for the time that is leapt over while the bot is
 * off.
 */
export type SharedClock = {
  /** Milliseconds since 1970. */
  now(): number;
  /** How far it is ahead of this machine's, in milliseconds. */
  readonly ahead: number;
  leap(milliseconds: number): void;
};

/**
 * Makes such a clock, and lets `performance.now` of this process leap with it: so a Discord in this process forgets
 * nonces and rate limits as it would in the time that was leapt over. Timers go on as they do.
 */
export function createSharedClock(): SharedClock {
  let ahead = 0;
  const elapsed = performance.now.bind(performance);
  performance.now = () => elapsed() + ahead;
  return {
    now: () => Date.now() + ahead,
    get ahead() {
      return ahead;
    },
    leap(milliseconds) {
      ahead += milliseconds;
    },
  };
}
