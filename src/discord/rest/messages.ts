import { DiscordAPIError, HTTPError, RateLimitError, type REST, RESTJSONErrorCodes, Routes } from 'discord.js';
import { z } from 'zod';
import type { PostResult, Refusal, TemporaryFailure } from '../../digest/edges.ts';
import { NotSent } from './rest.ts';

const created = z.object({ id: z.string() });

/** Posts a message in a channel. Never throws for what Discord or the network answers. */
export function sendMessage(rest: REST, channelId: string, body: object, signal?: AbortSignal): Promise<PostResult> {
  return result(signal, (options) => rest.post(Routes.channelMessages(channelId), { body, ...options }));
}

/** Changes a message of the bot's own. Never throws, as before. */
export function editMessage(
  rest: REST,
  channelId: string,
  messageId: string,
  body: object,
  signal?: AbortSignal,
): Promise<PostResult> {
  return result(signal, (options) => rest.patch(Routes.channelMessage(channelId, messageId), { body, ...options }));
}

/**
 * Publishes a post of an announcement channel to the channels that follow it; one that has been is taken as published
 * now.
 */
export function publishMessage(
  rest: REST,
  channelId: string,
  messageId: string,
  signal?: AbortSignal,
): Promise<PostResult> {
  return result(signal, (options) =>
    rest.post(Routes.channelMessageCrosspost(channelId, messageId), options).catch((error) => {
      if (error instanceof DiscordAPIError && error.code === RESTJSONErrorCodes.ThisMessageWasAlreadyCrossposted)
        return { id: messageId };
      throw error;
    }),
  );
}

/** Writes to a person, in the direct messages between them and the bot. */
export function sendDirectMessage(rest: REST, userId: string, body: object): Promise<PostResult> {
  return result(undefined, async () => {
    const { id } = created.parse(await rest.post(Routes.userChannels(), { body: { recipient_id: userId } }));
    return rest.post(Routes.channelMessages(id), { body });
  });
}

// The body of an answer may fail to come though its beginning has; and a request may wait for a rate limit. In
// milliseconds.
const deadline = 45_000;

async function result(
  signal: AbortSignal | undefined,
  request: (options: { signal: AbortSignal }) => Promise<unknown>,
): Promise<PostResult> {
  try {
    return { kind: 'sent', messageId: created.parse(await breakable(signal, request)).id };
  } catch (error) {
    return judge(error);
  }
}

/** Makes a request that can be broken off, even while it waits for a rate limit, and that does not wait for ever. */
export function breakable<T>(
  signal: AbortSignal | undefined,
  request: (options: { signal: AbortSignal }) => Promise<T>,
): Promise<T> {
  const broken = AbortSignal.any([AbortSignal.timeout(deadline), ...(signal ? [signal] : [])]);
  // One that waits for a rate limit does not hear that it is broken off; it is not sent then.
  return Promise.race([request({ signal: broken }), aborted(broken)]);
}

function aborted(signal: AbortSignal): Promise<never> {
  return new Promise((_, reject) => {
    const fail = () => reject(signal.reason);
    if (signal.aborted) fail();
    else signal.addEventListener('abort', fail, { once: true });
  });
}

// The request has not left this machine (https://nodejs.org/api/errors.html#common-system-errors, and undici's own).
const unreached = new Set([
  'ECONNREFUSED',
  'ENOTFOUND',
  'EAI_AGAIN',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'UND_ERR_CONNECT_TIMEOUT',
]);

// Only these say that a channel cannot be posted to
// (https://docs.discord.com/developers/topics/opcodes-and-status-codes#json).
const lost = new Set<number>([RESTJSONErrorCodes.MissingAccess, RESTJSONErrorCodes.MissingPermissions]);
const gone = new Set<number>([
  RESTJSONErrorCodes.UnknownChannel,
  RESTJSONErrorCodes.UnknownGuild,
  RESTJSONErrorCodes.UnknownMessage,
]);

// In UTF-16 units.
const messageLength = 1_000;

/**
 * What an error of a request means for the post: some of Discord's own codes say that this channel cannot be posted
 * to, all others of the 400s that it will never take this message; 401, 429, answers without a code of Discord's, and
 * anything else may pass.
 */
export function judge(error: unknown): Refusal | TemporaryFailure {
  // It is kept in the log and the database: whatever Discord sends, it does not fill them.
  const message = (error instanceof Error ? error.message : String(error)).slice(0, messageLength).toWellFormed();
  if (error instanceof RateLimitError) {
    const retryAfter = Math.max(error.retryAfter, error.timeToReset);
    return { kind: 'temporary', reached: false, message: 'Discord’s rate limit', retryAfter };
  }
  if (error instanceof NotSent) return { kind: 'temporary', reached: false, message, retryAfter: error.retryAfter };
  if (error instanceof DiscordAPIError) {
    const { status, code } = error;
    // Discord's own errors have a code of its own; a page of something that stands before it says nothing of the
    // channel.
    if (typeof code !== 'number')
      return { kind: 'temporary', reached: status !== 401 && status !== 429, message: `Discord answered ${status}` };
    if (status === 401 || status === 429) return { kind: 'temporary', reached: false, message };
    // Discord's edge answers without a code of Discord's own, as it does for a moment of trouble.
    if (code === 0 || code === RESTJSONErrorCodes.CloudflareIsBlockingYourRequest)
      return { kind: 'temporary', reached: false, message };
    const reason = lost.has(code) ? 'permission' : gone.has(code) ? 'gone' : 'bad-request';
    return { kind: 'refused', reason, message };
  }
  if (error instanceof HTTPError)
    return { kind: 'temporary', reached: true, message: `Discord answered ${error.status}` };
  // Discord has said that it does not know the token: nothing is sent any more.
  const reached = !unreached.has(codeOf(error)) && !message.startsWith('Expected token to be set');
  return { kind: 'temporary', reached, message };
}

function codeOf(error: unknown): string {
  if (!(error instanceof Error)) return '';
  return 'code' in error && typeof error.code === 'string' ? error.code : codeOf(error.cause);
}
