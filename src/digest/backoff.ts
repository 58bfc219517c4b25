/** The longest pause before another try, in milliseconds. */
export const longestPause = 300_000;

/**
 * How long to wait before another try, in milliseconds: twice as long each time, and up to half less, so that not all
 * come at once.
 */
export function pauseBefore(attempt: number, random = Math.random()): number {
  return Math.round(Math.min(2_000 * 2 ** (Math.max(attempt, 1) - 1), longestPause) * (1 - random / 2));
}
