import { setTimeout } from 'node:timers/promises';
import { type APIInteractionResponse, DefaultUserAgent, type REST, RESTJSONErrorCodes, Routes } from 'discord.js';
import { Agent } from 'undici';
import type { Message } from '../../view/card.ts';
import { NotSentError } from './not-sent.ts';
import { isOfOneRoute, type RefusalPause } from './refusal-pause.ts';
import { abortable, type BotRest } from './rest.ts';
import { retryAfterMs } from './retry-after.ts';

/*
 * Responses to interactions are most of what the bot sends. They need no token and are under no rate limit that another
 * request could use up, so they go past the queues of discord.js's `REST`, through the same undici. That saves half the
 * processor time of sending: 44 ms in place of 98 ms for 1,000 responses. They are under the limit of invalid requests,
 * as every other, and pause together when they are refused.
 */

/** The parts of an interaction by which its response finds it, and the guild that it is from. */
type InteractionKey = {
  readonly id: string;
  readonly application_id: string;
  readonly token: string;
  readonly guild_id?: string | undefined;
};

const answerTimeoutMs = 15_000;
/** At least, before each new try of a response that Discord did not take for a rate limit. */
const retryDelaysMs = [500, 1_000];
/** In bytes. Discord's errors are shorter, and of anything else the beginning is enough. */
const longestAnswer = 1_000;

const agent = new Agent({
  headersTimeout: answerTimeoutMs,
  bodyTimeout: answerTimeoutMs,
  connect: { timeout: answerTimeoutMs },
});

/**
 * Responds to an interaction; only within 3 seconds, and once
 * (https://docs.discord.com/developers/interactions/receiving-and-responding#create-interaction-response). Nothing is
 * sent any more after `answerBy`, by `performance.now()`. Rejects with Discord's error, whose `code` it has, with that
 * of the connection, or with a `NotSentError` when too many requests were refused.
 */
export async function createInteractionResponse(
  rest: BotRest,
  { id, token }: InteractionKey,
  response: APIInteractionResponse,
  answerBy: number,
): Promise<void> {
  const { api, version, userAgentAppendix } = rest.options;
  const { origin, pathname } = new URL(api);
  const request = {
    origin,
    path: `${pathname.replace(/\/$/, '')}/v${version}${Routes.interactionCallback(id, token)}`,
    method: 'POST' as const,
    headers: {
      'Content-Type': 'application/json',
      'User-Agent': `${DefaultUserAgent} ${userAgentAppendix}`.trim(),
    },
    body: JSON.stringify(response),
  };
  const send = () =>
    rest.invalidRequests.send(() => {
      if (performance.now() > answerBy) throw new Error('the answer came too late: Discord waits for 3 seconds');
      return dispatch(request);
    });
  // The connection of an earlier try broke, so Discord may have taken the response.
  let mayHaveArrived = false;
  for (let limited = 0; ; limited += 1) {
    await endOf(rest.responsePause, answerBy);
    const { status, retryAfter, scope, text, isSecond } = await postWithRetry(send);
    mayHaveArrived ||= isSecond;
    if (status >= 200 && status < 300) return rest.responsePause.taken();
    const code = discordCode(text);
    if (mayHaveArrived && code === RESTJSONErrorCodes.InteractionHasAlreadyBeenAcknowledged) return;
    const toldMs = status === 429 ? retryAfterMs(retryAfter, text, Date.now()) : undefined;
    if (status !== 429) rest.responsePause.taken();
    else if (!isOfOneRoute(scope)) rest.responsePause.refused(toldMs);
    const waitMs = Math.max(toldMs ?? 0, retryDelaysMs[limited] ?? Number.POSITIVE_INFINITY);
    if (status !== 429 || performance.now() + waitMs > answerBy)
      throw Object.assign(new Error(`Discord answered ${status}: ${text.replaceAll(token, '[token]')}`), { code });
    await setTimeout(waitMs);
  }
}

/** Waits for the end of a pause. @throws {NotSentError} if it comes too late. */
async function endOf(pause: RefusalPause, answerBy: number): Promise<void> {
  for (let leftMs = pause.pass(); leftMs > 0; leftMs = pause.pass()) {
    if (performance.now() + leftMs > answerBy)
      throw new NotSentError('Discord refuses all answers for a while', leftMs);
    await setTimeout(leftMs);
  }
}

/** Replaces the message of an interaction's response; within 15 minutes. */
export async function editInteractionResponse(
  rest: REST,
  { application_id, token, guild_id }: InteractionKey,
  message: Message,
): Promise<void> {
  const route = Routes.webhookMessage(application_id, token, '@original');
  await abortable(undefined, (options) => rest.patch(route, { body: message, auth: false, ...options }), guild_id);
}

/**
 * Discord's own code in the JSON of an error, which may be cut off
 * (https://docs.discord.com/developers/topics/opcodes-and-status-codes#json).
 */
function discordCode(text: string): number | undefined {
  return Number(/"code":\s*(\d{1,6})\b/.exec(text)?.[1] ?? 0) || undefined;
}

type Request = Parameters<Agent['dispatch']>[0];
type Answer = {
  readonly status: number;
  readonly text: string;
  /** Of a 429: its headers `Retry-After` and `X-RateLimit-Scope`. */
  readonly retryAfter: string | undefined;
  readonly scope: string | undefined;
};

// The other side has closed a kept connection, which is known only when it is used again.
const brokenConnectionCodes: ReadonlySet<unknown> = new Set(['UND_ERR_SOCKET', 'ECONNRESET', 'EPIPE']);

/** Posts once more if the connection broke, so that the person does not go without an answer. */
async function postWithRetry(send: () => Promise<Answer>): Promise<Answer & { readonly isSecond: boolean }> {
  try {
    return { ...(await send()), isSecond: false };
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && brokenConnectionCodes.has(error.code))) throw error;
    return { ...(await send()), isSecond: true };
  }
}

function dispatch(request: Request): Promise<Answer> {
  return new Promise((resolve, reject) => {
    let status = 0;
    let retryAfter: string | undefined;
    let scope: string | undefined;
    const parts: Buffer[] = [];
    let size = 0;
    agent.dispatch(request, {
      onConnect() {},
      onHeaders(statusCode, headers) {
        status = statusCode;
        if (status === 429) {
          retryAfter = headerOf(headers, 'retry-after');
          scope = headerOf(headers, 'x-ratelimit-scope');
        }
        return true;
      },
      onData(part) {
        if (size < longestAnswer) parts.push(part.subarray(0, longestAnswer - size));
        size += part.length;
        return true;
      },
      onComplete: () => resolve({ status, retryAfter, scope, text: Buffer.concat(parts).toString() }),
      onError: reject,
    });
  });
}

/** undici gives names and values in turn. */
function headerOf(headers: readonly Buffer[] | null, wanted: string): string | undefined {
  const at = headers?.findIndex((name, i) => i % 2 === 0 && name.toString().toLowerCase() === wanted) ?? -1;
  return at < 0 ? undefined : headers?.[at + 1]?.toString();
}
