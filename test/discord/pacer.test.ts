import { expect, test, vi } from 'vitest';
import { createPacer, type Pacer } from '../../src/discord/rest/pacer.ts';

const post = { url: '/channels/1/messages', method: 'POST' };
const read = (place: string) => ({ url: `/api/v10${place}`, method: 'GET' });

/** When each of so many turns began, in milliseconds, all of them asked for at once. */
async function turns(perSecond: number, count: number): Promise<number[]> {
  vi.useFakeTimers();
  try {
    const pace = createPacer(perSecond);
    const begun: number[] = [];
    const all = Array.from({ length: count }, () => pace(post).then(() => begun.push(performance.now())));
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
  const all = Array.from({ length: 26 }, () => pace(post));
  // Something else keeps the process busy for longer than a turn takes.
  for (let i = 0; i < 12; i++) {
    await all[i * 2];
    const until = performance.now() + 15;
    while (performance.now() < until);
  }
  await Promise.all(all);
  // 26 turns take half a second, and each that is late would add to it.
  expect(performance.now() - begun).toBeLessThan(640);
});

test('the first turn comes at once, and one after a pause too', async () => {
  const pace = createPacer(1);
  const begun = performance.now();
  await pace(post);
  expect(performance.now() - begun).toBeLessThan(3_000);
});

/** Asks for turns at once, and gives the names of those that came, in order. */
async function order(requests: readonly (readonly [name: string, request: Parameters<Pacer>[0]])[]): Promise<string[]> {
  vi.useFakeTimers();
  try {
    const pace = createPacer(500);
    const begun: string[] = [];
    const all = requests.map(([name, request]) => pace(request).then(() => begun.push(name)));
    await vi.runAllTimersAsync();
    await Promise.all(all);
    return begun;
  } finally {
    vi.useRealTimers();
  }
}

test('what people wait for and posts take turns: neither keeps the other from being sent', async () => {
  const posts = Array.from({ length: 6 }, () => ['post', post] as const);
  const reads = Array.from({ length: 6 }, () => ['read', read('/channels/1')] as const);
  const answer = ['answer', { url: '/webhooks/1/token/messages/@original', method: 'PATCH' }] as const;
  expect(await order([...posts, ...reads])).toEqual(['post', ...Array(5).fill(['read', 'post']).flat(), 'read']);
  expect(await order([...posts, answer])).toEqual(['post', 'answer', ...Array(5).fill('post')]);
});

test('one server’s many requests do not hold up another’s', async () => {
  const many = Array.from({ length: 50 }, () => ['many', read('/guilds/1/roles')] as const);
  const few = [2, 3].map((id) => [`server ${id}`, read(`/guilds/${id}`)] as const);
  expect((await order([...many, ...few])).slice(0, 4)).toEqual(['many', 'many', 'server 2', 'server 3']);
});

test('a channel’s requests are among those of its server, and an answer’s among those of the server it is for', async () => {
  const many = Array.from({ length: 50 }, (_, i) => ['many', { ...read(`/channels/${i}`), guildId: '1' }] as const);
  const answer = ['answer', { url: '/webhooks/1/token/messages/@original', method: 'PATCH', guildId: '2' }] as const;
  const begun = await order([...many, ['server 1', read('/guilds/1/roles')], answer]);
  expect([begun.indexOf('answer'), begun.at(-1)]).toEqual([2, 'server 1']);
});

test('what is broken off takes no turn', async () => {
  // Nothing is due before the first is broken off, however busy the machine is.
  const pace = createPacer(1);
  const abort = new AbortController();
  const begun = performance.now();
  for (let i = 0; i < 2; i++) await pace(post);
  const dropped = Array.from({ length: 100 }, () => pace({ ...read('/channels/1'), signal: abort.signal }));
  const settled = Promise.allSettled(dropped);
  abort.abort();
  expect((await settled).map(({ status }) => status)).toEqual(Array(100).fill('rejected'));
  await pace(post);
  expect(performance.now() - begun).toBeLessThan(3_000);
});
