import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { everyMinute } from '../../src/app/every-minute.ts';

const start = Date.parse('2026-11-24T09:00:30Z');
const [second, minute, hour] = [1_000, 60_000, 3_600_000];

let runs: number[];
let end: () => void;

beforeEach(() => {
  vi.useFakeTimers({ now: start });
  runs = [];
  end = everyMinute(async () => runs.push(Date.now()));
});
afterEach(() => {
  end();
  vi.useRealTimers();
});

const times = () => runs.map((at) => new Date(at).toISOString().slice(11, 19));

test('runs at the beginning of each minute', async () => {
  await vi.advanceTimersByTimeAsync(2 * minute);
  expect(times()).toEqual(['09:01:00', '09:02:00']);
});

test('goes on by a clock that was set back, at once', async () => {
  await vi.advanceTimersByTimeAsync(minute);
  vi.setSystemTime(Date.now() - hour);
  runs.length = 0;
  await vi.advanceTimersByTimeAsync(2 * minute);
  expect(times().at(0)?.slice(0, 5)).toBe('08:01');
  expect(times().slice(-2)).toEqual(['08:02:00', '08:03:00']);
});

test('runs as soon as the machine wakes up, and each minute from then on', async () => {
  await vi.advanceTimersByTimeAsync(minute);
  runs.length = 0;
  vi.setSystemTime(Date.now() + 3 * hour);
  await vi.advanceTimersByTimeAsync(90 * second);
  const [first = ''] = times();
  expect(first >= '12:01:30' && first <= '12:02:31').toBe(true);
  expect(times().at(-1)).toBe('12:03:00');
});

test('ends', async () => {
  end();
  await vi.advanceTimersByTimeAsync(2 * minute);
  expect(runs).toEqual([]);
});

test('runs once more for all the minutes of a night, not for each', async () => {
  await vi.advanceTimersByTimeAsync(minute);
  runs.length = 0;
  vi.setSystemTime(Date.now() + 8 * hour);
  await vi.advanceTimersByTimeAsync(minute);
  expect(runs.length).toBeGreaterThan(0);
  expect(runs.length).toBeLessThan(5);
});
