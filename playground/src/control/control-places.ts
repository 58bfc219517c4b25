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

function targetsOf({ roles, members }: Guild): string[] {
  const names = [
    ...[...roles.values()].map(({ name }) => name),
    ...[...members.values()].map(({ user }) => user.name),
    botTarget,
  ];
  return [...new Set(names)];
}
