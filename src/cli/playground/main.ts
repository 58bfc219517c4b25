import { existsSync, readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { freePort, runPlayground } from 'discord-playground';
import { parse } from 'dotenv';
import { createBotSetup } from './bot.ts';
import { createPlugin } from './plugin.ts';

/* `npm run playground`: Dateline in a Discord on this machine. Not in the bot's image, as the playground is not. */

const usage = `Usage: npm run playground [-- OPTIONS]

  --http        the bot takes interactions by HTTP, and opens no gateway connection
  --port PORT   the port of the page; a free one unless given

  CONTENT_DIR, in the environment or in .env, names the folder of the briefings, and PLAYGROUND_PORT the port of the page.
  Of the environment the bot also has LOG_LEVEL, DIGEST_INTERVAL_MINUTES and KEEP_DAYS.
`;

const { help, http, port: askedPort } = readOptions();
if (help) {
  process.stdout.write(usage);
} else {
  // Of `.env` no more than where an editor keeps the briefings and wants the page: all else there is a real bot's.
  const envFile = readEnvFile();
  const { LOG_LEVEL, DIGEST_INTERVAL_MINUTES, KEEP_DAYS, CONTENT_DIR = envFile.CONTENT_DIR } = process.env;
  const port = readPort(askedPort ?? process.env.PLAYGROUND_PORT ?? envFile.PLAYGROUND_PORT);
  const given = { LOG_LEVEL, DIGEST_INTERVAL_MINUTES, KEEP_DAYS, CONTENT_DIR };
  const env = Object.fromEntries(Object.entries(given).flatMap(([name, value]) => (value ? [[name, value]] : [])));
  process.exitCode = await runPlayground({
    bot: createBotSetup(env, http ? await freePort() : undefined),
    plugin: createPlugin(CONTENT_DIR || 'content'),
    port,
  }).catch((error) => {
    if (error.code !== 'EADDRINUSE' || error.port !== port) throw error;
    return fail(`Another program has port ${port}: end it, or choose another by --port or PLAYGROUND_PORT.`);
  });
}

function readOptions() {
  try {
    const options = {
      help: { type: 'boolean', short: 'h' },
      http: { type: 'boolean', default: false },
      port: { type: 'string' },
    } as const;
    return parseArgs({ options }).values;
  } catch (error) {
    return fail(`${error instanceof Error ? error.message : String(error)}\n\n${usage}`);
  }
}

/** The port of the page; undefined for a free one. */
function readPort(text: string | undefined): number | undefined {
  if (!text) return undefined;
  const port = /^\d{1,5}$/.test(text) ? Number(text) : Number.NaN;
  if (port < 2 ** 16) return port;
  return fail(`“${text}” is no port: --port and PLAYGROUND_PORT take a number up to 65535.`);
}

function fail(message: string): never {
  process.stderr.write(`${message}\n`);
  process.exit(2);
}

function readEnvFile(): Readonly<Record<string, string>> {
  return existsSync('.env') ? parse(readFileSync('.env')) : {};
}
