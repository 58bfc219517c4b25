import { afterEach, beforeEach, expect, test } from 'vitest';
import { startDiscord } from '../src/discord.ts';
import type { Discord } from '../src/discord-types.ts';
import { exampleGuild } from '../src/example-guild.ts';
import type { Guild } from '../src/model/plan.ts';
import { gatewayWords } from '../src/terminal/gateway-line.ts';
import { help } from '../src/terminal/help.ts';
import { readLine } from '../src/terminal/line.ts';
import { describeStrike } from '../src/terminal/refusal.ts';
import type { Scene } from '../src/terminal/scene.ts';
import { describeTrouble, makeTrouble } from '../src/terminal/trouble.ts';
import { troubleWords } from '../src/terminal/trouble-words.ts';
import { ask } from './support/asking.ts';

let discord: Discord;
let guild: Guild;
let scene: Scene;
beforeEach(async () => {
  discord = await startDiscord();
  guild = discord.createGuild(exampleGuild);
  scene = { ...guild, commands: [], withheld: [], offered: () => undefined };
});
afterEach(() => discord.close());

/** What the terminal says to a line. */
async function say(line: string): Promise<string> {
  const meant = readLine(line, scene);
  if (meant.kind !== 'trouble') throw new Error(`${line} is ${meant.kind}`);
  return makeTrouble(discord, meant);
}
const wrong = () => describeTrouble(discord.state());
const post = (name: string) =>
  ask(discord, 'POST', `/channels/${guild.channels.get(name)}/messages`, { body: { content: 'x' } });

test('faults are set, struck, listed and cleared', async () => {
  expect(await say('fault 502 after POST #news/messages x2')).toBe(
    'Fault 1: 502 after processing · POST #news/messages · 2 times',
  );
  expect(await say('fault 429 global 5 skip 3')).toBe('Fault 2: 429 global, for 5 s · any request · once · after 3');
  expect(await say('fault delay 20 GET always chance 0.5')).toBe(
    'Fault 3: delay of 20 ms · GET · until it is removed · by chance 0.5',
  );
  expect((await post('news')).status).toBe(502);
  expect(discord.messages(guild.channels.get('news') ?? '')).toHaveLength(1);
  expect(wrong()).toHaveLength(3);
  expect(wrong()[0]).toBe('Fault 1: 502 after processing · POST #news/messages · once · has struck 1');
  expect(await say('fault remove 2')).toBe('The fault is gone.');
  expect(await say('fault clear')).toBe('There are no faults of requests now.');
  expect(wrong()).toEqual([]);
});

test('the bot is timed out and a thread closed, until that is ended', async () => {
  expect(await say('timeout 10')).toBe('The bot is timed out for 10 min: timeout off ends it.');
  expect((await post('news')).status).toBe(403);
  expect(await say('timeout off')).toBe('The bot is not timed out any more.');
  expect(await say('lock #project-ideas')).toContain('closed and locked');
  expect((await post('project-ideas')).status).toBe(400);
  expect(await say('reopen #project-ideas')).toBe('#project-ideas is open again.');
  expect((await post('project-ideas')).status).toBe(200);
  await expect(say('timeout soon')).rejects.toThrow('timeout 10');
  await expect(say('lock #news')).rejects.toThrow('#news is no thread');
});

test('what is wrong is said, with what ends it', async () => {
  expect(await say('gateway acks off')).toBe('The gateway does not, until it is told to.');
  await say('gateway connections off');
  expect(await say('down')).toBe('This Discord is down: connections are refused until up.');
  expect(await say('kick')).toBe('The bot is thrown out of the server: invite lets it in again.');
  expect(wrong()).toEqual([
    'This Discord is down: up ends it.',
    'The gateway does not acknowledge heartbeats: gateway acks on ends it.',
    'The gateway refuses connections: gateway connections on ends it.',
    'The bot is not in Example server: invite lets it in.',
  ]);
  for (const line of ['up', 'gateway acks on', 'gateway connections on', 'invite']) await say(line);
  expect(wrong()).toEqual([]);
});

test('permissions are taken and given, and channels deleted', async () => {
  expect(await say('deny #project-ideas')).toBe('The bot may not post in #project-ideas now.');
  expect([(await post('project-ideas')).status, (await post('general')).status]).toEqual([403, 403]);
  await say('allow #general');
  expect((await post('project-ideas')).status).toBe(200);
  expect(await say('deny news ViewChannel')).toBe('The bot has no ViewChannel in #news now.');
  expect((await post('news')).body).toMatchObject({ code: 50001 });
  expect(await say('delete #news')).toBe('#news is deleted.');
  expect((await post('news')).body).toMatchObject({ code: 10003 });
});

test('what the control interface refuses is said as a line that cannot be understood', async () => {
  for (const [line, message] of [
    ['fault 404 after', 'when: only 500, 502, 503 and 504 come after processing'],
    ['fault hang #nws/messages', 'path: there is no channel #nws; there are #general, #news, '],
    ['gateway close 2000', 'code: a code from 4000 to 4999'],
    ['fault remove 9', 'id: there is no fault 9; none is set'],
    ['invite', 'guild: the bot is in Example server already'],
  ] as const)
    await expect(say(line)).rejects.toMatchObject({ name: 'LineError', message: expect.stringContaining(message) });
});

test('help tells of every word that makes trouble', () => {
  const told = help([], 200)
    .flat()
    .map(({ text }) => text)
    .join(' ');
  for (const word of [...Object.keys(troubleWords), ...Object.keys(gatewayWords)])
    expect(told).toMatch(new RegExp(`\\b${word}\\b`));
});

test('a request that a fault struck is told in a line', () => {
  const path = `/channels/${guild.channels.get('news')}/messages`;
  const request = { method: 'POST', path, status: 0, fault: { id: 3, do: 'drop-after' } } as const;
  expect(describeStrike(request, (id) => [...guild.channels].find(([, each]) => each === id)?.[0])).toBe(
    'Fault 3 (drop-after) struck the bot’s POST /channels/#news/messages: no answer',
  );
  expect(describeStrike({ method: 'GET', path, status: 500 }, () => undefined)).toBeUndefined();
});
