import { join } from 'node:path';
import {
  createRunner,
  createSharedClock,
  type Discord,
  type Guild,
  type Runner,
  type SharedClock,
  startDiscord,
} from 'discord-playground';
import { botProcess } from '../../src/cli/playground/bot.ts';
import { newsroom } from '../../src/cli/playground/newsroom.ts';

/**
 * The playground's Discord with a server, the clock that it shares with the bot, and the bot itself, which is not
 * started yet.
 */
export type Scene = {
  readonly clock: SharedClock;
  readonly discord: Discord;
  readonly guild: Guild;
  readonly runner: Runner;
  /** The bot's database, a file. */
  readonly database: string;
  close(): Promise<void>;
};

/** Sets one up; what the bot writes is in the folder. */
export async function openScene(folder: string, env: Readonly<Record<string, string>> = {}): Promise<Scene> {
  const clock = createSharedClock();
  const discord = await startDiscord({ now: clock.now, elapsed: clock.elapsed });
  const guild = discord.createGuild(newsroom);
  const database = join(folder, 'dateline.db');
  const runner = createRunner({
    discord,
    guild,
    clock,
    bot: {
      ...botProcess,
      env: {
        DISCORD_TOKEN: discord.token,
        DISCORD_API_URL: discord.apiUrl,
        DATABASE_URL: `sqlite:${database}`,
        ...env,
      },
    },
    logFile: join(folder, 'bot.log'),
  });
  return {
    clock,
    discord,
    guild,
    runner,
    database,
    async close() {
      await runner.stop();
      await discord.close();
    },
  };
}
