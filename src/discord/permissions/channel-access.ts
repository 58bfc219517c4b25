import {
  ChannelType,
  DiscordAPIError,
  PermissionFlagsBits,
  PermissionsBitField,
  type PermissionsString,
  type REST,
  RESTJSONErrorCodes,
  Routes,
} from 'discord.js';
import { z } from 'zod';
import type { ChannelAccess, ChannelNeeds } from '../../command/command.ts';
import type { ChannelPermission } from '../../view/digest-check.ts';
import { abortable } from '../rest/rest.ts';

const bits = z.string().regex(/^\d+$/).transform(BigInt);
const overwritesSchema = z.array(z.object({ id: z.string(), allow: bits, deny: bits })).default([]);
const channelSchema = z.object({
  guild_id: z.string(),
  type: z.int(),
  parent_id: z.string().nullish(),
  permission_overwrites: overwritesSchema,
  thread_metadata: z.object({ locked: z.boolean().default(false), archived: z.boolean().default(false) }).optional(),
});
const rolesSchema = z.array(z.object({ id: z.string(), permissions: bits, mentionable: z.boolean() }));
const memberSchema = z.object({
  roles: z.array(z.string()),
  communication_disabled_until: z.iso.datetime({ offset: true }).nullish(),
});
const channelsSchema = z.array(z.object({ id: z.string() }));

const threadTypes = new Set<number>([
  ChannelType.PublicThread,
  ChannelType.PrivateThread,
  ChannelType.AnnouncementThread,
]);

/**
 * What a channel is, and whether the bot can post in it, ping a role there, and find its posts again; `gone` if the
 * guild has no such channel. Slow mode keeps no bot waiting, and a post opens a thread that is only archived. Rejects if
 * Discord cannot be asked.
 */
export async function channelAccess(
  rest: REST,
  botId: string,
  { guildId, channelId, roleId }: ChannelNeeds,
  signal: AbortSignal,
  now: () => number = Date.now,
): Promise<ChannelAccess | 'gone'> {
  const get = (route: `/${string}`) => abortable(signal, (options) => rest.get(route, options), guildId);
  let channel: z.infer<typeof channelSchema>;
  try {
    channel = channelSchema.parse(await get(Routes.channel(channelId)));
  } catch (error) {
    // Only Discord's own codes count: a page of something in front of Discord says nothing about the channel.
    const code = error instanceof DiscordAPIError ? error.code : undefined;
    // Discord does not tell the type of a channel to those who may not see it. Nothing is published there either.
    if (code === RESTJSONErrorCodes.MissingAccess)
      return {
        type: ChannelType.GuildText,
        permissions: [{ name: 'ViewChannel', held: false, needed: 'post' }],
        // Discord lists the channels that the bot may not see too, but no threads.
        isHiddenThread: !channelsSchema
          .parse(await get(Routes.guildChannels(guildId)))
          .some(({ id }) => id === channelId),
      };
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
  // A thread has no overwrites of its own.
  const effective = parent ? channelSchema.parse(parent).permission_overwrites : channel.permission_overwrites;
  const held = new PermissionsBitField(
    permissionsIn({ guildId, memberId: botId, memberRoles: member.roles, roles, overwrites: effective }),
  );
  const role = roles.find(({ id }) => id === roleId);
  const timedOutUntil = Date.parse(member.communication_disabled_until ?? '');
  const isTimedOut = timedOutUntil > now() && !held.has('Administrator');
  const wanted: readonly (readonly [PermissionsString, ChannelPermission['needed']])[] = [
    ['ViewChannel', 'post'],
    [isThread ? 'SendMessagesInThreads' : 'SendMessages', 'post'],
    ['ReadMessageHistory', 'check'],
    ...(!role || role.mentionable ? [] : ([['MentionEveryone', 'ping']] as const)),
  ];
  return {
    type: channel.type,
    permissions: wanted.map(([name, needed]) => ({ name, needed, held: held.has(name) })),
    ...(isTimedOut ? { timedOutUntil } : {}),
    isLocked: channel.thread_metadata?.locked === true && !held.has('ManageThreads'),
    isArchived: channel.thread_metadata?.archived === true,
    isRoleGone: Boolean(roleId) && !role,
  };
}

/** True if a guild has no such role; false too if Discord cannot be asked. */
export async function isRoleGone(rest: REST, guildId: string, roleId: string, signal: AbortSignal): Promise<boolean> {
  try {
    const found = await abortable(signal, (options) => rest.get(Routes.guildRoles(guildId), options));
    return !rolesSchema.parse(found).some(({ id }) => id === roleId);
  } catch {
    return false;
  }
}

type Overwrite = { readonly id: string; readonly allow: bigint; readonly deny: bigint };
type MemberInChannel = {
  readonly guildId: string;
  readonly memberId: string;
  readonly memberRoles: readonly string[];
  readonly roles: readonly { readonly id: string; readonly permissions: bigint }[];
  readonly overwrites: readonly Overwrite[];
};

/**
 * What a member may do in a channel, as Discord computes it for all but the guild's owner, which a bot never is
 * (https://docs.discord.com/developers/topics/permissions#permission-overwrites). discord.js computes it only from a
 * `Client`'s cache.
 */
export function permissionsIn({ guildId, memberId, memberRoles, roles, overwrites }: MemberInChannel): bigint {
  const own = new Set(memberRoles);
  const base = roles
    .filter(({ id }) => id === guildId || own.has(id))
    .reduce((sum, { permissions }) => sum | permissions, 0n);
  if ((base & PermissionFlagsBits.Administrator) !== 0n) return PermissionsBitField.All;
  const apply = (permissions: bigint, isMeant: (id: string) => boolean) => {
    const meant = overwrites.filter(({ id }) => isMeant(id));
    const deny = meant.reduce((sum, overwrite) => sum | overwrite.deny, 0n);
    const allow = meant.reduce((sum, overwrite) => sum | overwrite.allow, 0n);
    return (permissions & ~deny) | allow;
  };
  const forEveryone = apply(base, (id) => id === guildId);
  const forRoles = apply(forEveryone, (id) => own.has(id));
  const all = apply(forRoles, (id) => id === memberId);
  return (all & PermissionFlagsBits.ViewChannel) === 0n ? 0n : all;
}
