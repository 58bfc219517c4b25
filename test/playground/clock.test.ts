// @module-tag slow

import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { APIMessage } from 'discord.js';
import {
  type Actor,
  type Discord,
  type Guild,
  type OptionValues,
  type Runner,
  type SharedClock,
  walk,
} from 'discord-playground';
import { given } from 'discord-playground/testing';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { textOf } from '../support/newsroom.ts';
import { openScene, type Scene } from '../support/playground-scene.ts';

const [hour, day] = [3_600_000, 86_400_000];

describe('the bot with the clock', () => {
  let folder = '';
  let scene: Scene;
  let clock: SharedClock;
  let discord: Discord;
  let guild: Guild;
  let runner: Runner;
  let posts: APIMessage[];
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'dateline-test-'));
    scene = await openScene(folder);
    ({ clock, discord, guild, runner } = scene);
    posts = [];
    discord.events.on('message', (message) => message.channel_id === guild.channels.get('news') && posts.push(message));
    expect(await runner.start()).toBe(true);
  }, 60_000);
  afterAll(async () => {
    await scene.close();
    await rm(folder, { recursive: true });
  });

  const moderator = (): Actor => ({
    userId: given(guild.members.get('moderator')),
    channelId: given(guild.channels.get('general')),
    guildId: guild.id,
  });
  const use = (name: string, options: OptionValues = {}) => discord.use(moderator(), name, options);
  const warnings = () => runner.log.filter((line) => !line.includes('"level":30') && !line.includes('"level":20'));
  // The hour that it is, so that a digest of it is due tomorrow.
  const time = new Date().toISOString().slice(11, 13);
  const next = () => Math.ceil((clock.now() - Number(time) * hour) / day) * day + Number(time) * hour;

  test('posts a digest of tomorrow when it is set there, once', { timeout: 90_000 }, async () => {
    await use('digest add', {
      channel: given(guild.channels.get('news')),
      time: `${time}:00`,
      timezone: 'UTC',
      'when-empty': 'say-so',
    });
    const to = next();
    await walk(clock, to);
    await expect.poll(() => posts.length, { timeout: 5000 }).toBe(1);
    expect(Math.abs(Date.parse(given(posts.at(-1)).timestamp) - to)).toBeLessThan(15_000);
    expect(textOf(given(posts[0]))).toContain('Harbin');
    expect(warnings()).toEqual([]);
  });

  test('answers afterwards, also when it was started anew', { timeout: 60_000 }, async () => {
    expect(textOf((await use('digest history', { digest: 1 })).message)).not.toBe('');
    expect(await runner.restart('kill')).toBe(true);
    expect((await use('digest list')).ephemeral).toBe(true);
    const { message } = await use('digest remove', { digest: 1 });
    await discord.click(moderator(), message.id, 'remove:1');
    expect(posts).toHaveLength(1);
    expect(warnings()).toEqual([]);
  });

  test('keeps its session while time passes', { timeout: 60_000 }, async () => {
    const sessions: string[] = [];
    discord.events.on('session', (state) => sessions.push(state));
    await walk(clock, clock.now() + 6 * hour);
    expect(sessions).toEqual([]);
    expect(warnings()).toEqual([]);
  });
});
