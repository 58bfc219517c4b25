import { type ChildProcess, spawn } from 'node:child_process';
import { extname, resolve } from 'node:path';
import { createInterface } from 'node:readline';
import { Readable } from 'node:stream';
import { pathToFileURL } from 'node:url';
import { z } from 'zod';
import type { SharedClock } from './clock/shared-clock.ts';

// Built JavaScript lies as the sources do.
const preload = pathToFileURL(resolve(import.meta.dirname, `clock/preload${extname(import.meta.filename)}`)).href;

export type BotOptions = {
  /** The program and its arguments; `node` is the Node that this process runs on. */
  readonly command: readonly [string, ...string[]];
  /** The folder that it runs in. */
  readonly folder: string;
  /** Variables that it gets beside those of this process. */
  readonly env: Readonly<Record<string, string>>;
  /** Variables that are set to nothing unless `env` has them: then a `.env` of the bot's cannot set them either. */
  readonly withheld?: readonly string[] | undefined;
  /** Called with each line that it writes. */
  readonly onLine?: ((line: string, output: Output) => void) | undefined;
  /** The clock that it goes by, though it knows nothing of it, if it is started as `node`; else the machine's. */
  readonly clock?: SharedClock | undefined;
};

/** Which of its outputs a process wrote to. */
export type Output = 'stdout' | 'stderr';

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
const stopTimeoutMs = 6_000;
// A bot waits for Discord itself not quite as long.
const clockTimeoutMs = 25_000;

/**
 * True if a command's program can be given a clock: Node itself. Through `npm start` or a shell the clock would reach
 * npm, and not the bot.
 */
export function takesClock([program]: BotOptions['command']): boolean {
  return program === 'node';
}

/** Starts a bot as a process. */
export function startBot({ command, folder, env, withheld = [], onLine, clock }: BotOptions): BotProcess {
  const [program, ...args] = command;
  const isNode = takesClock(command);
  const ownClock = isNode ? clock : undefined;
  const preloading = ownClock ? ['--import', `${preload}?ahead=${ownClock.ahead}`] : [];
  // What another program starts, as npm does, is ended with it: both are one process group.
  const isGroup = !isNode && process.platform !== 'win32';
  const child = spawn(isNode ? process.execPath : program, [...preloading, ...args], {
    cwd: folder,
    detached: isGroup,
    env: { ...process.env, ...Object.fromEntries(withheld.map((name) => [name, ''])), ...env },
    stdio: ['ignore', 'pipe', 'pipe', ...(ownClock ? (['ipc'] as const) : [])],
  });
  const unfollow = ownClock?.follow((ahead) => setClock(child, ahead));
  const output: string[] = [];
  const hear = (line: string, from: Output) => {
    output.push(line);
    onLine?.(line, from);
  };
  for (const from of ['stdout', 'stderr'] as const)
    createInterface({ input: child[from] ?? Readable.from([]) }).on('line', (line) => hear(line, from));
  const signal = (name: 'SIGTERM' | 'SIGKILL') => {
    if (!isGroup || child.pid === undefined) return void child.kill(name);
    try {
      process.kill(-child.pid, name);
    } catch {
      // All of the group have ended.
    }
  };
  const killOrphan = () => signal('SIGKILL');
  process.once('exit', killOrphan);
  const exited = new Promise<Exit>((settle) => {
    child.once('error', (error) => {
      hear(error.message, 'stderr');
      settle({ code: null, signal: null });
    });
    child.once('close', (code, name) => settle({ code, signal: name }));
  }).finally(() => {
    process.off('exit', killOrphan);
    unfollow?.();
  });
  return {
    pid: child.pid,
    exited,
    output,
    async stop() {
      signal('SIGTERM');
      const late = setTimeout(() => signal('SIGKILL'), stopTimeoutMs);
      return exited.finally(() => clearTimeout(late));
    },
    kill() {
      signal('SIGKILL');
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
  const answered = (answer: unknown) => {
    const given = clockAnswer.safeParse(answer);
    if (given.data?.ahead === ahead) settle(given.data.next ?? Number.POSITIVE_INFINITY);
  };
  const gone = () => settle(Number.POSITIVE_INFINITY);
  child.on('message', answered);
  child.once('exit', gone);
  const late = setTimeout(gone, clockTimeoutMs);
  child.send({ ahead }, (error) => error && gone());
  return promise.finally(() => {
    clearTimeout(late);
    child.off('message', answered);
    child.off('exit', gone);
  });
}
