import { type ChildProcess, spawn } from 'node:child_process';
import { resolve } from 'node:path';
import { createInterface } from 'node:readline';
import { Readable } from 'node:stream';
import { pathToFileURL } from 'node:url';
import { z } from 'zod';
import type { SharedClock } from './clock/shared-clock.ts';

const root = resolve(import.meta.dirname, '../..');
const preloaded = pathToFileURL(resolve(import.meta.dirname, 'clock/preload.ts')).href;

// All that the bot reads from its environment. Each is set, if only to nothing, for then a `.env` cannot set it: the
// playground must never reach the Discord of a real bot, nor its database.
const variables = [
  'DISCORD_TOKEN',
  'DISCORD_API_URL',
  'DISCORD_PUBLIC_KEY',
  'DATABASE_URL',
  'CONTENT_DIR',
  'HTTP_PORT',
  'HTTP_HOST',
  'ROLE',
  'SHARDS',
  'SHARD_COUNT',
  'REQUESTS_PER_SECOND',
  'DEV_GUILD_ID',
  'LOG_LEVEL',
];

export type BotOptions = {
  /** The bot's variables; those that are left out are empty for it. */
  readonly env: Readonly<Record<string, string>>;
  /** What to run instead of the bot's own `src/start.js`. */
  readonly main?: string | undefined;
  /** Called with each line that it writes, to either of its outputs. */
  readonly onLine?: ((line: string) => void) | undefined;
  /** The clock that it goes by, though it knows nothing of it; the machine's if left out. */
  readonly clock?: SharedClock | undefined;
};

/** How a process ended: by itself with a code, or by a signal. */
export type Exit = { readonly code: number | null; readonly signal: NodeJS.Signals | null };

/** The bot as a process of its own. */
export type BotProcess = {
  readonly pid: number | undefined;
  /** Resolves when the process is gone and all that it wrote has been read. */
  readonly exited: Promise<Exit>;
  /** Asks it to stop by SIGTERM, and kills it after 6 seconds. */
  stop(): Promise<Exit>;
  /** Kills it at once, as a power cut would. */
  kill(): Promise<Exit>;
  /** Every line that it has written so far. */
  readonly output: readonly string[];
};

// What the module that is preloaded answers; JSON has no infinity.
const clockAnswer = z.object({ ahead: z.number(), next: z.number().nullable() });
// The bot stops within 5 seconds.
const patience = 6_000;
// Milliseconds in which a bot that is alive has its clock set, and done what it then had to do; it waits for Discord
// itself, not quite as long.
const settingClock = 25_000;

/** Starts the bot as `npm start` would, with only the settings that are given. */
export function startBot({ env, main = 'src/start.js', onLine, clock }: BotOptions): BotProcess {
  const preload = clock ? ['--import', `${preloaded}?ahead=${clock.ahead}`] : [];
  const child = spawn(process.execPath, [...preload, resolve(root, main)], {
    cwd: root,
    env: { ...process.env, ...Object.fromEntries(variables.map((name) => [name, ''])), ...env },
    stdio: ['ignore', 'pipe', 'pipe', ...(clock ? (['ipc'] as const) : [])],
  });
  const unfollow = clock?.follow((ahead) => setClock(child, ahead));
  const output: string[] = [];
  for (const stream of [child.stdout, child.stderr])
    createInterface({ input: stream ?? Readable.from([]) }).on('line', (line) => {
      output.push(line);
      onLine?.(line);
    });
  const orphaned = () => child.kill('SIGKILL');
  process.once('exit', orphaned);
  const exited = new Promise<Exit>((settle) => {
    child.once('error', (error) => {
      output.push(error.message);
      settle({ code: null, signal: null });
    });
    child.once('close', (code, signal) => settle({ code, signal }));
  }).finally(() => {
    process.off('exit', orphaned);
    unfollow?.();
  });
  return {
    pid: child.pid,
    exited,
    output,
    async stop() {
      child.kill('SIGTERM');
      const late = setTimeout(() => child.kill('SIGKILL'), patience);
      return exited.finally(() => clearTimeout(late));
    },
    kill() {
      child.kill('SIGKILL');
      return exited;
    },
  };
}

/**
 * Resolves when the bot goes by this time and has nothing under way, with the milliseconds until its next timer
 * rings; or when it is gone.
 */
function setClock(child: ChildProcess, ahead: number): Promise<number> | undefined {
  if (!child.connected) return undefined;
  const { promise, resolve: settle } = Promise.withResolvers<number>();
  const told = (answer: unknown) => {
    const given = clockAnswer.safeParse(answer);
    if (given.data?.ahead === ahead) settle(given.data.next ?? Number.POSITIVE_INFINITY);
  };
  const gone = () => settle(Number.POSITIVE_INFINITY);
  child.on('message', told);
  child.once('exit', gone);
  const late = setTimeout(gone, settingClock);
  child.send({ ahead }, (error) => error && gone());
  return promise.finally(() => {
    clearTimeout(late);
    child.off('message', told);
    child.off('exit', gone);
  });
}
