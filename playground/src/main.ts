import { existsSync, readFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { parse } from 'dotenv';
import { createSharedClock } from './clock/shared-clock.ts';
import { startDiscord } from './discord.ts';
import { newsroom } from './guild.ts';
import { followAddress, httpSettings } from './http-bot.ts';
import { startPage } from './page/page-server.ts';
import { createRunner } from './runner.ts';
import { runTerminal } from './terminal/terminal.ts';

/* The playground: a Discord on this machine, the bot as a process beside it, and a page and a terminal to try it in. */

// Of `.env` no more than where an editor keeps the briefings: all else there is a real bot's.
const { LOG_LEVEL, CONTENT_DIR = readEnvFile().CONTENT_DIR } = process.env;
const usage = `Usage: npm run playground [-- --http]

  --http   the bot takes interactions by HTTP, and opens no gateway connection

  CONTENT_DIR, in the environment or in .env, names the folder of the briefings; LOG_LEVEL, in the environment, how much the bot logs.
`;
const { help, http: byHttp } = readOptions();
if (help) {
  process.stdout.write(usage);
  process.exit();
}
const folder = await mkdtemp(join(tmpdir(), 'dateline-'));
const clock = createSharedClock();
const discord = await startDiscord({ now: clock.now, elapsed: clock.elapsed, botName: 'Dateline' });
try {
  const guild = discord.createGuild(newsroom);
  const http = byHttp ? await httpSettings(discord) : undefined;
  const runner = createRunner({
    discord,
    guild,
    clock,
    env: {
      DISCORD_TOKEN: discord.token,
      DISCORD_API_URL: discord.apiUrl,
      DATABASE_URL: `sqlite:${join(folder, 'dateline.db')}`,
      ...(LOG_LEVEL ? { LOG_LEVEL } : {}),
      ...(CONTENT_DIR ? { CONTENT_DIR } : {}),
      ...http,
    },
    logFile: join(folder, 'bot.log'),
  });
  if (http) followAddress(discord, runner.events, http.HTTP_PORT);
  const page = await startPage({ discord, guild, runner, clock, contentFolder: CONTENT_DIR || 'content' });
  try {
    process.exitCode = await runTerminal({ discord, guild, runner, pageUrl: page.url });
  } finally {
    await page.close();
  }
} finally {
  await discord.close();
  await rm(folder, { recursive: true, force: true });
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
