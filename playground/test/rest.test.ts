import { REST } from '@discordjs/rest';
import { ChannelType, Routes } from 'discord-api-types/v10';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startDiscord } from '../src/discord.ts';
import type { Discord } from '../src/discord-types.ts';
import type { Guild, PermissionName } from '../src/model/plan.ts';
import { ask, faults, given } from './support/asking.ts';

let discord: Discord;
let guild: Guild;
beforeAll(async () => {
  discord = await startDiscord();
  guild = discord.createGuild({
    name: 'Guild',
    members: [{ name: 'reader' }],
    channels: [{ name: 'general' }, { name: 'talk' }],
  });
  discord.createGuild({ name: 'Elsewhere', members: [{ name: 'stranger' }], channels: [] });
});
afterAll(() => discord.close());

describe('the door to Discord', () => {
  test.each<[string, string, string, Parameters<typeof ask>[3], number, unknown]>([
    [
      'a request without a user agent',
      'GET',
      '/users/@me',
      { headers: { 'user-agent': ' ' } },
      403,
      'error code: 1010',
    ],
    [
      'no authorization',
      'GET',
      '/users/@me',
      { headers: { authorization: undefined } },
      401,
      { message: '401: Unauthorized', code: 0 },
    ],
    ['another token', 'GET', '/users/@me', { headers: { authorization: 'Bot a.b.c' } }, 401, { code: 0 }],
    ['another version', 'GET', '/v9/users/@me', {}, 400, { code: 50041 }],
    ['an unknown path', 'GET', '/nothing', {}, 404, { message: '404: Not Found', code: 0 }],
    [
      'a method that a path does not have',
      'DELETE',
      '/users/@me',
      {},
      405,
      { message: '405: Method Not Allowed', code: 0 },
    ],
    ['an unknown channel', 'GET', '/channels/1', {}, 404, { code: 10003 }],
    ['an unknown guild', 'GET', '/guilds/1', {}, 404, { code: 10004 }],
    ['an unknown person', 'GET', '/users/1', {}, 404, { code: 10013 }],
    ['another application', 'GET', '/applications/1/commands', {}, 403, { code: 20012 }],
  ])('refuses %s', async (_, method, path, asked, status, body) => {
    const answer = await ask(discord, method, path, asked);
    expect(answer.status).toBe(status);
    if (typeof body === 'string') expect(answer.body).toBe(body);
    else expect(answer.body).toMatchObject(body as object);
  });

  test('does not read the bot token without the word Bot', async () => {
    const headers = { authorization: discord.token };
    expect(await ask(discord, 'GET', '/users/@me', { headers })).toMatchObject({ status: 401 });
  });

  test.each([
    ['no JSON', { raw: '{' }, 50109],
    ['half a character', { raw: '{"content":"\\ud83d"}' }, 50109],
    ['a form', { raw: 'content=x', headers: { 'content-type': 'application/x-www-form-urlencoded' } }, 50035],
    ['a list', { body: [] }, 50035],
  ])('refuses a body of %s', async (_, asked, code) => {
    const path = `/channels/${guild.channels.get('general')}/messages`;
    expect(await ask(discord, 'POST', path, asked)).toMatchObject({ status: 400, body: { code } });
  });

  test('says which id is none', async () => {
    const { body } = await ask(discord, 'GET', '/channels/general');
    expect(faults(body)).toEqual(['channel_id NUMBER_TYPE_COERCE']);
  });

  test('serves the version that is asked for, or its own', async () => {
    for (const url of [`${discord.apiUrl}/v10/gateway`, `${discord.apiUrl}/gateway`]) {
      const response = await fetch(url, { headers: { 'user-agent': 'DiscordBot' } });
      expect(await response.json()).toEqual({ url: expect.stringMatching(/^ws:\/\/127\.0\.0\.1:\d+$/) });
    }
  });

  test('gives a token like any other, whose first part is the bot', () => {
    expect(discord.token).toMatch(/^[\w-]+\.[\w-]+\.[\w-]+$/);
    expect(Buffer.from(given(discord.token.split('.')[0]), 'base64url').toString()).toBe(discord.botId);
  });

  test('tells of every request, with its error', async () => {
    const seen: unknown[] = [];
    discord.events.on('request', (request) => seen.push(request));
    await ask(discord, 'GET', '/users/@me');
    await ask(discord, 'GET', '/channels/1');
    discord.events.removeAllListeners('request');
    expect(seen).toEqual([
      { method: 'GET', path: '/users/@me', status: 200 },
      { method: 'GET', path: '/channels/1', status: 404, error: { message: 'Unknown Channel', code: 10003 } },
    ]);
  });
});

test('answers @discordjs/rest', async () => {
  const rest = new REST({ api: discord.apiUrl }).setToken(discord.token);
  const member = (name: string) => Routes.guildMember(guild.id, given(guild.members.get(name)));
  expect(await rest.get(Routes.currentApplication())).toMatchObject({ id: discord.applicationId, name: 'Bot' });
  expect(await rest.get(Routes.user())).toMatchObject({ id: discord.botId, bot: true });
  expect(await rest.get(Routes.guild(guild.id))).toMatchObject({ name: 'Guild', preferred_locale: 'en-US' });
  expect(await rest.get(Routes.guildChannels(guild.id))).toHaveLength(2);
  expect(await rest.get(Routes.guildRoles(guild.id))).toMatchObject([
    { name: '@everyone', id: guild.id },
    { managed: true },
  ]);
  expect(await rest.get(member('reader'))).toMatchObject({ user: { global_name: 'reader' }, roles: [] });
  const dm = (await rest.post(Routes.userChannels(), { body: { recipient_id: guild.members.get('reader') } })) as {
    id: string;
  };
  expect(dm).toMatchObject({ type: ChannelType.DM });
  expect(await rest.post(Routes.channelMessages(dm.id), { body: { content: 'hello' } })).toMatchObject({
    content: 'hello',
  });
  await expect(rest.get(Routes.guildMember(guild.id, '1'))).rejects.toMatchObject({ code: 10013 });
  const stranger = discord.createGuild({ name: 'Third', members: [{ name: 'stranger' }], channels: [] });
  const strangerId = given(stranger.members.get('stranger'));
  await expect(rest.get(Routes.guildMember(guild.id, strangerId))).rejects.toMatchObject({ code: 10007 });
  await expect(rest.post(Routes.channelMessages(dm.id), { body: {} })).rejects.toMatchObject({
    status: 400,
    code: 50006,
  });
});

describe('where the bot may post', () => {
  const everyone: PermissionName[] = ['ViewChannel', 'SendMessages'];
  const { GuildVoice, GuildForum, GuildCategory, PublicThread } = ChannelType;
  const plan = (ofEveryone: PermissionName[], bot: PermissionName[] = []) => ({
    name: 'Posting',
    everyone: ofEveryone,
    bot,
  });

  test.each<[string, Parameters<Discord['createGuild']>[0], number, number | undefined]>([
    ['where everyone may', { ...plan(everyone), channels: [{ name: 'here' }] }, 200, undefined],
    ['where its role may', { ...plan([], everyone), channels: [{ name: 'here' }] }, 200, undefined],
    ['not where it sees nothing', { ...plan([]), channels: [{ name: 'here' }] }, 403, 50001],
    ['not where it may only read', { ...plan(['ViewChannel']), channels: [{ name: 'here' }] }, 403, 50013],
    [
      'not where everyone is denied',
      {
        ...plan(everyone),
        channels: [{ name: 'here', overwrites: [{ target: '@everyone', deny: ['SendMessages'] }] }],
      },
      403,
      50013,
    ],
    [
      'where its role is let through',
      {
        ...plan(everyone),
        channels: [
          {
            name: 'here',
            overwrites: [
              { target: '@everyone', deny: ['ViewChannel'] },
              { target: '@bot', allow: ['ViewChannel'] },
            ],
          },
        ],
      },
      200,
      undefined,
    ],
    [
      'anywhere as an administrator',
      {
        ...plan([], ['Administrator']),
        channels: [{ name: 'here', overwrites: [{ target: '@everyone', deny: ['ViewChannel'] }] }],
      },
      200,
      undefined,
    ],
    [
      'not in a thread without its permission',
      { ...plan(everyone), channels: [{ name: 'a' }, { name: 'here', type: PublicThread, parent: 'a' }] },
      403,
      50013,
    ],
    [
      'in a thread with it',
      {
        ...plan(['ViewChannel', 'SendMessagesInThreads']),
        channels: [{ name: 'a' }, { name: 'here', type: PublicThread, parent: 'a' }],
      },
      200,
      undefined,
    ],
    [
      'not in a thread of a closed channel',
      {
        ...plan(['ViewChannel', 'SendMessagesInThreads']),
        channels: [
          { name: 'a', overwrites: [{ target: '@everyone', deny: ['ViewChannel'] }] },
          { name: 'here', type: PublicThread, parent: 'a' },
        ],
      },
      403,
      50001,
    ],
    ['not by voice without Connect', { ...plan(everyone), channels: [{ name: 'here', type: GuildVoice }] }, 403, 50013],
    ['not in a forum', { ...plan(everyone), channels: [{ name: 'here', type: GuildForum }] }, 400, 50008],
    ['not in a category', { ...plan(everyone), channels: [{ name: 'here', type: GuildCategory }] }, 400, 50008],
  ])('%s', async (_, made, status, code) => {
    const channelId = given(discord.createGuild(made).channels.get('here'));
    const answer = await ask(discord, 'POST', `/channels/${channelId}/messages`, { body: { content: 'x' } });
    expect(answer).toMatchObject({ status, ...(code === undefined ? {} : { body: { code } }) });
  });

  test('reads nothing without the permission to read what was said', async () => {
    const silent = discord.createGuild({ ...plan(everyone), channels: [{ name: 'here' }] });
    const messages = `/channels/${silent.channels.get('here')}/messages`;
    await ask(discord, 'POST', messages, { body: { content: 'x' } });
    expect(await ask(discord, 'GET', messages)).toMatchObject({ status: 200, body: [] });
  });

  test('as the overwrites are set meanwhile, until the channel is gone', async () => {
    const open = discord.createGuild({ ...plan(everyone), channels: [{ name: 'here' }] });
    const channelId = given(open.channels.get('here'));
    const post = () => ask(discord, 'POST', `/channels/${channelId}/messages`, { body: { content: 'x' } });
    discord.overwrite(open.id, 'here', { target: '@bot', deny: ['SendMessages'] });
    expect(await post()).toMatchObject({ status: 403, body: { code: 50013 } });
    discord.overwrite(open.id, 'here', { target: '@bot' });
    expect(await post()).toMatchObject({ status: 200 });
    discord.deleteChannel(channelId);
    expect(await post()).toMatchObject({ status: 404, body: { code: 10003 } });
  });
});

describe('rate limits', () => {
  test('let five messages through in five seconds, and say so in every answer', async () => {
    const own = await startDiscord();
    try {
      const { channels } = own.createGuild({ name: 'Guild', channels: [{ name: 'a' }, { name: 'b' }] });
      const post = (name: string) =>
        ask(own, 'POST', `/channels/${channels.get(name)}/messages`, { body: { content: 'x' } });
      const answers = [];
      for (let count = 0; count < 6; count += 1) answers.push(await post('a'));
      expect(answers.map(({ status }) => status)).toEqual([200, 200, 200, 200, 200, 429]);
      expect(answers.map(({ headers }) => headers.get('x-ratelimit-remaining'))).toEqual([
        '4',
        '3',
        '2',
        '1',
        '0',
        '0',
      ]);
      const last = given(answers.at(-1));
      expect(last.body).toEqual({
        message: 'You are being rate limited.',
        retry_after: expect.any(Number),
        global: false,
      });
      expect(last.headers.get('x-ratelimit-scope')).toBe('user');
      expect(last.headers.get('x-ratelimit-limit')).toBe('5');
      expect(Number(last.headers.get('retry-after'))).toBeLessThanOrEqual(5);
      expect(Number(last.headers.get('x-ratelimit-reset-after'))).toBeGreaterThan(3);
      expect(last.headers.get('x-ratelimit-bucket')).toMatch(/^\w+$/);
      expect((await post('b')).status).toBe(200);
    } finally {
      await own.close();
    }
  });

  test('let 50 requests a second through, but count no answers to interactions', async () => {
    const own = await startDiscord();
    try {
      const headers = { authorization: `Bot ${own.token}`, 'user-agent': 'DiscordBot' };
      const ids = Array.from({ length: 60 }, (_, index) => index + 1);
      const answers = await Promise.all(ids.map((id) => fetch(`${own.apiUrl}/v10/guilds/${id}`, { headers })));
      const limited = answers.filter(({ status }) => status === 429);
      expect(limited).toHaveLength(10);
      expect(limited[0]?.headers.get('x-ratelimit-global')).toBe('true');
      expect(limited[0]?.headers.get('x-ratelimit-scope')).toBe('global');
      expect(await limited[0]?.json()).toMatchObject({ global: true });
      const path = `/webhooks/${own.applicationId}/token/messages/@original`;
      expect(await ask(own, 'GET', path, { headers: { authorization: undefined } })).toMatchObject({
        status: 401,
        body: { code: 50027 },
      });
    } finally {
      await own.close();
    }
  });

  test('let ten posts an hour be published in a channel, by the clock; only the body says how long to wait', async () => {
    let now = Date.now();
    let elapsed = 0;
    const own = await startDiscord({ now: () => now, elapsed: () => elapsed });
    try {
      const channels = ['news', 'other'].map((name) => ({ name, type: ChannelType.GuildAnnouncement }));
      const { channels: ids } = own.createGuild({ name: 'Guild', channels });
      const publish = async (name: string) => {
        // The limits of requests are others.
        elapsed += 5_000;
        const messages = `/channels/${ids.get(name)}/messages`;
        const { body } = await ask(own, 'POST', messages, { body: { content: 'x' } });
        return ask(own, 'POST', `${messages}/${(body as { id: string }).id}/crosspost`);
      };
      for (let i = 0; i < 10; i++) expect((await publish('news')).status).toBe(200);
      const { status, headers, body } = await publish('news');
      expect([status, headers.get('x-ratelimit-scope')]).toEqual([429, 'shared']);
      expect(Number(headers.get('retry-after'))).toBeLessThan(10);
      expect(body).toEqual({
        message: 'The write action you are performing on the channel has hit the write rate limit.',
        code: 20028,
        retry_after: 3_600,
        global: false,
      });
      expect((await publish('other')).status).toBe(200);
      now += 3_600_000;
      expect((await publish('news')).status).toBe(200);
    } finally {
      await own.close();
    }
  });

  test('shut out who sends ten thousand bad requests', async () => {
    const { createRateLimits } = await import('../src/rest/rate-limits.ts');
    const limits = createRateLimits();
    for (let count = 0; count < 9_999; count += 1) limits.countInvalid();
    expect(limits.bannedFor()).toBeUndefined();
    limits.countInvalid();
    expect(limits.bannedFor()).toBeGreaterThan(0);
  });
});
