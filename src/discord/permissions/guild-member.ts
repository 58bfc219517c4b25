import { DiscordAPIError, PermissionsBitField, type REST, Routes } from 'discord.js';
import { z } from 'zod';
import { UserError } from '../../text/user-error.ts';
import { abortable } from '../rest/rest.ts';
import { permissionsIn } from './channel-access.ts';

/** A member of a guild as an interaction there would bring them: their roles, and their permissions as Discord's bits. */
export type GuildMember = { readonly roles: readonly string[]; readonly permissions: string };

const guildSchema = z.object({
  owner_id: z.string(),
  roles: z.array(z.object({ id: z.string(), permissions: z.string().regex(/^\d+$/).transform(BigInt) })),
});
const memberSchema = z.object({ roles: z.array(z.string()) });

/** What the person may do is read after it, and all within Discord's 3 seconds. */
const readTimeoutMs = 1_000;

/**
 * Asks Discord for a person's membership of a guild, for a click outside of it; undefined for nobody of the guild, and
 * for a guild that the bot is not in. Only one who may manage the guild is told from others by it: no channel counts.
 * @throws {UserError} if Discord cannot be asked.
 */
export async function guildMember(rest: REST, guildId: string, userId: string): Promise<GuildMember | undefined> {
  const signal = AbortSignal.timeout(readTimeoutMs);
  const get = (route: `/${string}`) => abortable(signal, (options) => rest.get(route, options), guildId);
  try {
    const [guildFound, memberFound] = await Promise.all([
      get(Routes.guild(guildId)),
      get(Routes.guildMember(guildId, userId)),
    ]);
    const guild = guildSchema.parse(guildFound);
    const { roles } = memberSchema.parse(memberFound);
    const held = permissionsIn({ guildId, memberId: userId, memberRoles: roles, roles: guild.roles, overwrites: [] });
    return { roles, permissions: String(guild.owner_id === userId ? PermissionsBitField.All : held) };
  } catch (error) {
    if (error instanceof DiscordAPIError && (error.status === 403 || error.status === 404)) return undefined;
    throw new UserError('error:moderatorUnchecked');
  }
}
