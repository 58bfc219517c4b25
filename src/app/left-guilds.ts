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
  /** Discord’s time, in milliseconds since 1970; undefined if its answer has none. Rejects as well. */
  readonly discordTime: () => Promise<number | undefined>;
  /** Aborts when the bot stops. */
  readonly signal: AbortSignal;
};

/**
 * @returns a function that deletes what is stored of guilds that the bot has not been in for 30 days. Called once a
 * minute, it asks Discord once a day: without intents, no event tells that the bot was removed.
 */
export function createLeftGuilds({
  db,
  now,
  log,
  presentGuilds,
  discordTime,
  signal,
}: LeftGuildsParts): () => Promise<void> {
  // Not at once: a bot that starts again and again would ask each time.
  let nextAt = now() + hourMs;
  return async () => {
    const at = now();
    // A clock that was ahead has put it off beyond a day.
    if (at < nextAt && nextAt - at <= dayMs) return;
    nextAt = at + dayMs;
    try {
      // By Discord's clock: one that is ahead would make the 30 days pass at once.
      const present = await presentGuilds();
      const right = await discordTime();
      if (right === undefined) throw new Error('Discord’s answer has no time');
      await recordGuilds(db, present, right);
      for (const guildId of await guildsLeft(db, right - keepLeftMs)) {
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
