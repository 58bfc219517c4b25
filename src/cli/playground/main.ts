import { existsSync, readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { freePort, runPlayground } from 'discord-playground';
import { parse } from 'dotenv';
import { createBotSetup } from './bot.ts';
import { createPlugin } from './plugin.ts';

/* `npm run playground`: Dateline in a Discord on this machine. Not in the bot's image, as the playground is not. */

const usage = `Usage: npm run playground [-- --http]

  --http   the bot takes interactions by HTTP, and opens no gateway connection

  CONTENT_DIR, in the environment or in .env, names the folder of the briefings. Of the environment the bot also has LOG_LEVEL,
  DIGEST_INTERVAL_MINUTES and KEEP_DAYS.
`;

const { help, http } = readOptions();
if (help) {
  process.stdout.write(usage);
} else {
  // Of `.env` no more than where an editor keeps the briefings: all else there is a real bot's.
  const { LOG_LEVEL, DIGEST_INTERVAL_MINUTES, KEEP_DAYS, CONTENT_DIR = readEnvFile().CONTENT_DIR } = process.env;
  const given = { LOG_LEVEL, DIGEST_INTERVAL_MINUTES, KEEP_DAYS, CONTENT_DIR };
  const env = Object.fromEntries(Object.entries(given).flatMap(([name, value]) => (value ? [[name, value]] : [])));
  process.exitCode = await runPlayground({
    bot: createBotSetup(env, http ? await freePort() : undefined),
    plugin: createPlugin(CONTENT_DIR || 'content'),
  });
}

function readOptions() {
  try {
    const options = { help: { type: 'boolean', short: 'h' }, http: { type: 'boolean', default: false } } as const;
    return parseArgs({ options }).values;
  } catch (error) {
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n\n${usage}`);
    process.exit(2);
  }
}

function readEnvFile(): Readonly<Record<string, string>> {
  return existsSync('.env') ? parse(readFileSync('.env')) : {};
}
