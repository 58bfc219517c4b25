import { setTimeout as wait } from 'node:timers/promises';
import { REST } from '@discordjs/rest';
import { WebSocketManager, WebSocketShardEvents } from '@discordjs/ws';
import { Client, Events, GatewayIntentBits } from 'discord.js';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { WebSocket } from 'ws';
import { startDiscord } from '../src/discord.ts';
import type { Discord } from '../src/discord-types.ts';
import { ask, given } from './support/asking.ts';
import { type GatewayClient, open, type Payload } from './support/gateway-client.ts';

let discord: Discord;
let url: string;
beforeEach(async () => {
  discord = await startDiscord();
  discord.createGuild({ name: 'Guild', members: [{ name: 'reader' }], channels: [{ name: 'general' }] });
  url = discord.apiUrl.replace('http', 'ws').replace('/api', '');
});
afterEach(() => discord.close());

const identify = (more: object = {}) => ({ token: discord.token, intents: 0, properties: {}, ...more });
const ready = ({ t }: Payload) => t === 'READY';

describe('the gateway', () => {
  test('says hello, answers heartbeats, and is ready', async () => {
    const client = await open(url);
    await client.hears(
      (hello) => hello.op === 10 && (hello.d as { heartbeat_interval: number }).heartbeat_interval === 41_250,
    );
    client.send(1, null);
    await client.hears(({ op }) => op === 11);
    client.send(2, identify());
    const { d, s } = await client.hears(ready);
    expect(s).toBe(1);
    expect(d).toMatchObject({
      v: 10,
      user: { id: discord.botId, bot: true },
      application: { id: discord.applicationId, flags: 0 },
      guilds: [{ unavailable: true }],
      session_id: expect.any(String),
      resume_gateway_url: url,
    });
    await discord.connected();
    client.socket.close(1000);
  });

  test.each<[string, number, (client: GatewayClient) => void]>([
    ['an unknown opcode', 4001, (client) => client.send(99, null)],
    ['no JSON', 4002, ({ socket }) => socket.send('{')],
    ['more before it is known', 4003, (client) => client.send(3, {})],
    ['a wrong token', 4004, (client) => client.send(2, identify({ token: 'x' }))],
    ['a second identify', 4005, (client) => [client.send(2, identify()), client.send(2, identify())]],
    ['a shard that does not exist', 4010, (client) => client.send(2, identify({ shard: [2, 2] }))],
    ['an unknown intent', 4013, (client) => client.send(2, identify({ intents: 1 << 30 }))],
    ['no intents', 4013, (client) => client.send(2, identify({ intents: undefined }))],
    ['privileged intents', 4014, (client) => client.send(2, identify({ intents: GatewayIntentBits.MessageContent }))],
    ['121 events', 4008, (client) => Array.from({ length: 121 }, () => client.send(1, null))],
    ['more than 4096 bytes', 4002, ({ socket }) => socket.send(JSON.stringify({ op: 1, d: 'x'.repeat(5000) }))],
  ])('ends the connection at %s', async (_, code, say) => {
    const client = await open(url);
    say(client);
    expect([code, code === 4002 ? 1009 : code]).toContain(await client.closed);
  });

  test('is spoken to in version 10 and JSON', async () => {
    expect(await (await open(url, 'v=9&encoding=json')).closed).toBe(4012);
    expect(await (await open(url, 'v=10&encoding=etf')).closed).toBe(4002);
  });

  test('closes where heartbeats are missed', async () => {
    const own = await startDiscord({ heartbeatMs: 40 });
    const client = await open(own.apiUrl.replace('http', 'ws').replace('/api', ''));
    for (let beats = 0; beats < 4; beats += 1) {
      await wait(20);
      client.send(1, null);
    }
    expect(client.socket.readyState).toBe(WebSocket.OPEN);
    expect(await client.closed).toBe(4009);
    await own.close();
  });

  test('tells of messages only who has the intent, on the guild’s own shard', async () => {
    const guild = discord.createGuild({ name: 'Other', channels: [{ name: 'general' }] });
    const shard = Number((BigInt(guild.id) >> 22n) % 2n);
    const messages = GatewayIntentBits.GuildMessages;
    const clients = await Promise.all(
      [
        { intents: messages, shard: [shard, 2] },
        { intents: 0, shard: [shard, 2] },
        { intents: messages, shard: [1 - shard, 2] },
      ].map(async (asked) => {
        const client = await open(url);
        client.send(2, identify(asked));
        await client.hears(ready);
        return client;
      }),
    );
    await ask(discord, 'POST', `/channels/${guild.channels.get('general')}/messages`, { body: { content: 'x' } });
    await given(clients[0]).hears(
      ({ t, d }) => t === 'MESSAGE_CREATE' && (d as { guild_id: string }).guild_id === guild.id,
    );
    for (const client of clients.slice(1)) expect(client.heard.some(({ t }) => t === 'MESSAGE_CREATE')).toBe(false);
    for (const client of clients) client.socket.close(1000);
  });

  test('lets one client identify in a time, whatever its shard, and ends the session of the next', async () => {
    const own = await startDiscord({ identifyMs: 300 });
    const identifies = async (shard: number) => {
      const client = await open(own.apiUrl.replace('http', 'ws').replace('/api', ''));
      client.send(2, { ...identify({ shard: [shard, 2] }), token: own.token });
      return client;
    };
    const first = await identifies(0);
    await first.hears(ready);
    const early = await identifies(1);
    expect((await early.hears(({ op }) => op === 9)).d).toBe(false);
    await wait(320);
    early.send(2, { ...identify({ shard: [1, 2] }), token: own.token });
    expect((await early.hears(ready)).d).toMatchObject({ shard: [1, 2] });
    await own.close();
  });

  test('resumes a session with what it missed, and no other', async () => {
    const intents = GatewayIntentBits.GuildMessages;
    const first = await open(url);
    first.send(2, identify({ intents }));
    const { session_id } = (await first.hears(ready)).d as { session_id: string };
    first.socket.close(4000);
    await first.closed;
    const guild = discord.createGuild({ name: 'Other', channels: [{ name: 'general' }] });
    await ask(discord, 'POST', `/channels/${guild.channels.get('general')}/messages`, { body: { content: 'missed' } });
    const resume = async (more: object) => {
      const client = await open(url);
      client.send(6, { token: discord.token, session_id, seq: 1, ...more });
      return client;
    };
    expect(await (await resume({ seq: 99 })).closed).toBe(4007);
    expect(await (await resume({ token: 'x' })).closed).toBe(4004);
    const unknown = await resume({ session_id: 'x' });
    expect((await unknown.hears(({ op }) => op === 9)).d).toBe(false);
    const again = await resume({});
    await again.hears(({ t }) => t === 'RESUMED');
    expect(again.heard.flatMap(({ t, s }) => (t ? [`${t} ${s}`] : []))).toEqual(['MESSAGE_CREATE 2', 'RESUMED 3']);
    again.socket.close(1000);
    await again.closed;
    const gone = await resume({ seq: 3 });
    expect((await gone.hears(({ op }) => op === 9)).d).toBe(false);
  });
});

describe('its clients', () => {
  test('connect with @discordjs/ws, and come back by themselves', async () => {
    const rest = new REST({ api: discord.apiUrl }).setToken(discord.token);
    const manager = new WebSocketManager({ token: discord.token, rest, intents: 0 });
    const states: string[] = [];
    discord.events.on('session', (state) => states.push(state));
    await manager.connect();
    await discord.connected();
    const resumed = new Promise((resolve) => manager.once(WebSocketShardEvents.Resumed, resolve));
    // What Discord does not understand ends the connection, not the session.
    await manager.send(0, { op: 99, d: null } as never);
    await resumed;
    expect(states).toEqual(['ready', 'closed', 'resumed']);
    await manager.destroy();
    await expect.poll(() => states.at(-1)).toBe('closed');
  });

  test('are discord.js itself, told only where the API is', async () => {
    const { Guilds, GuildMessages } = GatewayIntentBits;
    const client = new Client({ intents: [Guilds, GuildMessages], rest: { api: discord.apiUrl } });
    const isReady = new Promise((resolve) => client.once(Events.ClientReady, resolve));
    await client.login(discord.token);
    await isReady;
    expect(client.user?.id).toBe(discord.botId);
    expect(client.guilds.cache.map(({ name }) => name)).toEqual(['Guild']);
    await client.application?.commands.set([{ name: 'ping', description: 'Pong' }]);
    client.on(Events.InteractionCreate, async (interaction) => {
      if (!interaction.isChatInputCommand()) return;
      await interaction.deferReply({ flags: 'Ephemeral' });
      await interaction.editReply(`pong, ${interaction.user.globalName}`);
    });
    const joined = new Promise((resolve) => client.once(Events.GuildCreate, resolve));
    const { id, channels, members } = discord.createGuild({
      name: 'Later',
      members: [{ name: 'reader' }],
      channels: [{ name: 'general' }, { name: 'thread', type: 11, parent: 'general' }],
    });
    await joined;
    const channelId = given(channels.get('general'));
    const someone = { guildId: id, channelId, userId: given(members.get('reader')) };
    expect((await discord.use(someone, 'ping')).message.content).toBe('pong, reader');
    const seen = new Promise<string>((resolve) => client.once(Events.MessageCreate, ({ content }) => resolve(content)));
    const channel = await client.channels.fetch(channelId);
    if (!channel?.isSendable()) throw new Error('The channel takes no messages');
    const message = await channel.send('hello');
    expect(await seen).toBe('hello');
    await message.edit('hello again');
    await message.delete();
    expect(discord.messages(channelId)).toEqual([]);
    await expect(channel.send('')).rejects.toMatchObject({ code: 50006 });
    await client.destroy();
  });
});
