import { setTimeout } from 'node:timers/promises';

export type RetryOptions = {
  readonly signal: AbortSignal;
  /** Called after each failure, with the delay before the next try in milliseconds. What it throws ends the tries. */
  readonly onFailure: (error: unknown, retryInMs: number) => void;
};

const [firstDelayMs, longestDelayMs] = [1_000, 60_000];

/** Tries until it works, with a delay that doubles each time and has some jitter. Rejects when the signal aborts. */
export async function retry<T>(attempt: () => Promise<T>, { signal, onFailure }: RetryOptions): Promise<T> {
  for (let delayMs = firstDelayMs; ; delayMs = Math.min(delayMs * 2, longestDelayMs)) {
    signal.throwIfAborted();
    try {
      return await attempt();
    } catch (error) {
      const jitteredMs = Math.round(delayMs * (1 - Math.random() / 4));
      onFailure(error, jitteredMs);
      await setTimeout(jitteredMs, undefined, { signal });
    }
  }
}
