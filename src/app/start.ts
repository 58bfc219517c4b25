import { join } from 'node:path';
import { setImmediate } from 'node:timers/promises';
import type { Logger } from 'pino';
import { readCache, writeCache } from '../briefing/file/cache.ts';
import { ContentError, readBriefings } from '../briefing/file/load.ts';
import { Library } from '../briefing/library/library.ts';
import { watchBriefings } from '../briefing/watch.ts';
import { createRest, DiscordError, type Identity, identify, tokenRefused } from '../discord/rest/rest.ts';
import type { Needs } from '../http/health.ts';
import type { Meter, Sources } from '../http/metrics.ts';
import type { HttpServer } from '../http/server.ts';
import { isAlive } from '../store/alive.ts';
import { dataFolder, openDatabase } from '../store/database.ts';
import { lockPosting } from '../store/sqlite/posting-lock.ts';
import { type Answers, createAnswers } from './answering.ts';
import { everyMinute } from './every-minute.ts';
import { createPosting } from './posting.ts';
import { persist } from './retry.ts';
import type { Env } from './settings.ts';

/** A bot that runs. */
export type Bot = {
  /** Takes no new work, finishes and records the post in flight, and closes everything; in 4 seconds at most. */
  stop(): Promise<void>;
  /** Rejects, with a message that says what to do, when the bot cannot go on. */
  readonly failed: Promise<never>;
};

// In milliseconds: what is under way when the bot is told to stop is broken off in time for it to be gone within 5
// seconds.
const patience = { post: 3_000, answer: 500, port: 200 };

/**
 * Starts the bot in its role: content, database, the HTTP port, and then what answers, what posts, or both. A Discord
 * that cannot be reached is waited for. Rejects, with a message that says what to do, if the bot cannot run, and when
 * the signal aborts.
 */
export async function start(env: Env, log: Logger, signal: AbortSignal): Promise<Bot> {
  const [answersPeople, postsDigests] = [env.ROLE !== 'worker', env.ROLE !== 'gateway'];
  const cacheFile = join(dataFolder(env.DATABASE_URL), 'content-cache.json');
  const cache = await readCache(cacheFile);
  const files = await readBriefings(env.CONTENT_DIR, [], cache);
  const problems = files.flatMap((file) => file.problems);
  if (problems.length > 0) throw new ContentError(problems);
  const library = new Library(files.flatMap(({ briefing }) => briefing ?? []));
  const unlock = postsDigests ? lockPosting(env.DATABASE_URL) : () => {};
  const db = await openDatabase(env.DATABASE_URL).catch((error) => {
    unlock();
    throw error;
  });
  const rest = createRest({
    token: env.DISCORD_TOKEN,
    apiUrl: env.DISCORD_API_URL,
    requestsPerSecond: env.REQUESTS_PER_SECOND,
  });
  const refused = tokenRefused(rest);
  const now = () => Date.now();
  const ending = new AbortController();
  const running = AbortSignal.any([signal, ending.signal]);
  const leave: (() => unknown)[] = [() => ending.abort(), () => db.destroy(), unlock];
  let identity: Identity | undefined;
  let answers: Answers | undefined;
  try {
    const port = await openPort(env, log, {
      needs: {
        database: () => isAlive(db),
        // It is, before the port is opened.
        content: () => true,
        discord: () => identity !== undefined,
        ...(answersPeople
          ? { [env.DISCORD_PUBLIC_KEY ? 'interactions' : 'gateway']: () => answers?.isOpen() ?? false }
          : {}),
      },
      sources: {
        shards: () => answers?.shards() ?? [],
        briefings: () => library.size,
        contentVersion: () => library.contentVersion(now()),
      },
    });
    leave.unshift(() => port?.server.close(patience.port));
    identity = await whoAmI(() => identify(rest), running, log);
    if (env.ROLE !== 'all' && env.DATABASE_URL.startsWith('sqlite:'))
      log.info(
        { role: env.ROLE },
        'the other role must run on this machine, with the same SQLite file; several need PostgreSQL',
      );

    const posting = createPosting({
      db,
      library,
      now,
      log,
      rest,
      botId: identity.botId,
      ...({ posts: postsDigests ? 'all' : 'on-demand', onDelivered: port?.meter.delivered } as const),
    });
    if (answersPeople)
      answers = createAnswers({
        env,
        rest,
        identity,
        log,
        library,
        db,
        now,
        postNow: posting.postNow,
        answered: port?.meter.answered,
      });
    await answers?.offer();
    const amend = () =>
      posting.queueEdits().catch((error) => log.error({ err: error }, 'posts to be edited could not be recorded'));
    const stopWatching = watchBriefings(
      env.CONTENT_DIR,
      library,
      files,
      ({ changed, problems, lowered }) => {
        if (problems.length > 0) log.error({ problems }, 'content has problems; the last good version stays');
        if (lowered)
          log.warn({ lowered }, 'a version is lower than it was; posts that a later one made may stay as they are');
        // A bad file that is as it was before has changed nothing, and is fine again.
        if (changed.length > 0 || problems.length === 0) log.info({ changed }, 'content reloaded');
        port?.meter.loaded(problems.length);
        void answers?.offer();
        if (postsDigests) void amend();
      },
      (error) => log.error({ err: error }, 'content cannot be watched; changes are taken at the next start'),
    );
    const post = () => posting.tick().catch((error) => log.error({ err: error }, 'due digests could not be read'));
    const stopClock = everyMinute(async () => {
      // A briefing whose embargo ends or that expires may change which commands there are.
      void answers?.offer();
      if (postsDigests) await post();
    });
    leave.unshift(
      stopClock,
      stopWatching,
      () => answers?.deafen(),
      () => port?.server.deafen(),
      () => posting.stop(patience.post),
      () => answers?.close(patience.answer),
    );
    if (postsDigests) void post();
    answers?.open(port?.server, running);
    void Promise.resolve(answers?.ready).then(async () => {
      log.info({ role: env.ROLE, briefings: library.size, commands: answers?.commands().length }, 'Dateline is up');
      // Between one answer and the next.
      while (answers && !running.aborted && !library.index(5)) await setImmediate();
      await writeCache(cacheFile, files, cache).catch((error) => log.debug({ err: error }, 'content is not kept'));
    });
    return { stop: () => stopAll(leave, log), failed: Promise.race([refused, ...(answers ? [answers.refused] : [])]) };
  } catch (error) {
    await stopAll(leave, log);
    throw error;
  }
}

type Port = { readonly server: HttpServer; readonly meter: Meter };

/** Opens the HTTP port, if there is to be one; what is behind it is not even loaded else. */
async function openPort(
  { HTTP_PORT: port, HTTP_HOST: host }: Env,
  log: Logger,
  { needs, sources }: { needs: Needs; sources: Sources },
): Promise<Port | undefined> {
  if (port === undefined) return undefined;
  const { operate } = await import('../http/operating.ts');
  return operate({ host, port, log }, needs, sources);
}

/** Asks Discord who the bot is, until it says. */
function whoAmI(ask: () => Promise<Identity>, signal: AbortSignal, log: Logger): Promise<Identity> {
  return persist(ask, {
    signal,
    failed(error, pause) {
      if (error instanceof DiscordError) throw error;
      log.warn(
        { err: error, retryInMs: pause },
        'Discord cannot be reached; is DISCORD_API_URL right, and the network there?',
      );
    },
  });
}

/**
 * In order, so that the database is closed after all that writes to it; what fails does not keep the rest from
 * stopping.
 */
async function stopAll(leave: readonly (() => unknown)[], log: Logger): Promise<void> {
  for (const step of leave) {
    try {
      await step();
    } catch (error) {
      log.error({ err: error }, 'stopping failed');
    }
  }
}
