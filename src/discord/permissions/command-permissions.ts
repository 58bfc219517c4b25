import { ApplicationCommandPermissionType, DiscordAPIError, type REST, Routes } from 'discord.js';
import type { Logger } from 'pino';
import { z } from 'zod';
import { UserError } from '../../text/user-error.ts';
import type { CommandInteraction, ComponentInteraction } from '../interactions/understand.ts';
import { breakable } from '../rest/messages.ts';

const settings = z.object({
  permissions: z.array(
    // One of a type that is not known yet lets nobody in, and keeps nobody out.
    z.object({ id: z.string(), type: z.int(), permission: z.boolean() }),
  ),
});

/** What admins have set for a command under Server Settings → Integrations. */
export type CommandPermissions = z.infer<typeof settings>['permissions'];

// In milliseconds: what the bot may do in a channel is asked after it, and all within Discord's 3 seconds.
const patience = 1_000;

/**
 * True if the server's own settings let this member use the command: Discord has checked it before, and is asked
 * again, since an interaction says only who the member is. What is set for all of the bot's commands is not read: it
 * does not open this one to those whom its default leaves out.
 * @throws {UserError} if it cannot be found out, which the log tells too.
 */
export async function allowedByServer(
  rest: REST,
  { application_id, guild_id, channel_id, member }: CommandInteraction | ComponentInteraction,
  commandId: string | undefined,
  log: Logger,
): Promise<boolean> {
  if (!guild_id || !member || !commandId) return false;
  try {
    const route = Routes.applicationCommandPermissions(application_id, guild_id, commandId);
    const { permissions } = settings.parse(
      await breakable(AbortSignal.timeout(patience), (options) => rest.get(route, options)),
    );
    const asker = { guildId: guild_id, channelId: channel_id ?? '', userId: member.user.id, roles: member.roles };
    return isAllowed(permissions, asker);
  } catch (error) {
    // So Discord answers where nothing is set.
    const unset = error instanceof DiscordAPIError && error.status === 404;
    if (unset) return false;
    log.warn({ err: error, guildId: guild_id, channelId: channel_id }, 'permissions could not be read');
    throw new UserError('error:moderatorUnchecked');
  }
}

type Asker = { guildId: string; channelId: string; userId: string; roles: readonly string[] };

/**
 * Discord's rules (https://docs.discord.com/developers/interactions/application-commands#permissions): what is set
 * for the person counts before what is set for their roles, of which one that allows is enough, and that before
 * everyone; and the channel must not be closed to the command. Where nothing is set for any of them, the default
 * holds, which they do not meet.
 */
export function isAllowed(set: CommandPermissions, { guildId, channelId, userId, roles }: Asker): boolean {
  const of = (type: ApplicationCommandPermissionType, ids: readonly string[]) =>
    set.filter((entry) => entry.type === type && ids.includes(entry.id)).map(({ permission }) => permission);
  const allChannels = String(BigInt(guildId) - 1n);
  const channel =
    of(ApplicationCommandPermissionType.Channel, [channelId])[0] ??
    of(ApplicationCommandPermissionType.Channel, [allChannels])[0];
  if (channel === false) return false;
  const [person] = of(ApplicationCommandPermissionType.User, [userId]);
  if (person !== undefined) return person;
  const ofRoles = of(
    ApplicationCommandPermissionType.Role,
    roles.filter((id) => id !== guildId),
  );
  if (ofRoles.length > 0) return ofRoles.includes(true);
  return of(ApplicationCommandPermissionType.Role, [guildId])[0] ?? false;
}
