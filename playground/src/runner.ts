import { EventEmitter } from 'node:events';
import { appendFileSync } from 'node:fs';
import { setTimeout as delay } from 'node:timers/promises';
import { type BotOptions, type BotProcess, type Exit, type Output, startBot, takesClock } from './bot-process.ts';
import type { SharedClock } from './clock/shared-clock.ts';
import { createTurns } from './clock/turns.ts';
import type { Discord } from './discord-types.ts';
import type { Guild } from './model/plan.ts';
import { DiscordRefusal } from './model/refusal.ts';

/** The bot beside its Discord: started, stopped and listened to, by whoever plays. */
export type Runner = {
  /** Resolves when it answers commands, at once if it runs; false if it does not come so far. */
  start(): Promise<boolean>;
  stop(): Promise<void>;
  /** Stops it, or ends it as a power cut would, and starts it. */
  restart(how: 'stop' | 'kill'): Promise<boolean>;
  readonly running: boolean;
  /** True if it goes by the playground's clock. */
  readonly takesClock: boolean;
  /** What it has logged since the playground began. */
  readonly log: readonly string[];
  readonly events: EventEmitter<{
    /** It is started. */
    start: [];
    /** A line of its output. */
    line: [text: string, output: Output];
    /** It has ended; `asked` if it was to. */
    end: [exit: Exit, asked: boolean];
    /** It does not answer after as long as a slow machine needs to start a process. */
    late: [];
  }>;
};

// A slow machine needs so long to start a process.
const readyTimeoutMs = 30_000;

export type RunnerOptions = {
  readonly discord: Discord;
  readonly guild: Guild;
  /** How the bot is started. */
  readonly bot: Pick<BotOptions, 'command' | 'folder' | 'env' | 'withheld'>;
  readonly clock?: SharedClock | undefined;
  readonly logFile: string;
};

/** A bot that can be run; its log goes to a file as well. */
export function createRunner({ discord, guild, bot: options, clock, logFile }: RunnerOptions): Runner {
  const log: string[] = [];
  const events: Runner['events'] = new EventEmitter();
  let bot: BotProcess | undefined;
  // One after the other, whoever asks; and no time is leapt over while the bot starts.
  const then = clock?.alone ?? createTurns();

  const onLine = (text: string, output: Output) => {
    log.push(text);
    appendFileSync(logFile, `${text}\n`);
    events.emit('line', text, output);
  };
  const begin = async () => {
    if (bot) return true;
    const ready = untilReady(discord, () => hasCommands(discord, guild));
    const started = startBot({ ...options, onLine, clock });
    bot = started;
    events.emit('start');
    const gone = started.exited.then((exit) => {
      const asked = bot !== started;
      if (!asked) bot = undefined;
      events.emit('end', exit, asked);
      return 'gone' as const;
    });
    const late = delay(readyTimeoutMs, 'late' as const, { ref: false });
    const state = await Promise.race([ready.promise, gone, late]);
    ready.forget();
    if (state === 'late') events.emit('late');
    return state === 'ready';
  };
  const end = async (how: 'stop' | 'kill') => {
    const ending = bot;
    bot = undefined;
    await ending?.[how]();
  };

  return {
    log,
    events,
    takesClock: clock !== undefined && takesClock(options.command),
    get running() {
      return bot !== undefined;
    },
    start: () => then(begin),
    stop: () => then(() => end('stop')),
    restart: (how) => then(() => end(how).then(begin)),
  };
}

/** Resolves when the bot has a new session on the gateway, and commands that can be used. */
function untilReady({ events: source }: Discord, isUsable: () => boolean) {
  const { promise, resolve } = Promise.withResolvers<'ready'>();
  let connected = false;
  const look = () => {
    if (connected && isUsable()) resolve('ready');
  };
  const onSession = (state: 'ready' | 'resumed' | 'closed') => {
    connected ||= state === 'ready';
    look();
  };
  source.on('session', onSession);
  source.on('request', look);
  const forget = () => {
    source.off('session', onSession);
    source.off('request', look);
  };
  return { promise, forget };
}

/**
 * True if the bot has registered commands that someone may use somewhere: in a direct message with it, or in a
 * channel.
 */
function hasCommands(discord: Discord, guild: Guild): boolean {
  const userId = [...guild.members.values()].find((id) => id !== discord.botId) ?? '';
  return [undefined, ...guild.channels.values()].some((channelId) => {
    try {
      const place = channelId === undefined ? { channelId: '' } : { channelId, guildId: guild.id };
      return discord.commands({ userId, ...place }).length > 0;
    } catch (error) {
      if (error instanceof DiscordRefusal) return false; // There is no such channel any more, or they may not see it.
      throw error;
    }
  });
}
