/** A clock that runs as this machine's does, and can be set ahead; never back. */
export type SharedClock = {
  /** Milliseconds since 1970. */
  now(): number;
  /** Milliseconds since some moment, as `performance.now`, but for what was leapt over. */
  elapsed(): number;
  /** How far it is ahead of the machine's, in milliseconds. */
  readonly ahead: number;
  /** Sets it ahead to an instant, unless it is there already, once all who follow it have nothing under way; resolves when they have nothing again. */
  leap(to: number): Promise<void>;
  /** Calls `told` with `ahead` before and after each leap, and waits for it. @returns what ends it. */
  follow(told: (ahead: number) => Promise<unknown> | undefined): () => void;
};

/** A clock that agrees with the machine's. */
export function createSharedClock(): SharedClock {
  let ahead = 0;
  const followers = new Set<(ahead: number) => Promise<unknown> | undefined>();
  const tell = () => Promise.all([...followers].map((told) => told(ahead)));
  const clock: SharedClock = {
    now: () => Date.now() + ahead,
    elapsed: () => performance.now() + ahead,
    get ahead() {
      return ahead;
    },
    async leap(to) {
      await tell();
      if (to <= clock.now()) return;
      ahead = to - Date.now();
      await tell();
    },
    follow(told) {
      followers.add(told);
      return () => followers.delete(told);
    },
  };
  return clock;
}
