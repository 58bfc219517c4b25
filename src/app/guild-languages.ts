import { setTimeout } from 'node:timers/promises';
import type { Logger } from 'pino';
import type { GuildLanguages } from '../discord/interactions/interaction-edges.ts';
import { guildLocales, recordDiscordLocale } from '../store/guilds.ts';
import type { Database } from '../store/schema.ts';

type Known = {
  readonly readAt: number;
  readonly language: string | null;
  readonly discordLocale: string | null;
};

/** Another process may have changed a setting: after so long it is read again. */
const freshMs = 30_000;
/** An answer waits no longer for a database that does not answer. */
const readTimeoutMs = 300;
/** The guilds whose settings are kept in memory. */
const mostKept = 10_000;

/**
 * The languages of guilds, kept in memory for a while. Where the database fails, what was last known holds, and it is
 * not asked again at once.
 * @param now the present, in milliseconds since 1970.
 */
export function createGuildLanguages(parts: {
  readonly db: Database;
  readonly now: () => number;
  readonly log: Logger;
}): GuildLanguages {
  const { db, now, log } = parts;
  const known = new Map<string, Known>();
  let forgotten = 0;

  async function read(guildId: string): Promise<Known> {
    const before = known.get(guildId);
    const forgottenBefore = forgotten;
    if (before && Math.abs(now() - before.readAt) < freshMs) return before;
    const found = await Promise.race([
      guildLocales(db, guildId).catch((error) => log.warn({ err: error, guildId }, 'a language could not be read')),
      setTimeout(readTimeoutMs, undefined, { ref: false }),
    ]);
    const made = { language: null, discordLocale: null, ...before, ...found, readAt: now() };
    if (known.size >= mostKept) known.clear();
    // What was changed while it was read may be older than the change.
    if (forgotten === forgottenBefore) known.set(guildId, made);
    return made;
  }

  return {
    async localeOf(guildId, discordLocale) {
      return (await read(guildId)).language ?? discordLocale;
    },
    async remember(guildId, discordLocale) {
      const before = await read(guildId);
      if (before.discordLocale === discordLocale) return;
      // If it cannot be recorded, it is tried again once the settings are read again.
      known.set(guildId, { ...before, discordLocale });
      await recordDiscordLocale(db, guildId, discordLocale).catch((error) =>
        log.warn({ err: error, guildId }, 'the locale of a server could not be recorded'),
      );
    },
    forget(guildId) {
      forgotten += 1;
      known.delete(guildId);
    },
  };
}
