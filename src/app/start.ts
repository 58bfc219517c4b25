import { setImmediate } from 'node:timers/promises';
import type { Logger } from 'pino';
import { problemText } from '../briefing/file/problem.ts';
import { watchBriefings } from '../briefing/watch.ts';
import { presentGuilds } from '../discord/rest/guilds.ts';
import { DiscordError, type Identity, identify, tokenRefused, UnexpectedAnswer } from '../discord/rest/identity.ts';
import { createRest, discordTime } from '../discord/rest/rest.ts';
import { onceASecond } from '../http/ask.ts';
import type { Needs } from '../http/health.ts';
import type { Meter, MetricSources } from '../http/metrics.ts';
import type { HttpServer } from '../http/server.ts';
import { isWritable, openDatabase } from '../store/database.ts';
import { dueWork } from '../store/due.ts';
import { lockPosting } from '../store/sqlite/posting-lock.ts';
import { type Answering, createAnswering } from './answering.ts';
import { loadContent } from './content.ts';
import { everyMinute } from './every-minute.ts';
import { createLeftGuilds } from './left-guilds.ts';
import { createPosting } from './posting.ts';
import { retry } from './retry.ts';
import type { Env } from './settings.ts';

/** A bot that runs. */
export type Bot = {
  /** Takes no new work, finishes and records the posts in flight, and closes everything; in 4.25 seconds at most. */
  stop(): Promise<void>;
  /** Rejects, with a message that says what to do, when the bot cannot go on. */
  readonly failed: Promise<never>;
};

/** By when each part of the bot is to have stopped, after that has begun; then the next one is stopped all the same. */
const stopByMs = { posts: 3_400, answers: 3_900, port: 4_050, database: 4_250 };
/** When posts that are under way are aborted as the bot stops; they are settled later. */
const abortPostsAfterMs = 3_000;
// For the answers that are under way, and again for the connections by which they came.
const closeAnswersWithinMs = 500;
const closePortWithinMs = 150;
/** The search index is built in slices of this length, between one answer and the next. */
const indexSliceMs = 5;

/**
 * Starts the bot in its role: content, database, the HTTP port, and then what answers people, what posts digests, or
 * both. A Discord that cannot be reached is waited for. Rejects, with a message that says what to do, if the bot cannot
 * run, and when the signal aborts.
 */
export async function start(env: Env, log: Logger, signal: AbortSignal): Promise<Bot> {
  const [answersPeople, postsDigests] = [env.ROLE !== 'worker', env.ROLE !== 'gateway'];
  const now = () => Date.now();
  const digestIntervalMs = env.DIGEST_INTERVAL_MINUTES * 60_000;

  const content = await loadContent(env, log);
  const { library } = content;
  let problems = content.files.flatMap((file) => file.problems);
  const badFiles = () => new Set(problems.map(({ file }) => file)).size;
  const unlock = postsDigests ? lockPosting(env.DATABASE_URL) : () => {};
  let port: Port | undefined;
  const db = await openDatabase(env.DATABASE_URL, { onFailure: () => port?.meter.countDatabaseFailure() }).catch(
    (error) => {
      unlock();
      throw error;
    },
  );
  const rest = createRest({
    token: env.DISCORD_TOKEN,
    apiUrl: env.DISCORD_API_URL,
    requestsPerSecond: env.REQUESTS_PER_SECOND,
    onEnded: (status) => port?.meter.countRequest(status),
  });
  const refused = tokenRefused(rest);

  const ending = new AbortController();
  const running = AbortSignal.any([signal, ending.signal]);
  /** In the order in which they are taken: what writes to the database stops before it closes. */
  const stopSteps: StopStep[] = [
    { what: 'waiting', run: () => ending.abort() },
    { what: 'the database', run: () => db.destroy(), byMs: stopByMs.database },
    { what: 'the lock', run: unlock },
  ];
  let identity: Identity | undefined;
  let answering: Answering | undefined;
  try {
    const transport = env.DISCORD_PUBLIC_KEY ? 'interactions' : 'gateway';
    port = await openPort(env, log, {
      needs: {
        database: onceASecond(() => isWritable(db, env.DATABASE_URL)),
        // It was loaded before the port is opened.
        content: () => true,
        discord: () => identity !== undefined,
        ...(answersPeople ? { [transport]: () => answering?.isOpen() ?? false } : {}),
      },
      badFiles,
      sources: {
        shards: () => answering?.shards() ?? [],
        sessionStartsLeft: () => answering?.sessionStartsLeft(),
        briefings: () => library.size,
        contentProblems: () => ({ problems: problems.length, badFiles: badFiles() }),
        contentVersion: () => library.contentVersion(now()),
        due: onceASecond(() => dueWork(db, now())),
      },
    });
    stopSteps.unshift({ what: 'the port', run: () => port?.server.close(closePortWithinMs), byMs: stopByMs.port });

    identity = await waitForIdentity(() => identify(rest), running, log);
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
      posts: postsDigests ? 'all' : 'on-demand',
      digestIntervalMs,
      keepMs: env.KEEP_DAYS * 24 * 60 * 60_000,
      onDelivered: port?.meter.countDelivery,
      onRetry: port?.meter.countRetry,
    });
    if (answersPeople)
      answering = createAnswering({
        env,
        rest,
        identity,
        log,
        library,
        db,
        now,
        postNow: posting.postNow,
        digestIntervalMs,
        measure: port?.meter.countInteraction,
      });
    await answering?.registerCommands();

    const queueEdits = () =>
      posting.queueEdits().catch((error) => log.error({ err: error }, 'posts to be edited could not be recorded'));
    const postDue = async () => {
      await posting.tick();
      await queueEdits();
    };
    const stopWatching = watchBriefings(
      env.CONTENT_DIR,
      library,
      content.files,
      ({ changed, problems: found, files }) => {
        problems = [...found];
        if (problems.length > 0)
          log.error({ problems: problems.map(problemText) }, 'content has problems; the last good version stays');
        // Without problems it is said even if nothing changed: a bad file was put back as it was, and is fine again.
        if (changed.length > 0 || problems.length === 0) log.info({ changed }, 'content reloaded');
        if (files) {
          content.warnOf(files, changed, now());
          void content.keep(files, running);
        }
        void answering?.registerCommands();
        if (postsDigests) void queueEdits();
      },
      (error) => log.error({ err: error }, 'content cannot be watched; changes are taken at the next start'),
    );
    const forgetLeftGuilds = createLeftGuilds({
      db,
      now,
      log,
      presentGuilds: () => presentGuilds(rest),
      discordTime: () => discordTime(rest),
      signal: running,
    });
    const stopClock = everyMinute(async () => {
      // A briefing whose embargo ends or that expires may change which commands there are.
      void answering?.registerCommands();
      if (!postsDigests) return;
      await postDue();
      void forgetLeftGuilds();
    });
    stopSteps.unshift(
      { what: 'the clock', run: stopClock },
      { what: 'watching', run: stopWatching },
      { what: 'interactions', run: () => answering?.stopAccepting() },
      { what: 'requests', run: () => port?.server.stopAccepting() },
      { what: 'posts', run: () => posting.stop(abortPostsAfterMs), byMs: stopByMs.posts },
      { what: 'answers', run: () => answering?.close(closeAnswersWithinMs), byMs: stopByMs.answers },
    );

    if (postsDigests) void postDue();
    answering?.open(port?.server, running);
    void Promise.resolve(answering?.ready).then(async () => {
      log.info({ role: env.ROLE, briefings: library.size, commands: answering?.commands().length }, 'Dateline is up');
      while (answering && !running.aborted && !library.index(indexSliceMs)) await setImmediate();
      await content.writeCache(running).catch((error) => log.debug({ err: error }, 'content is not kept'));
      await content.keep(content.files, running);
    });
    return {
      stop: () => stopAll(stopSteps, log),
      failed: Promise.race([refused, ...(answering ? [answering.refused] : [])]),
    };
  } catch (error) {
    await stopAll(stopSteps, log);
    throw error;
  }
}

type Port = { readonly server: HttpServer; readonly meter: Meter };

/**
 * Opens the HTTP port, if one is set, and serves `/healthz`, `/readyz` and `/metrics`. Rejects if it cannot listen.
 * Without a port, the code behind it is not loaded.
 */
async function openPort(
  { HTTP_PORT: port, HTTP_HOST: host }: Env,
  log: Logger,
  { needs, badFiles, sources }: { needs: Needs; badFiles: () => number; sources: MetricSources },
): Promise<Port | undefined> {
  if (port === undefined) return undefined;
  const [{ serve }, { liveness, readiness }, { createMetrics }] = await Promise.all([
    import('../http/server.ts'),
    import('../http/health.ts'),
    import('../http/metrics.ts'),
  ]);
  const { meter, route: metrics } = createMetrics(sources);
  const server = await serve({ host, port, log });
  for (const route of [liveness, readiness(needs, badFiles), metrics]) server.add(route);
  return { server, meter };
}

/** Asks Discord who the bot is until it answers. */
function waitForIdentity(ask: () => Promise<Identity>, signal: AbortSignal, log: Logger): Promise<Identity> {
  return retry(ask, {
    signal,
    onFailure(error, retryInMs) {
      if (error instanceof DiscordError) throw error;
      if (error instanceof UnexpectedAnswer)
        log.warn({ err: error, retryInMs }, 'an answer came that is not Discord’s; is DISCORD_API_URL right?');
      else
        log.warn(
          { err: error, retryInMs },
          'Discord cannot be reached; is DISCORD_API_URL right, and the network there?',
        );
    },
  });
}

/** A part of the bot that is to be stopped; `byMs` is when it has to be, after the first one began. */
type StopStep = { readonly what: string; readonly run: () => unknown; readonly byMs?: number };

/**
 * Takes the steps in order. One that fails, or that does not end in time, as with a database that does not answer,
 * does not keep the rest from stopping.
 */
async function stopAll(steps: readonly StopStep[], log: Logger): Promise<void> {
  const begun = performance.now();
  for (const { what, run, byMs = 0 } of steps) {
    try {
      const stopped = Promise.resolve(run()).then(() => true as const);
      if (!(await within(stopped, begun + byMs - performance.now()))) log.warn({ what }, 'not stopped in time');
    } catch (error) {
      log.error({ err: error, what }, 'stopping failed');
    }
  }
}

/** Waits for a promise, so many milliseconds at most; false if it does not come in time. */
async function within(promise: Promise<true>, milliseconds: number): Promise<boolean> {
  const late = Promise.withResolvers<false>();
  const timeout = setTimeout(() => late.resolve(false), Math.max(milliseconds, 0));
  return Promise.race([promise, late.promise]).finally(() => clearTimeout(timeout));
}
