import { ChannelType, PermissionFlagsBits } from 'discord-api-types/v10';
import type { Channel, Guild } from './entities.ts';
import type { PermissionName } from './plan.ts';
import type { World } from './world.ts';

const bits = PermissionFlagsBits;

/** All permissions that there are. */
const allPermissions = Object.values(bits).reduce((sum, bit) => sum | bit, 0n);

/** The bits of permissions by their names. */
export function permissionBits(names: readonly PermissionName[]): bigint {
  return names.reduce((sum, name) => sum | bits[name], 0n);
}

export const threadTypes: ReadonlySet<ChannelType> = new Set([
  ChannelType.PublicThread,
  ChannelType.PrivateThread,
  ChannelType.AnnouncementThread,
]);

const voiceTypes: ReadonlySet<ChannelType> = new Set([ChannelType.GuildVoice, ChannelType.GuildStageVoice]);

const withoutText = permissionBits(['MentionEveryone', 'SendTTSMessages', 'AttachFiles', 'EmbedLinks']);

/** What is left in channels (https://docs.discord.com/developers/topics/permissions#permissions-for-timed-out-members). */
const whenTimedOut = permissionBits(['ViewChannel', 'ReadMessageHistory']);

/** What a member may do in the whole guild, before a channel's overwrites. */
export function guildPermissions(guild: Guild, userId: string): bigint {
  const member = guild.members.get(userId);
  if (!member) return 0n;
  if (guild.ownerId === userId) return allPermissions;
  const held = [guild.id, ...member.roles].reduce((sum, id) => sum | (guild.roles.get(id)?.permissions ?? 0n), 0n);
  return held & bits.Administrator ? allPermissions : held;
}

/** What someone may do in a channel (https://docs.discord.com/developers/topics/permissions#permission-overwrites). */
export function channelPermissions(world: World, channel: Channel, userId: string): bigint {
  const guild = channel.guildId === undefined ? undefined : world.guilds.get(channel.guildId);
  if (!guild) return channel.recipientId === userId || userId === world.bot.id ? allPermissions : 0n;
  if (!guild.members.has(userId)) return 0n;
  const base = guildPermissions(guild, userId);
  if (base & bits.Administrator) return allPermissions;
  const isThread = threadTypes.has(channel.type);
  const source = isThread ? world.channels.get(channel.parentId ?? '') : channel;
  const { roles = [], timedOutUntil = 0 } = guild.members.get(userId) ?? {};
  const held = overwritten(base, source?.overwrites ?? [], guild.id, roles, userId);
  const isOutside = channel.type === ChannelType.PrivateThread && !channel.thread?.members.has(userId);
  if (isOutside && !(held & bits.ManageThreads)) return 0n;
  const left = timedOutUntil > world.now() && guild.ownerId !== userId ? held & whenTimedOut : held;
  return implied(left, channel.type, isThread);
}

function overwritten(
  base: bigint,
  overwrites: Channel['overwrites'],
  guildId: string,
  roles: readonly string[],
  userId: string,
): bigint {
  let held = base;
  const steps = [
    overwrites.filter(({ id }) => id === guildId),
    overwrites.filter(({ id, type }) => type === 0 && id !== guildId && roles.includes(id)),
    overwrites.filter(({ id, type }) => type === 1 && id === userId),
  ];
  for (const step of steps) {
    const deny = step.reduce((sum, overwrite) => sum | overwrite.deny, 0n);
    const allow = step.reduce((sum, overwrite) => sum | overwrite.allow, 0n);
    held = (held & ~deny) | allow;
  }
  return held;
}

/** Takes away what means nothing without another permission. */
function implied(held: bigint, type: ChannelType, isThread: boolean): bigint {
  if (!(held & bits.ViewChannel)) return 0n;
  if (voiceTypes.has(type) && !(held & bits.Connect)) return held & bits.ViewChannel;
  const write = isThread ? bits.SendMessagesInThreads : bits.SendMessages;
  return held & write ? held : held & ~withoutText;
}
