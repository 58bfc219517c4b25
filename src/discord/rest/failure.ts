import { DiscordAPIError, HTTPError, RateLimitError, RESTJSONErrorCodes } from 'discord.js';
import type { Refusal, TemporaryFailure } from '../../digest/edges.ts';
import { NotSentError } from './not-sent.ts';

// Only these say that the bot may not post in a channel, or that it is gone
// (https://docs.discord.com/developers/topics/opcodes-and-status-codes#json).
const permissionCodes = new Set<number>([RESTJSONErrorCodes.MissingAccess, RESTJSONErrorCodes.MissingPermissions]);
const goneCodes = new Set<number>([
  RESTJSONErrorCodes.UnknownChannel,
  RESTJSONErrorCodes.UnknownGuild,
  RESTJSONErrorCodes.UnknownMessage,
]);

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
 * What a failed request means for a post. Some of Discord's own codes say that the bot cannot post in this channel, all
 * others with a status of 400 to 499 that Discord will never take this message. A 401, a 429, an answer without a code
 * of Discord's, and everything else may pass.
 */
export function classifyFailure(error: unknown): Refusal | TemporaryFailure {
  const message = (error instanceof Error ? error.message : String(error)).slice(0, longestMessage).toWellFormed();
  if (error instanceof RateLimitError) {
    const retryAfter = Math.max(error.retryAfter, error.timeToReset);
    return { kind: 'temporary', reached: false, message: 'Discord’s rate limit', retryAfter };
  }
  if (error instanceof NotSentError)
    return { kind: 'temporary', reached: false, message, retryAfter: error.retryAfter };
  if (error instanceof DiscordAPIError) return classifyApiError(error, message);
  if (error instanceof HTTPError)
    return { kind: 'temporary', reached: true, message: `Discord answered ${error.status}` };
  // discord.js drops the token after a 401, and then sends nothing more.
  const hasNoToken = message.startsWith('Expected token to be set');
  return { kind: 'temporary', reached: !hasNoToken && !notConnectedCodes.has(systemCode(error)), message };
}

function classifyApiError({ status, code }: DiscordAPIError, message: string): Refusal | TemporaryFailure {
  const isAboutBot = status === 401 || status === 429;
  // Something in front of Discord answered, as with a page of its own. That says nothing about the channel.
  if (typeof code !== 'number')
    return { kind: 'temporary', reached: !isAboutBot, message: `Discord answered ${status}` };
  // Discord's edge answers with these when it has trouble for a moment.
  const isFromEdge = code === 0 || code === RESTJSONErrorCodes.CloudflareIsBlockingYourRequest;
  if (isAboutBot || isFromEdge) return { kind: 'temporary', reached: false, message };
  if (permissionCodes.has(code)) return { kind: 'refused', reason: 'permission', message };
  if (goneCodes.has(code)) return { kind: 'refused', reason: 'gone', message };
  return { kind: 'refused', reason: 'bad-request', message };
}

/** The error code of the system or of undici, which may be in the cause of an error. */
function systemCode(error: unknown): string {
  if (!(error instanceof Error)) return '';
  return 'code' in error && typeof error.code === 'string' ? error.code : systemCode(error.cause);
}
