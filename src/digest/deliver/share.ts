/** How much a worker has in hand at once, where others are to have their share. */
export type Share = {
  /** One more has ended. */
  ended(): void;
  /**
   * As many as have ended in the last two seconds: a slow worker takes little, and one that dies leaves little
   * behind.
   */
  readonly size: number;
};

/** The least that a worker takes, though it has done nothing yet. */
export const leastShare = 8;
// In milliseconds.
const lately = 2_000;

export function createShare(now: () => number = () => performance.now()): Share {
  const ends: number[] = [];
  return {
    ended() {
      ends.push(now());
    },
    get size() {
      const since = now() - lately;
      while (ends[0] !== undefined && ends[0] < since) ends.shift();
      return Math.max(ends.length, leastShare);
    },
  };
}
