import { GatewayDispatchEvents, GatewayIntentBits, type Locale, PermissionFlagsBits } from 'discord-api-types/v10';
import type { Channel, Guild, Overwrite, Thread } from './entities.ts';
import { planned } from './guild-plan.ts';
import { channelObject, guildObject, memberObject } from './objects.ts';
import { guildPermissions, threadTypes } from './permissions.ts';
import type { OverwritePlan } from './plan.ts';
import type { World } from './world.ts';

const intents = GatewayIntentBits.Guilds;

/** What admins of a guild do: its channels, and who may use which command. */
export type GuildSettings = {
  /**
   * Sets a channel's overwrite for a role or member, or takes it away where both lists are empty; the names as in the
   * plan.
   */
  overwrite(guildId: string, channelName: string, plan: OverwritePlan): void;
  /** Changes a channel's overwrite for a role or member in these permissions, and leaves it in others. */
  amendOverwrite(guildId: string, channelName: string, plan: OverwritePlan): void;
  /** Removes a channel with its messages. */
  deleteChannel(channelId: string): void;
  /** Archives or locks a thread, opens it again, or lets members join and leave it; what is left out stays. */
  changeThread(channelId: string, change: Partial<Thread>): void;
  /** Sets a guild's language; Discord itself lets admins of Community servers do so. */
  setLocale(guildId: string, locale: Locale): void;
  /** Sets for how many seconds people wait between two messages in a channel; 0 for none. */
  setSlowmode(channelId: string, seconds: number): void;
  /** Times a member out until an instant in milliseconds since 1970; undefined ends that. */
  timeOut(guildId: string, userId: string, until: number | undefined): void;
  /** Deletes a role, with what channels allow and deny it. */
  deleteRole(guildId: string, roleId: string): void;
  /** Sets who may use a command, or with the application's id all of them, as Server Settings → Integrations does. */
  setCommandPermissions(
    guildId: string,
    commandId: string,
    permissions: readonly { readonly id: string; readonly type: 1 | 2 | 3; readonly permission: boolean }[],
  ): void;
};

/** Changes a thread and tells the gateway. @throws {Error} if the channel is none */
export function changeThread(world: World, channel: Channel, change: Partial<Thread>): void {
  const { thread, guildId } = channel;
  if (!thread) throw new Error(`#${channel.name} is no thread`);
  channel.thread = { ...thread, ...change };
  const data = channelObject(world, channel);
  world.feed.emit('dispatch', { event: GatewayDispatchEvents.ThreadUpdate, data, guildId, intents });
}

export function createGuildSettings(world: World): GuildSettings {
  const tell = (event: GatewayDispatchEvents, { guildId }: Channel, data: object) =>
    world.feed.emit('dispatch', { event, data, guildId, intents });

  const remove = (channel: Channel) => {
    for (const thread of [...world.channels.values()].filter(({ parentId }) => parentId === channel.id))
      if (threadTypes.has(thread.type)) remove(thread);
    world.channels.delete(channel.id);
    world.guilds.get(channel.guildId ?? '')?.channels.delete(channel.id);
    for (const [id, { message }] of world.messages) if (message.channel_id === channel.id) world.messages.delete(id);
    const { ThreadDelete, ChannelDelete } = GatewayDispatchEvents;
    tell(threadTypes.has(channel.type) ? ThreadDelete : ChannelDelete, channel, channelObject(world, channel));
  };

  const place = (guildId: string, channelName: string) => {
    const guild = world.guilds.get(guildId);
    const channel = [...world.channels.values()].find(
      (known) => known.guildId === guildId && known.name === channelName,
    );
    if (!guild || !channel) throw new Error(`There is no channel ${channelName} in the guild ${guildId}`);
    return { guild, channel };
  };
  const set = (channel: Channel, { id, type, allow, deny }: Overwrite) => {
    const others = channel.overwrites.filter((overwrite) => overwrite.id !== id);
    channel.overwrites = allow | deny ? [...others, { id, type, allow, deny }] : others;
    tell(GatewayDispatchEvents.ChannelUpdate, channel, channelObject(world, channel));
  };

  const channelNamed = (channelId: string): Channel => {
    const channel = world.channels.get(channelId);
    if (!channel) throw new Error(`There is no channel ${channelId}`);
    return channel;
  };
  const guildNamed = (guildId: string): Guild => {
    const guild = world.guilds.get(guildId);
    if (!guild) throw new Error(`There is no guild ${guildId}`);
    return guild;
  };

  return {
    overwrite(guildId, channelName, plan) {
      const { guild, channel } = place(guildId, channelName);
      set(channel, planned(guild, plan));
    },
    amendOverwrite(guildId, channelName, plan) {
      const { guild, channel } = place(guildId, channelName);
      const { id, type, allow, deny } = planned(guild, plan);
      const before = channel.overwrites.find((overwrite) => overwrite.id === id) ?? { allow: 0n, deny: 0n };
      set(channel, { id, type, allow: (before.allow & ~deny) | allow, deny: (before.deny & ~allow) | deny });
    },
    deleteChannel(channelId) {
      remove(channelNamed(channelId));
    },
    changeThread(channelId, change) {
      changeThread(world, channelNamed(channelId), change);
    },
    setLocale(guildId, locale) {
      const guild = guildNamed(guildId);
      guild.locale = locale;
      const data = guildObject(guild);
      world.feed.emit('dispatch', { event: GatewayDispatchEvents.GuildUpdate, data, guildId, intents });
    },
    setSlowmode(channelId, seconds) {
      const channel = channelNamed(channelId);
      channel.slowmodeSeconds = seconds;
      const { ThreadUpdate, ChannelUpdate } = GatewayDispatchEvents;
      tell(channel.thread ? ThreadUpdate : ChannelUpdate, channel, channelObject(world, channel));
    },
    timeOut(guildId, userId, timedOutUntil) {
      const guild = guildNamed(guildId);
      const member = guild.members.get(userId);
      if (!member) throw new Error(`There is no member ${userId} in ${guild.name}`);
      if (guildPermissions(guild, userId) & PermissionFlagsBits.Administrator)
        throw new Error(`${member.user.name} cannot be timed out: they own the server or administer it`);
      const changed = { ...member, timedOutUntil };
      guild.members.set(userId, changed);
      world.feed.emit('dispatch', {
        event: GatewayDispatchEvents.GuildMemberUpdate,
        data: { ...memberObject(changed), guild_id: guildId },
        guildId,
        intents: GatewayIntentBits.GuildMembers,
      });
    },
    deleteRole(guildId, roleId) {
      const guild = guildNamed(guildId);
      const role = guild.roles.get(roleId);
      if (!role || roleId === guildId || role.botId !== undefined)
        throw new Error(`There is no role ${roleId} in ${guild.name} that can be deleted`);
      guild.roles.delete(roleId);
      for (const [id, member] of guild.members)
        guild.members.set(id, { ...member, roles: member.roles.filter((held) => held !== roleId) });
      for (const channel of guild.channels.values())
        channel.overwrites = channel.overwrites.filter(({ id }) => id !== roleId);
      const data = { guild_id: guildId, role_id: roleId };
      world.feed.emit('dispatch', { event: GatewayDispatchEvents.GuildRoleDelete, data, guildId, intents });
    },
    setCommandPermissions(guildId, commandId, permissions) {
      const key = `${guildId}/${commandId}`;
      const setting = {
        id: commandId,
        application_id: world.bot.id,
        guild_id: guildId,
        permissions: permissions.map((entry) => ({ ...entry })),
      };
      if (permissions.length > 0) world.commandPermissions.set(key, setting);
      else world.commandPermissions.delete(key);
      const event = GatewayDispatchEvents.ApplicationCommandPermissionsUpdate;
      world.feed.emit('dispatch', { event, data: setting, guildId, intents: 0 });
    },
  };
}
