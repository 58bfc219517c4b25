// @module-tag slow

import { subscribe, unsubscribe } from 'node:diagnostics_channel';
import { once } from 'node:events';
import { readFile, writeFile } from 'node:fs/promises';
import { connect, type Socket } from 'node:net';
import { text } from 'node:stream/consumers';
import { ComponentType } from 'discord.js';
import type { BotProcess } from 'discord-playground';
import pino from 'pino';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, onTestFinished, test } from 'vitest';
import { type HttpServer, serve } from '../../src/http/server.ts';
import { openEndpoint, slash } from '../support/endpoint.ts';
import { customIds, type Newsroom, openNewsroom, portOf, textOf } from '../support/newsroom.ts';

/* Interactions by HTTP, and what those who run the bot see of it. */

describe('an interaction by HTTP', () => {
  let endpoint: Awaited<ReturnType<typeof openEndpoint>>;
  beforeAll(async () => {
    endpoint = await openEndpoint();
  });
  afterAll(() => endpoint.close());

  test('is answered in the response to it, and counted by a name of the bot’s own', async () => {
    endpoint.counted.length = 0;
    const { body } = await endpoint.post(slash('latest'));
    expect(JSON.parse(body)).toMatchObject({ type: 4, data: { components: expect.any(Array) } });
    await endpoint.post(slash('made up by someone'));
    await endpoint.post(slash('digest', { data: { id: '3', name: 'digest', options: [{ name: 'list', type: 1 }] } }));
    const button = { custom_id: 'summary:nowhere', component_type: 2 };
    await endpoint.post(slash('', { type: 3, data: button, message: { flags: 0 } }));
    expect(endpoint.counted).toMatchObject([
      { command: 'latest', type: 'command', outcome: 'answered' },
      { command: 'unknown', type: 'command', outcome: 'refused' },
      { command: 'digest', type: 'command', outcome: 'refused' },
      { command: 'summary', type: 'component' },
    ]);
    for (const { seconds } of endpoint.counted) expect(seconds).toBeLessThan(1);
  });

  test('keeps its connection for the next one', async () => {
    const { headers } = await endpoint.post(slash('help'), {
      ...endpoint.signed(slash('help')),
      connection: 'keep-alive',
    });
    expect(headers.connection).toBe('keep-alive');
  });
});

describe('the server', () => {
  let server: HttpServer;
  let begun: PromiseWithResolvers<void>;
  let go: PromiseWithResolvers<void>;
  let ended: PromiseWithResolvers<string>;
  beforeEach(async () => {
    [begun, go, ended] = [Promise.withResolvers(), Promise.withResolvers(), Promise.withResolvers()];
    server = await serve({ host: '127.0.0.1', port: 0, log: pino({ level: 'silent' }) });
    server.add({
      method: 'GET',
      path: '/slow',
      async run(_, reply) {
        begun.resolve();
        await go.promise;
        await reply(200, { type: 'text/plain', text: 'there' }).then(
          () => ended.resolve('left'),
          (error) => ended.resolve(error.message),
        );
      },
    });
  });
  afterEach(() => server.close(0));
  const ask = (socket: Socket) => socket.write('GET /slow HTTP/1.1\r\nHost: x\r\n\r\n');

  test('says that an answer did not leave whose asker hung up before it was there', async () => {
    const accepted = Promise.withResolvers<Socket>();
    const onRequest = (message: unknown) => accepted.resolve((message as { socket: Socket }).socket);
    subscribe('http.server.request.start', onRequest);
    onTestFinished(() => void unsubscribe('http.server.request.start', onRequest));
    const socket = connect(server.port, '127.0.0.1');
    ask(socket);
    await begun.promise;
    const closed = once(await accepted.promise, 'close');
    socket.destroy();
    await closed;
    go.resolve();
    expect(await ended.promise).toContain('closed before the answer had left');
  });

  test('that takes no more answers what has come in, and ends its connection with it', async () => {
    const socket = connect(server.port, '127.0.0.1');
    ask(socket);
    await begun.promise;
    server.stopAccepting();
    go.resolve();
    // All until the connection ends, long before it would be for want of use.
    const answer = await text(socket);
    expect(answer).toMatch(/^HTTP\/1\.1 200 OK\r\n/);
    expect(answer).toMatch(/\r\nConnection: close\r\n.*there$/s);
    await expect(fetch(`http://127.0.0.1:${server.port}/slow`)).rejects.toThrow();
  });

  test('keeps no more than some hundred idle connections, and answers whoever comes then', async () => {
    go.resolve();
    const sockets: Socket[] = [];
    onTestFinished(() => {
      for (const socket of sockets) socket.destroy();
    });
    let open = 0;
    while (sockets.length < 600) {
      const socket = connect(server.port, '127.0.0.1');
      socket.once('connect', () => {
        open += 1;
      });
      socket.once('close', () => {
        open -= 1;
      });
      sockets.push(socket);
      ask(socket);
      await once(socket, 'data');
    }
    await expect.poll(() => open, { timeout: 5_000 }).toBeLessThanOrEqual(256);
    expect((await fetch(`http://127.0.0.1:${server.port}/slow`)).status).toBe(200);
  }, 20_000);

  test.for([
    ['two lengths', 'Content-Length: 0\r\nTransfer-Encoding: chunked\r\n\r\n0'],
    ['a control character in a header', 'X-Name: a\x01b'],
    ['a header without a colon', 'X-Name'],
    ['a space before the colon', 'X-Name : a'],
  ])('refuses what is not quite HTTP, which a proxy before it may read in another way: %s', async ([, header]) => {
    go.resolve();
    const socket = connect(server.port, '127.0.0.1');
    socket.write(`GET /slow HTTP/1.1\r\nHost: x\r\nConnection: close\r\n${header}\r\n\r\n`);
    expect(await text(socket)).toMatch(/^HTTP\/1\.1 400 /);
  });
});

describe('a bot with HTTP_PORT', () => {
  let room: Newsroom;
  let bot: BotProcess;
  const get = async (path: string) => {
    const answer = await fetch(`http://127.0.0.1:${portOf(bot)}${path}`);
    return { status: answer.status, type: answer.headers.get('content-type') ?? '', body: await answer.text() };
  };
  const metrics = async () => (await get('/metrics')).body;
  const ready = async () => {
    const { status, body } = await get('/readyz');
    return { status, ...JSON.parse(body) };
  };

  beforeAll(async () => {
    room = await openNewsroom();
    bot = await room.start({ HTTP_PORT: '0' });
  }, 60_000);
  afterAll(() => room.close());

  test('answers HEAD as GET, as those who watch it ask', async () => {
    for (const path of ['/healthz', '/readyz', '/metrics']) {
      const answer = await fetch(`http://127.0.0.1:${portOf(bot)}${path}`, { method: 'HEAD' });
      expect([answer.status, await answer.text()]).toEqual([200, '']);
    }
    const { status, headers } = await fetch(`http://127.0.0.1:${portOf(bot)}/healthz`, { method: 'POST' });
    expect([status, headers.get('allow')]).toEqual([405, 'GET, HEAD']);
  });

  test('is alive, and ready', async () => {
    expect(await get('/healthz')).toMatchObject({ status: 200, body: '{"alive":true}' });
    expect(await ready()).toEqual({
      status: 200,
      ready: true,
      database: true,
      content: true,
      discord: true,
      gateway: true,
    });
  });

  test('listens on 127.0.0.1 alone, unless HTTP_HOST says otherwise', async () => {
    await expect(
      fetch(`http://127.0.0.2:${portOf(bot)}/healthz`, { signal: AbortSignal.timeout(2_000) }),
    ).rejects.toThrow();
    expect(bot.output.join('\n')).toContain('"host":"127.0.0.1"');
  });

  test('takes no interactions there without a public key', async () => {
    const { status } = await fetch(`http://127.0.0.1:${portOf(bot)}/interactions`, { method: 'POST', body: '{}' });
    expect(status).toBe(404);
  });

  test('is alive and not ready while the gateway is away, and ready when it is back', async () => {
    room.discord.gateway.behave({ connections: false });
    room.discord.gateway.close(4000);
    await expect
      .poll(ready, { timeout: 10_000 })
      .toMatchObject({ status: 503, ready: false, gateway: false, database: true });
    expect((await get('/healthz')).status).toBe(200);
    expect(await metrics()).toContain('dateline_gateway_shard_ready{shard="0"} 0');
    room.discord.gateway.behave({ connections: true });
    await expect.poll(ready, { timeout: 30_000 }).toMatchObject({ status: 200, ready: true });
    expect(await metrics()).toContain('dateline_gateway_shard_ready{shard="0"} 1');
  }, 60_000);

  test('counts commands and deliveries, with the lag of posts', async () => {
    await room.use('reader', 'latest');
    await room.discord.complete(room.actor('reader'), 'who', {}, { name: 'name', value: 'x' });
    await room.use('moderator', 'digest add', { channel: room.channel('news') });
    await room.use('moderator', 'digest send', { digest: 1 });
    await room.posted('news');
    await expect.poll(metrics).toContain('dateline_deliveries_total{outcome="sent"} 1');
    const { type, body } = await get('/metrics');
    expect(type).toMatch(/^text\/plain; version=0\.0\.4/);
    for (const line of [
      'dateline_commands_total{command="latest",type="command",outcome="answered"} 1',
      'dateline_commands_total{command="who",type="completion",outcome="answered"} 1',
      'dateline_command_duration_seconds_count{command="digest",type="command"} 2',
      'dateline_command_duration_seconds_bucket{le="3",command="latest",type="command"} 1',
      'dateline_deliveries_total{outcome="failed"} 0',
      'dateline_delivery_lag_seconds_count 1',
      'dateline_delivery_lag_seconds_bucket{le="30"} 1',
      'dateline_content_briefings 1',
    ])
      expect(body.split('\n')).toContain(line);
    for (const name of [
      'dateline_content_info{version="',
      'nodejs_eventloop_lag_p99_seconds',
      'process_resident_memory_bytes',
    ])
      expect(body).toContain(`\n${name}`);
  });

  test('tells what is due and not done, what is tried again, and how Discord answers', async () => {
    await room.use('moderator', 'digest add', { channel: room.channel('briefings') });
    room.discord.faults.add({ method: 'POST', path: '#briefings/messages', do: 'status', status: 429 });
    room.discord.faults.add({ method: 'POST', path: '#briefings/messages', do: 'status', status: 503 });
    await room.use('moderator', 'digest send', { digest: 2 });
    await expect.poll(metrics).toContain('dateline_due{kind="post"} 1');
    await expect.poll(metrics, { timeout: 5_000 }).toContain('dateline_retries_total{kind="post"} 1');
    const body = await metrics();
    for (const line of [
      'dateline_retries_total{kind="edit"} 0',
      'dateline_discord_requests_total{status="429"} 1',
      'dateline_discord_requests_total{status="503"} 1',
      'dateline_discord_requests_total{status="403"} 0',
      'dateline_database_failures_total 0',
    ])
      expect(body.split('\n')).toContain(line);
    expect(body).toMatch(/^dateline_due_oldest_seconds\{kind="post"\} [\d.]+$/m);
    await expect.poll(metrics, { timeout: 10_000 }).toContain('dateline_due{kind="post"} 0');
    expect(await metrics()).toContain('dateline_due_oldest_seconds{kind="post"} 0');
  }, 30_000);

  test('counts by names of its own: no id, no token and nothing that people typed', async () => {
    // The process's own, as of its garbage collector, come and go.
    const countOwn = (page: string) => page.split('\n').filter((line) => line.startsWith('dateline_')).length;
    const before = countOwn(await metrics());
    for (let i = 0; i < 20; i += 1) await room.use('reader', 'search', { query: `words ${i}` });
    const { body } = await get('/metrics');
    expect(countOwn(body)).toBeLessThan(before + 30);
    expect(body).not.toContain(room.guild.id);
    for (const secret of ['words', room.discord.token, room.discord.botId]) expect(body).not.toContain(secret);
  });

  test('tells problems of content, and another version when it changes', async () => {
    const versionOf = async () => /dateline_content_info\{version="(\w+)"\}/.exec(await metrics())?.[1];
    const before = await versionOf();
    const good = await readFile(room.briefing, 'utf8');
    await writeFile(room.briefing, good.replace(/^urgency: .*/m, 'urgency: 12'));
    await expect.poll(metrics, { timeout: 10_000 }).toContain('dateline_content_problems 1');
    expect(await metrics()).toContain('dateline_content_bad_files 1');
    expect(await ready()).toMatchObject({ status: 200, ready: true, content: true, badFiles: 1 });
    expect(await versionOf()).toBe(before);
    await writeFile(
      room.briefing,
      `${good.replace(/^version: .*/m, 'version: 77')}\nupdates: [{ version: 77, text: More is known. }]\n`,
    );
    await expect.poll(metrics, { timeout: 10_000 }).toContain('dateline_content_problems 0');
    expect(await versionOf()).not.toBe(before);
  }, 30_000);

  test('is alive and not ready before Discord can be reached', async () => {
    const waiting = room.launch({ ROLE: 'gateway', HTTP_PORT: '0', DISCORD_API_URL: 'http://127.0.0.1:9/api' });
    await expect.poll(() => portOf(waiting), { timeout: 20_000 }).toBeGreaterThan(0);
    const answers = await Promise.all(
      ['healthz', 'readyz'].map((path) => fetch(`http://127.0.0.1:${portOf(waiting)}/${path}`)),
    );
    expect(answers.map(({ status }) => status)).toEqual([200, 503]);
    expect(await answers[1]?.json()).toMatchObject({ ready: false, database: true, discord: false, gateway: false });
    expect(await waiting.stop()).toEqual({ code: 0, signal: null });
  }, 40_000);

  test('says so if another program has the port', async () => {
    const taken = portOf(bot);
    await expect(room.start({ ROLE: 'gateway', HTTP_PORT: String(taken) })).rejects.toThrow(
      new RegExp(`Dateline cannot start. HTTP_PORT ${taken} of 127.0.0.1 cannot be listened on: .*EADDRINUSE`),
    );
  }, 40_000);
});

describe('a bot with DISCORD_PUBLIC_KEY', () => {
  let room: Newsroom;
  beforeAll(async () => {
    room = await openNewsroom({}, 'http');
  });
  afterAll(() => room.close());

  test('opens no gateway connection, answers in its response alone, and later by its webhook', async () => {
    const sessions: string[] = [];
    const requests: string[] = [];
    const bot = await room.start();
    room.discord.events.on('session', (state) => sessions.push(state));
    room.discord.events.on('request', ({ method, path }) =>
      requests.push(`${method} ${path.replace(/\d{10,}\/[^/]+/, 'ID')}`),
    );
    expect(textOf((await room.use('reader', 'latest')).message)).toContain('Putin');
    expect(requests).toEqual([]);
    await room.use('moderator', 'digest add', { channel: room.channel('news') });
    await room.use('moderator', 'digest send', { digest: 1 });
    await room.posted('news');
    expect(requests.filter((request) => request.includes('callback') || request.includes('gateway'))).toEqual([]);
    await expect.poll(() => requests).toContain('PATCH /webhooks/ID/messages/@original');
    expect(sessions).toEqual([]);
    expect(bot.output.join('\n')).not.toContain('"shard"');
    await bot.stop();
  }, 60_000);

  test('is ready once it takes interactions, and not before: until its commands are registered, others have them', async () => {
    room.discord.faults.add({ do: 'delay', ms: 3_000, method: 'GET', path: 'commands' });
    const bot = room.launch({ ROLE: 'gateway' });
    await expect.poll(() => portOf(bot), { timeout: 20_000 }).toBeGreaterThan(0);
    const ready = async () => (await fetch(`http://127.0.0.1:${portOf(bot)}/readyz`)).json();
    const notYet = { ready: false, database: true, content: true, discord: true, interactions: false };
    await expect.poll(ready).toEqual(notYet);
    const taken = async () =>
      (await fetch(`http://127.0.0.1:${portOf(bot)}/interactions`, { method: 'POST' })).status !== 404;
    expect(await taken()).toBe(false);
    await expect.poll(ready, { timeout: 10_000 }).toEqual({ ...notYet, ready: true, interactions: true });
    expect(await taken()).toBe(true);
    await bot.stop();
  }, 40_000);

  test('shares interactions with another such process: neither keeps anything of them', async () => {
    const [one, two] = await Promise.all([room.start({ ROLE: 'gateway' }), room.start({ ROLE: 'gateway' })]);
    const at = (bot: BotProcess) =>
      room.discord.setInteractionsEndpoint(`http://127.0.0.1:${portOf(bot)}/interactions`);
    await at(one);
    const { message } = await room.use('reader', 'summary', { depth: 'full', private: true });
    const next = customIds(message, ComponentType.Button).find((id) => id.includes(':full:1'));
    await at(two);
    await one.stop();
    const turned = await room.discord.click(room.actor('reader'), message.id, next ?? '');
    expect(textOf(turned.message)).toContain('Page 2');
    await two.stop();
  }, 60_000);

  test('does not start with the key of another application', async () => {
    await expect(room.start({ DISCORD_PUBLIC_KEY: 'ab'.repeat(32) })).rejects.toThrow(
      /DISCORD_PUBLIC_KEY is not the key of this application/,
    );
  }, 40_000);

  test('that is told to stop still puts the answer in its place that is under way', async () => {
    const bot = await room.start();
    await room.use('moderator', 'digest add', { channel: room.channel('briefings') });
    room.discord.faults.add({ do: 'delay', ms: 1_000, method: 'POST', path: 'messages' });
    const edited = once(room.discord.events, 'ephemeral');
    const sent = room.use('moderator', 'digest send', { digest: 2 });
    await edited;
    const replaced = once(room.discord.events, 'ephemeral');
    expect(await bot.stop()).toEqual({ code: 0, signal: null });
    const [message] = await replaced;
    expect(textOf(message)).toContain('Posted: https:');
    await sent;
    expect(bot.output.join('\n')).not.toContain('did not reach');
  }, 40_000);
});

test('a bot that is not told of an address that Discord has says so', async () => {
  const room = await openNewsroom();
  const other = await openEndpoint();
  // Another address than this bot's, of which Discord was told by whoever had the application before.
  await expect(
    room.discord.setInteractionsEndpoint(`http://127.0.0.1:${other.server.port}/interactions`),
  ).rejects.toThrow(/could not be verified/);
  const own = await openNewsroomEndpoint(room);
  const bot = await room.start({ ROLE: 'gateway' });
  expect(bot.output.join('\n')).toContain('Discord sends interactions to this address and none by the gateway');
  await own.stop();
  await other.close();
  await room.close();
}, 60_000);

async function openNewsroomEndpoint(room: Newsroom): Promise<BotProcess> {
  const bot = await room.start({ DISCORD_PUBLIC_KEY: room.discord.publicKey, HTTP_PORT: '0' });
  await room.discord.setInteractionsEndpoint(`http://127.0.0.1:${portOf(bot)}/interactions`);
  return bot;
}
