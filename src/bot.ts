import { schedule } from 'node-cron';
import type { Logger } from 'pino';
import { offeredCommands } from '../commands/index.ts';
import { Library } from './briefing/library.ts';
import { ContentError, readBriefings } from './briefing/load.ts';
import { watchBriefings } from './briefing/watch.ts';
import type { Context } from './command.ts';
import { createPoster } from './digest/poster.ts';
import { allowedByServer } from './discord/command-permissions.ts';
import { createGateway } from './discord/gateway.ts';
import { channelAccess } from './discord/permissions.ts';
import { register } from './discord/registration.ts';
import { createRest, identify, publishMessage, sendDirectMessage, sendMessage } from './discord/rest.ts';
import type { Env } from './env.ts';
import { createOffer } from './offer.ts';
import { openDatabase } from './store/database.ts';
import type { StoredDigest } from './store/digests.ts';
import { guildSettings } from './store/guilds.ts';
import { language } from './text/language.ts';
import { alertMessage } from './view/digests.ts';

/** A bot that runs. */
export type Bot = {
  /** Takes no new work, finishes and records the post in flight, and closes everything; in 4 seconds at most. */
  stop(): Promise<void>;
  /** Rejects, with a message that says what to do, when the bot cannot go on. */
  readonly failed: Promise<never>;
};

// In milliseconds. A moderator's answer must be there within Discord's 3 seconds, whether or not Discord says what the bot may do
// in a channel; and what is under way when the bot is told to stop is broken off in time for it to be gone within 5.
const patience = { access: 1_500, post: 3_000, answer: 500 };

/**
 * Starts the bot: content, database, commands, gateway, digests. Rejects, with a message that says what to do, if it cannot run.
 */
export async function start(env: Env, log: Logger): Promise<Bot> {
  const sources = await readBriefings(env.CONTENT_DIR);
  const problems = sources.flatMap(({ problems }) => problems);
  if (problems.length > 0) throw new ContentError(problems);
  const library = new Library(sources.flatMap(({ briefing }) => briefing ?? []));
  const db = await openDatabase(env.DATABASE_URL);
  const rest = createRest({
    token: env.DISCORD_TOKEN,
    apiUrl: env.DISCORD_API_URL,
    requestsPerSecond: env.REQUESTS_PER_SECOND,
  });
  const now = () => Date.now();
  const leave: (() => unknown)[] = [() => db.destroy()];
  try {
    const { applicationId, botId } = await identify(rest);
    const offer = createOffer(
      () => offeredCommands({ library, now }),
      (definitions) => register(rest, { applicationId, guildId: env.DEV_GUILD_ID }, definitions, log),
    );
    const poster = createPoster({
      db,
      library,
      now,
      log,
      post: (channelId, post, signal) => sendMessage(rest, channelId, post, signal),
      publish: (channelId, messageId) => publishMessage(rest, channelId, messageId),
      tell,
    });
    const context: Context = {
      library,
      db,
      postNow: poster.postNow,
      access: (needs) => channelAccess(rest, botId, needs, AbortSignal.timeout(patience.access)).catch(unanswered),
      commands: offer.commands,
      now,
      mention(command) {
        const id = offer.idOf(command.split(' ')[0] ?? '');
        return id ? `</${command}:${id}>` : `\`/${command}\``;
      },
    };

    async function tell({ guild_id, number, channel_id, created_by }: StoredDigest, why: 'permission' | 'gone') {
      const { alertsChannelId } = await guildSettings(db, guild_id);
      const alert = alertMessage(number, channel_id, why, language());
      const told = alertsChannelId
        ? await sendMessage(rest, alertsChannelId, alert)
        : await sendDirectMessage(rest, created_by, alert);
      if (told.kind !== 'sent')
        log.warn({ guildId: guild_id, digest: number, reason: told.message }, 'moderators could not be told');
    }

    function unanswered(error: unknown): undefined {
      log.warn({ err: error }, 'permissions could not be read');
      return undefined;
    }

    const offerAgain = () =>
      offer.refresh().catch((error) => log.error({ err: error }, 'commands could not be registered'));
    await offer.refresh();
    leave.unshift(
      watchBriefings(
        env.CONTENT_DIR,
        library,
        sources,
        ({ changed, problems }) => {
          if (problems.length > 0) log.error({ problems }, 'content has problems; the last good version stays');
          if (changed.length > 0) log.info({ changed }, 'content reloaded');
          void offerAgain();
        },
        (error) => log.error({ err: error }, 'content cannot be watched; changes are taken at the next start'),
      ),
    );

    const gateway = createGateway({
      rest,
      token: env.DISCORD_TOKEN,
      answering: {
        context,
        log,
        allowedByServer: (interaction, command) => allowedByServer(rest, interaction, offer.idOf(command)),
      },
      log,
    });
    leave.unshift(
      () => gateway.deafen(),
      () => poster.stop(patience.post),
      () => gateway.close(patience.answer),
    );
    await gateway.connect();

    const tick = () => poster.tick().catch((error) => log.error({ err: error }, 'due digests could not be read'));
    // Each minute; a briefing whose embargo ends or that expires may change which commands there are.
    const clock = schedule('* * * * *', () => Promise.all([tick(), offerAgain()]), {
      timezone: 'UTC',
      noOverlap: true,
    });
    leave.unshift(() => clock.destroy());
    void tick();
    log.info({ briefings: library.size, commands: offer.commands().length }, 'Dateline is up');
    return { stop: () => stopAll(leave, log), failed: gateway.refused };
  } catch (error) {
    await stopAll(leave, log);
    throw error;
  }
}

/** In order, so that the database is closed after all that writes to it; what fails does not keep the rest from stopping. */
async function stopAll(leave: readonly (() => unknown)[], log: Logger): Promise<void> {
  for (const step of leave) {
    try {
      await step();
    } catch (error) {
      log.error({ err: error }, 'stopping failed');
    }
  }
}
