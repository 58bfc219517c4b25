import { GatewayDispatchEvents, GatewayIntentBits } from 'discord-api-types/v10';
import { ControlError } from './control-error.ts';
import type { Guild, Role } from './entities.ts';
import { guildCreate } from './guild-plan.ts';
import { hasBot, type World } from './world.ts';

const intents = GatewayIntentBits.Guilds;

/** The bot thrown out of a guild, and let in again. */
export type Membership = {
  /**
   * Throws the bot out of a guild, as a moderator can: its role goes, with what channels allow or deny it.
   * @throws {ControlError} if it is not in it
   */
  kick(guildId: string): void;
  /** Lets the bot in again, with the role that its invite makes. @throws {ControlError} if it is in it */
  invite(guildId: string): void;
};

export function createMembership(world: World): Membership {
  // The roles of the bot's that its invites have made, where it is not at present.
  const gone = new Map<string, Role>();
  const guildOf = (id: string): Guild => {
    const guild = world.guilds.get(id);
    if (!guild) throw new ControlError([`guild: there is no guild ${id}`]);
    return guild;
  };

  return {
    kick(guildId) {
      const guild = guildOf(guildId);
      if (!hasBot(world, guildId)) throw new ControlError([`guild: the bot is not in ${guild.name}`]);
      // Told while it is a member: nothing of the guild is told to it after that.
      const event = GatewayDispatchEvents.GuildDelete;
      world.feed.emit('dispatch', { event, data: { id: guildId }, guildId, intents });
      const own = [...guild.roles.values()].find(({ botId }) => botId === world.bot.id);
      guild.members.delete(world.bot.id);
      for (const key of world.commandPermissions.keys())
        if (key.startsWith(`${guildId}/`)) world.commandPermissions.delete(key);
      if (!own) return;
      gone.set(guildId, own);
      guild.roles.delete(own.id);
      for (const channel of world.channels.values())
        if (channel.guildId === guildId) channel.overwrites = channel.overwrites.filter(({ id }) => id !== own.id);
    },
    invite(guildId) {
      const guild = guildOf(guildId);
      if (hasBot(world, guildId)) throw new ControlError([`guild: the bot is in ${guild.name} already`]);
      const own = gone.get(guildId);
      if (own) guild.roles.set(own.id, own);
      guild.members.set(world.bot.id, { user: world.bot, roles: own ? [own.id] : [], joinedAt: world.now() });
      const data = guildCreate(world, guild);
      world.feed.emit('dispatch', { event: GatewayDispatchEvents.GuildCreate, data, guildId, intents });
    },
  };
}
