import { once } from 'node:events';
import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setImmediate, setTimeout } from 'node:timers/promises';
import { InteractionResponseType, type REST, Routes } from 'discord.js';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { createInteractionResponse } from '../../src/discord/rest/interaction-response.ts';
import { createInvalidRequestLimit } from '../../src/discord/rest/invalid-requests.ts';
import { sendMessage } from '../../src/discord/rest/messages.ts';
import { createRefusalPause } from '../../src/discord/rest/refusal-pause.ts';
import { createRest, type RestOptions } from '../../src/discord/rest/rest.ts';
import { retryAfterMs } from '../../src/discord/rest/retry-after.ts';

/* What Discord refuses is not asked again at once, whatever it says or does not say. */

let came: { path: string; at: number }[];
let reply: (response: ServerResponse) => void;
let apiUrl: string;
let close: () => void;

beforeEach(async () => {
  came = [];
  const server = createServer((request, response) => {
    came.push({ path: request.url ?? '', at: performance.now() });
    request.resume().on('end', () => reply(response));
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  apiUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}/api`;
  close = () => {
    server.closeAllConnections();
    server.close();
  };
});
afterEach(() => close());

const restOf = (options: Partial<RestOptions> = {}) =>
  createRest({ token: 'a.b.c', apiUrl, requestsPerSecond: 50, ...options });
const answers = (status: number, headers: Record<string, string> = {}, body: object = { code: 0 }) => {
  reply = (response) =>
    response.writeHead(status, { 'content-type': 'application/json', ...headers }).end(JSON.stringify(body));
};
/** Answers 429 once, and then takes everything. */
const limitsOnce = (headers: Record<string, string>, body: object) => {
  answers(429, headers, body);
  const limit = reply;
  reply = (response) =>
    came.length === 1
      ? limit(response)
      : response.writeHead(200, { 'content-type': 'application/json' }).end('{"id":"1"}');
};
const respond = (rest = restOf(), within = 3_000) =>
  createInteractionResponse(
    rest,
    { id: '1', application_id: '2', token: 'token' },
    { type: InteractionResponseType.Pong },
    performance.now() + within,
  );
const waited = () => (came[1]?.at ?? 0) - (came[0]?.at ?? 0);

describe('a rate limit that does not say how long it is', () => {
  test('makes a post fail for now, after one request', async () => {
    answers(429);
    expect(await sendMessage(restOf(), '500', { content: 'x' })).toMatchObject({
      kind: 'temporary',
      reached: false,
      retryAfter: 0,
    });
    expect(came).toHaveLength(1);
  });

  test('is met by an answer three times at most, at growing pauses', async () => {
    answers(429);
    await expect(respond()).rejects.toThrow('Discord answered 429');
    expect(came).toHaveLength(3);
    expect(waited()).toBeGreaterThan(450);
    expect((came[2]?.at ?? 0) - (came[1]?.at ?? 0)).toBeGreaterThan(950);
  });

  test.each([Routes.currentApplication(), Routes.gatewayBot()])('ends a request of the start: %s', async (route) => {
    answers(429, { 'retry-after': 'soon' });
    await expect((restOf() as REST).get(route)).rejects.toThrow('does not say how long');
    expect(came).toHaveLength(1);
  });
});

test.each<[string, () => Record<string, string>, object]>([
  ['its body', () => ({}), { retry_after: 1.2 }],
  ['a date', () => ({ 'retry-after': new Date(Date.now() + 2_000).toUTCString() }), {}],
  ['its header', () => ({ 'retry-after': '1.2' }), {}],
])('a rate limit is waited for as %s says', async (_, headers, body) => {
  limitsOnce(headers(), body);
  expect((await sendMessage(restOf(), '500', { content: 'x' })).kind).toBe('sent');
  expect(came).toHaveLength(2);
  expect(waited()).toBeGreaterThan(900);
  came.length = 0;
  limitsOnce(headers(), body);
  await respond();
  expect(waited()).toBeGreaterThan(900);
});

test('how long a 429 says to wait is in one of three places, the longest of which counts; an hour at most, and no time that is over, is believed', () => {
  const now = Date.parse('2026-11-28T10:00:00Z');
  const at = (header: string | null, body: string | null = '') => retryAfterMs(header, body ?? '', now);
  expect(at('2')).toBe(2_000);
  expect(at('Sat, 28 Nov 2026 10:00:30 GMT')).toBe(30_000);
  expect(at('Sat, 28 Nov 2026 09:59:30 GMT', '{"retry_after":0.5}')).toBe(500);
  expect(at(null, '{"message":"x","retry_after": 64.57,"glo')).toBe(64_570);
  // As Discord says of the posts that a channel may publish in an hour.
  expect(at('1', '{"retry_after":1163.097,"code":20028}')).toBe(1_163_097);
  // As of a machine whose clock is years behind, or of something that counts in milliseconds.
  for (const header of ['1e12', '4000000', 'Fri, 01 Jan 2038 00:00:00 GMT']) expect(at(header)).toBe(3_600_000);
  for (const [header, body] of [
    [null, ''],
    ['0', ''],
    ['-1', ''],
    ['soon', '<html>'],
    ['Infinity', '{"retry_after":-3}'],
  ])
    expect(at(header ?? null, body ?? '')).toBeUndefined();
});

test('an answer that is older than its three seconds is not sent', async () => {
  answers(204);
  await expect(respond(restOf(), -1)).rejects.toThrow('too late');
  limitsOnce({ 'retry-after': '1' }, {});
  await expect(respond(restOf(), 500)).rejects.toThrow('429');
  expect(came).toHaveLength(1);
  // Nor once more when its connection breaks after them.
  reply = (response) => void setTimeout(400).then(() => response.destroy());
  await expect(respond(restOf(), 300)).rejects.toThrow('too late');
  expect(came).toHaveLength(2);
});

describe('a rate limit of next to no time, again and again', () => {
  const tiny = () => answers(429, { 'retry-after': '0.001', 'x-ratelimit-scope': 'user' }, { retry_after: 0.001 });

  test('is met by an answer three times at most', async () => {
    tiny();
    await expect(respond()).rejects.toThrow('Discord answered 429');
    expect(came).toHaveLength(3);
  });

  test('is met by a post twice a second at most', async () => {
    tiny();
    await sendMessage(restOf(), '500', { content: 'x' }, AbortSignal.timeout(1_800));
    expect(came.length).toBeLessThanOrEqual(4);
  });
});

describe('a rate limit that is not about one route', () => {
  const blocked = { code: 0, message: 'You are being blocked from accessing our API temporarily' };
  const soon = () => AbortSignal.timeout(1_000);

  test('and lasts is met once, and no other request is sent before it ends', async () => {
    answers(429, { 'retry-after': '600' }, blocked);
    const rest = restOf();
    await sendMessage(rest, '500', { content: 'x' });
    for (const channelId of ['501', '502'])
      expect(await sendMessage(rest, channelId, { content: 'x' })).toMatchObject({
        kind: 'temporary',
        reached: false,
        retryAfter: expect.toSatisfy((ms: number) => ms > 590_000),
      });
    await expect(rest.get(Routes.gatewayBot())).rejects.toThrow('refuses all requests');
    expect(came).toHaveLength(1);
  });

  test('is met by posts that wait for their turn no more than by those that come later', async () => {
    answers(429, { 'retry-after': '600' }, blocked);
    const rest = restOf();
    const posts = Array.from({ length: 40 }, (_, i) => sendMessage(rest, String(500 + i), { content: 'x' }));
    for (const result of await Promise.all(posts)) expect(result).toMatchObject({ kind: 'temporary', reached: false });
    expect(came.length).toBeLessThan(10);
  });

  test('and is short is waited for by all, and they are sent after it', async () => {
    limitsOnce({ 'retry-after': '1' }, blocked);
    const rest = restOf();
    const first = sendMessage(rest, '500', { content: 'x' });
    await expect.poll(() => came.length).toBe(1);
    const others = ['501', '502'].map((channelId) => sendMessage(rest, channelId, { content: 'x' }));
    for (const { kind } of await Promise.all([first, ...others])) expect(kind).toBe('sent');
    expect(waited()).toBeGreaterThan(950);
  });

  test('does not hold up others if it is about one route', async () => {
    limitsOnce({ 'retry-after': '600', 'x-ratelimit-scope': 'shared' }, { retry_after: 600 });
    const rest = restOf();
    expect((await sendMessage(rest, '500', { content: 'x' }, soon())).kind).toBe('temporary');
    expect((await sendMessage(rest, '501', { content: 'x' }, soon())).kind).toBe('sent');
  });

  test('makes answers wait together, at growing pauses; posts go on', async () => {
    answers(429, {}, blocked);
    const rest = restOf();
    const answered: Promise<string>[] = [];
    // 100 a second, for three seconds.
    for (let i = 0; i < 60; i++) {
      for (let each = 0; each < 5; each++) answered.push(respond(rest).then(() => 'answered', String));
      await setTimeout(50);
    }
    expect(await Promise.all(answered)).not.toContain('answered');
    // Each by itself three times, they would be 900.
    expect(came.length).toBeLessThan(30);
    reply = (response) => response.writeHead(200, { 'content-type': 'application/json' }).end('{"id":"1"}');
    expect((await sendMessage(rest, '500', { content: 'x' }, soon())).kind).toBe('sent');
  }, 15_000);
});

test('the pause of all requests grows until one is taken, and is as long as Discord says if that is longer', () => {
  let now = 0;
  const pause = createRefusalPause(() => now);
  const refuse = (toldMs?: number) => {
    pause.refused(toldMs);
    return pause.pass();
  };
  expect(pause.pass()).toBe(0);
  const lengths = Array.from({ length: 9 }, () => {
    const length = refuse();
    now += length;
    // One goes first, and another waits for what becomes of it.
    expect([pause.pass(), pause.pass()]).toEqual([0, 250]);
    return length;
  });
  expect(lengths).toEqual([500, 1_000, 2_000, 4_000, 8_000, 16_000, 32_000, 60_000, 60_000]);
  pause.taken();
  expect([pause.pass(), pause.pass()]).toEqual([0, 0]);
  expect(refuse(700)).toBe(700);
  // Those that were under way are refused or taken as well.
  for (let i = 0; i < 100; i++) expect(refuse()).toBe(700);
  pause.taken();
  expect(pause.pass()).toBe(700);
  now += 700;
  expect(refuse(3_600_000)).toBe(3_600_000);
});

describe('of invalid requests in ten minutes', () => {
  test.each([401, 403, 429])(
    'a process makes 5,000 at most, answers to interactions among them: %i',
    async (status) => {
      answers(status, { 'retry-after': '10', 'x-ratelimit-scope': 'user' });
      const rest = restOf();
      for (let i = 0; i < 13; i++) await Promise.allSettled(Array.from({ length: 400 }, () => respond(rest)));
      expect(came).toHaveLength(5_000);
      expect(await sendMessage(rest, '500', { content: 'x' })).toMatchObject({ kind: 'temporary', reached: false });
      await expect(rest.get(Routes.gatewayBot())).rejects.toThrow('Too many requests were refused');
      expect(came).toHaveLength(5_000);
    },
    30_000,
  );

  test('more answers at once than may be refused are sent, as soon as the others were taken', async () => {
    answers(204);
    const rest = restOf({ requestsPerSecond: 2 });
    await Promise.all(Array.from({ length: 400 }, () => respond(rest)));
    expect(came).toHaveLength(400);
  });

  test('several processes share them as they share the rate limit', async () => {
    answers(403);
    const rest = restOf({ requestsPerSecond: 2 });
    await Promise.allSettled(Array.from({ length: 400 }, () => respond(rest)));
    expect(came).toHaveLength(200);
  });

  test('those under way count, whoever comes next waits for them, and old ones are forgotten', async () => {
    let now = 0;
    const limit = createInvalidRequestLimit(2, () => now);
    const sent: ((status: number) => void)[] = [];
    const send = () =>
      limit.send(() => new Promise<{ status: number }>((resolve) => sent.push((status) => resolve({ status }))));
    const all = [1, 2, 3, 4, 5].map(send);
    await setImmediate();
    expect(sent).toHaveLength(2);
    sent[0]?.(403);
    await setImmediate();
    expect(sent).toHaveLength(2);
    sent[1]?.(200);
    await setImmediate();
    expect(sent).toHaveLength(3);
    sent[2]?.(429);
    expect((await Promise.allSettled(all)).map(({ status }) => status)).toEqual([
      ...Array(3).fill('fulfilled'),
      ...Array(2).fill('rejected'),
    ]);
    await expect(send()).rejects.toThrow('Too many requests were refused');
    now = 599_999;
    await expect(send()).rejects.toMatchObject({ retryAfter: 1 });
    now = 600_001;
    void send();
    await setImmediate();
    expect(sent).toHaveLength(4);
  });
});
