// @module-tag slow

import { mkdtemp, rm } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { createSharedClock } from '../src/clock/shared-clock.ts';
import { walk } from '../src/clock/walk.ts';
import { createPrograms } from './support/programs.ts';

/* How a clock is walked ahead, with programs that know nothing of it. */

const [second, hour] = [1000, 3_600_000];
let folder = '';
// Answers after a third of a second.
let server: Server;
let url = '';
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'dateline-test-'));
  server = createServer((_, response) => void wait(300).then(() => response.end('answer')));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
});
afterAll(async () => {
  server.close();
  await rm(folder, { recursive: true });
});
const { run, end } = createPrograms(() => folder);
afterEach(end);

test('stops at each instant at which something is due, whatever was planned on the way', async () => {
  const { clock, heard } = await run(
    `const [from, late] = [Date.now(), (due) => Math.abs(Date.now() - from - due) < 500 ? 'on time' : Date.now() - from - due];
    const at = (due) => setTimeout(() => console.log(due, late(due)), due - (Date.now() - from));
    for (const due of [4_000_123, 65_432, 7_654_321]) at(due);
    setTimeout(() => at(3_000_000), 2_999_999 - 77);
    let ticks = 0;
    setInterval(() => console.log('tick', late(600_000 * ++ticks)), 600_000);
    console.log('up');`,
  );
  const to = clock.now() + hour + second;
  await walk(clock, to);
  expect(clock.now() - to).toBeLessThan(second);
  const tick = 'tick on time';
  expect(heard).toEqual(['65432 on time', tick, tick, tick, tick, '3000000 on time', tick, tick]);
  await walk(clock, clock.now() + hour / 6);
  expect(heard.slice(8)).toEqual(['4000123 on time', tick]);
});

test('is not held up by what rings every few seconds, which is late by less than a minute', async () => {
  const { clock, heard } = await run(
    `let last = Date.now();
    let longest = 0;
    let rings = 0;
    setInterval(() => { rings += 1; longest = Math.max(longest, Date.now() - last); last = Date.now(); }, 1000);
    setTimeout(() => console.log(rings < 200, longest < 62_000), 7_200_000);
    console.log('up');`,
  );
  await walk(clock, clock.now() + 2 * hour + second);
  expect(heard).toEqual(['true true']);
});

test('lets no time pass while a request has no answer', async () => {
  const { clock, heard } = await run(
    `const from = Date.now();
    const ask = async () => {
      const stop = new AbortController();
      const late = setTimeout(() => stop.abort(), 15_000);
      const text = await fetch('${url}', { signal: stop.signal }).then((answer) => answer.text(), ({ name }) => name);
      clearTimeout(late);
      console.log(text, Date.now() - from < 62_000);
    };
    setTimeout(ask, 60_000);
    console.log('up');`,
  );
  await walk(clock, clock.now() + hour);
  expect(heard).toEqual(['answer true']);
});

test('goes on to the end when the process is gone on the way', async () => {
  const { bot, clock, heard } = await run(
    `setInterval(() => console.log('tick'), 60_000);
    setTimeout(() => process.exit(3), 20 * 60_000 + 30_000);
    console.log('up');`,
  );
  const to = clock.now() + 20 * hour;
  await walk(clock, to);
  expect(await bot.exited).toEqual({ code: 3, signal: null });
  expect(clock.now()).toBeGreaterThanOrEqual(to);
  expect(heard).toHaveLength(20);
});

test('stops where it is when it is told to', async () => {
  const { clock, heard, says } = await run(`setInterval(() => console.log('tick'), 60_000); console.log('up');`);
  const ending = new AbortController();
  const to = clock.now() + 30 * 24 * hour;
  const walked = walk(clock, to, ending.signal);
  await says('tick');
  ending.abort();
  await walked;
  // What it has said may still be on its way.
  await wait(500);
  const there = heard.length;
  expect(clock.now()).toBeLessThan(to);
  await wait(100);
  expect(heard).toHaveLength(there);
});

test('leaps at once where nobody follows', async () => {
  const clock = createSharedClock();
  const to = clock.now() + 30 * 24 * hour;
  const seen: number[] = [];
  clock.follow((ahead) => void seen.push(ahead) as undefined);
  await walk(clock, to);
  expect(new Set(seen).size).toBe(2);
  expect(clock.now() - to).toBeLessThan(second);
});
