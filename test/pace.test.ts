import { expect, test, vi } from 'vitest';
import { createPace } from '../src/discord/pace.ts';

/** When each of so many turns began, in milliseconds, all of them asked for at once. */
async function turns(perSecond: number, count: number): Promise<number[]> {
  vi.useFakeTimers();
  try {
    const pace = createPace(perSecond);
    const begun: number[] = [];
    const all = Array.from({ length: count }, () => pace('writing').then(() => begun.push(performance.now())));
    await vi.runAllTimersAsync();
    await Promise.all(all);
    return begun;
  } finally {
    vi.useRealTimers();
  }
}

test('no second has more turns than it may, and turns are evenly spaced', async () => {
  const begun = await turns(48, 300);
  for (const [i, at] of begun.entries())
    expect(begun.slice(i).filter((later) => later < at + 1000).length).toBeLessThanOrEqual(49);
  const gaps = begun.slice(1).map((at, i) => at - (begun[i] ?? 0));
  expect(Math.min(...gaps)).toBeGreaterThanOrEqual(20);
  expect(Math.max(...gaps)).toBeLessThanOrEqual(22);
});

test('the first turn comes at once, and one after a pause too', async () => {
  const pace = createPace(1);
  const begun = performance.now();
  await pace('writing');
  expect(performance.now() - begun).toBeLessThan(500);
});

test('what reads goes before what writes', async () => {
  const pace = createPace(100);
  const order: string[] = [];
  await Promise.all(
    (['writing', 'writing', 'writing', 'reading'] as const).map((kind) => pace(kind).then(() => order.push(kind))),
  );
  expect(order).toEqual(['writing', 'reading', 'writing', 'writing']);
});
