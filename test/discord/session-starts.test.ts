import pino from 'pino';
import { describe, expect, test } from 'vitest';
import { createSessionStarts } from '../../src/discord/session-starts.ts';

/* How often the gateway is connected to, and how often a session begins there. */

const day = 24 * 3600_000;
const second = 1_000;
const minute = 60 * second;

/** Session starts by a clock that goes on when something sleeps. */
function scene(remaining = 1_000, askLimit?: () => Promise<never>) {
  let now = 0;
  const lines: { msg: string; [key: string]: unknown }[] = [];
  const limit = { total: 1_000, remaining, reset_after: 3 * 3600_000, max_concurrency: 1 };
  const starts = createSessionStarts({
    askLimit: askLimit ?? (async () => ({ ...limit })),
    log: pino({ level: 'info' }, { write: (line: string) => lines.push(JSON.parse(line)) }),
    now: () => now,
    async sleep(ms, aborted) {
      aborted?.throwIfAborted();
      now += ms;
    },
    random: () => 0,
  });
  const signal = new AbortController().signal;
  return {
    starts,
    limit,
    lines,
    at: () => now,
    pass(ms: number) {
      now += ms;
    },
    /** Connects and begins a session that ends after `lasted` milliseconds; without it, none begins at all. */
    async session(lasted?: number) {
      await starts.mayConnect(0);
      await starts.mayIdentify(0, signal);
      if (limit.remaining > 0) limit.remaining -= 1;
      if (lasted !== undefined) starts.opened(0);
      now += lasted ?? 0;
      starts.closed(0);
    },
  };
}

describe('sessions that do not last', () => {
  test.each([
    ['invalid sessions', undefined],
    ['sessions that are closed when they are ready', 0],
    ['sessions that are closed after a minute', minute],
  ])('begin ever more seldom, and far fewer in a day than Discord allows: %s', async (_, lasted) => {
    const { session, at, lines } = scene();
    let begun = 0;
    while (at() < day) {
      await session(lasted);
      begun += 1;
    }
    expect(begun).toBeGreaterThan(20);
    expect(begun).toBeLessThan(200);
    expect(lines.filter(({ msg }) => msg === 'a session begins')).toHaveLength(begun);
    expect(lines.some(({ msg }) => msg.startsWith('sessions of the gateway do not last'))).toBe(true);
  });

  test('are forgotten after one that did', async () => {
    const { session, at } = scene();
    for (let i = 0; i < 6; i++) await session(0);
    await session(11 * minute);
    const before = at();
    await session(0);
    expect(at() - before).toBeLessThan(second);
  });

  test('are forgotten however long the next one was to wait', async () => {
    const { session, at } = scene();
    for (let i = 0; i < 20; i++) await session(0);
    await session(11 * minute);
    const before = at();
    await session(0);
    expect(at() - before).toBeLessThan(second);
  });
});

test('connections that break are opened again at once at first, then ever more seldom, up to a minute', async () => {
  const { starts, at, pass } = scene();
  const waits: number[] = [];
  for (let i = 0; i < 20; i++) {
    const before = at();
    await starts.mayConnect(0);
    waits.push(at() - before);
    starts.opened(0);
    starts.closed(0);
  }
  expect(waits.slice(0, 8)).toEqual(Array(8).fill(0));
  expect(waits.slice(9, 17)).toEqual([1, 2, 4, 8, 16, 32, 60, 60].map((seconds) => seconds * second));
  await starts.mayConnect(0);
  starts.opened(0);
  pass(2 * minute);
  starts.closed(0);
  const before = at();
  await starts.mayConnect(0);
  expect(at()).toBe(before);
});

test('one shard does not wait for another’s', async () => {
  const { starts, at } = scene();
  for (let i = 0; i < 12; i++) starts.closed(0);
  await starts.mayConnect(1);
  expect(at()).toBe(0);
});

test('how many are left is not known any more when Discord’s day has ended', async () => {
  const { starts, session, pass } = scene(100);
  expect(starts.left()).toBe(undefined);
  await session(0);
  expect(starts.left()).toBe(99);
  pass(3 * 3600_000 - minute);
  expect(starts.left()).toBe(99);
  pass(minute);
  expect(starts.left()).toBe(undefined);
  await session(0);
  expect(starts.left()).toBe(98);
});

test('no session begins while Discord lets few begin; the log says so, and how many are left', async () => {
  const { starts, session, limit, lines, at } = scene(22);
  await session(0);
  await session(0);
  expect(starts.left()).toBe(20);
  const waiting = session(0);
  while (at() < 3 * 3600_000) await Promise.resolve();
  limit.remaining = 1_000;
  await waiting;
  const told = lines.find(({ msg }) => msg.startsWith('Discord lets few more sessions begin'));
  expect(told).toMatchObject({ level: 50, startsLeft: 20, shard: 0 });
  expect(starts.left()).toBe(999);
});

test('a Discord that cannot be asked is asked again, more and more seldom', async () => {
  let asked = 0;
  const abort = new AbortController();
  const { starts, lines } = scene(0, async () => {
    asked += 1;
    if (asked === 12) abort.abort();
    throw new Error('fetch failed');
  });
  await expect(starts.mayIdentify(0, abort.signal)).rejects.toThrow('aborted');
  const waits = lines.map(({ retryInMs }) => Number(retryInMs));
  expect(waits.slice(0, 4)).toEqual([5, 10, 20, 40].map((seconds) => seconds * second));
  expect(Math.max(...waits)).toBe(5 * minute);
});
