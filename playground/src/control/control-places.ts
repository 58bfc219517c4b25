import { ControlError } from '../model/control-error.ts';
import type { Channel, Guild } from '../model/entities.ts';
import { botTarget } from '../model/guild-plan.ts';
import type { World } from '../model/world.ts';

/** A guild by its name or id, or the only one that there is. @throws {ControlError} */
export function guildOf(world: World, given: string | undefined): Guild {
  const guilds = [...world.guilds.values()];
  const [only] = guilds;
  if (given === undefined && only && guilds.length === 1) return only;
  const found = guilds.find(({ id, name }) => id === given || name === given);
  if (found) return found;
  const there = guilds.length === 0 ? 'there is none' : `there are ${guilds.map(({ name }) => name).join(', ')}`;
  throw new ControlError([`guild: ${given === undefined ? 'say which' : `there is no ${given}`}; ${there}`]);
}

/** A channel of a guild by its name or id; `target` must be a role or member of the guild. @throws {ControlError} */
export function channelIn(
  world: World,
  guildName: string | undefined,
  given: string,
  target?: string,
): Channel & { readonly guildId: string } {
  const guild = guildOf(world, guildName);
  const channels = [...world.channels.values()].filter(({ guildId }) => guildId === guild.id);
  const channel = channels.find(({ id, name }) => id === given || name === given.replace(/^#/, ''));
  const problems = [
    ...(channel
      ? []
      : [`channel: there is no ${given}; there are ${channels.map(({ name }) => `#${name}`).join(', ')}`]),
    ...(target === undefined || targetsOf(guild).includes(target)
      ? []
      : [`target: there is no ${target}; there are ${targetsOf(guild).join(', ')}`]),
  ];
  if (!channel || problems.length > 0) throw new ControlError(problems);
  return { ...channel, guildId: guild.id };
}

/** The id of a guild's member, by name. @throws {ControlError} */
export function memberIn(world: World, guildId: string, given: string): string {
  const members = [...(world.guilds.get(guildId)?.members.values() ?? [])];
  const found = members.find(({ user }) => user.name === given);
  if (found) return found.user.id;
  throw new ControlError([
    `member: there is no ${given}; there are ${members.map(({ user }) => user.name).join(', ')}`,
  ]);
}

/** The id of a guild's role that can be deleted, by name. @throws {ControlError} */
export function roleIn(world: World, guildId: string, given: string): string {
  const roles = [...(world.guilds.get(guildId)?.roles.values() ?? [])].filter(
    ({ id, botId }) => id !== guildId && botId === undefined,
  );
  const found = roles.find(({ name }) => name === given);
  if (found) return found.id;
  throw new ControlError([
    `role: there is no ${given} to delete; there are ${roles.map(({ name }) => name).join(', ')}`,
  ]);
}

function targetsOf({ roles, members }: Guild): string[] {
  const names = [
    ...[...roles.values()].map(({ name }) => name),
    ...[...members.values()].map(({ user }) => user.name),
    botTarget,
  ];
  return [...new Set(names)];
}
