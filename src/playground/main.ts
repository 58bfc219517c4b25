import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startDiscord } from './discord.ts';
import { newsroom } from './guild.ts';
import { runTerminal } from './terminal/terminal.ts';

/* The playground: a Discord on this machine, the bot as a process beside it, and a terminal to try it in. */

const folder = await mkdtemp(join(tmpdir(), 'dateline-'));
const discord = await startDiscord({});
try {
  const guild = discord.createGuild(newsroom);
  process.exitCode = await runTerminal({ discord, guild, folder });
} finally {
  await discord.close();
  await rm(folder, { recursive: true, force: true });
}
