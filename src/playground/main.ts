import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createSharedClock } from './clock/shared-clock.ts';
import { startDiscord } from './discord.ts';
import { newsroom } from './guild.ts';
import { followAddress, httpSettings } from './http-bot.ts';
import { startPage } from './page/page-server.ts';
import { createRunner } from './runner.ts';
import { runTerminal } from './terminal/terminal.ts';

/* The playground: a Discord on this machine, the bot as a process beside it, and a page and a terminal to try it in. */

const { LOG_LEVEL, CONTENT_DIR } = process.env;
const usage = `Usage: npm run playground [-- --http]

  --http   the bot takes interactions by HTTP, and opens no gateway connection
`;
const given = process.argv.slice(2);
if (given.some((argument) => argument !== '--http')) {
  process.stderr.write(usage);
  process.exit(2);
}
const byHttp = given.includes('--http');
const folder = await mkdtemp(join(tmpdir(), 'dateline-'));
const clock = createSharedClock();
const discord = await startDiscord({ now: clock.now, elapsed: clock.elapsed });
try {
  const guild = discord.createGuild(newsroom);
  const runner = createRunner({
    ...{ discord, guild, clock },
    env: {
      DISCORD_TOKEN: discord.token,
      DISCORD_API_URL: discord.apiUrl,
      DATABASE_URL: `sqlite:${join(folder, 'dateline.db')}`,
      ...(LOG_LEVEL ? { LOG_LEVEL } : {}),
      ...(CONTENT_DIR ? { CONTENT_DIR } : {}),
      ...(byHttp ? httpSettings(discord) : {}),
    },
    logFile: join(folder, 'bot.log'),
  });
  if (byHttp) {
    runner.events.on('line', followAddress(discord));
    runner.events.on('end', () => void discord.setInteractionsEndpoint(undefined));
  }
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
