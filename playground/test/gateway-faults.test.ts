import { REST } from '@discordjs/rest';
import { WebSocketManager, WebSocketShardEvents } from '@discordjs/ws';
import { GatewayIntentBits } from 'discord-api-types/v10';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { WebSocket } from 'ws';
import { startDiscord } from '../src/discord.ts';
import type { Discord } from '../src/discord-types.ts';
import type { Guild } from '../src/model/plan.ts';
import { ask } from './support/asking.ts';
import { open, type Payload } from './support/gateway-client.ts';

let discord: Discord;
let guild: Guild;
let url: string;
let states: string[];
beforeEach(async () => {
  discord = await startDiscord({ heartbeatMs: 500 });
  guild = discord.createGuild({ name: 'Guild', channels: [{ name: 'news' }] });
  url = discord.apiUrl.replace('http', 'ws').replace('/api', '');
  const own: string[] = [];
  states = own;
  discord.events.on('session', (state) => own.push(state));
});
afterEach(() => discord.close());

const intents = GatewayIntentBits.GuildMessages;
const post = () => ask(discord, 'POST', `/channels/${guild.channels.get('news')}/messages`, { body: { content: 'x' } });
const identify = () => ({ token: discord.token, intents, properties: {} });
const ready = ({ t }: Payload) => t === 'READY';

/** A client with a session. */
async function identified() {
  const client = await open(url);
  client.send(2, identify());
  const { session_id } = (await client.hears(ready)).d as { session_id: string };
  return { ...client, session_id };
}

/** What a resume gets: RESUMED, or op 9. */
async function resume(session_id: string) {
  const client = await open(url);
  client.send(6, { token: discord.token, session_id, seq: 1 });
  const answer = await client.hears(({ op, t }) => op === 9 || t === 'RESUMED');
  return { client, answer: answer.t ?? answer.d, missed: client.heard.map(({ t }) => t).filter(Boolean) };
}

describe('every connection', () => {
  test.each([
    [4000, 'RESUMED'],
    [1001, 'RESUMED'],
    [1006, 'RESUMED'],
    [4009, false],
    [4004, false],
  ])('can be closed with %i; a resume then gets %s', async (code, answer) => {
    const { closed, session_id } = await identified();
    discord.gateway.close(code);
    expect(await closed).toBe(code);
    await post();
    const resumed = await resume(session_id);
    expect(resumed.answer).toBe(answer);
    if (answer) expect(resumed.missed).toEqual(['MESSAGE_CREATE', 'RESUMED']);
    expect(states).toEqual(answer ? ['ready', 'closed', 'resumed'] : ['ready', 'closed']);
  });

  test('is closed with no code that there is not', () => {
    for (const code of [0, 999, 1005, 2000, 5000, 4000.5])
      expect(() => discord.gateway.close(code)).toThrow(expect.objectContaining({ name: 'ControlError' }));
  });

  test('is asked to reconnect', async () => {
    const { hears } = await identified();
    discord.gateway.requestReconnect();
    expect((await hears(({ op }) => op === 7)).d).toBeNull();
  });

  test.each([true, false])('loses its session, resumable: %s', async (resumable) => {
    const client = await identified();
    discord.gateway.invalidateSessions(resumable);
    expect((await client.hears(({ op }) => op === 9)).d).toBe(resumable);
    expect((await resume(client.session_id)).answer).toBe(resumable ? 'RESUMED' : false);
    // Who has lost a session may identify again on the same connection.
    client.heard.splice(0);
    client.send(2, identify());
    expect(((await client.hears(ready)).d as { session_id: string }).session_id).not.toBe(client.session_id);
  });
});

describe('a gateway that is not well', () => {
  test('does not acknowledge heartbeats until it is told to', async () => {
    const client = await identified();
    discord.gateway.behave({ acks: false });
    client.send(1, null);
    await client.caughtUp();
    expect(client.heard.some(({ op }) => op === 11)).toBe(false);
    expect(client.socket.readyState).toBe(WebSocket.OPEN);
    discord.gateway.behave({ acks: true });
    client.send(1, null);
    await client.hears(({ op }) => op === 11);
  });

  test('takes no new connections, and keeps those that there are', async () => {
    const client = await identified();
    discord.gateway.behave({ connections: false });
    await expect(open(url)).rejects.toThrow('Unexpected server response: 503');
    expect(client.socket.readyState).toBe(WebSocket.OPEN);
    discord.gateway.behave({ connections: true });
    (await open(url)).socket.close();
  });

  test('lets no session begin, and counts each try', async () => {
    discord.gateway.behave({ sessions: false });
    const left = async () => {
      const { body } = await ask(discord, 'GET', '/gateway/bot');
      return (body as { session_start_limit: { remaining: number } }).session_start_limit.remaining;
    };
    const before = await left();
    const client = await open(url);
    client.send(2, identify());
    await client.hears(({ op, d }) => op === 9 && d === false);
    expect(await left()).toBe(before - 1);
    discord.gateway.behave({ sessions: true });
  });

  test('does not say hello', async () => {
    discord.gateway.behave({ hello: false });
    const client = await open(url);
    await client.caughtUp();
    expect(client.heard).toEqual([]);
    expect(discord.gateway.habits()).toEqual({ acks: true, hello: false, sessions: true, connections: true });
    discord.gateway.behave({ hello: true });
    await (await open(url)).hears(({ op }) => op === 10);
  });
});

describe('an outage', () => {
  test('breaks connections off; sessions are resumed after it', async () => {
    const { closed, session_id } = await identified();
    await discord.down();
    expect(await closed).toBe(1006);
    await expect(open(url)).rejects.toThrow('ECONNREFUSED');
    await discord.up();
    expect((await resume(session_id)).answer).toBe('RESUMED');
  });

  test('may forget the sessions', async () => {
    const { closed, session_id } = await identified();
    await discord.down({ forgetSessions: true });
    await closed;
    await discord.up();
    expect((await resume(session_id)).answer).toBe(false);
  });
});

describe('@discordjs/ws', () => {
  const rest = () => new REST({ api: discord.apiUrl, retries: 0 }).setToken(discord.token);

  test('notices a zombie connection, and resumes', { timeout: 15_000 }, async () => {
    const manager = new WebSocketManager({ token: discord.token, rest: rest(), intents: 0 });
    await manager.connect();
    const resumed = new Promise((resolve) => manager.once(WebSocketShardEvents.Resumed, resolve));
    discord.gateway.behave({ acks: false });
    await expect.poll(() => states, { timeout: 5000 }).toContain('closed');
    discord.gateway.behave({ acks: true });
    await resumed;
    await manager.destroy();
  });

  test('comes back after each of op 7, op 9, a close and a broken line', { timeout: 60_000 }, async () => {
    const manager = new WebSocketManager({ token: discord.token, rest: rest(), intents: 0 });
    manager.on(WebSocketShardEvents.Error, () => {});
    await manager.connect();
    for (const [break_, state] of [
      [() => discord.gateway.requestReconnect(), 'resumed'],
      [() => discord.gateway.close(4000), 'resumed'],
      [() => discord.gateway.close(1006), 'resumed'],
      [() => discord.gateway.invalidateSessions(true), 'resumed'],
      [() => discord.gateway.invalidateSessions(false), 'ready'],
    ] as const) {
      states.splice(0);
      break_();
      await expect.poll(() => states, { timeout: 15_000 }).toEqual(['closed', state]);
    }
    await manager.destroy();
  });
});
