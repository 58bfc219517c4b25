import type { Writable } from 'node:stream';
import { setTimeout } from 'node:timers/promises';
import pino, { type Logger } from 'pino';

// It takes some megabytes, so it is loaded for a terminal only.
const pretty = process.stdout.isTTY ? (await import('pino-pretty')).default : undefined;

/**
 * Makes the log: readable lines in a terminal, JSON elsewhere. No token reaches it: the bot's own is cut out of every
 * line, and of an error only the fields without tokens are logged, since Discord's errors carry interaction tokens.
 */
export function createLog(level: string, token: string, destination: Destination = standardOutput()): Logger {
  const safe = { write: (line: string) => destination.write(line.replaceAll(token, '[token]')) };
  return pino({ level, serializers: { err: describeError } }, safe);
}

type Destination = { write(line: string): unknown };

function standardOutput(): Destination {
  return pretty?.({ sync: true, ignore: 'pid,hostname' }) ?? createBoundedOutput(process.stdout);
}

/** In UTF-16 units: some thousand lines. */
const maxWaitingLength = 2 ** 20;

/**
 * Writes lines to a stream, and never waits for it: of a pipe that nobody reads, the system takes 64 kB, and a process
 * that waits for the rest does nothing else. What goes beyond a megabyte is left out, and the next line that is written
 * is preceded by one with the number of those left out. A stream whose reader has gone takes nothing more.
 */
function createBoundedOutput(stream: Writable): Destination {
  let dropped = 0;
  let isBroken = false;
  stream.on('error', (error: NodeJS.ErrnoException) => {
    // Anything else may pass, as a disk that is full does.
    isBroken ||= error.code === 'EPIPE';
  });
  return {
    write(line) {
      if (isBroken) return;
      if (stream.writableLength > maxWaitingLength) {
        dropped += 1;
        return;
      }
      if (dropped > 0) {
        const time = Date.now();
        stream.write(
          `${JSON.stringify({ level: 40, time, dropped, msg: 'nobody read the log; lines were left out' })}\n`,
        );
        dropped = 0;
      }
      stream.write(line);
    },
  };
}

/** Resolves when all that was logged has been read from a stream, or after `timeoutMs`. */
export async function allWritten(stream: Writable, timeoutMs: number): Promise<void> {
  if (stream.writableLength === 0 || stream.errored) return;
  const { promise, resolve } = Promise.withResolvers<void>();
  stream.write('', () => resolve());
  await Promise.race([promise, setTimeout(timeoutMs)]);
}

type Described = {
  type: string;
  message: string;
  stack?: string | undefined;
  code?: unknown;
  status?: unknown;
  cause?: Described;
};

/** An error as it is logged: without the tokens and request bodies that Discord's errors carry. */
export function describeError(error: unknown): Described | unknown {
  if (!(error instanceof Error)) return error;
  return {
    type: error.name,
    message: withoutTokens(error.message),
    stack: error.stack && withoutTokens(error.stack),
    ...('code' in error ? { code: error.code } : {}),
    ...('status' in error ? { status: error.status } : {}),
    ...('method' in error ? { method: error.method } : {}),
    ...('url' in error && typeof error.url === 'string' ? { url: withoutTokens(error.url) } : {}),
    ...(error.cause instanceof Error ? { cause: describeError(error.cause) as Described } : {}),
  };
}

/** In UTF-16 units. The bot's own messages and stacks are shorter; Discord's may have any length. */
const maxTextLength = 10_000;

// The addresses of interactions and webhooks contain their tokens.
function withoutTokens(text: string): string {
  const cut = text.length > maxTextLength ? `${text.slice(0, maxTextLength)}…` : text;
  return cut.replace(/(\/(?:interactions|webhooks)\/\d+\/)[^/\s]+/g, '$1[token]');
}
