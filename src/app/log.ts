import pino, { type Logger } from 'pino';

// Only where somebody reads along: it takes some megabytes.
const pretty = process.stdout.isTTY ? (await import('pino-pretty')).default : undefined;

/**
 * The log: readable lines in a terminal, JSON elsewhere. Tokens never reach it: the bot's own is cut out of every line,
 * and errors are reduced to what is known to have none, for Discord's errors carry addresses with interaction tokens.
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

/** An error for the log, without what Discord's errors have of tokens and bodies. */
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

// Longer than any message or stack of ours, in UTF-16 units: Discord's words may be of any length.
const longest = 10_000;

// Interactions and their webhooks have their token in the address.
function withoutTokens(text: string): string {
  const cut = text.length > longest ? `${text.slice(0, longest)}…` : text;
  return cut.replace(/(\/(?:interactions|webhooks)\/\d+\/)[^/\s]+/g, '$1[token]');
}
