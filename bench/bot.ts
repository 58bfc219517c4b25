import { join } from 'node:path';
import { type BotProcess, type Discord, startBot } from 'discord-playground';
import { botProcess } from '../src/cli/playground/bot.ts';
import type { Workplace } from './workplace.ts';

export type RealBotOptions = {
  readonly discord: Discord;
  readonly place: Workplace;
  /** By how many milliseconds its clock is ahead. */
  readonly ahead: number;
  readonly logLevel: string;
  readonly onLine?: ((line: string) => void) | undefined;
};

const shiftedClock = join(import.meta.dirname, '..', 'test', 'support', 'shift-clock.ts');

/** Starts the real bot as a process, against a Discord on this machine. */
export function startRealBot({ discord, place, ahead, logLevel, onLine }: RealBotOptions): BotProcess {
  return startBot({
    ...botProcess,
    env: {
      DISCORD_TOKEN: discord.token,
      DISCORD_API_URL: discord.apiUrl,
      DATABASE_URL: `sqlite:${place.database}`,
      CONTENT_DIR: place.content,
      LOG_LEVEL: logLevel,
      // The benches' digests are due more often than a moderator's may be.
      DIGEST_INTERVAL_MINUTES: '1',
      NODE_OPTIONS: `--import ${shiftedClock}`,
      CLOCK_OFFSET: String(ahead),
    },
    onLine,
  });
}
