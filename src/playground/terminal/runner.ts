import { appendFileSync } from 'node:fs';
import { setTimeout as delay } from 'node:timers/promises';
import { type BotProcess, startBot } from '../bot-process.ts';
import type { Discord } from '../types.ts';
import { readLog } from './bot-log.ts';
import type { Console } from './console.ts';
import { span } from './spans.ts';

/** The bot beside the terminal: started, stopped and listened to. */
export type Runner = {
  /** Resolves when it answers commands; false if it does not come so far, which is then said. */
  start(): Promise<boolean>;
  stop(): Promise<void>;
  /** Ends it as a power cut would. */
  kill(): Promise<void>;
  /** What it has logged since the playground began. */
  readonly log: readonly string[];
};

// As long as a slow machine needs to start a process.
const patience = 30_000;

export type RunnerOptions = {
  readonly discord: Discord;
  readonly console: Console;
  readonly env: Readonly<Record<string, string>>;
  readonly logFile: string;
  /** True once the bot has registered its commands. */
  readonly hasCommands: () => boolean;
};

/** A bot that is to be run with `env`; its log goes to a file, its warnings to the console as well. */
export function createRunner({ discord, console, env, logFile, hasCommands }: RunnerOptions): Runner {
  const log: string[] = [];
  let bot: BotProcess | undefined;
  let stopping = false;

  const onLine = (text: string) => {
    log.push(text);
    appendFileSync(logFile, `${text}\n`);
    const { line, warning } = readLog(text);
    if (warning) console.print([line.map(({ text }) => span(text, 'dim'))]);
  };
  const end = async (how: 'stop' | 'kill') => {
    stopping = true;
    await bot?.[how]();
    bot = undefined;
  };

  return {
    log,
    async start() {
      stopping = false;
      const ready = untilReady(discord, hasCommands);
      const started = startBot({ env, onLine });
      bot = started;
      const gone = started.exited.then(({ code, signal }) => {
        if (!stopping) {
          const how = signal ? `was ended by ${signal}` : `ended with code ${code}`;
          console.print([[span(`The bot ${how}. `, 'red'), span('restart', 'bold'), span(' starts it again.')]]);
        }
        return 'gone' as const;
      });
      const late = delay(patience, 'late' as const, { ref: false });
      const state = await Promise.race([ready.promise, gone, late]);
      ready.forget();
      if (state === 'late') console.print([[span('The bot does not answer yet; log shows what it does.', 'yellow')]]);
      return state === 'ready';
    },
    stop: () => end('stop'),
    kill: () => end('kill'),
  };
}

/** Resolves when the bot has a new session on the gateway, and commands that can be used. */
function untilReady({ events }: Discord, hasCommands: () => boolean) {
  const { promise, resolve } = Promise.withResolvers<'ready'>();
  let connected = false;
  const look = () => {
    if (connected && hasCommands()) resolve('ready');
  };
  const onSession = (state: 'ready' | 'resumed' | 'closed') => {
    connected ||= state === 'ready';
    look();
  };
  events.on('session', onSession);
  events.on('request', look);
  const forget = () => {
    events.off('session', onSession);
    events.off('request', look);
  };
  return { promise, forget };
}
