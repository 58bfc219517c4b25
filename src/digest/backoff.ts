/** The longest backoff between two attempts, in milliseconds. */
export const maxBackoffMs = 300_000;

/** How long Discord may go on refusing an edit, a publishing or an alert for the moment before it is given up: a day. */
export const giveUpAfterMs = 24 * 60 * 60_000;

/**
 * How long to wait before another attempt, in milliseconds: twice as long each time, less up to half of it at random,
 * so that not all come at once.
 */
export function backoffMs(attempt: number, random = Math.random()): number {
  return Math.round(Math.min(2_000 * 2 ** (Math.max(attempt, 1) - 1), maxBackoffMs) * (1 - random / 2));
}
