import {
  type APIInteractionResponse,
  DefaultUserAgent,
  type REST,
  RESTEvents,
  RESTJSONErrorCodes,
  Routes,
} from 'discord.js';
import { Agent } from 'undici';
import type { Message } from '../../view/card.ts';

/*
 * Responses to interactions are most of what the bot sends. They need no token and are under no rate limit that another
 * request could use up, so they go past the queues of discord.js's `REST`, through the same undici. That saves half the
 * processor time of sending: 44 ms in place of 98 ms for 1,000 responses.
 */

/** The parts of an interaction by which its response finds it. */
type InteractionKey = { readonly id: string; readonly application_id: string; readonly token: string };

const answerTimeoutMs = 15_000;
/** In bytes. Discord's errors are shorter, and of anything else the beginning is enough. */
const longestAnswer = 1_000;

const agent = new Agent({
  headersTimeout: answerTimeoutMs,
  bodyTimeout: answerTimeoutMs,
  connect: { timeout: answerTimeoutMs },
});

/**
 * Responds to an interaction; only within 3 seconds, and once
 * (https://docs.discord.com/developers/interactions/receiving-and-responding#create-interaction-response). Rejects with
 * Discord's error, whose `code` it has, or with that of the connection.
 */
export async function createInteractionResponse(
  rest: REST,
  { id, token }: InteractionKey,
  response: APIInteractionResponse,
): Promise<void> {
  const route = Routes.interactionCallback(id, token);
  const { api, version, userAgentAppendix } = rest.options;
  const { origin, pathname } = new URL(api);
  const options = {
    method: 'POST' as const,
    headers: {
      'Content-Type': 'application/json',
      'User-Agent': `${DefaultUserAgent} ${userAgentAppendix}`.trim(),
    },
    body: JSON.stringify(response),
  };
  const path = `${pathname.replace(/\/$/, '')}/v${version}${route}`;
  const { status, text, isSecond } = await postWithRetry({ origin, path, ...options });
  if (status >= 200 && status < 300) return;
  // Discord took the first request, and only its answer was lost.
  const firstArrived = (errorCode: unknown) =>
    isSecond && errorCode === RESTJSONErrorCodes.InteractionHasAlreadyBeenAcknowledged;
  const code = discordCode(text);
  if (firstArrived(code)) return;
  // The invalid requests of the whole process are counted by this event.
  const request = { method: 'POST', path: route, route, options, data: { auth: false }, retries: 0 };
  rest.emit(RESTEvents.Response, request, new Response(text, { status }));
  if (status !== 429) throw Object.assign(new Error(`Discord answered ${status}: ${text}`), { code });
  // discord.js waits for as long as the rate limit says.
  await rest.post(route, { body: response, auth: false }).catch((error) => {
    if (!firstArrived(error.code)) throw error;
  });
}

/** Replaces the message of an interaction's response; within 15 minutes. */
export async function editInteractionResponse(
  rest: REST,
  { application_id, token }: InteractionKey,
  message: Message,
): Promise<void> {
  await rest.patch(Routes.webhookMessage(application_id, token, '@original'), { body: message, auth: false });
}

/**
 * Discord's own code in the JSON of an error, which may be cut off
 * (https://docs.discord.com/developers/topics/opcodes-and-status-codes#json).
 */
function discordCode(text: string): number | undefined {
  return Number(/"code":\s*(\d{1,6})\b/.exec(text)?.[1] ?? 0) || undefined;
}

type Request = Parameters<Agent['dispatch']>[0];
type Answer = { readonly status: number; readonly text: string };

// The other side has closed a kept connection, which is known only when it is used again.
const brokenConnectionCodes: ReadonlySet<unknown> = new Set(['UND_ERR_SOCKET', 'ECONNRESET', 'EPIPE']);

/** Posts once more if the connection broke, so that the person does not go without an answer. */
async function postWithRetry(request: Request): Promise<Answer & { readonly isSecond: boolean }> {
  try {
    return { ...(await post(request)), isSecond: false };
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && brokenConnectionCodes.has(error.code))) throw error;
    return { ...(await post(request)), isSecond: true };
  }
}

function post(request: Request): Promise<Answer> {
  return new Promise((resolve, reject) => {
    let status = 0;
    const parts: Buffer[] = [];
    let size = 0;
    agent.dispatch(request, {
      onConnect() {},
      onHeaders(statusCode) {
        status = statusCode;
        return true;
      },
      onData(part) {
        if (size < longestAnswer) parts.push(part.subarray(0, longestAnswer - size));
        size += part.length;
        return true;
      },
      onComplete: () => resolve({ status, text: Buffer.concat(parts).toString() }),
      onError: reject,
    });
  });
}
