import { PermissionFlagsBits } from 'discord-api-types/v10';
import type { Interactions } from '../interactions/interactions.ts';
import type { Discord, PermissionName } from '../types.ts';
import { channelPermissions, threadTypes } from './permissions.ts';
import { type Channel, hasBot, type World } from './world.ts';

/** A guild as it is at present. */
export type GuildNow = {
  readonly name: string;
  readonly hasBot: boolean;
  readonly channels: readonly {
    readonly id: string;
    readonly name: string;
    readonly type: number;
    readonly parentId?: string;
  }[];
  readonly roles: readonly { readonly id: string; readonly name: string }[];
  readonly members: readonly { readonly id: string; readonly name: string; readonly roles: readonly string[] }[];
  /** What channels deny the bot, by its role or itself. */
  readonly denied: readonly { readonly channelId: string; readonly permission: PermissionName }[];
};

const permissionNames = Object.keys(PermissionFlagsBits).filter(
  (name): name is PermissionName => name in PermissionFlagsBits,
);

/** What Discord's own client shows of where one is. */
export function createDirectory(
  world: World,
  interactions: Interactions,
): Pick<Discord, 'guildNow' | 'sees' | 'writes' | 'directMessage' | 'channelOf'> {
  const may = (userId: string, channelId: string, permissionOf: (channel: Channel) => bigint) => {
    const channel = world.channels.get(channelId);
    return channel !== undefined && (channelPermissions(world, channel, userId) & permissionOf(channel)) > 0n;
  };
  const direct = (userId: string) => [...world.channels.values()].find(({ recipientId }) => recipientId === userId)?.id;
  return {
    guildNow(guildId) {
      const guild = world.guilds.get(guildId);
      if (!guild) throw new Error(`There is no guild ${guildId}`);
      const channels = [...world.channels.values()].filter((channel) => channel.guildId === guildId);
      const ofBot = [...guild.roles.values()].filter(({ botId }) => botId === world.bot.id).map(({ id }) => id);
      return {
        name: guild.name,
        hasBot: hasBot(world, guildId),
        channels: channels.map(({ id, name, type, parentId }) => ({
          id,
          name,
          type,
          ...(parentId ? { parentId } : {}),
        })),
        roles: [...guild.roles.values()].map(({ id, name }) => ({ id, name })),
        members: [...guild.members.values()]
          .filter(({ user }) => !user.bot)
          .map(({ user, roles }) => ({ id: user.id, name: user.name, roles })),
        denied: channels.flatMap(({ id: channelId, overwrites }) =>
          overwrites
            .filter(({ id }) => id === world.bot.id || ofBot.includes(id))
            .flatMap(({ deny }) => permissionNames.filter((name) => deny & PermissionFlagsBits[name]))
            .map((permission) => ({ channelId, permission })),
        ),
      };
    },
    sees: (userId, channelId) => may(userId, channelId, () => PermissionFlagsBits.ViewChannel),
    writes: (userId, channelId) =>
      may(userId, channelId, ({ type }) =>
        threadTypes.has(type) ? PermissionFlagsBits.SendMessagesInThreads : PermissionFlagsBits.SendMessages,
      ),
    directMessage: direct,
    channelOf(path) {
      const [, kind, first = '', second = ''] =
        /^\/(channels|interactions|webhooks)\/([^/?]+)(?:\/([^/?]+))?/.exec(path) ?? [];
      if (kind === 'channels') return world.channels.has(first) ? first : undefined;
      return kind === undefined ? undefined : interactions.channelOf(second);
    },
  };
}
