import { config } from 'dotenv';
import { start } from './bot.ts';
import { EnvError, readEnv } from './env.ts';
import { createLog } from './log.ts';

/* The bot: reads its settings, runs until it is told to stop, and says why if it cannot run. */

// Discord gives nobody longer than this, and neither do those who stop a process: 5 seconds, less a little.
const stopWithin = 4_500;

config({ quiet: true });
try {
  const env = readEnv(process.env);
  const log = createLog(env.LOG_LEVEL, env.DISCORD_TOKEN);
  const bot = await start(env, log);
  let stopping = false;
  const stop = async (exitCode: number) => {
    if (stopping) return;
    stopping = true;
    const late = setTimeout(() => {
      log.error('could not stop in time; what was under way is made good at the next start');
      process.exit(1);
    }, stopWithin);
    await bot.stop();
    clearTimeout(late);
    log.info('stopped');
    process.exit(exitCode);
  };
  for (const signal of ['SIGINT', 'SIGTERM'] as const)
    process.on(signal, () => {
      log.info({ signal }, 'stopping');
      void stop(0);
    });
  bot.failed.catch((error) => {
    log.fatal({ err: error }, 'cannot go on');
    void stop(1);
  });
} catch (error) {
  process.stderr.write(`${error instanceof EnvError ? error.message : explain(error)}\n`);
  process.exitCode = 1;
}

function explain(error: unknown): string {
  return error instanceof Error ? `Dateline cannot start. ${error.message}` : `Dateline cannot start. ${String(error)}`;
}
