// @module-tag slow

import { readFile, writeFile } from 'node:fs/promises';
import { ComponentType } from 'discord.js';
import { type BotProcess, DiscordRefusal } from 'discord-playground';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { customIds, type Newsroom, openNewsroom, textOf } from '../support/newsroom.ts';

/*
 * The real bot as a process, over real sockets, against the playground's Discord, by either way in which interactions
 * come.
 */

const minute = 60_000;

describe.each(['gateway', 'http'] as const)('with interactions by %s,', (wayIn) => {
  let room: Newsroom;
  let bot: BotProcess;
  const refused: unknown[] = [];

  beforeAll(async () => {
    room = await openNewsroom({}, wayIn);
    room.discord.events.on('request', ({ method, path, status, error }) => {
      if (status >= 400) refused.push({ method, path, status, error });
    });
    bot = await room.start();
  }, 30_000);

  afterAll(() => room.close());

  // Whatever a test does, Discord has nothing to refuse, unless the test says so.
  afterEach(() => expect(refused.splice(0)).toEqual([]));

  describe('readers', () => {
    test('/summary tells the article, with buttons that answer the one who clicks and leave the message', async () => {
      const { message, ephemeral, ms } = await room.use('reader', 'summary');
      expect(ephemeral).toBe(false);
      expect(ms).toBeLessThan(1000);
      expect(textOf(message)).toContain('Putin tours Harbin institute');
      const ids = customIds(message, ComponentType.Button);
      expect(ids.length).toBeGreaterThanOrEqual(5);
      for (const id of ids) {
        const opened = await room.discord.click(room.actor('moderator'), message.id, id);
        expect(opened).toMatchObject({ ephemeral: true, updated: false });
      }
    });

    test('/who xi, /reactors and the rest answer well', async () => {
      const who = textOf((await room.use('reader', 'who', { name: 'xi' })).message);
      expect(who).toContain('Xi Jinping');
      expect(who).toContain('President of China');
      const reactors = textOf((await room.use('reader', 'reactors')).message);
      for (const part of ['What is feared', 'US State Department', 'Philippines', 'China', 'What they are'])
        expect(reactors).toContain(part);
      expect(textOf((await room.use('reader', 'timeline')).message)).toContain('May 17, 2024');
      expect(textOf((await room.use('reader', 'search', { query: 'renminbi' })).message)).toContain('sanctions');
      expect(textOf((await room.use('reader', 'latest')).message)).toContain('Putin');
      expect((await room.use('reader', 'help')).ephemeral).toBe(true);
    });

    test('private keeps an answer to the one who asked; pages turn in place for them', async () => {
      const { message, ephemeral } = await room.use('reader', 'summary', { depth: 'full', private: true });
      expect(ephemeral).toBe(true);
      const next = customIds(message, ComponentType.Button).find((id) => id.includes(':full:1'));
      const turned = await room.discord.click(room.actor('reader'), message.id, next ?? '');
      expect(turned.updated).toBe(true);
      expect(textOf(turned.message)).toContain('Page 2');
    });

    test('names complete as they are typed', async () => {
      const choices = await room.discord.complete(room.actor('reader'), 'who', {}, { name: 'name', value: 'put' });
      expect(choices).toContainEqual(
        expect.objectContaining({ name: 'Vladimir Putin · President of Russia', value: 'vladimir-putin' }),
      );
    });

    test('are not offered what is for moderators', async () => {
      await expect(room.use('reader', 'digest list')).rejects.toThrow(DiscordRefusal);
    });
  });

  describe('moderators', () => {
    test('set up a digest, send it now, and it pings the one role that they chose', async () => {
      const role = room.guild.roles.get('Readers') ?? '';
      const added = await room.use('moderator', 'digest add', {
        channel: room.channel('news'),
        timezone: 'Europe/Berlin',
        mention: role,
        publish: true,
      });
      expect(added.ephemeral).toBe(true);
      expect(textOf(added.message)).toContain('Digest 1 is set up');
      expect(textOf(added.message).match(/<t:\d+:t> your time/g)).toHaveLength(3);
      const published = new Promise((resolve) => room.discord.events.once('crosspost', resolve));
      await room.use('moderator', 'digest send', { digest: 1 });
      const post = await room.posted('news');
      expect(textOf(post)).toContain('Putin tours Harbin institute');
      expect(room.discord.pinged(post.id)).toEqual([room.guild.members.get('reader')]);
      await published;
    });

    test('let others use /digest by the server’s own settings, and only then', async () => {
      const digest = room.discord.commands(room.actor('moderator')).find(({ name }) => name === 'digest');
      const readers = room.guild.roles.get('Readers') ?? '';
      room.discord.setCommandPermissions(room.guild.id, digest?.id ?? '', [{ id: readers, type: 1, permission: true }]);
      const { message } = await room.use('reader', 'digest list');
      expect(textOf(message)).toContain('Digests of this server');
      const [menu = ''] = customIds(message, ComponentType.StringSelect);
      const shown = await room.discord.select(room.actor('reader'), message.id, menu, ['digest:1']);
      expect(textOf(shown.message)).toContain('Digest 1');
      room.discord.setCommandPermissions(room.guild.id, digest?.id ?? '', []);
      // All of the bot's commands allowed to everyone opens none that is for moderators.
      room.discord.setCommandPermissions(room.guild.id, room.discord.applicationId, [
        { id: room.guild.id, type: 1, permission: true },
      ]);
      // The list has become the card of the digest, whose buttons ask again who clicks.
      const [button = ''] = customIds(shown.message, ComponentType.Button);
      const after = await room.discord.click(room.actor('reader'), message.id, button);
      expect(textOf(after.message)).toContain('Only moderators');
      // Discord says so where nothing is set.
      for (const answer of refused.splice(0)) expect(answer).toMatchObject({ status: 404, error: { code: 10066 } });
    });

    test('learn what is missing in a channel, and that a digest is paused because of it', async () => {
      const { message } = await room.use('moderator', 'digest add', { channel: room.channel('locked') });
      expect(textOf(message)).toContain('I lack **Send Messages**');
      await room.use('moderator', 'digest settings', { alerts: room.channel('moderators') });
      await room.use('moderator', 'digest send', { digest: 2 });
      const alert = await room.posted('moderators');
      expect(textOf(alert)).toContain('Digest 2 is paused');
      expect(refused.splice(0)).toMatchObject([{ method: 'POST', status: 403, error: { code: 50013 } }]);
      expect(textOf((await room.use('moderator', 'digest list')).message)).toContain('paused');
    });

    test('find their settings after a restart, and nothing is posted twice', async () => {
      await bot.stop();
      bot = await room.start();
      const list = textOf((await room.use('moderator', 'digest list')).message);
      expect(list).toContain('daily 9:00 AM Berlin');
      const before = room.discord.messages(room.channel('news')).length;
      const sent = await room.use('moderator', 'digest send', { digest: 1 });
      await expect
        .poll(() => textOf(room.discord.messages(room.channel('news')).at(-1) ?? sent.message))
        .toContain('Putin');
      const { message } = await room.use('moderator', 'digest preview', { digest: 1 });
      expect(textOf(message)).toContain('There is nothing new');
      expect(room.discord.messages(room.channel('news'))).toHaveLength(before);
    });

    test('see a digest posted at its minute', async () => {
      await bot.stop();
      // The bot's clock is some seconds before a minute begins: enough for it to start, and for the digest to be set
      // up.
      const offset = minute - (Date.now() % minute) - 5_000;
      bot = await room.start({
        DIGEST_INTERVAL_MINUTES: '1',
        NODE_OPTIONS: `--import ${new URL('../support/shift-clock.ts', import.meta.url)}`,
        CLOCK_OFFSET: String(offset + minute),
      });
      await room.use('moderator', 'digest add', { channel: room.channel('briefings'), cron: '* * * * *' });
      const post = await room.posted('briefings');
      expect(textOf(post)).toContain('Putin tours Harbin institute');
      expect((Date.parse(post.timestamp) + offset) % minute).toBeLessThan(5_000);
    }, 90_000);
  });

  describe('editors', () => {
    test('see a changed briefing at once, and a command that its topic asks for; a bad change alters nothing', async () => {
      const good = await readFile(room.briefing, 'utf8');
      await writeFile(room.briefing, good.replace(/^headline: .*/m, 'headline: Another headline'));
      const headline = async () => textOf((await room.use('reader', 'summary')).message).split('\n')[0];
      await expect.poll(headline, { timeout: 5_000 }).toBe('## Another headline');
      await writeFile(room.briefing, good.replace(/^urgency: .*/m, 'urgency: 12'));
      await expect
        .poll(() => bot.output.join('\n'), { timeout: 5_000 })
        .toMatch(/putin-harbin\.yaml:\d+:\d+ urgency: expected at most 9/);
      expect(await headline()).toBe('## Another headline');
      const topic = "\n    command: { description: 'What ties the two countries' }";
      await writeFile(
        room.briefing,
        good.replace('name: China–Russia ties', (name) => name + topic),
      );
      await expect
        .poll(() => room.discord.commands(room.actor('reader')).map(({ name }) => name), { timeout: 5_000 })
        .toContain('china-russia-ties');
      await writeFile(room.briefing, good);
      await expect
        .poll(() => room.discord.commands(room.actor('reader')).map(({ name }) => name), { timeout: 5_000 })
        .not.toContain('china-russia-ties');
    });
  });

  describe('whoever hosts the bot', () => {
    test('finds that commands are registered once, and again only when they differ', async () => {
      const puts: string[] = [];
      const count = ({ method, path }: { method: string; path: string }) => method === 'PUT' && puts.push(path);
      room.discord.events.on('request', count);
      await bot.stop();
      bot = await room.start();
      room.discord.events.off('request', count);
      expect(puts).toEqual([]);
    });

    test('has commands that an earlier DEV_GUILD_ID left in a server taken back when one is used', async () => {
      const { apiUrl, token, botId } = room.discord;
      const commands = async (method: 'GET' | 'PUT', body?: object): Promise<unknown> => {
        const answer = await fetch(`${apiUrl}/v10/applications/${botId}/guilds/${room.guild.id}/commands`, {
          method,
          headers: { authorization: `Bot ${token}`, 'content-type': 'application/json' },
          ...(body ? { body: JSON.stringify(body) } : {}),
        });
        return answer.json();
      };
      expect(await commands('PUT', [{ name: 'old', description: 'Of an earlier version' }])).toHaveLength(1);
      expect(textOf((await room.use('reader', 'old')).message)).toContain('That command no longer exists');
      await expect.poll(() => commands('GET'), { timeout: 5_000 }).toEqual([]);
      expect(textOf((await room.use('reader', 'latest')).message)).toContain('Putin');
    });

    test('stops it by SIGTERM within 5 seconds, with nothing left under way', async () => {
      const begun = Date.now();
      expect(await bot.stop()).toEqual({ code: 0, signal: null });
      expect(Date.now() - begun).toBeLessThan(5_000);
      expect(bot.output.join('\n')).toContain('stopped');
    });

    test('is told about a token that Discord does not know', async () => {
      const starting = room.start({ DISCORD_TOKEN: 'MTIz.abc.def' });
      await expect(starting).rejects.toThrow(/Discord does not know DISCORD_TOKEN. Get a new one at/);
      expect(refused.splice(0)).toMatchObject([{ status: 401 }]);
    });

    test('is told about a Discord that is not there, for which the bot waits until it is stopped', async () => {
      const waiting = room.launch({ DISCORD_API_URL: 'http://127.0.0.1:9/api' });
      await expect
        .poll(() => waiting.output.join('\n'), { timeout: 5_000 })
        .toContain('Discord cannot be reached; is DISCORD_API_URL right');
      expect(await waiting.stop()).toEqual({ code: 0, signal: null });
    });

    test('is told about all settings that are wrong, and bad content', async () => {
      await expect(room.start({ DISCORD_TOKEN: '', LOG_LEVEL: 'loud' })).rejects.toThrow(
        /DISCORD_TOKEN: expected the bot’s token[\s\S]*npm run playground[\s\S]*LOG_LEVEL: expected one of/,
      );
      await writeFile(room.briefing, 'version: two');
      await expect(room.start()).rejects.toThrow(/putin-harbin\.yaml:1:10 version: expected a number, found "two"/);
    });
  });
});
