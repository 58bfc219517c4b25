import { monitorEventLoopDelay } from 'node:perf_hooks';

/** Milliseconds on a clock that nothing sets, whatever is done to the others. */
export function stopwatch(): () => number {
  const begun = process.hrtime.bigint();
  return () => Number(process.hrtime.bigint() - begun) / 1e6;
}

/** How long something took, in milliseconds, and for how long at most nothing else could run meanwhile. */
export async function timed(work: () => Promise<unknown>): Promise<{ ms: number; blocked: number }> {
  const resolution = 5;
  const delay = monitorEventLoopDelay({ resolution });
  delay.enable();
  // The monitor counts from its second turn on.
  await new Promise((done) => setTimeout(done, 4 * resolution));
  const elapsed = stopwatch();
  await work();
  const ms = elapsed();
  await new Promise((done) => setTimeout(done, 4 * resolution));
  delay.disable();
  return { ms, blocked: Math.max(delay.max / 1e6 - resolution, 0) };
}

/** The value below which this share of the values is, 0.5 for the median; NaN of none. */
export function quantile(values: readonly number[], share: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.min(Math.floor(sorted.length * share), sorted.length - 1)] ?? Number.NaN;
}

/** The most of these instants that lie within a window of this length, wherever it begins. */
export function mostWithin(instants: readonly number[], length: number): number {
  const sorted = instants.toSorted((a, b) => a - b);
  let most = 0;
  let first = 0;
  for (const [last, instant] of sorted.entries()) {
    while (instant - (sorted[first] ?? instant) >= length) first += 1;
    most = Math.max(most, last - first + 1);
  }
  return most;
}
