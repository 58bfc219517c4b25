import { connect } from 'node:net';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { startDiscord } from '../src/discord.ts';
import type { Discord } from '../src/discord-types.ts';
import type { FaultPlan } from '../src/faults/fault-plan.ts';
import type { AnsweredRequest } from '../src/model/events.ts';
import { ask, given } from './support/asking.ts';

let discord: Discord;
let channelId: string;
let otherId: string;
let told: AnsweredRequest[];
beforeEach(async () => {
  discord = await startDiscord();
  const { channels } = discord.createGuild({ name: 'Guild', channels: [{ name: 'news' }, { name: 'other' }] });
  channelId = given(channels.get('news'));
  otherId = given(channels.get('other'));
  told = [];
  discord.events.on('request', (request) => told.push(request));
});
afterEach(() => discord.close());

/** Posts, and gives the answer's status, or why there was none. */
async function post(id = channelId, body: object = { content: 'x' }): Promise<number | string> {
  try {
    return (await ask(discord, 'POST', `/channels/${id}/messages`, { body })).status;
  } catch (error) {
    const { cause } = error as { cause?: { code?: string; message?: string } };
    return cause?.code ?? cause?.message ?? String(error);
  }
}
const posted = (id = channelId) => discord.messages(id).length;
const unanswered = /ECONNRESET|UND_ERR_SOCKET|other side closed/;

describe('a fault', () => {
  test('drops a request before it is processed, once', async () => {
    discord.faults.add({ do: 'drop-before' });
    expect(await post()).toMatch(unanswered);
    expect(posted()).toBe(0);
    expect(await post()).toBe(200);
    expect(told.map(({ status, fault }) => [status, fault?.do])).toEqual([
      [0, 'drop-before'],
      [200, undefined],
    ]);
  });

  test('drops the answer after the message was made', async () => {
    const { id } = discord.faults.add({ do: 'drop-after', method: 'POST', path: 'messages' });
    expect(await post(channelId, { content: 'x', nonce: 'n', enforce_nonce: true })).toMatch(unanswered);
    expect(posted()).toBe(1);
    expect(told).toEqual([
      { method: 'POST', path: `/channels/${channelId}/messages`, status: 0, fault: { id, do: 'drop-after' } },
    ]);
    // The nonce makes the second try the same message.
    expect(await post(channelId, { content: 'x', nonce: 'n', enforce_nonce: true })).toBe(200);
    expect(posted()).toBe(1);
  });

  test.each(['before', 'after'] as const)('delays a request %s it is processed', async (when) => {
    discord.faults.add({ do: 'delay', ms: 200, when });
    let madeAt = Number.NaN;
    discord.events.on('message', () => {
      madeAt = performance.now();
    });
    const start = performance.now();
    expect(await post()).toBe(200);
    const delay = when === 'before' ? madeAt - start : performance.now() - madeAt;
    expect(delay).toBeGreaterThan(190);
    expect(told).toMatchObject([{ status: 200, fault: { do: 'delay' } }]);
  });

  test('processes what was delayed, if its sender has given up too', async () => {
    discord.faults.add({ do: 'delay', ms: 150 });
    const signal = AbortSignal.timeout(50);
    const asked = fetch(`${discord.apiUrl}/v10/channels/${channelId}/messages`, {
      method: 'POST',
      headers: {
        authorization: `Bot ${discord.token}`,
        'user-agent': 'DiscordBot',
        'content-type': 'application/json',
      },
      body: JSON.stringify({ content: 'late' }),
      signal,
    });
    await expect(asked).rejects.toThrow();
    expect(posted()).toBe(0);
    await expect.poll(() => posted()).toBe(1);
  });

  test.each(['before', 'after'] as const)('hangs %s processing, until it is removed', async (when) => {
    const { id } = discord.faults.add({ do: 'hang', when });
    let ended = false;
    const answer = post().finally(() => {
      ended = true;
    });
    await expect.poll(() => discord.faults.list()).toMatchObject([{ id, struck: 1, left: 0, holding: 1 }]);
    expect(posted()).toBe(when === 'before' ? 0 : 1);
    expect(told).toMatchObject([{ status: 0, fault: { id, do: 'hang' } }]);
    expect(await post()).toBe(200);
    expect(ended).toBe(false);
    discord.faults.remove(id);
    expect(await answer).toMatch(unanswered);
    expect(discord.faults.list()).toEqual([]);
    expect(told).toHaveLength(2);
  });

  test('that hangs is over when the other side gives up, and does not keep this Discord from closing', async () => {
    discord.faults.add({ do: 'hang', times: 2 });
    const signal = AbortSignal.timeout(50);
    const headers = { authorization: `Bot ${discord.token}`, 'user-agent': 'DiscordBot' };
    await expect(fetch(`${discord.apiUrl}/users/@me`, { headers, signal })).rejects.toThrow();
    await expect.poll(() => discord.faults.list()[0]?.holding).toBe(0);
    const answer = post();
    await expect.poll(() => discord.faults.list()[0]?.holding).toBe(1);
    await discord.close();
    expect(await answer).toMatch(unanswered);
    discord = await startDiscord();
  });

  test.each([
    [500, 'application/json', '500: Internal Server Error'],
    [502, 'text/html', '<center><h1>502 Bad Gateway</h1></center>'],
    [503, 'text/plain', 'upstream connect error'],
    [504, 'text/html', '504 Gateway Time-out'],
  ] as const)('answers %i as what stands before Discord does', async (status, type, text) => {
    discord.faults.add({ do: 'status', status });
    const answer = await ask(discord, 'POST', `/channels/${channelId}/messages`, { body: { content: 'x' } });
    expect(answer.status).toBe(status);
    expect(answer.headers.get('content-type')).toMatch(type);
    expect(JSON.stringify(answer.body)).toContain(text);
    expect(answer.headers.get('x-ratelimit-bucket')).toBeNull();
    expect(posted()).toBe(0);
  });

  test('answers 502 although the message was made', async () => {
    discord.faults.add({ do: 'status', status: 502, when: 'after' });
    const answer = await ask(discord, 'POST', `/channels/${channelId}/messages`, { body: { content: 'x' } });
    expect([answer.status, posted()]).toEqual([502, 1]);
    expect(answer.headers.get('x-ratelimit-bucket')).toBeNull();
    expect(told).toMatchObject([{ status: 502, fault: { do: 'status' } }]);
  });

  test.each<[FaultPlan, object]>([
    [
      { do: 'status', status: 400 },
      { code: 50035, message: 'Invalid Form Body' },
    ],
    [
      { do: 'status', status: 401 },
      { code: 0, message: '401: Unauthorized' },
    ],
    [
      { do: 'status', status: 403 },
      { code: 50013, message: 'Missing Permissions' },
    ],
    [
      { do: 'status', status: 403, code: 50001 },
      { code: 50001, message: 'Missing Access' },
    ],
    [
      { do: 'status', status: 403, code: 340001, message: 'No' },
      { code: 340001, message: 'No' },
    ],
    [
      { do: 'status', status: 404 },
      { code: 10003, message: 'Unknown Channel' },
    ],
  ])('answers as Discord itself: %o', async (plan, error) => {
    discord.faults.add(plan);
    const answer = await ask(discord, 'POST', `/channels/${channelId}/messages`, { body: { content: 'x' } });
    expect(answer.body).toEqual(error);
    expect(told).toMatchObject([{ status: answer.status, error, fault: { do: 'status' } }]);
    expect(posted()).toBe(0);
  });

  test.each(['user', 'shared'] as const)('meets a rate limit of the scope %s, which is meant', async (scope) => {
    discord.faults.add({ do: 'status', status: 429, scope, retryAfter: 0.3 });
    const limited = performance.now();
    const { status, headers, body } = await ask(discord, 'POST', `/channels/${channelId}/messages`, {
      body: { content: 'x' },
    });
    expect([status, body]).toMatchObject([429, { message: 'You are being rate limited.', global: false }]);
    expect((body as { retry_after: number }).retry_after).toBeCloseTo(0.3, 1);
    expect(headers.get('retry-after')).toBe('1');
    expect(headers.get('x-ratelimit-scope')).toBe(scope);
    expect(headers.get('x-ratelimit-global')).toBeNull();
    expect(headers.get('x-ratelimit-remaining')).toBe('0');
    expect(headers.get('x-ratelimit-bucket')).toMatch(/^\w+$/);
    // Who does not wait is refused again; others are not.
    expect(await post()).toBe(429);
    expect(await post(otherId)).toBe(200);
    await expect.poll(() => post(), { timeout: 5_000 }).toBe(200);
    expect(performance.now() - limited).toBeGreaterThan(290);
    expect(posted()).toBe(1);
  });

  test.each([
    ['body', { code: 0, message: 'You are being rate limited.', retry_after: 0.3 }, null],
    ['date', { code: 0 }, expect.stringMatching(/GMT$/)],
    ['nowhere', { code: 0 }, null],
  ] as const)('meets a 429 that says how long to wait in its own place: %s', async (wait, error, header) => {
    discord.faults.add({ do: 'status', status: 429, retryAfter: 0.3, wait });
    const { status, headers, body } = await ask(discord, 'POST', `/channels/${channelId}/messages`, {
      body: { content: 'x' },
    });
    expect([status, body, headers.get('retry-after')]).toEqual([429, error, header]);
    expect(posted()).toBe(0);
  });

  test('meets the global rate limit', async () => {
    discord.faults.add({ do: 'status', status: 429, scope: 'global', retryAfter: 0.3 });
    const headers = { authorization: `Bot ${discord.token}`, 'user-agent': 'DiscordBot' };
    const me = () => fetch(`${discord.apiUrl}/v10/users/@me`, { headers });
    const limited = performance.now();
    const first = await me();
    expect(first.status).toBe(429);
    expect(first.headers.get('x-ratelimit-global')).toBe('true');
    expect(first.headers.get('x-ratelimit-scope')).toBe('global');
    expect(first.headers.get('x-ratelimit-bucket')).toBeNull();
    expect(await first.json()).toMatchObject({ global: true, retry_after: expect.any(Number) });
    expect((await me()).status).toBe(429);
    await expect.poll(async () => (await me()).status, { timeout: 5_000 }).toBe(200);
    expect(performance.now() - limited).toBeGreaterThan(290);
  });

  test('strikes so many requests, after so many have gone by', async () => {
    discord.faults.add({ do: 'status', status: 503, skip: 1, times: 2 });
    expect([await post(), await post(), await post(), await post()]).toEqual([200, 503, 503, 200]);
    expect(discord.faults.list()).toEqual([]);
  });

  test('strikes until it is removed', async () => {
    const { id } = discord.faults.add({ do: 'status', status: 500, times: 'always' });
    expect([await post(), await post()]).toEqual([500, 500]);
    expect(discord.faults.list()).toMatchObject([{ id, struck: 2, left: 'always' }]);
    discord.faults.clear();
    expect(await post()).toBe(200);
  });

  test('strikes by a chance that its seed decides', async () => {
    const run = async (options: { seed?: number }, seed?: number) => {
      const own = await startDiscord(options);
      own.faults.add({
        do: 'status',
        status: 500,
        chance: 0.5,
        times: 'always',
        ...(seed === undefined ? {} : { seed }),
      });
      const got = [];
      for (let count = 0; count < 20; count += 1) got.push((await ask(own, 'GET', '/gateway')).status);
      await own.close();
      return got.join();
    };
    const [first, again, other] = [await run({ seed: 7 }), await run({ seed: 7 }), await run({ seed: 8 })];
    expect(again).toBe(first);
    expect(other).not.toBe(first);
    expect(await run({ seed: 8 }, 3)).toBe(await run({ seed: 9 }, 3));
    expect(first.split(',').filter((status) => status === '500').length).toBeGreaterThan(3);
  });

  test('that was set first strikes first, and a request is struck once', async () => {
    discord.faults.add({ do: 'status', status: 500 });
    discord.faults.add({ do: 'status', status: 503 });
    expect([await post(), await post(), await post()]).toEqual([500, 503, 200]);
  });

  test('counts as a bad request where a real one does', async () => {
    const { createRateLimits } = await import('../src/rest/rate-limits.ts');
    const { createRestServer } = await import('../src/rest/server.ts');
    const { createFaults } = await import('../src/faults/faults.ts');
    const { createWorld } = await import('../src/model/world.ts');
    const count = async (plan: FaultPlan) => {
      const world = createWorld(Date.now);
      let counted = 0;
      const counting = {
        ...createRateLimits(),
        countInvalid() {
          counted += 1;
        },
      };
      const faults = createFaults(world, 1);
      const server = createRestServer(world, counting, faults, [
        { method: 'GET', path: '/x', limit: { requests: 9, seconds: 1 }, run: () => ({ status: 204 }) },
      ]);
      faults.add(plan);
      const headers = { authorization: `Bot ${world.token}`, 'user-agent': 'x' };
      const { status } = await server.request('/api/v10/x', { headers });
      return [status, counted];
    };
    expect(await count({ do: 'status', status: 401 })).toEqual([401, 1]);
    expect(await count({ do: 'status', status: 403 })).toEqual([403, 1]);
    expect(await count({ do: 'status', status: 404 })).toEqual([404, 0]);
    expect(await count({ do: 'status', status: 502 })).toEqual([502, 0]);
    expect(await count({ do: 'status', status: 429, retryAfter: 0.05 })).toEqual([429, 1]);
    expect(await count({ do: 'status', status: 429, scope: 'global', retryAfter: 0.05 })).toEqual([429, 1]);
    // Discord does not hold a limit that others use up against the sender.
    expect(await count({ do: 'status', status: 429, scope: 'shared', retryAfter: 0.05 })).toEqual([429, 0]);
  });
});

describe('what a fault matches', () => {
  test.each<[string, boolean]>([
    ['messages', true],
    ['/channels/:id/messages', true],
    ['/channels/*/messages', true],
    ['/channels/**', true],
    ['/**', true],
    ['#news/messages', true],
    ['/channels/#news/messages', true],
    ['#other/messages', false],
    ['/messages', false],
    ['messages/*', false],
    ['/channels/:id', false],
    ['/guilds/**', false],
  ])('%s', async (path, strikes) => {
    discord.faults.add({ do: 'status', status: 500, path });
    expect(await post()).toBe(strikes ? 500 : 200);
  });

  test('a channel by its id, and one method', async () => {
    discord.faults.add({ do: 'status', status: 500, path: `/channels/${otherId}/messages`, method: 'GET' });
    expect([await post(), await post(otherId)]).toEqual([200, 200]);
    expect((await ask(discord, 'GET', `/channels/${otherId}/messages?limit=3`)).status).toBe(500);
  });

  test.each<[unknown, string]>([
    [{ do: 'explode' }, 'do: one of drop-before, drop-after, delay, hang, status'],
    [{}, 'do: one of drop-before, drop-after, delay, hang, status'],
    [{ do: 'status', status: 418 }, 'status: one of 400, 401, 403, 404, 429, 500, 502, 503, 504'],
    [{ do: 'status', status: 404, when: 'after' }, 'when: only 500, 502, 503 and 504 come after processing'],
    [{ do: 'status', status: 500, scope: 'user' }, 'scope: only for 429'],
    [{ do: 'status', status: 500, wait: 'nowhere' }, 'wait: only for 429'],
    [{ do: 'drop-after', times: 0 }, 'times: a number from 1 on, or "always"'],
    [{ do: 'drop-after', path: '#nws/messages' }, 'path: there is no channel #nws; there are #news, #other'],
    [{ do: 'drop-after', time: 2 }, 'Unrecognized key: "time"'],
  ])('%o is none', (plan, problem) => {
    const add = () => discord.faults.add(plan as FaultPlan);
    expect(add).toThrow(
      expect.objectContaining({ name: 'ControlError', problems: [expect.stringContaining(problem)] }),
    );
    expect(discord.faults.list()).toEqual([]);
  });
});

describe('an outage', () => {
  const refused = () =>
    new Promise<string>((resolve) => {
      const { hostname, port } = new URL(discord.apiUrl);
      const socket = connect(Number(port), hostname);
      socket.on('connect', () => resolve('connected'));
      socket.on('error', (error) => resolve((error as NodeJS.ErrnoException).code ?? ''));
    });

  test('refuses connections, and has everything when it is over', async () => {
    const body = { content: 'x', nonce: 'n', enforce_nonce: true };
    expect(await post(channelId, body)).toBe(200);
    const { apiUrl } = discord;
    await discord.down();
    await discord.down();
    expect(discord.isUp).toBe(false);
    expect(await refused()).toBe('ECONNREFUSED');
    await discord.up();
    expect([discord.isUp, discord.apiUrl]).toEqual([true, apiUrl]);
    expect(await post(channelId, body)).toBe(200);
    expect(posted()).toBe(1);
  });

  test('breaks off what is under way: nothing comes of what was delayed', async () => {
    discord.faults.add({ do: 'delay', ms: 10_000 });
    discord.faults.add({ do: 'hang' });
    const answers = [post(), post(otherId)];
    await expect.poll(() => discord.faults.list()[0]?.holding).toBe(1);
    await discord.down();
    for (const answer of await Promise.all(answers)) expect(answer).toMatch(unanswered);
    await discord.up();
    expect([posted(), posted(otherId)]).toEqual([0, 0]);
  });

  test('can be closed while it lasts', async () => {
    await discord.down();
    await discord.close();
    discord = await startDiscord();
  });
});
