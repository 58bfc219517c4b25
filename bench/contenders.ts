import { setTimeout as sleep } from 'node:timers/promises';
import { type BotProcess, type Discord, startBot } from 'discord-playground';
import { botProcess } from '../src/cli/playground/bot.ts';
import { stopwatch } from './measuring.ts';
import { processorTime } from './usage.ts';
import type { Workplace } from './workplace.ts';

/**
 * What is measured side by side: Dateline, a bot on discord.js that does the same for a command and no more, and the
 * least there can be.
 */
export const contenders = ['Dateline', 'discord.js', 'socket'] as const;
export type Contender = (typeof contenders)[number];

/** A bot that runs, and how many milliseconds it took from its start to its session. */
export type Running = { readonly bot: BotProcess; readonly pid: number; readonly readyIn: number };

const mains = { 'discord.js': 'test/bench/bare-discordjs.ts', socket: 'test/bench/bare-socket.ts' };

/** Starts a contender with the settings of a new bot, and waits for its session. */
export async function startContender(
  contender: Contender,
  discord: Discord,
  place: Pick<Workplace, 'content' | 'database'>,
): Promise<Running> {
  const { promise: ready, resolve } = Promise.withResolvers<void>();
  const hear = (state: string) => state === 'ready' && resolve();
  discord.events.on('session', hear);
  const elapsed = stopwatch();
  const bot = startBot({
    ...botProcess,
    ...(contender === 'Dateline' ? {} : { command: ['node', mains[contender]] }),
    env: {
      DISCORD_TOKEN: discord.token,
      DISCORD_API_URL: discord.apiUrl,
      DATABASE_URL: `sqlite:${place.database}`,
      CONTENT_DIR: place.content,
      // discord.js takes these from the environment too, and nothing for no number.
      ...(contender === 'discord.js' ? { SHARDS: '[0]', SHARD_COUNT: '1' } : {}),
    },
  });
  const ended = bot.exited.then(() => {
    throw new Error(`${contender} ended before it had a session:\n${bot.output.join('\n')}`);
  });
  await Promise.race([ready, ended]);
  const readyIn = elapsed();
  ended.catch(() => {});
  discord.events.off('session', hear);
  const { pid } = bot;
  if (pid === undefined) throw new Error(`${contender} has no process`);
  return { bot, pid, readyIn };
}

/** Resolves when a process has done nothing worth mentioning for a while, or half a minute has gone. */
export async function settled(pid: number): Promise<void> {
  const idle = { every: 500, milliseconds: 10, patience: 30_000 };
  for (let waited = 0; waited < idle.patience; waited += idle.every) {
    const before = processorTime(pid);
    await sleep(idle.every);
    if (processorTime(pid) - before < idle.milliseconds) return;
  }
}
