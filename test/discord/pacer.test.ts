import { expect, test, vi } from 'vitest';
import { createPacer } from '../../src/discord/rest/pacer.ts';

/** When each of so many turns began, in milliseconds, all of them asked for at once. */
async function turns(perSecond: number, count: number): Promise<number[]> {
  vi.useFakeTimers();
  try {
    const pace = createPacer(perSecond);
    const begun: number[] = [];
    const all = Array.from({ length: count }, () => pace('write').then(() => begun.push(performance.now())));
    await vi.runAllTimersAsync();
    await Promise.all(all);
    return begun;
  } finally {
    vi.useRealTimers();
  }
}

test('no second has more turns than it may, and turns are evenly spaced', async () => {
  const begun = await turns(45, 300);
  for (const [i, at] of begun.entries())
    expect(begun.slice(i).filter((later) => later < at + 1000).length).toBeLessThanOrEqual(47);
  const gaps = begun.slice(1).map((at, i) => at - (begun[i] ?? 0));
  expect(Math.max(...gaps)).toBeLessThanOrEqual(45);
  expect((begun.at(-1) ?? 0) - (begun[0] ?? 0)).toBeGreaterThan((298 / 45) * 1000 - 1);
});

test('a turn that comes late does not make all those after it late', async () => {
  const pace = createPacer(50);
  const begun = performance.now();
  const all = Array.from({ length: 26 }, () => pace('write'));
  // Something else keeps the process busy for longer than a turn takes.
  for (let i = 0; i < 5; i++) {
    await all[i * 4];
    const until = performance.now() + 15;
    while (performance.now() < until);
  }
  await Promise.all(all);
  expect(performance.now() - begun).toBeLessThan(560);
});

test('the first turn comes at once, and one after a pause too', async () => {
  const pace = createPacer(1);
  const begun = performance.now();
  await pace('write');
  expect(performance.now() - begun).toBeLessThan(500);
});

test('what reads goes before what writes', async () => {
  const pace = createPacer(100);
  const order: string[] = [];
  await Promise.all(
    (['write', 'write', 'write', 'read'] as const).map((kind) => pace(kind).then(() => order.push(kind))),
  );
  expect(order).toEqual(['write', 'write', 'read', 'write']);
});
