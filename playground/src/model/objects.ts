import { type APIChannel, type APIUser, ChannelType } from 'discord-api-types/v10';
import type { Channel, Guild, Member, Role, User } from './entities.ts';
import { guildPermissions, threadTypes } from './permissions.ts';
import { snowflakeTime } from './snowflake.ts';
import { botGuilds, type World } from './world.ts';

/*
 * What Discord's API says of what it knows.
 */

/** An instant as Discord writes it. */
export function timestamp(ms: number): string {
  return new Date(ms).toISOString().replace('Z', '000+00:00');
}

/** A person or bot. */
export function userObject({ id, name, bot }: User): APIUser {
  const user = {
    id,
    username: bot ? name : name.toLowerCase(),
    discriminator: bot ? '0001' : '0',
    global_name: bot ? null : name,
    avatar: null,
    avatar_decoration_data: null,
    banner: null,
    accent_color: null,
    public_flags: 0,
    flags: 0,
    collectibles: null,
    primary_guild: null,
    ...(bot ? { bot: true } : {}),
  };
  return user;
}

/** The bot as it sees itself. */
export function selfObject(world: World) {
  return { ...userObject(world.bot), mfa_enabled: true, locale: 'en-US', verified: true, email: null };
}

/** A member of a guild. */
export function memberObject({ user, roles, joinedAt, timedOutUntil }: Member) {
  return {
    user: userObject(user),
    nick: null,
    avatar: null,
    banner: null,
    roles: [...roles],
    joined_at: timestamp(joinedAt),
    premium_since: null,
    deaf: false,
    mute: false,
    flags: 0,
    pending: false,
    communication_disabled_until: timedOutUntil === undefined ? null : timestamp(timedOutUntil),
  };
}

/** A role. */
export function roleObject({ id, name, permissions, mentionable, position, botId }: Role) {
  return {
    id,
    name,
    description: null,
    permissions: String(permissions),
    position,
    color: 0,
    colors: { primary_color: 0, secondary_color: null, tertiary_color: null },
    hoist: false,
    managed: botId !== undefined,
    mentionable,
    icon: null,
    unicode_emoji: null,
    flags: 0,
    ...(botId === undefined ? {} : { tags: { bot_id: botId } }),
  };
}

const withMessages: ReadonlySet<ChannelType> = new Set([
  ChannelType.GuildText,
  ChannelType.GuildAnnouncement,
  ChannelType.GuildVoice,
  ChannelType.GuildStageVoice,
]);

/** A channel, a thread or a direct message. */
export function channelObject(world: World, channel: Channel): APIChannel {
  const { id, type, name, position, guildId, parentId = null, overwrites, messages, recipientId } = channel;
  const { thread, slowmodeSeconds = 0 } = channel;
  const base = { id, type, last_message_id: messages.at(-1) ?? null, flags: 0 };
  const recipient = world.users.get(recipientId ?? '');
  if (recipient) return { ...base, recipients: [userObject(recipient)] } as APIChannel;
  const inGuild = { ...base, guild_id: guildId, name, parent_id: parentId, rate_limit_per_user: slowmodeSeconds };
  if (threadTypes.has(type))
    return {
      ...inGuild,
      owner_id: world.guilds.get(guildId ?? '')?.ownerId,
      thread_metadata: {
        archived: thread?.archived ?? false,
        archive_timestamp: timestamp(snowflakeTime(id)),
        auto_archive_duration: 10_080,
        locked: thread?.locked ?? false,
        create_timestamp: timestamp(snowflakeTime(id)),
        ...(type === ChannelType.PrivateThread ? { invitable: true } : {}),
      },
      message_count: messages.length,
      member_count: thread?.members.size ?? 0,
      total_message_sent: messages.length,
    } as APIChannel;
  return {
    ...inGuild,
    position,
    nsfw: false,
    permission_overwrites: overwrites.map(({ allow, deny, ...rest }) => ({
      ...rest,
      allow: String(allow),
      deny: String(deny),
    })),
    ...(withMessages.has(type) ? { topic: null, last_pin_timestamp: null } : {}),
    ...(type === ChannelType.GuildVoice || type === ChannelType.GuildStageVoice
      ? { bitrate: 64_000, user_limit: 0, rtc_region: null }
      : {}),
    ...(type === ChannelType.GuildForum || type === ChannelType.GuildMedia
      ? { available_tags: [], default_reaction_emoji: null, default_sort_order: null, default_forum_layout: 0 }
      : {}),
  } as APIChannel;
}

/** A guild's channels, or its threads. */
export function channelsOf(world: World, guildId: string, kind: 'channels' | 'threads'): Channel[] {
  const channels = [...(world.guilds.get(guildId)?.channels.values() ?? [])];
  return channels.filter(({ type }) => threadTypes.has(type) === (kind === 'threads'));
}

/** A guild, without its channels and members. */
export function guildObject(guild: Guild) {
  const { id, name, locale, ownerId, roles } = guild;
  return {
    id,
    name,
    icon: null,
    description: null,
    home_header: null,
    splash: null,
    discovery_splash: null,
    features: [],
    banner: null,
    owner_id: ownerId,
    application_id: null,
    region: 'us-east',
    afk_channel_id: null,
    afk_timeout: 300,
    system_channel_id: null,
    system_channel_flags: 0,
    widget_enabled: false,
    widget_channel_id: null,
    verification_level: 0,
    default_message_notifications: 0,
    mfa_level: 0,
    explicit_content_filter: 0,
    max_presences: null,
    max_members: 25_000_000,
    max_stage_video_channel_users: 50,
    max_video_channel_users: 25,
    vanity_url_code: null,
    premium_tier: 0,
    premium_subscription_count: 0,
    preferred_locale: locale,
    rules_channel_id: null,
    safety_alerts_channel_id: null,
    public_updates_channel_id: null,
    premium_progress_bar_enabled: false,
    nsfw: false,
    nsfw_level: 0,
    hub_type: null,
    emojis: [],
    stickers: [],
    incidents_data: null,
    roles: [...roles.values()].map(roleObject),
  };
}

/** A guild in the list of those that the bot is in. */
export function ownGuildObject(world: World, guild: Guild) {
  const { id, name, ownerId } = guild;
  return {
    id,
    name,
    icon: null,
    banner: null,
    owner: ownerId === world.bot.id,
    permissions: String(guildPermissions(guild, world.bot.id)),
    features: [],
  };
}

/** The bot's application, as its owner sees it. */
export function applicationObject(world: World) {
  const owner = world.users.get(world.ownerId);
  return {
    id: world.bot.id,
    name: world.bot.name,
    icon: null,
    description: '',
    type: null,
    bot: userObject(world.bot),
    bot_public: true,
    bot_require_code_grant: false,
    summary: '',
    verify_key: world.verifyKey,
    flags: 0,
    flags_new: '0',
    redirect_uris: [],
    interactions_endpoint_url: world.endpoint ?? null,
    role_connections_verification_url: null,
    owner: owner && userObject(owner),
    approximate_guild_count: botGuilds(world).length,
    approximate_user_install_count: 0,
    approximate_user_authorization_count: 0,
    explicit_content_filter: 0,
    team: null,
    eligible_oauth2_scopes: [],
    integration_types_config: { 0: {} },
  };
}
