import { GatewayDispatchEvents, GatewayIntentBits } from 'discord-api-types/v10';
import type { Channel, Overwrite } from './entities.ts';
import { planned } from './guild-plan.ts';
import { channelObject } from './objects.ts';
import { threadTypes } from './permissions.ts';
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
  /** Sets who may use a command, or with the application's id all of them, as Server Settings → Integrations does. */
  setCommandPermissions(
    guildId: string,
    commandId: string,
    permissions: readonly { readonly id: string; readonly type: 1 | 2 | 3; readonly permission: boolean }[],
  ): void;
};

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
      const channel = world.channels.get(channelId);
      if (!channel) throw new Error(`There is no channel ${channelId}`);
      remove(channel);
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
