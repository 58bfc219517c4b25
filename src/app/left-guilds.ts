import type { Logger } from 'pino';
import { forgetGuild, guildsLeft, recordGuilds } from '../store/left-guilds.ts';
import type { Database } from '../store/schema.ts';

const hourMs = 60 * 60_000;
const dayMs = 24 * hourMs;
/** Someone may have removed the bot by mistake, or Discord may not list a guild during an outage. */
const keepLeftMs = 30 * dayMs;

export type LeftGuildsParts = {
  readonly db: Database;
  readonly now: () => number;
  readonly log: Logger;
  /** The ids of all guilds that the bot is in; rejects if Discord cannot be asked. */
  readonly presentGuilds: () => Promise<ReadonlySet<string>>;
  /** Aborts when the bot stops. */
  readonly signal: AbortSignal;
};

/**
 * @returns a function that deletes what is stored of guilds that the bot has not been in for 30 days. Called once a
 * minute, it asks Discord once a day: without intents, no event tells that the bot was removed.
 */
export function createLeftGuilds({ db, now, log, presentGuilds, signal }: LeftGuildsParts): () => Promise<void> {
  // Not at once: a bot that starts again and again would ask each time.
  let nextAt = now() + hourMs;
  return async () => {
    const at = now();
    if (at < nextAt) return;
    nextAt = at + dayMs;
    try {
      await recordGuilds(db, await presentGuilds(), at);
      for (const guildId of await guildsLeft(db, at - keepLeftMs)) {
        if (signal.aborted) return;
        await forgetGuild(db, guildId);
        log.info({ guildId }, 'the bot left this server 30 days ago; what it had stored of it is deleted');
      }
    } catch (error) {
      nextAt = at + hourMs;
      if (!signal.aborted)
        log.warn({ err: error }, 'it is not known which servers the bot has left; asked again in an hour');
    }
  };
}
