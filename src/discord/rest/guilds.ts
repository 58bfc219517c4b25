import { type REST, Routes } from 'discord.js';
import { z } from 'zod';
import { abortable } from './rest.ts';

const page = z.array(z.object({ id: z.string() }));
// Discord's most (https://docs.discord.com/developers/resources/user#get-current-user-guilds).
const pageSize = 200;

/** The ids of all guilds that the bot is in. Rejects if Discord cannot be asked for all of them. */
export async function presentGuilds(rest: REST): Promise<ReadonlySet<string>> {
  const ids = new Set<string>();
  for (let after = '0'; ; ) {
    const query = new URLSearchParams({ after, limit: String(pageSize) });
    const found = page.parse(await rest.get(Routes.userGuilds(), { query }));
    for (const { id } of found) ids.add(id);
    const last = found.at(-1)?.id;
    // A page with fewer than were asked for need not be the last (https://github.com/discord/discord-api-docs/issues/5886).
    if (last === undefined || last === after) return ids;
    after = last;
  }
}

const named = z.object({ name: z.string() });

/** The name of a guild; undefined if Discord does not say before the signal aborts. */
export async function guildName(rest: REST, guildId: string, signal: AbortSignal): Promise<string | undefined> {
  try {
    return named.parse(await abortable(signal, (options) => rest.get(Routes.guild(guildId), options), guildId)).name;
  } catch {
    return undefined;
  }
}
