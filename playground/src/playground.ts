import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createSharedClock } from './clock/shared-clock.ts';
import { startDiscord } from './discord.ts';
import { exampleGuild } from './example-guild.ts';
import { followAddress } from './http-bot.ts';
import { startPage } from './page/page-server.ts';
import type { BotSetup, PlaygroundPlugin } from './plugin.ts';
import { createRunner } from './runner.ts';
import { runTerminal } from './terminal/terminal.ts';

export type PlaygroundOptions = {
  readonly bot: BotSetup;
  readonly plugin?: PlaygroundPlugin | undefined;
  /** The page's port; a free one unless said otherwise. */
  readonly port?: number | undefined;
};

/**
 * Starts a Discord with a server, the bot beside it, the page, and the terminal on this process's input and output;
 * resolves with the exit code when the terminal ends.
 */
export async function runPlayground({ bot, plugin = {}, port }: PlaygroundOptions): Promise<number> {
  const dataFolder = await mkdtemp(join(tmpdir(), 'discord-playground-'));
  const clock = createSharedClock();
  const discord = await startDiscord({
    now: clock.now,
    elapsed: clock.elapsed,
    ...(plugin.botName === undefined ? {} : { botName: plugin.botName }),
  });
  try {
    const guild = discord.createGuild(plugin.guild ?? exampleGuild);
    const runner = createRunner({
      discord,
      guild,
      clock,
      bot: { ...bot, env: bot.environment(discord, dataFolder, guild) },
      logFile: join(dataFolder, 'bot.log'),
    });
    if (bot.http) followAddress(discord, runner.events, bot.http);
    const page = await startPage({
      discord,
      guild,
      runner,
      clock,
      plugin,
      nextInstant: plugin.nextInstant && (() => plugin.nextInstant?.(dataFolder)),
      ...(port === undefined ? {} : { port }),
    });
    try {
      return await runTerminal({ discord, guild, runner, plugin, pageUrl: page.url });
    } finally {
      await page.close();
    }
  } finally {
    await discord.close();
    await rm(dataFolder, { recursive: true, force: true });
  }
}
