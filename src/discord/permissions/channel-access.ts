import { ChannelType, DiscordAPIError, PermissionFlagsBits, type REST, RESTJSONErrorCodes, Routes } from 'discord.js';
import { z } from 'zod';
import type { ChannelAccess, ChannelNeeds } from '../../command/command.ts';
import type { ChannelPermission } from '../../view/digest-check.ts';
import { breakable } from '../rest/messages.ts';

/** A permission by Discord's own name of it. */
export type PermissionName = keyof typeof PermissionFlagsBits;

const bits = z.string().regex(/^\d+$/).transform(BigInt);
const overwrites = z.array(z.object({ id: z.string(), allow: bits, deny: bits })).default([]);
const channelSchema = z.object({
  guild_id: z.string(),
  type: z.int(),
  parent_id: z.string().nullish(),
  permission_overwrites: overwrites,
});
const rolesSchema = z.array(z.object({ id: z.string(), permissions: bits, mentionable: z.boolean() }));
const memberSchema = z.object({ roles: z.array(z.string()) });

const threadTypes = new Set<number>([
  ChannelType.PublicThread,
  ChannelType.PrivateThread,
  ChannelType.AnnouncementThread,
]);

/**
 * What a channel is, and the permissions for posting in it, pinging a role there and reading back what was posted, by
 * Discord's rules (https://docs.discord.com/developers/topics/permissions#permission-overwrites); `gone` if the guild
 * has no such channel. Rejects if Discord cannot be asked.
 */
export async function channelAccess(
  rest: REST,
  botId: string,
  { guildId, channelId, roleId }: ChannelNeeds,
  signal: AbortSignal,
): Promise<ChannelAccess | 'gone'> {
  const get = (route: `/${string}`) => breakable(signal, (options) => rest.get(route, options));
  let channel: z.infer<typeof channelSchema>;
  try {
    channel = channelSchema.parse(await get(Routes.channel(channelId)));
  } catch (error) {
    // Its type is not told to those who may not see it; nobody publishes there either.
    // By Discord's own codes: a page of something that stands before it says nothing of the channel.
    const code = error instanceof DiscordAPIError ? error.code : undefined;
    if (code === RESTJSONErrorCodes.MissingAccess)
      return { type: ChannelType.GuildText, permissions: [{ name: 'ViewChannel', held: false, needed: 'post' }] };
    if (code === RESTJSONErrorCodes.UnknownChannel) return 'gone';
    throw error;
  }
  if (channel.guild_id !== guildId) return 'gone';
  const isThread = threadTypes.has(channel.type);
  const [rolesFound, memberFound, parent] = await Promise.all([
    get(Routes.guildRoles(guildId)),
    get(Routes.guildMember(guildId, botId)),
    isThread && channel.parent_id ? get(Routes.channel(channel.parent_id)) : undefined,
  ]);
  const roles = rolesSchema.parse(rolesFound);
  const member = memberSchema.parse(memberFound);
  const rules = parent ? channelSchema.parse(parent).permission_overwrites : channel.permission_overwrites;
  const held = permissionsIn({ guildId, memberId: botId, memberRoles: member.roles, roles, overwrites: rules });
  const mentionable = !roleId || roles.some(({ id, mentionable }) => id === roleId && mentionable);
  const wanted: readonly (readonly [PermissionName, ChannelPermission['needed']])[] = [
    ['ViewChannel', 'post'],
    [isThread ? 'SendMessagesInThreads' : 'SendMessages', 'post'],
    ['ReadMessageHistory', 'check'],
    ...(mentionable ? [] : ([['MentionEveryone', 'ping']] as const)),
  ];
  return {
    type: channel.type,
    permissions: wanted.map(([name, needed]) => ({ name, needed, held: (held & PermissionFlagsBits[name]) !== 0n })),
  };
}

type Rule = { readonly id: string; readonly allow: bigint; readonly deny: bigint };
type Held = {
  readonly guildId: string;
  readonly memberId: string;
  readonly memberRoles: readonly string[];
  readonly roles: readonly { readonly id: string; readonly permissions: bigint }[];
  readonly overwrites: readonly Rule[];
};

/** What a member may do in a channel, as Discord computes it; the owner of the guild aside, who a bot never is. */
export function permissionsIn({ guildId, memberId, memberRoles, roles, overwrites }: Held): bigint {
  const own = new Set(memberRoles);
  const base = roles
    .filter(({ id }) => id === guildId || own.has(id))
    .reduce((all, { permissions }) => all | permissions, 0n);
  if ((base & PermissionFlagsBits.Administrator) !== 0n) return ~0n;
  const apply = (permissions: bigint, rules: readonly Rule[]) => {
    const deny = rules.reduce((all, rule) => all | rule.deny, 0n);
    const allow = rules.reduce((all, rule) => all | rule.allow, 0n);
    return (permissions & ~deny) | allow;
  };
  const everyone = apply(
    base,
    overwrites.filter(({ id }) => id === guildId),
  );
  const ofRoles = apply(
    everyone,
    overwrites.filter(({ id }) => own.has(id)),
  );
  const all = apply(
    ofRoles,
    overwrites.filter(({ id }) => id === memberId),
  );
  return (all & PermissionFlagsBits.ViewChannel) === 0n ? 0n : all;
}
