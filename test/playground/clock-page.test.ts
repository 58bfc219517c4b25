// @module-tag slow

import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  type Clock,
  type Discord,
  type Guild,
  type Page,
  type PageEvent,
  type PageState,
  type Runner,
  type SharedClock,
  startPage,
} from 'discord-playground';
import { given } from 'discord-playground/testing';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openScene, type Scene } from '../support/playground-scene.ts';

const hour = 3_600_000;
let folder = '';
let scene: Scene;
let clock: SharedClock;
let discord: Discord;
let guild: Guild;
let runner: Runner;
let page: Page;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'dateline-test-'));
  scene = await openScene(folder);
  ({ clock, discord, guild, runner } = scene);
  page = await startPage({ discord, guild, runner, clock });
  expect(await runner.start()).toBe(true);
}, 60_000);
afterAll(async () => {
  await page.close();
  await scene.close();
  await rm(folder, { recursive: true });
});

async function post<T>(name: string, body: object): Promise<T> {
  const headers = { 'content-type': 'application/json', origin: page.url };
  const answer = await fetch(`${page.url}/api/${name}`, { method: 'POST', headers, body: JSON.stringify(body) });
  expect(answer.status).toBe(200);
  return answer.json() as Promise<T>;
}
const state = async () => (await (await fetch(`${page.url}/api/state`)).json()) as PageState;

/** What a page hears of the clock, until the signal aborts. */
async function hear(heard: Clock[], signal: AbortSignal): Promise<void> {
  const { body } = await fetch(`${page.url}/api/events?userId=${guild.members.get('reader')}`, { signal });
  let text = '';
  for await (const part of given(body ?? undefined).pipeThrough(new TextDecoderStream())) {
    const events = `${text}${part}`.split('\n\n');
    text = events.pop() ?? '';
    for (const event of events.filter((each) => each.startsWith('data: '))) {
      const told = JSON.parse(event.slice('data: '.length)) as PageEvent;
      if (told.type === 'clock') heard.push(told.clock);
    }
  }
}

test('the page hears where the clock is while it goes ahead, and when it is there', { timeout: 60_000 }, async () => {
  const heard: Clock[] = [];
  const listening = new AbortController();
  const listened = hear(heard, listening.signal).catch(() => {});
  const to = clock.now() + 8 * hour;
  const set = post<Clock>('clock', { to });
  await expect.poll(async () => (await state()).clock.to, { timeout: 5000 }).toBe(to);
  const answer = await set;
  expect(answer).toEqual({ ahead: clock.ahead });
  await expect.poll(() => heard.at(-1), { timeout: 5000 }).toEqual(answer);
  listening.abort();
  await listened;
  const way = heard.slice(0, -1);
  expect(way.length).toBeGreaterThan(3);
  expect(way.every((told) => told.to === to)).toBe(true);
  expect(heard.map(({ ahead }) => ahead)).toEqual(heard.map(({ ahead }) => ahead).toSorted((a, b) => a - b));
});

test('the bot is killed from the page, and the clock set further, while it goes ahead', {
  timeout: 60_000,
}, async () => {
  const [near, far] = [clock.now() + 6 * hour, clock.now() + 12 * hour];
  const ended: string[] = [];
  const first = post('clock', { to: near }).then(() => ended.push('near'));
  const second = post('clock', { to: far }).then(() => ended.push('far'));
  await expect.poll(async () => (await state()).clock.to, { timeout: 5000 }).toBe(far);
  await post('bot', { do: 'kill' });
  expect(clock.now()).toBeLessThan(far);
  expect((await state()).bot).toMatchObject({ running: true, connected: true });
  await Promise.all([first, second]);
  expect(ended).toEqual(['near', 'far']);
  expect(clock.now() - far).toBeLessThan(5000);
  expect((await state()).clock).toEqual({ ahead: clock.ahead });
});
