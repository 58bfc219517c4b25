import { createTurns, type Turns } from './turns.ts';

/**
 * Told how far the clock is ahead, in milliseconds. Resolves when nothing is under way any more, with the
 * milliseconds until there is something to do again; nothing, for whoever only looks on.
 */
type Follower = (ahead: number) => Promise<number> | undefined;

/** A clock that runs as this machine's does, and can be set ahead; never back. */
export type SharedClock = {
  /** Milliseconds since 1970. */
  now(): number;
  /** Milliseconds since some moment, as `performance.now`, but for what was leapt over. */
  elapsed(): number;
  /** How far it is ahead of the machine's, in milliseconds. */
  readonly ahead: number;
  /**
   * The instant at which the first of those who follow it has something to do, as far as it is known; long ago of one
   * who has not been asked.
   */
  readonly next: number;
  /**
   * Sets it ahead to an instant, unless it is there already; resolves when all who follow it have nothing under way.
   */
  leap(to: number): Promise<void>;
  /** It does not leap while this is done: leaps, and what they are not to run into, come one after the other. */
  readonly alone: Turns;
  /** @returns what ends it. */
  follow(follower: Follower): () => void;
};

/** A clock that agrees with the machine's. */
export function createSharedClock(): SharedClock {
  let ahead = 0;
  const alone = createTurns();
  // With the instant at which each has something to do.
  const followers = new Map<Follower, number>();
  const tell = async (follower: Follower) => {
    const after = (await follower(ahead)) ?? Number.POSITIVE_INFINITY;
    if (followers.has(follower)) followers.set(follower, clock.now() + after);
  };
  const clock: SharedClock = {
    now: () => Date.now() + ahead,
    elapsed: () => performance.now() + ahead,
    get ahead() {
      return ahead;
    },
    get next() {
      return Math.min(...followers.values());
    },
    leap: (to) =>
      alone(async () => {
        if (to > clock.now()) ahead = Math.ceil(to) - Date.now();
        await Promise.all([...followers.keys()].map(tell));
      }),
    alone,
    follow(follower) {
      followers.set(follower, Number.NEGATIVE_INFINITY);
      return () => followers.delete(follower);
    },
  };
  return clock;
}
