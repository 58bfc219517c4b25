import {
  type APIApplicationCommand,
  type APIApplicationCommandPermission,
  ApplicationCommandPermissionType,
  ApplicationCommandType,
  InteractionContextType,
  PermissionFlagsBits,
} from 'discord-api-types/v10';
import type { Channel, Guild, Person } from '../model/entities.ts';
import { channelPermissions, threadTypes } from '../model/permissions.ts';
import type { World } from '../model/world.ts';

/**
 * The slash commands that someone is offered in a channel
 * (https://docs.discord.com/developers/interactions/application-commands#permissions). Guild commands come first, as
 * they stand before a global command of the same name.
 */
export function offeredCommands(world: World, person: Person): APIApplicationCommand[] {
  return [...world.commands.values()]
    .filter(({ type }) => type === ApplicationCommandType.ChatInput)
    .filter((command) => isOffered(world, command, person))
    .sort((a, b) => Number(b.guild_id !== undefined) - Number(a.guild_id !== undefined));
}

/** True if someone can use this command here. */
function isOffered(world: World, command: APIApplicationCommand, person: Person): boolean {
  const { guild, channel, userId } = person;
  if (!guild) {
    if (command.guild_id !== undefined || command.dm_permission === false) return false;
    return command.contexts?.includes(InteractionContextType.BotDM) ?? true;
  }
  if (!guild.members.has(world.bot.id)) return false;
  if (command.guild_id !== undefined && command.guild_id !== guild.id) return false;
  if (command.contexts && !command.contexts.includes(InteractionContextType.Guild)) return false;
  const held = channelPermissions(world, channel, userId);
  if (held & PermissionFlagsBits.Administrator) return true;
  const ofCommand = world.commandPermissions.get(`${guild.id}/${command.id}`)?.permissions ?? [];
  const ofAll = world.commandPermissions.get(`${guild.id}/${world.bot.id}`)?.permissions ?? [];
  const set = ofCommand.length > 0 ? ofCommand : ofAll;
  if (setForChannel(set, guild, channel) === false) return false;
  const forPerson = setForPerson(set, guild, userId);
  // What is set for all commands can close a command to someone, but not open one that asks for a permission.
  if (forPerson === false || (forPerson && set === ofCommand)) return forPerson;
  const asked = command.default_member_permissions;
  if (asked === null) return true;
  return BigInt(asked) !== 0n && (held & BigInt(asked)) === BigInt(asked);
}

type Setting = readonly APIApplicationCommandPermission[];

function setForChannel(set: Setting, guild: Guild, channel: Channel): boolean | undefined {
  const of = (id: string | undefined) =>
    set.find((entry) => entry.type === ApplicationCommandPermissionType.Channel && entry.id === id)?.permission;
  const place = threadTypes.has(channel.type) ? channel.parentId : channel.id;
  return of(place) ?? of(String(BigInt(guild.id) - 1n));
}

function setForPerson(set: Setting, guild: Guild, userId: string): boolean | undefined {
  const { User, Role } = ApplicationCommandPermissionType;
  const person = set.find(({ type, id }) => type === User && id === userId);
  if (person) return person.permission;
  const roles = guild.members.get(userId)?.roles ?? [];
  const ofRoles = set.filter(({ type, id }) => type === Role && id !== guild.id && roles.includes(id));
  if (ofRoles.length > 0) return ofRoles.some(({ permission }) => permission);
  return set.find(({ type, id }) => type === Role && id === guild.id)?.permission;
}
