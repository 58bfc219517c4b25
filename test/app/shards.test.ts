// @module-tag slow

import { setTimeout } from 'node:timers/promises';
import type { BotProcess, Guild } from 'discord-playground';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Newsroom, openNewsroom, textOf } from '../support/newsroom.ts';

/* Two processes of two shards each, of one bot in several guilds; Discord lets one shard identify at a time. */

const shardCount = 4;
const shardOf = ({ id }: Guild) => Number((BigInt(id) >> 22n) % BigInt(shardCount));

let room: Newsroom;
let bots: readonly BotProcess[];
const guilds: Guild[] = [];
const callbacks: { path: string; status: number }[] = [];

beforeAll(async () => {
  room = await openNewsroom({ identifyMs: 1_000 });
  room.discord.events.on('request', ({ path, status }) => {
    if (path.includes('/callback')) callbacks.push({ path, status });
  });
  for (let number = 1; new Set(guilds.map(shardOf)).size < shardCount; number += 1) {
    // Which shard a guild is in goes by the millisecond in which it was made.
    await setTimeout(2);
    guilds.push(
      room.discord.createGuild({
        name: `Guild ${number}`,
        members: [{ name: 'reader' }, { name: 'moderator', roles: ['Moderators'] }],
        roles: [{ name: 'Moderators', permissions: ['ManageGuild'] }],
        channels: [{ name: 'general' }],
      }),
    );
  }
  const shards = (numbers: string) => ({
    ROLE: 'gateway',
    SHARDS: numbers,
    SHARD_COUNT: String(shardCount),
    HTTP_PORT: '0',
  });
  bots = await Promise.all([room.start(shards('0,1')), room.start(shards('2-3'))]);
}, 90_000);
afterAll(() => room.close());

const shardsOf = ({ output }: BotProcess) =>
  new Set(output.flatMap((line) => (line.includes('"msg":"ready"') ? [JSON.parse(line).shard as number] : [])));
const actorIn = (guild: Guild | undefined, member: string) => ({
  userId: guild?.members.get(member) ?? '',
  channelId: guild?.channels.get('general') ?? '',
  guildId: guild?.id,
});

/** Each shard has answered once more: what it had to do before that is done. */
const everyShardAnswers = () =>
  Promise.all(guilds.map((guild) => room.discord.use(actorIn(guild, 'reader'), 'latest')));

describe('two processes with two shards each', () => {
  test('have a session for each of their own, though both identify at once', async () => {
    await expect
      .poll(() => bots.map((bot) => [...shardsOf(bot)].sort()), { timeout: 60_000 })
      .toEqual([
        [0, 1],
        [2, 3],
      ]);
  }, 70_000);

  test('answer each interaction once, from whichever guild it is', async () => {
    callbacks.length = 0;
    const asked = guilds.flatMap((guild) => Array.from({ length: 5 }, () => actorIn(guild, 'reader')));
    const answers = await Promise.all(asked.map((actor) => room.discord.use(actor, 'latest')));
    for (const { message } of answers) expect(textOf(message)).toContain('Putin');
    await everyShardAnswers();
    await expect.poll(() => callbacks.length).toBeGreaterThanOrEqual(asked.length + guilds.length);
    // A second answer would be refused.
    expect(callbacks.map(({ status }) => status)).toEqual([...asked, ...guilds].map(() => 204));
    expect(new Set(callbacks.map(({ path }) => path)).size).toBe(asked.length + guilds.length);
  });

  test('say so when another one has the same shard: the person has one answer, and the log what is wrong', async () => {
    const other = await room.start({ ROLE: 'gateway', SHARDS: '0', SHARD_COUNT: String(shardCount) });
    const guild = guilds.find((each) => shardOf(each) === 0);
    const { message } = await room.discord.use(actorIn(guild, 'reader'), 'latest');
    expect(textOf(message)).toContain('Putin');
    const told = () =>
      [...bots, other].flatMap(({ output }) => output.filter((line) => line.includes('another process answers')));
    await expect.poll(told).toHaveLength(1);
    expect(told()[0]).toMatch(/"level":50.*"command":"latest"/);
    await other.stop();
  }, 30_000);

  test('answer direct messages once: they are the first shard’s', async () => {
    callbacks.length = 0;
    const userId = guilds[0]?.members.get('reader') ?? '';
    expect(textOf((await room.discord.use({ userId, channelId: '' }, 'latest')).message)).toContain('Putin');
    await everyShardAnswers();
    await expect.poll(() => callbacks.length).toBeGreaterThan(guilds.length);
    expect(callbacks).toHaveLength(1 + guilds.length);
    expect(
      bots.map(({ output }) => output.some((line) => /interaction answered/.test(line) && !/guildId/.test(line))),
    ).toEqual([true, false]);
  });

  test('each answer for the guilds of their own shards, and do for them all that is asked', async () => {
    for (const guild of guilds) {
      const channel = guild.channels.get('general') ?? '';
      await room.discord.use(actorIn(guild, 'moderator'), 'digest add', { channel });
      await room.discord.use(actorIn(guild, 'moderator'), 'digest send', { digest: 1 });
      await expect
        .poll(() => room.discord.messages(channel).filter((message) => textOf(message).includes('Putin')).length)
        .toBeGreaterThan(0);
      const answered = bots.map(({ output }) =>
        output.some((line) => line.includes('interaction answered') && line.includes(`"guildId":"${guild.id}"`)),
      );
      expect(answered).toEqual([shardOf(guild) < 2, shardOf(guild) >= 2]);
    }
  }, 60_000);
});

test('a shard that Discord does not know ends the process, with what to do', async () => {
  const { gateway } = room.discord;
  const lost = room.start({ ROLE: 'gateway', SHARDS: '0', SHARD_COUNT: '1' });
  await lost.then(
    () => gateway.close(4010),
    () => {},
  );
  const bot = await lost;
  await bot.exited;
  expect(bot.output.join('\n')).toContain('it does not know this shard; are SHARDS and SHARD_COUNT right?');
}, 60_000);
