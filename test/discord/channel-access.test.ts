import { ChannelType } from 'discord.js';
import { type Discord, type Guild, startDiscord } from 'discord-playground';
import { beforeEach, expect, onTestFinished, test } from 'vitest';
import { canPost } from '../../src/command/command.ts';
import { channelAccess } from '../../src/discord/permissions/channel-access.ts';
import { createRest } from '../../src/discord/rest/rest.ts';

/*
 * Whether the bot can post in a channel, by what Discord says of it: as Discord itself answers a post there.
 */

let discord: Discord;
let guild: Guild;
const now = Date.parse('2026-11-24T12:00:00Z');

beforeEach(async () => {
  discord = await startDiscord({ now: () => now });
  onTestFinished(() => discord.close());
  guild = discord.createGuild({
    name: 'Guild',
    roles: [{ name: 'Readers', mentionable: true }],
    channels: [
      { name: 'general' },
      { name: 'open', type: ChannelType.PublicThread, parent: 'general' },
      { name: 'secret', type: ChannelType.PrivateThread, parent: 'general' },
      {
        name: 'closed',
        overwrites: [
          { target: '@everyone', deny: ['ViewChannel'] },
          { target: '@bot', deny: ['ViewChannel'] },
        ],
      },
    ],
  });
});

function id(names: ReadonlyMap<string, string>, name: string): string {
  return names.get(name) ?? '';
}

/** What is said of a channel, after a post there has shown that it is so. */
async function accessIn(channel: string, role?: string) {
  const { apiUrl, token, botId } = discord;
  const rest = createRest({
    token,
    apiUrl,
    requestsPerSecond: 50,
    answerTimeoutMs: 2_000,
  });
  const channelId = id(guild.channels, channel);
  const access = await channelAccess(
    rest,
    botId,
    { guildId: guild.id, channelId, roleId: role ?? null },
    AbortSignal.timeout(5_000),
    () => now,
  );
  if (access === 'gone') throw new Error('The channel is gone');
  const posted = await rest.post(`/channels/${channelId}/messages`, { body: { content: 'x' } }).then(
    () => true,
    () => false,
  );
  expect(canPost(access)).toBe(posted);
  return access;
}

test('a bot that is timed out cannot post, until then', async () => {
  await discord.control('timeout', { minutes: 10 });
  expect(await accessIn('general')).toMatchObject({
    timedOutUntil: now + 600_000,
    permissions: expect.arrayContaining([{ name: 'SendMessages', held: true, needed: 'post' }]),
  });
  await discord.control('timeout', { minutes: 0 });
  expect(await accessIn('general')).not.toHaveProperty('timedOutUntil');
});

test('a thread that is locked takes no posts, unless the bot manages threads', async () => {
  await discord.control('thread', { channel: 'open', locked: true });
  expect(await accessIn('open')).toMatchObject({ isLocked: true });
  await discord.control('permissions', { channel: 'general', allow: ['ManageThreads'] });
  expect(await accessIn('open')).toMatchObject({ isLocked: false });
});

test('a thread that is only archived takes posts, and slow mode is not for bots', async () => {
  await discord.control('thread', { channel: 'open', archived: true });
  await discord.control('slowmode', { channel: 'general', seconds: 600 });
  expect(await accessIn('open')).toMatchObject({ isLocked: false, isArchived: true });
  await accessIn('general');
  await accessIn('general');
});

test('a private thread that the bot is not in is told from a channel that is closed to it', async () => {
  expect(await accessIn('secret')).toMatchObject({ isHiddenThread: true });
  expect(await accessIn('closed')).toMatchObject({ isHiddenThread: false });
  await discord.control('thread', { channel: 'secret', join: discord.botName });
  expect(await accessIn('secret')).toMatchObject({ type: ChannelType.PrivateThread, isLocked: false });
});

test('a role that is deleted is told, and is no matter of a permission', async () => {
  const role = id(guild.roles, 'Readers');
  expect(await accessIn('general', role)).toMatchObject({ isRoleGone: false });
  await discord.control('role/delete', { role: 'Readers' });
  const { isRoleGone, permissions } = await accessIn('general', role);
  expect(isRoleGone).toBe(true);
  expect(permissions.map(({ name }) => name)).not.toContain('MentionEveryone');
});

test('a guild of which Discord says nothing for now is not gone', async () => {
  discord.faults.add({
    do: 'status',
    status: 404,
    code: 10004,
    method: 'GET',
    path: `/guilds/${guild.id}/**`,
    times: 'always',
  });
  await expect(accessIn('general')).rejects.toThrow('Unknown Guild');
  discord.faults.clear();
  expect(canPost(await accessIn('general'))).toBe(true);
});
