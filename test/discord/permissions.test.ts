import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout } from 'node:timers/promises';
import { ApplicationCommandPermissionType, InteractionType, PermissionFlagsBits } from 'discord.js';
import pino from 'pino';
import { describe, expect, test } from 'vitest';
import { channelAccess, permissionsIn } from '../../src/discord/permissions/channel-access.ts';
import { createAllowedByServer, isAllowed } from '../../src/discord/permissions/command-permissions.ts';
import { createRest } from '../../src/discord/rest/rest.ts';

const { ViewChannel, SendMessages, Administrator } = PermissionFlagsBits;
const guildId = '100';
const bot = '200';
const botRole = '300';
const otherRole = '301';

describe('what the bot may do in a channel', () => {
  const can = (everyone: bigint, overwrites: { id: string; allow?: bigint; deny?: bigint }[]) => {
    const held = permissionsIn({
      guildId,
      memberId: bot,
      memberRoles: [botRole, otherRole],
      roles: [
        { id: guildId, permissions: everyone },
        { id: botRole, permissions: 0n },
        { id: otherRole, permissions: 0n },
        { id: '999', permissions: Administrator },
      ],
      overwrites: overwrites.map(({ id, allow = 0n, deny = 0n }) => ({ id, allow, deny })),
    });
    return (held & SendMessages) !== 0n;
  };
  const both = ViewChannel | SendMessages;

  test.each([
    ['what everyone may', both, [], true],
    ['nothing where everyone may not', ViewChannel, [], false],
    ['nothing in a channel closed to everyone', both, [{ id: guildId, deny: SendMessages }], false],
    [
      'what its role is allowed there',
      both,
      [
        { id: guildId, deny: SendMessages },
        { id: botRole, allow: SendMessages },
      ],
      true,
    ],
    [
      'what one of its roles is allowed though another is denied it',
      both,
      [
        { id: botRole, allow: SendMessages },
        { id: otherRole, deny: SendMessages },
      ],
      true,
    ],
    [
      'not what it is denied itself',
      both,
      [
        { id: botRole, allow: SendMessages },
        { id: bot, deny: SendMessages },
      ],
      false,
    ],
    [
      'what it is allowed itself',
      ViewChannel,
      [
        { id: botRole, deny: SendMessages },
        { id: bot, allow: SendMessages },
      ],
      true,
    ],
    ['nothing in a channel that it cannot see', both, [{ id: botRole, deny: ViewChannel }], false],
    ['everything as an administrator', Administrator, [{ id: bot, deny: SendMessages }], true],
    [
      'nothing for a role of others',
      both,
      [
        { id: '999', allow: SendMessages },
        { id: guildId, deny: SendMessages },
      ],
      false,
    ],
  ])('%s', (_, everyone, overwrites, expected) => {
    expect(can(everyone, overwrites)).toBe(expected);
  });
});

describe('who may use a moderators’ command by the server’s own settings', () => {
  const { Role, User, Channel } = ApplicationCommandPermissionType;
  const asker = { guildId, channelId: '500', userId: '600', roles: ['700', '701'] };

  test.each([
    ['nobody, where nothing is set', [], false],
    ['someone whose role is allowed', [{ id: '700', type: Role, permission: true }], true],
    [
      'someone of whose roles one is allowed and one is not',
      [
        { id: '700', type: Role, permission: false },
        { id: '701', type: Role, permission: true },
      ],
      true,
    ],
    [
      'not someone who is denied themselves',
      [
        { id: '700', type: Role, permission: true },
        { id: '600', type: User, permission: false },
      ],
      false,
    ],
    [
      'someone allowed themselves',
      [
        { id: '700', type: Role, permission: false },
        { id: '600', type: User, permission: true },
      ],
      true,
    ],
    ['everyone, where everyone is allowed', [{ id: guildId, type: Role, permission: true }], true],
    [
      'not in a channel closed to the command',
      [
        { id: '600', type: User, permission: true },
        { id: '500', type: Channel, permission: false },
      ],
      false,
    ],
    [
      'not where all channels are closed',
      [
        { id: '600', type: User, permission: true },
        { id: '99', type: Channel, permission: false },
      ],
      false,
    ],
    [
      'in the channel that is open though all others are closed',
      [
        { id: '600', type: User, permission: true },
        { id: '99', type: Channel, permission: false },
        { id: '500', type: Channel, permission: true },
      ],
      true,
    ],
    ['not someone of another role', [{ id: '702', type: Role, permission: true }], false],
  ])('%s', (_, set, expected) => {
    expect(isAllowed(set, asker)).toBe(expected);
  });
});

test('in which server’s turn a request is sent is not told to Discord', async () => {
  const headers: object[] = [];
  const server = createServer((request, response) => {
    headers.push(request.headers);
    response.writeHead(404, { 'content-type': 'application/json' }).end('{"code":10003,"message":"Unknown Channel"}');
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  const rest = createRest({ token: 'a.b.c', apiUrl: `http://127.0.0.1:${port}/api`, requestsPerSecond: 50 });
  expect(await channelAccess(rest, bot, { guildId, channelId: '5' }, AbortSignal.timeout(5_000))).toBe('gone');
  expect(headers).toHaveLength(1);
  expect(headers[0]).toMatchObject({ authorization: 'Bot a.b.c', 'user-agent': expect.stringContaining('DiscordBot') });
  expect(JSON.stringify(headers)).not.toContain('guild');
  server.closeAllConnections();
  server.close();
});

describe('who is allowed a command by the server', () => {
  const fromGuild = (id: string) => ({
    id: '1',
    application_id: '2',
    token: 't',
    guild_id: id,
    channel_id: '5',
    type: InteractionType.ApplicationCommand as const,
    member: { user: { id: '9' }, permissions: '0', roles: [] },
    data: { id: '3', name: 'digest', options: [] },
  });

  test('is asked once for all who ask at the same time, so that no server waits for the many of another', async () => {
    const asked: string[] = [];
    const server = createServer(async (request, response) => {
      asked.push(/guilds\/(\d+)/.exec(request.url ?? '')?.[1] ?? '');
      await setTimeout(100);
      const permissions = [{ id: '9', type: ApplicationCommandPermissionType.User, permission: true }];
      response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify({ permissions }));
    }).listen(0, '127.0.0.1');
    await once(server, 'listening');
    const { port } = server.address() as AddressInfo;
    const rest = createRest({ token: 'a.b.c', apiUrl: `http://127.0.0.1:${port}/api`, requestsPerSecond: 50 });
    const allowedByServer = createAllowedByServer(rest, pino({ level: 'silent' }));
    const [many, other] = ['100000000000000001', '100000000000000002'];
    const answers = [...Array(30).fill(many), other].map((id) => allowedByServer(fromGuild(id), '3'));
    expect(await Promise.all(answers)).not.toContain(false);
    expect(asked).toEqual([many, other]);
    // Who asks later is answered anew.
    expect(await allowedByServer(fromGuild(many), '3')).toBe(true);
    expect(asked).toEqual([many, other, many]);
    server.closeAllConnections();
    server.close();
  });

  test.each<[string, number, object, RegExp | undefined]>([
    ['a rate limit', 429, { message: 'You are being rate limited.', retry_after: 10, global: false }, /TimeoutError/],
    ['an error', 500, {}, /permissions could not be read/],
    ['that nothing is set', 404, { code: 10066, message: 'Unknown application command permissions' }, undefined],
  ])(
    'is answered in time by %s: nobody, and who asked and the log are told what else it may be',
    async (_, status, body, told) => {
      let asked = 0;
      const server = createServer((_request, response) => {
        asked += 1;
        const headers = { 'content-type': 'application/json', ...(status === 429 ? { 'retry-after': '10' } : {}) };
        response.writeHead(status, headers).end(JSON.stringify(body));
      }).listen(0, '127.0.0.1');
      await once(server, 'listening');
      const { port } = server.address() as AddressInfo;
      const rest = createRest({ token: 'a.b.c', apiUrl: `http://127.0.0.1:${port}/api`, requestsPerSecond: 50 });
      const lines: string[] = [];
      const log = pino({ level: 'warn' }, { write: (line: string) => lines.push(line) });
      const answered = createAllowedByServer(rest, log)(fromGuild('100'), '3');
      if (told) await expect(answered).rejects.toMatchObject({ key: 'error:moderatorUnchecked' });
      else expect(await answered).toBe(false);
      // It is not waited for until Discord may be asked again.
      expect(asked).toBe(1);
      if (told) expect(lines.join('')).toMatch(told);
      else expect(lines).toEqual([]);
      server.closeAllConnections();
      server.close();
    },
  );
});
