// @module-tag slow

import { once } from 'node:events';
import { existsSync, readdirSync, readFileSync, readlinkSync } from 'node:fs';
import { readdir, readFile, writeFile } from 'node:fs/promises';
import { createServer, type Server, type ServerResponse } from 'node:http';
import { type AddressInfo, connect } from 'node:net';
import { dirname, join } from 'node:path';
import { InteractionResponseType, InteractionType } from 'discord.js';
import type { BotProcess } from 'discord-playground';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { WebSocketServer } from 'ws';
import { createLog } from '../../src/app/log.ts';
import { createGateway } from '../../src/discord/gateway.ts';
import { createReceiver } from '../../src/discord/interactions/receive.ts';
import type { CommandInteraction } from '../../src/discord/interactions/understand.ts';
import { channelAccess } from '../../src/discord/permissions/channel-access.ts';
import { createAllowedByServer } from '../../src/discord/permissions/command-permissions.ts';
import { createInteractionResponse } from '../../src/discord/rest/interaction-response.ts';
import { sendMessage } from '../../src/discord/rest/messages.ts';
import { createRest } from '../../src/discord/rest/rest.ts';
import { backUp } from '../../src/store/sqlite/backup.ts';
import { type Newsroom, openNewsroom, textOf } from '../support/newsroom.ts';

const portOf = (server: Server) => (server.address() as AddressInfo).port;

/*
 * Tokens, and what the bot makes of a Discord that is none: the real bot as a process, and its requests over real
 * sockets.
 */

describe('the running bot', () => {
  let room: Newsroom;
  let bot: BotProcess;
  const tokens = new Set<string>();

  beforeAll(async () => {
    room = await openNewsroom();
    room.discord.events.on('request', ({ path }) => {
      const [, token] = /\/(?:interactions|webhooks)\/\d+\/([^/]+)/.exec(path) ?? [];
      if (token) tokens.add(token);
    });
    bot = await room.start({ LOG_LEVEL: 'trace' });
  }, 30_000);
  afterAll(() => room.close());

  const secrets = () => [room.discord.token, ...tokens];
  const expectNone = (text: string, where: string) => {
    for (const secret of secrets()) expect(text.includes(secret), `a token in ${where}`).toBe(false);
  };

  test('tells no token in its log when its requests fail in every way', async () => {
    const { faults } = room.discord;
    const before = tokens.size;
    for (const plan of [
      { do: 'status', status: 404, code: 10062 },
      { do: 'status', status: 400, code: 50035 },
      { do: 'status', status: 500 },
      { do: 'drop-before' },
    ] as const) {
      const fault = faults.add({ ...plan, method: 'POST', path: 'callback', times: 'always' });
      await room.use('reader', 'latest').catch(() => {});
      faults.remove(fault.id);
    }
    await room.use('moderator', 'digest add', { channel: room.channel('news') });
    faults.add({ do: 'status', status: 404, code: 10015, method: 'PATCH', path: '@original' });
    faults.add({ do: 'status', status: 400, code: 50035, method: 'POST', path: 'messages' });
    await room.use('moderator', 'digest send', { digest: 1 });
    const failures = () => bot.output.filter((line) => line.includes('an answer did not reach Discord'));
    await expect.poll(() => failures().length, { timeout: 10_000 }).toBeGreaterThanOrEqual(5);
    faults.clear();
    expect(tokens.size).toBeGreaterThan(before + 3);
    expect(failures().join('\n')).toContain('[token]');
    expect(failures().join('\n')).not.toContain('components');
    expectNone(bot.output.join('\n'), 'the log');
  }, 60_000);

  test('has no token on its command line, in its database or in a backup', async () => {
    if (existsSync('/proc/self/cmdline'))
      expectNone(readFileSync(`/proc/${bot.pid}/cmdline`, 'latin1'), 'the command line');
    const folder = dirname(room.database);
    await backUp(`sqlite:${room.database}`, join(folder, 'backup.db'), Date.now());
    const entries = await readdir(folder, { recursive: true, withFileTypes: true });
    expect(entries.map(({ name }) => name)).toEqual(
      expect.arrayContaining(['backup.db', 'dateline.db', 'dateline.db-wal']),
    );
    for (const { parentPath, name } of entries.filter((entry) => entry.isFile()))
      expectNone(await readFile(join(parentPath, name), 'latin1'), name);
  });

  test('listens on no port', { skip: !existsSync('/proc/self/net/tcp') }, () => {
    const own = new Set(
      readdirSync(`/proc/${bot.pid}/fd`).flatMap((fd) => {
        try {
          return /^socket:\[(\d+)\]$/.exec(readlinkSync(`/proc/${bot.pid}/fd/${fd}`))?.[1] ?? [];
        } catch {
          return [];
        }
      }),
    );
    const sockets = ['tcp', 'tcp6']
      .map((name) => `/proc/${bot.pid}/net/${name}`)
      .filter(existsSync)
      .flatMap((path) => readFileSync(path, 'utf8').trim().split('\n').slice(1))
      .map((line) => line.trim().split(/\s+/))
      .filter(([, , , , , , , , , inode = '']) => own.has(inode));
    // To the gateway it has one, of which this is sure to see it.
    expect(sockets.length).toBeGreaterThan(0);
    const listening = '0A';
    expect(sockets.filter(([, , , state]) => state === listening)).toEqual([]);
  });

  test('answers hundreds of interactions that come at once, each within its three seconds', async () => {
    const failed: unknown[] = [];
    const watch = ({ status, path }: { status: number; path: string }) =>
      status >= 400 && failed.push({ status, path });
    room.discord.events.on('request', watch);
    const commands = ['latest', 'summary', 'reactors', 'help', 'timeline'];
    const answers = await Promise.all(
      Array.from({ length: 300 }, (_, i) => room.use('reader', commands[i % commands.length] ?? '')),
    );
    room.discord.events.off('request', watch);
    expect(failed).toEqual([]);
    expect(answers).toHaveLength(300);
    for (const { message } of answers) expect(textOf(message)).not.toBe('');
  }, 30_000);

  test('pings nobody by what a briefing says, in a post, an edit or an answer', async () => {
    const everywhere = '@everyone @here <@111> <@&222> [evil](https://evil.example)';
    const reader = room.guild.members.get('reader') ?? '';
    const role = room.guild.roles.get('Readers') ?? '';
    const good = await readFile(room.briefing, 'utf8');
    const evil = (version: number) =>
      good
        .replace(/^version: .*/m, `version: ${version}`)
        .replace(/^headline: .*/m, `headline: "# ${everywhere} <@${reader}> <@&${role}>"`)
        .replace(/^located: .*/m, `located: "${everywhere}"`)
        .replaceAll(/^( *- role: \w+\n +value: )(?:>-\n(?: {6}.*\n)+|.*\n)/gm, `$1"${everywhere} <@${reader}>"\n`);
    await writeFile(room.briefing, `${evil(7)}\nupdates: [{ version: 7, text: "${everywhere}" }]\n`);
    await expect
      .poll(async () => textOf((await room.use('reader', 'summary')).message), { timeout: 10_000 })
      .toContain('evil');
    await room.use('moderator', 'digest add', { channel: room.channel('briefings'), depth: 'full' });
    const edited = once(room.discord.events, 'edit');
    await room.use('moderator', 'digest send', { digest: 2 });
    const post = await room.posted('briefings');
    await writeFile(
      room.briefing,
      `${evil(8)}\ncorrections:\n  - { version: 8, date: "2024-05-18T10:00:00Z", text: "${everywhere} <@${reader}>" }\n`,
    );
    await edited;
    const answers = [await room.use('reader', 'summary', { depth: 'full' }), await room.use('reader', 'latest')];
    for (const message of [
      post,
      ...room.discord.messages(room.channel('briefings')),
      ...answers.map((a) => a.message),
    ]) {
      expect(room.discord.pinged(message.id)).toEqual([]);
      expect(textOf(message)).toContain('evil');
      expect(textOf(message)).not.toMatch(/(?<!\\)<@|(?<!\\)\[evil|^#+ # /m);
    }
    await writeFile(room.briefing, good);
  }, 60_000);

  test('tells no token when it crashes, and ends', async () => {
    const crash = `setTimeout(() => { throw new Error('crashed with ' + process.env.DISCORD_TOKEN) }, 1500)`;
    const crashing = room.launch({
      NODE_OPTIONS: `--import data:text/javascript,${encodeURIComponent(crash)}`,
      // Another bot posts from the room's own.
      DATABASE_URL: 'sqlite::memory:',
    });
    expect(await crashing.exited).toEqual({ code: 1, signal: null });
    expect(crashing.output.join('\n')).toContain('crashed with [token]');
    expectNone(crashing.output.join('\n'), 'the crash’s output');
  }, 30_000);
});

describe('a Discord that answers nonsense', () => {
  const token = 'MTIz.abc.def';
  const json = { 'content-type': 'application/json' };
  const html = { 'content-type': 'text/html' };
  const elsewhere: unknown[] = [];
  let server: Server;
  let other: Server;
  let reply: (response: ServerResponse) => void;

  beforeAll(async () => {
    other = createServer(({ url, headers }, response) => {
      elsewhere.push({ url, headers });
      response.writeHead(200, json).end('{"id":"1"}');
    }).listen(0, '127.0.0.1');
    server = createServer((request, response) => {
      request.resume().on('end', () => reply(response));
    }).listen(0, '127.0.0.1');
    await Promise.all([once(other, 'listening'), once(server, 'listening')]);
  });
  afterAll(() => {
    server.close();
    other.close();
  });

  const restOf = () =>
    createRest({
      token,
      apiUrl: `http://127.0.0.1:${portOf(server)}/api`,
      requestsPerSecond: 50,
      answerTimeoutMs: 1_000,
    });
  const page = '<html>Attention required</html>';
  const deep = `{"code":1,"message":"x","errors":${'{"a":'.repeat(20_000)}{}${'}'.repeat(20_000)}}`;

  test.each<[string, number, Record<string, string>, string, string]>([
    ['a page in place of an answer', 200, html, page, 'temporary'],
    ['a page that says it is JSON', 200, json, page, 'temporary'],
    ['null', 200, json, 'null', 'temporary'],
    ['another shape', 200, json, '{"id":7}', 'temporary'],
    ['keys of Object’s own', 200, json, '{"__proto__":{"id":"1"}}', 'temporary'],
    ['a page of 403, as a proxy’s', 403, html, page, 'temporary'],
    ['a page of 404', 404, html, page, 'temporary'],
    ['an error that is null', 400, json, 'null', 'temporary'],
    ['an error that is a long text', 400, json, JSON.stringify('x'.repeat(1_000_000)), 'temporary'],
    [
      'an error of five million characters',
      400,
      json,
      JSON.stringify({ code: 1, message: 'm'.repeat(5e6) }),
      'refused',
    ],
    ['an error that is nested without end', 400, json, deep, 'temporary'],
  ])('%s ends in a short reason, and no channel is given up for what Discord did not say', async (...row) => {
    const [, status, headers, body, kind] = row;
    reply = (response) => response.writeHead(status, headers).end(body);
    const result = await sendMessage(restOf(), '500', { content: 'x' });
    expect(result.kind).toBe(kind);
    expect('message' in result && result.message.length).toBeLessThanOrEqual(1_000);
    const lines: string[] = [];
    const log = createLog('error', token, { write: (line) => lines.push(line) });
    await createInteractionResponse(
      restOf(),
      { id: '77', application_id: '2', token: 'interaction-token' },
      {
        type: InteractionResponseType.ChannelMessageWithSource,
        data: { content: 'what a person reads' },
      },
      performance.now() + 3_000,
    ).catch((error) => log.error({ err: error }, 'failed'));
    expect(lines.join('').length).toBeLessThan(50_000);
    expect(lines.join('')).not.toMatch(/interaction-token|what a person reads/);
  });

  test.each([301, 302, 303, 307, 308])(
    'a redirect by %i is not followed: no other host gets the token',
    async (status) => {
      const location = `http://127.0.0.1:${portOf(other)}/api/v10/channels/500/messages`;
      reply = (response) => response.writeHead(status, { location }).end();
      expect((await sendMessage(restOf(), '500', { content: 'x' })).kind).toBe('temporary');
      await channelAccess(restOf(), '9', { guildId: '1', channelId: '2' }, AbortSignal.timeout(500)).catch(() => {});
      expect(elsewhere).toEqual([]);
    },
  );

  test.each([
    ['a page', page],
    ['an empty object', '{}'],
    ['others’ permissions only', '{"permissions":[{"id":"8","type":2,"permission":true}]}'],
    ['a permission of a type that is not known', '{"permissions":[{"id":"9","type":7,"permission":true}]}'],
    ['a permission that is a text', '{"permissions":[{"id":"9","type":2,"permission":"yes"}]}'],
  ])('of who may use a command, as %s, lets nobody in', async (_, body) => {
    const interaction: CommandInteraction = {
      id: '1',
      application_id: '2',
      token: 't',
      guild_id: '100',
      channel_id: '5',
      type: InteractionType.ApplicationCommand,
      member: { user: { id: '9' }, permissions: '0', roles: [] },
      data: { id: '3', name: 'digest', options: [] },
    };
    reply = (response) => response.writeHead(200, json).end(body);
    const log = createLog('silent', token);
    expect(await createAllowedByServer(restOf(), log)(interaction, '3').catch(({ key }) => key)).toSatisfy(
      (allowed) => allowed === false || allowed === 'error:moderatorUnchecked',
    );
    const set = '{"permissions":[{"id":"9","type":7,"permission":false},{"id":"9","type":2,"permission":true}]}';
    reply = (response) => response.writeHead(200, json).end(set);
    expect(await createAllowedByServer(restOf(), log)(interaction, '3')).toBe(true);
  });
});

describe('a gateway that sends nonsense', () => {
  test('is outlived: what is none is left, and the next interaction is answered', async () => {
    const answered: { url: string | undefined; body: string }[] = [];
    const server = createServer((request, response) => {
      let body = '';
      request
        .on('data', (part) => (body += part))
        .on('end', () => {
          if (request.url?.endsWith('/gateway/bot')) {
            const limit = { total: 9, remaining: 9, reset_after: 1, max_concurrency: 1 };
            response.writeHead(200, { 'content-type': 'application/json' });
            response.end(
              JSON.stringify({ url: `ws://127.0.0.1:${portOf(server)}`, shards: 1, session_start_limit: limit }),
            );
          } else {
            answered.push({ url: request.url, body });
            response.writeHead(204).end();
          }
        });
    }).listen(0, '127.0.0.1');
    await once(server, 'listening');
    const sockets = new WebSocketServer({ server });
    const whole = { id: '1', application_id: '2', token: 'kept', type: InteractionType.Ping };
    const nonsense = [null, 7, 'x', [], {}, { ...whole, id: '../../x' }, { ...whole, type: 99 }, { ...whole, type: 2 }];
    sockets.on('connection', (socket) => {
      let s = 0;
      const dispatch = (t: string, d: unknown) => socket.send(JSON.stringify({ op: 0, s: ++s, t, d }));
      socket.send(JSON.stringify({ op: 10, d: { heartbeat_interval: 40_000 } }));
      socket.on('message', (data) => {
        if (JSON.parse(String(data)).op !== 2) return;
        const user = { id: '9', username: 'x' };
        const resume_gateway_url = `ws://127.0.0.1:${portOf(server)}`;
        dispatch('READY', { v: 10, user, guilds: [], session_id: 's', resume_gateway_url, application: { id: '2' } });
        for (const d of nonsense) dispatch('INTERACTION_CREATE', d);
        dispatch('INTERACTION_CREATE', whole);
      });
    });
    const lines: string[] = [];
    const log = createLog('trace', 'MTIz.abc.def', { write: (line) => lines.push(line) });
    const rest = createRest({
      token: 'MTIz.abc.def',
      apiUrl: `http://127.0.0.1:${portOf(server)}/api`,
      requestsPerSecond: 50,
    });
    const gateway = createGateway({
      rest,
      token: 'MTIz.abc.def',
      log,
      receiver: createReceiver({
        context: {} as never,
        guildLanguages: {} as never,
        log,
        allowedByServer: async () => false,
        memberOf: async () => undefined,
      }),
    });
    await gateway.connect();
    await expect.poll(() => answered.map(({ url }) => url)).toEqual(['/api/v10/interactions/1/kept/callback']);
    expect(lines.filter((line) => line.includes('interaction not understood'))).toHaveLength(nonsense.length);
    expect(lines.join('')).not.toContain('kept');
    await gateway.close(100);
    sockets.close();
    server.close();
  });
});

describe('the playground', () => {
  test('listens on 127.0.0.1 and on no other address, with its Discord and its control interface', async () => {
    const room = await openNewsroom();
    const reached = (host: string, port: number) =>
      new Promise<boolean>((resolve) => {
        const socket = connect({ host, port, timeout: 2_000 });
        const end = (answer: boolean) => () => {
          socket.destroy();
          resolve(answer);
        };
        socket.on('connect', end(true)).on('error', end(false)).on('timeout', end(false));
      });
    try {
      for (const url of [room.discord.apiUrl, room.discord.controlUrl]) {
        const port = Number(new URL(url).port);
        expect(await reached('127.0.0.1', port)).toBe(true);
        // A server on every address answers at all of this machine's own.
        for (const host of ['127.0.0.2', '::1']) expect(await reached(host, port)).toBe(false);
      }
    } finally {
      await room.close();
    }
  });
});

test('settings that cannot be used are told without their values, before anything is sent', async () => {
  const room = await openNewsroom();
  try {
    const asked: unknown[] = [];
    room.discord.events.on('request', (request) => asked.push(request));
    const bot = room.launch({ DISCORD_TOKEN: 'hunter2 is no token', DISCORD_API_URL: 'file:///etc/passwd' });
    expect(await bot.exited).toEqual({ code: 1, signal: null });
    const output = bot.output.join('\n');
    expect(output).toContain('DISCORD_API_URL: expected an address');
    expect(output).not.toMatch(/hunter2|passwd/);
    expect(asked).toEqual([]);
  } finally {
    await room.close();
  }
});
