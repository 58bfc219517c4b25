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
  return pretty?.({ sync: true, ignore: 'pid,hostname' }) ?? pino.destination({ sync: true });
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
