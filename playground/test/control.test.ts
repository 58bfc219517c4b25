import { request } from 'node:http';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { startDiscord } from '../src/discord.ts';
import type { Discord } from '../src/discord-types.ts';
import { exampleGuild } from '../src/example-guild.ts';
import type { Guild } from '../src/model/plan.ts';
import { ask, given } from './support/asking.ts';
import { open } from './support/gateway-client.ts';

let discord: Discord;
let guild: Guild;
beforeEach(async () => {
  discord = await startDiscord();
  guild = discord.createGuild(exampleGuild);
});
afterEach(() => discord.close());

type Sent = { method?: string; headers?: Record<string, string>; raw?: string };

async function send(path: string, body: unknown = {}, { method = 'POST', headers = {}, raw }: Sent = {}) {
  const response = await fetch(`${discord.controlUrl}${path}`, {
    method,
    headers: { 'content-type': 'application/json', ...headers },
    ...(method === 'GET' ? {} : { body: raw ?? JSON.stringify(body) }),
  });
  return { status: response.status, body: (await response.json()) as Record<string, unknown> };
}
const get = (path: string) => send(path, undefined, { method: 'GET' });
const channel = (name: string) => given(guild.channels.get(name));
const post = (name: string) => ask(discord, 'POST', `/channels/${channel(name)}/messages`, { body: { content: 'x' } });

describe('the control interface', () => {
  test('is on a port of its own, and lists what it can do', async () => {
    expect(discord.controlUrl).toMatch(/^http:\/\/127\.0\.0\.1:\d+$/);
    expect(discord.apiUrl).not.toContain(discord.controlUrl);
    const { status, body } = await get('/');
    const listed = body as unknown as { method: string; path: string; does: string; body?: { anyOf?: unknown[] } }[];
    expect(status).toBe(200);
    expect(listed.map(({ method, path }) => `${method} ${path}`)).toEqual([
      'GET /',
      'GET /state',
      'POST /fault',
      'POST /fault/remove',
      'POST /fault/clear',
      'POST /down',
      'POST /up',
      'POST /gateway',
      'POST /gateway/close',
      'POST /gateway/reconnect',
      'POST /gateway/invalidate',
      'POST /permissions',
      'POST /channel/delete',
      'POST /thread',
      'POST /slowmode',
      'POST /locale',
      'POST /timeout',
      'POST /role/delete',
      'POST /kick',
      'POST /invite',
    ]);
    expect(JSON.stringify(given(listed[2]).body)).toContain('drop-after');
    expect(listed.every(({ does }) => does.length > 5)).toBe(true);
  });

  test('sets faults, tells of them, and takes them away', async () => {
    const set = await send('/fault', { do: 'status', status: 502, method: 'POST', path: '#news/messages', times: 2 });
    expect(set).toMatchObject({ status: 200, body: { id: 1, struck: 0, left: 2, holding: 0 } });
    expect((await post('news')).status).toBe(502);
    expect((await post('general')).status).toBe(200);
    expect((await get('/state')).body).toMatchObject({
      up: true,
      faults: [{ id: 1, struck: 1, left: 1, plan: { status: 502 } }],
      gateway: { acks: true, hello: true, sessions: true, connections: true },
      guilds: [
        {
          name: 'Example server',
          hasBot: true,
          channels: expect.arrayContaining([{ id: channel('news'), name: 'news' }]),
        },
      ],
    });
    expect(await send('/fault/remove', { id: 1 })).toEqual({ status: 200, body: { done: 'fault/remove' } });
    expect((await post('news')).status).toBe(200);
    await send('/fault', { do: 'drop-before', times: 'always' });
    expect((await send('/fault/clear')).status).toBe(200);
    expect((await post('news')).status).toBe(200);
  });

  test('stays while the rest is down', async () => {
    expect((await send('/down')).status).toBe(200);
    await expect(post('news')).rejects.toThrow();
    expect((await get('/state')).body).toMatchObject({ up: false });
    expect((await send('/up')).status).toBe(200);
    expect((await post('news')).status).toBe(200);
  });

  test('makes the gateway fail', async () => {
    const url = discord.apiUrl.replace('http', 'ws').replace('/api', '');
    const client = await open(url);
    client.send(2, { token: discord.token, intents: 0, properties: {} });
    await client.hears(({ t }) => t === 'READY');
    await send('/gateway/reconnect');
    await client.hears(({ op }) => op === 7);
    await send('/gateway/invalidate', { resumable: true });
    await client.hears(({ op, d }) => op === 9 && d === true);
    await send('/gateway', { connections: false });
    await expect(open(url)).rejects.toThrow('503');
    await send('/gateway/close', { code: 4009 });
    expect(await client.closed).toBe(4009);
  });

  test('takes permissions away and gives them, and leaves others as they are', async () => {
    await send('/permissions', { channel: '#news', deny: ['SendMessages', 'ReadMessageHistory'] });
    expect(await post('news')).toMatchObject({ status: 403, body: { code: 50013 } });
    await send('/permissions', { channel: 'news', allow: ['SendMessages'] });
    expect((await post('news')).status).toBe(200);
    expect((await ask(discord, 'GET', `/channels/${channel('news')}/messages`)).body).toEqual([]);
    await send('/permissions', { channel: channel('news'), target: '@everyone', deny: ['ViewChannel'] });
    expect((await post('news')).body).toMatchObject({ code: 50001 });
  });

  test('sets the language of a guild, which the gateway tells and interactions name', async () => {
    const client = await open(discord.apiUrl.replace('http', 'ws').replace('/api', ''));
    client.send(2, { token: discord.token, intents: 1, properties: {} });
    await client.hears(({ t }) => t === 'GUILD_CREATE');
    expect((await send('/locale', { locale: 'ja' })).status).toBe(200);
    expect((await client.hears(({ t }) => t === 'GUILD_UPDATE')).d).toMatchObject({
      id: guild.id,
      preferred_locale: 'ja',
    });
    expect((await ask(discord, 'GET', `/guilds/${guild.id}`)).body).toMatchObject({ preferred_locale: 'ja' });
    await ask(discord, 'PUT', `/applications/${discord.applicationId}/commands`, {
      body: [{ name: 'ping', description: 'x', description_localizations: { de: 'y' } }],
    });
    expect(discord.commandLocales()).toEqual(['de']);
    const reader = { userId: given(guild.members.get('reader')), channelId: channel('general'), guildId: guild.id };
    const used = discord.use({ ...reader, locale: 'fr' }, 'ping');
    const { d } = await client.hears(({ t }) => t === 'INTERACTION_CREATE');
    expect(d).toMatchObject({ locale: 'fr', guild_locale: 'ja', guild: { locale: 'ja' } });
    const { id, token } = d as { id: string; token: string };
    await ask(discord, 'POST', `/interactions/${id}/${token}/callback`, { body: { type: 4, data: { content: 'x' } } });
    await used;
  });

  test('deletes a channel', async () => {
    expect((await send('/channel/delete', { channel: '#general' })).status).toBe(200);
    expect(await post('general')).toMatchObject({ status: 404, body: { code: 10003 } });
    expect(await post('project-ideas')).toMatchObject({ status: 404, body: { code: 10003 } });
  });

  test.each<[string, unknown, string]>([
    ['/fault', { do: 'drop' }, 'do: one of drop-before, drop-after, delay, hang, status'],
    ['/fault', [], 'Invalid input: expected object'],
    ['/fault', { do: 'delay' }, 'ms: '],
    ['/fault', { do: 'hang', methd: 'POST' }, 'Unrecognized key: "methd"'],
    ['/fault', { do: 'hang', method: 'FETCH' }, 'method: Invalid option: expected one of "GET"|"POST"'],
    ['/fault/remove', { id: 9 }, 'id: there is no fault 9; none is set'],
    ['/gateway', {}, 'one of acks, hello, sessions and connections is needed'],
    ['/permissions', { channel: 'news' }, 'allow or deny is needed'],
    ['/gateway', { acks: 'no' }, 'acks: Invalid input: expected boolean'],
    ['/gateway/close', { code: 99 }, 'code: a code from 4000 to 4999'],
    ['/gateway/invalidate', {}, 'resumable: '],
    [
      '/permissions',
      { channel: 'nws', deny: ['SendMessages'] },
      'channel: there is no nws; there are #general, #news,',
    ],
    [
      '/permissions',
      { channel: 'news', target: 'me', deny: ['ViewChannel'] },
      'target: there is no me; there are @everyone, Bot,',
    ],
    ['/permissions', { channel: 'news', deny: ['Send'] }, 'deny: 0: a permission by its name in discord.js'],
    ['/kick', { guild: 'Example servr' }, 'guild: there is no Example servr; there are Example server'],
    ['/invite', {}, 'guild: the bot is in Example server already'],
    ['/locale', { locale: 'en' }, 'locale: Invalid option: expected one of "id"|"en-US"|'],
    ['/down', { hard: true }, 'Unrecognized key: "hard"'],
  ])('refuses %s %o', async (path, body, problem) => {
    const answer = await send(path, body);
    expect(answer).toEqual({ status: 400, body: { problems: [expect.stringContaining(problem)], see: 'GET /' } });
  });

  test('refuses what is no JSON, and what is not there', async () => {
    expect(await send('/up', {}, { raw: '{' })).toMatchObject({
      status: 400,
      body: { problems: ['the body is no JSON'] },
    });
    expect(await send('/up', {}, { headers: { 'content-type': 'text/plain' } })).toMatchObject({
      status: 415,
      body: { problems: [expect.stringContaining('application/json')] },
    });
    expect(await send('/falt')).toMatchObject({
      status: 404,
      body: { problems: ['There is no POST /falt. Do you mean POST /fault?'] },
    });
    expect(await get('/down')).toMatchObject({ status: 405 });
    expect(discord.isUp).toBe(true);
  });

  test.each([
    ['evil.example', 403],
    ['evil.example:80', 403],
    ['127.0.0.1.evil.example', 403],
    ['localhost:1', 200],
    ['127.0.0.1', 200],
  ])('hears the host %s with %i', async (host, status) => {
    const { hostname, port } = new URL(discord.controlUrl);
    const answer = new Promise((resolve) =>
      request({ hostname, port, path: '/state', headers: { host } }, (response) =>
        resolve(response.resume().statusCode),
      ).end(),
    );
    expect(await answer).toBe(status);
  });

  test.for([
    [{ origin: 'https://example.org' }, 403],
    [{ origin: 'null' }, 403],
    [{ origin: 'http://127.0.0.1' }, 403],
    [{ 'sec-fetch-site': 'cross-site' }, 403],
    [{ 'sec-fetch-site': 'same-site' }, 403],
    [{ 'sec-fetch-site': 'none' }, 200],
    [{}, 200],
  ] as const)('does nothing for a page in a browser: %o gets %i', async ([headers, status]) => {
    const asked = [
      { path: '/state', method: 'GET', body: '' },
      { path: '/fault/clear', method: 'POST', body: '{}' },
    ].map(({ path, method, body }) => {
      const { promise, resolve } = Promise.withResolvers<number | undefined>();
      const { hostname, port } = new URL(discord.controlUrl);
      request(
        { hostname, port, path, method, headers: { ...headers, 'content-type': 'application/json' } },
        (response) => resolve(response.resume().statusCode),
      ).end(body);
      return promise;
    });
    expect(await Promise.all(asked)).toEqual([status, status]);
  });
});

describe('a bot that is thrown out of its guild', () => {
  const reader = () => ({
    userId: given(guild.members.get('reader')),
    guildId: guild.id,
    channelId: channel('general'),
  });

  test('has no access to its channels, and knows no such guild, until it is let in again', async () => {
    const locked = () => post('locked').then(({ status }) => status);
    expect(await locked()).toBe(403);
    expect((await send('/kick')).status).toBe(200);
    expect(await send('/kick')).toMatchObject({ status: 400 });
    for (const path of [`/channels/${channel('news')}`, `/channels/${channel('news')}/messages`])
      expect(await ask(discord, 'GET', path)).toMatchObject({ status: 403, body: { code: 50001 } });
    expect(await post('news')).toMatchObject({ status: 403, body: { code: 50001 } });
    for (const path of ['', '/channels', '/roles', `/members/${discord.botId}`])
      expect(await ask(discord, 'GET', `/guilds/${guild.id}${path}`)).toMatchObject({
        status: 404,
        body: { code: 10004 },
      });
    const commands = `/applications/${discord.applicationId}/guilds/${guild.id}/commands`;
    expect(await ask(discord, 'GET', commands)).toMatchObject({ status: 403, body: { code: 50001 } });
    expect((await send('/invite')).status).toBe(200);
    expect((await post('news')).status).toBe(200);
    expect((await ask(discord, 'GET', `/guilds/${guild.id}/roles`)).body).toContainEqual(
      expect.objectContaining({ name: 'Bot', managed: true }),
    );
    // What channels had denied its role went with the role.
    expect(await locked()).toBe(200);
  });

  test('sees nothing that an overwrite lets everyone see', async () => {
    discord.overwrite(guild.id, 'news', { target: '@everyone', allow: ['ViewChannel', 'SendMessages'] });
    discord.kick(guild.id);
    expect(await post('news')).toMatchObject({ status: 403, body: { code: 50001 } });
  });

  test('is told of it by the gateway, and does not have the guild when it connects', async () => {
    const url = discord.apiUrl.replace('http', 'ws').replace('/api', '');
    const client = await open(url);
    const identify = { token: discord.token, intents: 1, properties: {} };
    client.send(2, identify);
    await client.hears(({ t }) => t === 'GUILD_CREATE');
    discord.kick(guild.id);
    expect((await client.hears(({ t }) => t === 'GUILD_DELETE')).d).toEqual({ id: guild.id });
    discord.deleteChannel(channel('projects'));
    const later = await open(url);
    later.send(2, identify);
    expect((await later.hears(({ t }) => t === 'READY')).d).toMatchObject({ guilds: [] });
    client.heard.splice(0);
    discord.invite(guild.id);
    expect((await client.hears(({ t }) => t === 'GUILD_CREATE')).d).toMatchObject({ id: guild.id });
    expect(client.heard.map(({ t }) => t)).toEqual(['GUILD_CREATE']);
  });

  test('offers no commands there, and cannot write to who is in no guild with it', async () => {
    await ask(discord, 'PUT', `/applications/${discord.applicationId}/commands`, {
      body: [{ name: 'ping', description: 'x' }],
    });
    expect(discord.commands(reader())).toHaveLength(1);
    const dm = async () => {
      const { body } = await ask(discord, 'POST', '/users/@me/channels', { body: { recipient_id: reader().userId } });
      const { id } = body as { id: string };
      return ask(discord, 'POST', `/channels/${id}/messages`, { body: { content: 'x' } });
    };
    expect(await dm()).toMatchObject({ status: 200 });
    discord.kick(guild.id);
    expect(discord.commands(reader())).toEqual([]);
    expect(await dm()).toMatchObject({ status: 403, body: { code: 50278 } });
  });
});
