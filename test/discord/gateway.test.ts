// @module-tag slow

import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { isDeepStrictEqual } from 'node:util';
import { startDiscord } from 'discord-playground';
import pino from 'pino';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type WebSocket, WebSocketServer } from 'ws';
import { createGateway, type Gateway, type GatewayOptions } from '../../src/discord/gateway.ts';
import { createRest } from '../../src/discord/rest/rest.ts';

/* The gateway while Discord does not do as it should. */

// The tests wait for most of their time, and so run at once. What they open is closed after all of them, and an error
// that nobody caught, of whichever of them, fails them.
const closeAll: (() => unknown)[] = [];
const uncaught: unknown[] = [];
const catchAll = (error: unknown) => uncaught.push(error);
const others = process.listeners('unhandledRejection');

beforeAll(() => {
  process.removeAllListeners('unhandledRejection');
  process.on('unhandledRejection', catchAll);
});
afterAll(async () => {
  for (const close of closeAll) await close();
  process.removeAllListeners('unhandledRejection');
  for (const other of others) process.on('unhandledRejection', other);
}, 30_000);

/** A gateway, and what it has logged. */
function openGateway(apiUrl: string, token: string, options: Partial<GatewayOptions> = {}) {
  const lines: { msg: string }[] = [];
  const gateway = createGateway({
    rest: createRest({ token, apiUrl, requestsPerSecond: 50 }),
    token,
    log: pino({ level: 'debug' }, { write: (line: string) => lines.push(JSON.parse(line)) }),
    receiver: { receive: async () => true, settle: async () => {} },
    ...options,
  });
  closeAll.unshift(() => gateway.close(50));
  return { gateway, said: (text: string) => lines.filter(({ msg }) => msg.includes(text)) };
}

/** Waits until something is read; `expect.poll` knows one test at a time. */
async function comes(read: () => unknown, expected: unknown): Promise<void> {
  const giveUpAt = performance.now() + 25_000;
  while (!isDeepStrictEqual(read(), expected) && performance.now() < giveUpAt) await pause(50);
  expect(read()).toEqual(expected);
}

const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

describe.concurrent('a Discord that lets no session last', () => {
  test.each(['invalid', 'closed'] as const)(
    'is not asked for one session after another: %s',
    async (how) => {
      const discord = await startDiscord();
      closeAll.push(() => discord.close());
      let sessions = 0;
      discord.events.on('session', (state) => {
        if (state !== 'ready') return;
        sessions += 1;
        if (how === 'closed') discord.gateway.close(4007);
      });
      if (how === 'invalid') discord.gateway.behave({ sessions: false });
      const { gateway, said } = openGateway(discord.apiUrl, discord.token);
      await gateway.connect();
      await pause(9_000);
      expect(said('a session begins').length).toBeGreaterThanOrEqual(2);
      expect(said('a session begins').length).toBeLessThanOrEqual(3);
      expect(gateway.sessionStartsLeft()).toBeLessThanOrEqual(998);
      if (how === 'closed') expect(sessions).toBeLessThanOrEqual(3);
    },
    20_000,
  );

  test('or no connection is not connected to twice a second for ever', async () => {
    const discord = await startDiscord();
    closeAll.push(() => discord.close());
    const { gateway, said } = openGateway(discord.apiUrl, discord.token);
    await gateway.connect();
    await gateway.ready;
    discord.gateway.behave({ connections: false });
    discord.gateway.close(4000);
    await pause(9_000);
    expect(said('gateway connection closed').length).toBeGreaterThan(5);
    expect(said('gateway connection closed').length).toBeLessThan(14);
  }, 20_000);
});

test.concurrent('shards begin their sessions one after the other: none of them is asked for in vain', async () => {
  const discord = await startDiscord({ identifyMs: 4_500 });
  closeAll.push(() => discord.close());
  const { gateway, said } = openGateway(discord.apiUrl, discord.token, { shardCount: 2 });
  await gateway.connect();
  await comes(() => [...gateway.shards().values()], [true, true]);
  expect(said('a session begins')).toHaveLength(2);
}, 20_000);

test.concurrent('a connection that breaks while its session waits for its turn begins none, nor does it by the next one', async () => {
  const discord = await startDiscord({ identifyMs: 4_500 });
  closeAll.push(() => discord.close());
  const { gateway } = openGateway(discord.apiUrl, discord.token, { shardCount: 2 });
  await gateway.connect();
  await gateway.ready;
  discord.gateway.close(4000);
  await comes(() => [...gateway.shards().values()], [true, true]);
  await pause(7_000);
  expect([...gateway.shards().values()]).toEqual([true, true]);
  const answer = await fetch(`${discord.apiUrl}/v10/gateway/bot`, {
    headers: { authorization: `Bot ${discord.token}` },
  });
  expect(await answer.json()).toMatchObject({ session_start_limit: { remaining: 998 } });
  expect(uncaught).toEqual([]);
}, 40_000);

describe.concurrent('a message that is not as Discord’s are', () => {
  /** A Discord whose gateway greets with `hello`, and answers an identify with `answer` and then `ready`. */
  async function odd(
    messages: { hello?: object; ready?: object; resumed?: object },
    answers: readonly number[] = [],
  ): Promise<{ apiUrl: string; came: string[] }> {
    let asked = 0;
    const server = createServer((_, response) => {
      const session_start_limit = { total: 1000, remaining: 1000, reset_after: 1000, max_concurrency: 1 };
      response
        .writeHead(answers[asked++] ?? 200, { 'content-type': 'application/json' })
        .end(JSON.stringify({ url: address(), shards: 1, session_start_limit }));
    }).listen(0, '127.0.0.1');
    await once(server, 'listening');
    const address = () => `ws://127.0.0.1:${(server.address() as AddressInfo).port}`;
    const sockets = new WebSocketServer({ server });
    const came: string[] = [];
    let connections = 0;
    sockets.on('connection', (socket: WebSocket) => {
      const send = (message: object) => socket.send(JSON.stringify(message));
      connections += 1;
      came.push('connection');
      const isFirst = connections === 1;
      const hello = { op: 10, d: { heartbeat_interval: 40_000 } };
      const ready = { op: 0, t: 'READY', s: 1, d: { session_id: 's', resume_gateway_url: address() } };
      send(isFirst ? (messages.hello ?? hello) : hello);
      if (isFirst && messages.hello) setTimeout(() => socket.close(4000), 100);
      socket.on('message', (data) => {
        const { op } = JSON.parse(String(data));
        if (op !== 1) came.push(op === 2 ? 'identify' : 'resume');
        if (op === 2) {
          send(isFirst ? (messages.ready ?? ready) : ready);
          if (isFirst && messages.ready) setTimeout(() => socket.close(4000), 200);
        }
        if (op === 6) send(messages.resumed ?? { op: 0, t: 'RESUMED', s: 2, d: {} });
      });
    });
    closeAll.push(() => {
      sockets.close();
      server.closeAllConnections();
      server.close();
    });
    return { apiUrl: `http://127.0.0.1:${(server.address() as AddressInfo).port}/api`, came };
  }

  test('a limit of sessions that cannot be asked for is asked for again, and no session begins before', async () => {
    const { apiUrl, came } = await odd({}, [200, 503, 503]);
    const { gateway, said } = openGateway(apiUrl, 'a.b.c');
    await gateway.connect();
    await isBack(gateway);
    expect(said('cannot be asked whether a session may begin').length).toBeGreaterThan(0);
    expect(came).toEqual(['connection', 'identify']);
    expect(uncaught).toEqual([]);
  }, 40_000);

  const isBack = (gateway: Gateway) => comes(() => [...gateway.shards().values()], [true]);

  test.each<[string, { hello?: object; ready?: object }]>([
    ['a hello without its data', { hello: { op: 10 } }],
    ['a hello without its interval', { hello: { op: 10, d: {} } }],
    ['a hello with an interval of months', { hello: { op: 10, d: { heartbeat_interval: 1e13 } } }],
    ['a hello with an interval of a millisecond', { hello: { op: 10, d: { heartbeat_interval: 1 } } }],
    ['an invalid session without its data', { hello: { op: 9 } }],
    ['a ready without its data', { ready: { op: 0, t: 'READY', s: 1 } }],
    ['a ready without its session', { ready: { op: 0, t: 'READY', s: 1, d: {} } }],
    ['a text', { hello: 'hello' as never }],
    ['a number', { hello: 7 as never }],
  ])(
    '%s ends nothing: it is logged, and a new connection opened',
    async (_, messages) => {
      const { apiUrl } = await odd(messages);
      const { gateway, said } = openGateway(apiUrl, 'a.b.c');
      await gateway.connect();
      await isBack(gateway);
      expect(said('a message of the gateway cannot be read').length).toBeGreaterThan(0);
      expect(uncaught).toEqual([]);
    },
    20_000,
  );

  test.each([7, 'nowhere', 'https://example.org', 'ws://127.0.0.1/#part', undefined])(
    'a resume address that is none is not used: %s',
    async (address) => {
      const { apiUrl, came } = await odd({
        ready: { op: 0, t: 'READY', s: 1, d: { session_id: 's', resume_gateway_url: address } },
      });
      const { gateway } = openGateway(apiUrl, 'a.b.c');
      await gateway.connect();
      await comes(() => came, ['connection', 'identify', 'connection', 'resume']);
      await isBack(gateway);
      expect(uncaught).toEqual([]);
    },
    20_000,
  );

  test('a resume that is not answered ends in another session', async () => {
    const ready = { op: 0, t: 'READY', s: 1, d: { session_id: 's' } };
    const { apiUrl, came } = await odd({ ready, resumed: { op: 11 } });
    const { gateway, said } = openGateway(apiUrl, 'a.b.c', { resumeTimeoutMs: 300 });
    await gateway.connect();
    await comes(() => came, ['connection', 'identify', 'connection', 'resume', 'connection', 'identify']);
    await isBack(gateway);
    await pause(600);
    expect(said('Discord does not resume a session')).toHaveLength(1);
    expect([...gateway.shards().values()]).toEqual([true]);
    expect(uncaught).toEqual([]);
  }, 40_000);

  test('of the gateway’s own address begins nothing', async () => {
    const server = createServer((_, response) => {
      response.writeHead(200, { 'content-type': 'application/json' }).end('{"url":"nowhere","shards":1}');
    }).listen(0, '127.0.0.1');
    await once(server, 'listening');
    closeAll.push(() => server.close());
    const { gateway } = openGateway(`http://127.0.0.1:${(server.address() as AddressInfo).port}/api`, 'a.b.c');
    await expect(gateway.connect()).rejects.toThrow();
    expect(uncaught).toEqual([]);
  });
});
