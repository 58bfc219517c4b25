import type { Logger } from 'pino';
import { offeredCommands } from '../commands/index.ts';
import { Library } from './briefing/library.ts';
import { ContentError, readBriefings } from './briefing/load.ts';
import { watchBriefings } from './briefing/watch.ts';
import { everyMinute } from './clock.ts';
import type { Context } from './command.ts';
import { allowedByServer } from './discord/command-permissions.ts';
import { createGateway } from './discord/gateway.ts';
import { channelAccess } from './discord/permissions.ts';
import { register } from './discord/registration.ts';
import { createRest, DiscordError, identify, tokenRefused } from './discord/rest.ts';
import type { Env } from './env.ts';
import { createOffer } from './offer.ts';
import { persist } from './persist.ts';
import { createPosting } from './posting.ts';
import { openDatabase } from './store/database.ts';

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
 * Starts the bot: content, database, commands, digests, gateway. A Discord that cannot be reached is waited for. Rejects, with a message
 * that says what to do, if the bot cannot run, and when the signal aborts.
 */
export async function start(env: Env, log: Logger, signal: AbortSignal): Promise<Bot> {
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
  const refused = tokenRefused(rest);
  const now = () => Date.now();
  const ending = new AbortController();
  const running = AbortSignal.any([signal, ending.signal]);
  const leave: (() => unknown)[] = [() => ending.abort(), () => db.destroy()];
  try {
    const { applicationId, botId } = await persist(() => identify(rest), {
      signal: running,
      failed(error, pause) {
        if (error instanceof DiscordError) throw error;
        log.warn(
          { err: error, retryInMs: pause },
          'Discord cannot be reached; is DISCORD_API_URL right, and the network there?',
        );
      },
    });
    const offer = createOffer(
      () => offeredCommands({ library, now }),
      (definitions) => register(rest, { applicationId, guildId: env.DEV_GUILD_ID }, definitions, log),
    );
    const posting = createPosting({ db, library, now, log, rest, botId });
    const context: Context = {
      library,
      db,
      postNow: posting.postNow,
      access: (needs) =>
        channelAccess(rest, botId, needs, AbortSignal.timeout(patience.access)).catch((error) => {
          log.warn({ err: error }, 'permissions could not be read');
          return undefined;
        }),
      commands: offer.commands,
      now,
      mention(command) {
        const id = offer.idOf(command.split(' ')[0] ?? '');
        return id ? `</${command}:${id}>` : `\`/${command}\``;
      },
    };

    // What cannot be registered now is tried again each minute.
    const offerAgain = () =>
      offer.refresh().catch((error) => log.error({ err: error }, 'commands could not be registered'));
    await offerAgain();
    leave.unshift(
      watchBriefings(
        env.CONTENT_DIR,
        library,
        sources,
        ({ changed, problems }) => {
          if (problems.length > 0) log.error({ problems }, 'content has problems; the last good version stays');
          if (changed.length > 0) log.info({ changed }, 'content reloaded');
          void offerAgain();
          posting.amend().catch((error) => log.error({ err: error }, 'posts to be edited could not be recorded'));
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
      () => posting.stop(patience.post),
      () => gateway.close(patience.answer),
    );

    const tick = () => posting.tick().catch((error) => log.error({ err: error }, 'due digests could not be read'));
    const minute = () => {
      // A briefing whose embargo ends or that expires may change which commands there are.
      void offerAgain();
      return tick();
    };
    leave.unshift(everyMinute(minute));
    void tick();
    const connected = persist(() => gateway.connect(), {
      signal: running,
      failed: (error, pause) => log.warn({ err: error, retryInMs: pause }, 'the gateway cannot be reached'),
    });
    connected.catch(() => {});
    void gateway.ready.then(() =>
      log.info({ briefings: library.size, commands: offer.commands().length }, 'Dateline is up'),
    );
    return { stop: () => stopAll(leave, log), failed: Promise.race([refused, gateway.refused]) };
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
