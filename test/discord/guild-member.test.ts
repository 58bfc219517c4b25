import { PermissionsBitField } from 'discord.js';
import { startDiscord } from 'discord-playground';
import { expect, onTestFinished, test } from 'vitest';
import { guildMember } from '../../src/discord/permissions/guild-member.ts';
import { createChannelNames } from '../../src/discord/rest/guild-channels.ts';
import { guildName } from '../../src/discord/rest/guilds.ts';
import { createRest } from '../../src/discord/rest/rest.ts';

/* What Discord says of a guild to the bot alone: who may manage it, its name, and those of its channels. */

async function start() {
  const discord = await startDiscord();
  onTestFinished(() => discord.close());
  const guild = discord.createGuild({
    name: 'Club',
    roles: [{ name: 'Editors', permissions: ['ManageGuild'] }],
    members: [{ name: 'maria', roles: ['Editors'] }, { name: 'rosa' }],
    channels: [{ name: 'news' }],
  });
  const other = discord.createGuild({ name: 'Other', members: [{ name: 'olga' }], channels: [{ name: 'talk' }] });
  const { apiUrl, token } = discord;
  const rest = createRest({ token, apiUrl, requestsPerSecond: 50, answerTimeoutMs: 2_000 });
  return { rest, guild, other };
}

test('of a member is known whether they may manage the guild; of nobody else anything', async () => {
  const { rest, guild, other } = await start();
  const manages = async (guildId: string, name: string | undefined) => {
    const member = await guildMember(rest, guildId, name ?? '1');
    return member && new PermissionsBitField(BigInt(member.permissions)).has('ManageGuild');
  };
  expect(await manages(guild.id, guild.members.get('maria'))).toBe(true);
  expect(await manages(guild.id, guild.members.get('rosa'))).toBe(false);
  expect(await manages(guild.id, other.members.get('olga'))).toBeUndefined();
  expect(await manages('5', guild.members.get('maria'))).toBeUndefined();
});

test('a guild and its channels are named; where Discord does not say, nothing is', async () => {
  const { rest, guild } = await start();
  expect(await guildName(rest, guild.id, AbortSignal.timeout(2_000))).toBe('Club');
  expect(await guildName(rest, '5', AbortSignal.timeout(2_000))).toBeUndefined();
  const names = createChannelNames(rest, Date.now);
  expect((await names(guild.id)).get(guild.channels.get('news') ?? '')).toBe('news');
  expect((await names('5')).size).toBe(0);
});
