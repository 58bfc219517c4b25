import { PermissionFlagsBits } from 'discord-api-types/v10';
import type { Channel } from './entities.ts';
import { channelPermissions, threadTypes } from './permissions.ts';
import type { PermissionName } from './plan.ts';
import { hasBot, type World } from './world.ts';

/** A guild as it is at present. */
type GuildNow = {
  readonly name: string;
  readonly locale: string;
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

/** What Discord's own client shows of guilds, channels and people. */
export type Directory = {
  /** A guild's channels, roles and people, and what the bot is denied there. */
  guildNow(guildId: string): GuildNow;
  /** True if this person may see the channel. */
  sees(userId: string, channelId: string): boolean;
  /** True if this person may send messages in the channel. */
  writes(userId: string, channelId: string): boolean;
  /** The id of a person's direct message with the bot, once there is one. */
  directMessage(userId: string): string | undefined;
  /** The languages that the bot's commands are translated into. */
  commandLocales(): string[];
  /** The channel that a request of the bot's was about, where it can be told from the request's path. */
  channelOf(path: string): string | undefined;
};

const permissionNames = Object.keys(PermissionFlagsBits).filter(
  (name): name is PermissionName => name in PermissionFlagsBits,
);

/** Looks it up in the world; `channelOfInteraction` finds an interaction's channel by its token. */
export function createDirectory(world: World, channelOfInteraction: (token: string) => string | undefined): Directory {
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
        locale: guild.locale,
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
    commandLocales: () => [
      ...new Set(
        [...world.commands.values()].flatMap((command) => [
          ...Object.keys(command.name_localizations ?? {}),
          ...Object.keys(command.description_localizations ?? {}),
        ]),
      ),
    ],
    channelOf(path) {
      const [, kind, first = '', second = ''] =
        /^\/(channels|interactions|webhooks)\/([^/?]+)(?:\/([^/?]+))?/.exec(path) ?? [];
      if (kind === 'channels') return world.channels.has(first) ? first : undefined;
      return kind === undefined ? undefined : channelOfInteraction(second);
    },
  };
}
