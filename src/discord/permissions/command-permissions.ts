import { ApplicationCommandPermissionType, DiscordAPIError, type REST, Routes } from 'discord.js';
import type { Logger } from 'pino';
import { z } from 'zod';
import { UserError } from '../../text/user-error.ts';
import type { CommandInteraction, ComponentInteraction } from '../interactions/understand.ts';
import { abortable } from '../rest/rest.ts';

const settingsSchema = z.object({
  // A type that is not known yet lets nobody in, and keeps nobody out.
  permissions: z.array(z.object({ id: z.string(), type: z.int(), permission: z.boolean() })),
});

/** What admins have set for a command under Server Settings → Integrations. */
type CommandPermissions = z.infer<typeof settingsSchema>['permissions'];

/** The bot's own permissions may be read after these, and all within Discord's 3 seconds. */
const readTimeoutMs = 1_000;

/** True if the server's own settings let whoever sent the interaction use the command. */
type AllowedByServer = (
  interaction: CommandInteraction | ComponentInteraction,
  commandId: string | undefined,
) => Promise<boolean>;

/**
 * Asks whether the server's own settings let a member use a command. Discord has checked them before, but an
 * interaction does not say so. The settings for all of the bot's commands are not read, since they do not open a
 * command to those whom its default leaves out.
 *
 * What it gives throws a `UserError` `error:moderatorUnchecked` if the settings cannot be read, which is logged too.
 */
export function createAllowedByServer(rest: REST, log: Logger): AllowedByServer {
  // discord.js reads the settings of one server after the other. One question at once of each, for all who ask there,
  // so that the many of one server do not keep the others waiting.
  const underWay = new Map<string, Promise<CommandPermissions>>();
  const read = (route: `/${string}`): Promise<CommandPermissions> => {
    const reading = underWay.get(route) ?? readSettings(rest, route).finally(() => underWay.delete(route));
    underWay.set(route, reading);
    return reading;
  };
  return async ({ application_id, guild_id, channel_id, member }, commandId) => {
    if (!guild_id || !member || !commandId) return false;
    try {
      const permissions = await read(Routes.applicationCommandPermissions(application_id, guild_id, commandId));
      const asker = { guildId: guild_id, channelId: channel_id ?? '', userId: member.user.id, roles: member.roles };
      return isAllowed(permissions, asker);
    } catch (error) {
      const nothingIsSet = error instanceof DiscordAPIError && error.status === 404;
      if (nothingIsSet) return false;
      log.warn({ err: error, guildId: guild_id, channelId: channel_id }, 'permissions could not be read');
      throw new UserError('error:moderatorUnchecked');
    }
  };
}

async function readSettings(rest: REST, route: `/${string}`): Promise<CommandPermissions> {
  const answer = await abortable(AbortSignal.timeout(readTimeoutMs), (options) => rest.get(route, options));
  return settingsSchema.parse(answer).permissions;
}

type Asker = { guildId: string; channelId: string; userId: string; roles: readonly string[] };

/**
 * Whether a member may use a command that its default does not let them use, by Discord's rules
 * (https://docs.discord.com/developers/interactions/application-commands#permissions): the channel must not be closed
 * to the command; then a setting for the person counts before those for their roles, of which one that allows is
 * enough, and those before the one for everyone.
 */
export function isAllowed(set: CommandPermissions, { guildId, channelId, userId, roles }: Asker): boolean {
  const permissionsOf = (type: ApplicationCommandPermissionType, ids: readonly string[]) =>
    set.filter((entry) => entry.type === type && ids.includes(entry.id)).map(({ permission }) => permission);
  const { Channel, Role, User } = ApplicationCommandPermissionType;

  const allChannelsId = String(BigInt(guildId) - 1n);
  const [inChannel = permissionsOf(Channel, [allChannelsId])[0]] = permissionsOf(Channel, [channelId]);
  if (inChannel === false) return false;

  const [forPerson] = permissionsOf(User, [userId]);
  if (forPerson !== undefined) return forPerson;
  const ownRoles = roles.filter((id) => id !== guildId);
  const forRoles = permissionsOf(Role, ownRoles);
  if (forRoles.length > 0) return forRoles.includes(true);
  const [forEveryone = false] = permissionsOf(Role, [guildId]);
  return forEveryone;
}
