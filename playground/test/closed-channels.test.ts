import { ChannelType } from 'discord-api-types/v10';
import { beforeEach, describe, expect, onTestFinished, test } from 'vitest';
import { startDiscord } from '../src/discord.ts';
import type { Discord } from '../src/discord-types.ts';
import type { Guild } from '../src/model/plan.ts';
import { ask, given } from './support/asking.ts';

let discord: Discord;
let guild: Guild;
let now: number;

beforeEach(async () => {
  now = Date.parse('2026-11-24T12:00:00Z');
  discord = await startDiscord({ now: () => now });
  onTestFinished(() => discord.close());
  guild = discord.createGuild({
    name: 'Guild',
    roles: [
      { name: 'Readers', mentionable: true },
      { name: 'Moderator', permissions: ['ManageThreads'] },
    ],
    members: [{ name: 'reader', roles: ['Readers'] }],
    channels: [
      { name: 'general', overwrites: [{ target: 'Readers', allow: ['ManageMessages'] }] },
      { name: 'open', type: ChannelType.PublicThread, parent: 'general' },
      { name: 'secret', type: ChannelType.PrivateThread, parent: 'general' },
    ],
  });
});

const channel = (name: string) => given(guild.channels.get(name));
const post = (name: string) => ask(discord, 'POST', `/channels/${channel(name)}/messages`, { body: { content: 'x' } });
const get = (path: string) => ask(discord, 'GET', path);
const idOf = ({ body }: { body: unknown }) => (body as { id: string }).id;

describe('a member who is timed out', () => {
  test('may see and read, and nothing else, until it ends', async () => {
    const before = idOf(await post('general'));
    await discord.control('timeout', { minutes: 10 });
    expect(await post('general')).toMatchObject({ status: 403, body: { code: 50013, message: 'Missing Permissions' } });
    expect((await get(`/channels/${channel('general')}/messages/${before}`)).status).toBe(200);
    expect((await get(`/guilds/${guild.id}/members/${discord.botId}`)).body).toMatchObject({
      communication_disabled_until: '2026-11-24T12:10:00.000000+00:00',
    });
    now += 10 * 60_000;
    expect((await post('general')).status).toBe(200);
  });

  test('is never the owner', async () => {
    await expect(discord.control('timeout', { member: 'owner', minutes: 10 })).rejects.toThrow('cannot be timed out');
  });
});

describe('a thread', () => {
  test('that is archived refuses edits, until a post opens it again', async () => {
    const message = idOf(await post('open'));
    const edit = () =>
      ask(discord, 'PATCH', `/channels/${channel('open')}/messages/${message}`, { body: { content: 'y' } });
    const remove = () => ask(discord, 'DELETE', `/channels/${channel('open')}/messages/${message}`);
    await discord.control('thread', { channel: 'open', archived: true });
    expect((await get(`/channels/${channel('open')}`)).body).toMatchObject({ thread_metadata: { archived: true } });
    expect(await edit()).toMatchObject({ status: 400, body: { code: 50083 } });
    expect(await remove()).toMatchObject({ status: 400, body: { code: 50083 } });
    expect((await post('open')).status).toBe(200);
    expect((await edit()).status).toBe(200);
    expect((await remove()).status).toBe(204);
  });

  test('that is locked takes posts of moderators only', async () => {
    await discord.control('thread', { channel: 'open', locked: true });
    expect(await post('open')).toMatchObject({ status: 400, body: { code: 160005 } });
    await discord.control('thread', { channel: 'open', archived: true });
    expect(await post('open')).toMatchObject({ status: 400, body: { code: 50083 } });
    await discord.control('permissions', { channel: 'general', allow: ['ManageThreads'] });
    expect((await post('open')).status).toBe(200);
  });

  test('that is private is there for its members and moderators only', async () => {
    expect(await get(`/channels/${channel('secret')}`)).toMatchObject({ status: 403, body: { code: 50001 } });
    expect(await post('secret')).toMatchObject({ status: 403, body: { code: 50001 } });
    expect(discord.sees(given(guild.members.get('reader')), channel('secret'))).toBe(false);
    await discord.control('thread', { channel: 'secret', join: discord.botName });
    expect((await post('secret')).status).toBe(200);
    await discord.control('thread', { channel: 'secret', leave: discord.botName });
    expect((await post('secret')).status).toBe(403);
  });
});

test('slow mode is told, and bots need not wait', async () => {
  await discord.control('slowmode', { channel: 'general', seconds: 60 });
  expect((await get(`/channels/${channel('general')}`)).body).toMatchObject({ rate_limit_per_user: 60 });
  expect([(await post('general')).status, (await post('general')).status]).toEqual([200, 200]);
});

test('a role that is deleted is gone from members and channels, and pings nobody', async () => {
  const role = given(guild.roles.get('Readers'));
  await discord.control('role/delete', { role: 'Readers' });
  expect((await get(`/guilds/${guild.id}/roles`)).body).not.toContainEqual(expect.objectContaining({ id: role }));
  expect((await get(`/guilds/${guild.id}/members/${guild.members.get('reader')}`)).body).toMatchObject({ roles: [] });
  expect((await get(`/channels/${channel('general')}`)).body).toMatchObject({ permission_overwrites: [] });
  const body = { content: `<@&${role}>`, allowed_mentions: { roles: [role] } };
  const posted = await ask(discord, 'POST', `/channels/${channel('general')}/messages`, { body });
  expect(posted.body).toMatchObject({ mention_roles: [] });
  await expect(discord.control('role/delete', { role: 'Readers' })).rejects.toThrow('there is no Readers');
});
