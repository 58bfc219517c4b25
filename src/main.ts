import { config } from 'dotenv';
import { allWritten, createLog } from './app/log.ts';
import { EnvError, misspellings, readEnv } from './app/settings.ts';
import { type Bot, start } from './app/start.ts';
import { readArguments } from './cli/arguments.ts';

/* The bot: reads its settings, runs until it is told to stop, and says why if it cannot run. */

// Discord gives nobody longer than this, and neither do those who stop a process: 5 seconds, less a little.
const stopWithin = 4_500;
const lastLinesTimeoutMs = 200;

const usage = `Usage: npm start

Starts the bot, with the settings of the environment or of a file named .env; DISCORD_TOKEN is all that it needs, and .env.example
has the others. To try the bot without a token: npm run playground
`;

if (readArguments({ usage, words: [] })) {
  config({ quiet: true });
  await run();
}

async function run(): Promise<void> {
  const starting = new AbortController();
  try {
    const env = readEnv(process.env);
    const log = createLog(env.LOG_LEVEL, env.DISCORD_TOKEN);
    for (const misspelling of misspellings(process.env))
      log.warn(misspelling, 'nothing reads this variable; is its name misspelt?');
    let bot: Bot | undefined;
    let stopping = false;
    const stop = async (exitCode: number) => {
      if (stopping) return;
      stopping = true;
      const late = setTimeout(() => {
        log.error('could not stop in time; what was under way is made good at the next start');
        process.exit(1);
      }, stopWithin);
      starting.abort();
      await bot?.stop();
      clearTimeout(late);
      log.info('stopped');
      await allWritten(process.stdout, lastLinesTimeoutMs);
      process.exit(exitCode);
    };
    for (const signal of ['SIGINT', 'SIGTERM'] as const)
      process.on(signal, () => {
        log.info({ signal }, 'stopping');
        void stop(0);
      });
    const fail = (error: unknown) => {
      log.fatal({ err: error }, 'cannot go on');
      void stop(1);
    };
    // By the log, which leaves the token out.
    process.on('uncaughtException', fail);
    bot = await start(env, log, starting.signal);
    bot.failed.catch(fail);
  } catch (error) {
    // Told to stop before it was up: it stops.
    if (!starting.signal.aborted) {
      process.stderr.write(`${error instanceof EnvError ? error.message : explain(error)}\n`);
      await allWritten(process.stdout, lastLinesTimeoutMs);
      // A connection that does not close must not keep the process.
      process.exit(1);
    }
  }
}

function explain(error: unknown): string {
  return error instanceof Error ? `Dateline cannot start. ${error.message}` : `Dateline cannot start. ${String(error)}`;
}
