import { DiscordAPIError, HTTPError, RateLimitError } from 'discord.js';
import type { Refusal, TemporaryFailure } from '../../digest/edges.ts';
import { NotSentError } from './not-sent.ts';
import { meaningOf, type RouteKind } from './refusals.ts';

// With these the request has not left this machine: Node's codes
// (https://nodejs.org/api/errors.html#common-system-errors) and undici's.
const notConnectedCodes = new Set([
  'ECONNREFUSED',
  'ENOTFOUND',
  'EAI_AGAIN',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'UND_ERR_CONNECT_TIMEOUT',
]);

/** In UTF-16 units. The message goes into the log and the database, which Discord must not be able to fill. */
const longestMessage = 1_000;

/**
 * What a failed request of a kind means. A code of Discord's own with a status of 400 to 499 means what the table of
 * refusals says. A 401, a 429, an answer without a code of Discord's, and everything else may pass.
 */
export function classifyFailure(error: unknown, kind: RouteKind): Refusal | TemporaryFailure {
  const message = (error instanceof Error ? error.message : String(error)).slice(0, longestMessage).toWellFormed();
  if (error instanceof RateLimitError) {
    const retryAfter = Math.max(error.retryAfter, error.timeToReset);
    const failure = { kind: 'temporary', reached: false, message: 'Discord’s rate limit', retryAfter } as const;
    return error.global ? failure : { ...failure, isRateLimit: true };
  }
  if (error instanceof NotSentError)
    return { kind: 'temporary', reached: false, message, retryAfter: error.retryAfter };
  if (error instanceof DiscordAPIError) return classifyApiError(error, kind, message);
  if (error instanceof HTTPError)
    return { kind: 'temporary', reached: true, message: `Discord answered ${error.status}` };
  // discord.js drops the token after a 401, and then sends nothing more.
  const hasNoToken = message.startsWith('Expected token to be set');
  return { kind: 'temporary', reached: !hasNoToken && !notConnectedCodes.has(systemCode(error)), message };
}

function classifyApiError(
  { status, code }: DiscordAPIError,
  kind: RouteKind,
  message: string,
): Refusal | TemporaryFailure {
  const isAboutBot = status === 401 || status === 429;
  // Something in front of Discord answered, as with a page of its own. That says nothing about the channel.
  if (typeof code !== 'number')
    return { kind: 'temporary', reached: !isAboutBot, message: `Discord answered ${status}` };
  const meaning = isAboutBot ? 'later' : meaningOf(code, kind);
  if (meaning === 'later') return { kind: 'temporary', reached: false, message };
  return { kind: 'refused', reason: meaning, message };
}

/** The error code of the system or of undici, which may be in the cause of an error. */
function systemCode(error: unknown): string {
  if (!(error instanceof Error)) return '';
  return 'code' in error && typeof error.code === 'string' ? error.code : systemCode(error.cause);
}
