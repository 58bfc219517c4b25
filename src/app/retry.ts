import { setTimeout } from 'node:timers/promises';

/**
 * How to go on trying: `failed` is told of each try that failed, with the pause before the next, in milliseconds;
 * what it throws ends it.
 */
export type Persistence = {
  readonly signal: AbortSignal;
  readonly failed: (error: unknown, pause: number) => void;
};

// In milliseconds; the pause doubles from one to the other.
const pauses = { first: 1_000, longest: 60_000 };

/** Tries until it works, with growing pauses between. Rejects when the signal aborts. */
export async function persist<T>(attempt: () => Promise<T>, { signal, failed }: Persistence): Promise<T> {
  for (let pause = pauses.first; ; pause = Math.min(pause * 2, pauses.longest)) {
    signal.throwIfAborted();
    try {
      return await attempt();
    } catch (error) {
      const jittered = Math.round(pause * (1 - Math.random() / 4));
      failed(error, jittered);
      await setTimeout(jittered, undefined, { signal });
    }
  }
}
