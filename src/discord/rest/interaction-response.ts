import {
  type APIInteractionResponse,
  DefaultUserAgent,
  type REST,
  RESTEvents,
  RESTJSONErrorCodes,
  Routes,
} from 'discord.js';
import { Agent } from 'undici';

/*
 * Most of what the bot sends are answers to interactions. Such a request has no token and shares no rate limit with
 * another, so that it can go past the queues of @discordjs/rest, by the same undici, for half of what it costs there.
 */

// In milliseconds: an answer of Discord's that has not come by then does not come.
const patience = 15_000;
// In bytes: Discord's words on what it does not like are shorter, and of anybody else's the beginning is enough.
const longest = 1_000;

const agent = new Agent({ headersTimeout: patience, bodyTimeout: patience, connect: { timeout: patience } });

type Answered = { readonly status: number; readonly text: string };

// A connection that the other side has closed, which is not known before it is used.
const broken: ReadonlySet<unknown> = new Set(['UND_ERR_SOCKET', 'ECONNRESET', 'EPIPE']);

/**
 * Answers an interaction; only within 3 seconds, and once. Rejects with what Discord says of it, or what the
 * connection came to.
 */
export async function respond(rest: REST, id: string, token: string, response: APIInteractionResponse): Promise<void> {
  const route = Routes.interactionCallback(id, token);
  const { api, version, userAgentAppendix } = rest.options;
  const { origin, pathname } = new URL(api);
  const headers = {
    'Content-Type': 'application/json',
    'User-Agent': `${DefaultUserAgent} ${userAgentAppendix}`.trim(),
  };
  const path = `${pathname.replace(/\/$/, '')}/v${version}${route}`;
  const options = { method: 'POST' as const, headers, body: JSON.stringify(response) };
  const { status, text, again } = await postTwice({ origin, path, ...options });
  if (status >= 200 && status < 300) return;
  // Of two, the first one has arrived, and its answer has not.
  const isThere = (code: unknown) => again && code === RESTJSONErrorCodes.InteractionHasAlreadyBeenAcknowledged;
  if (isThere(codeIn(text))) return;
  const request = { method: 'POST', path: route, route, options, data: { auth: false }, retries: 0 };
  rest.emit(RESTEvents.Response, request, new Response(text, { status }));
  // There it waits as told, and is sent again.
  if (status !== 429) throw Object.assign(new Error(`Discord answered ${status}: ${text}`), { code: codeIn(text) });
  await rest.post(route, { body: response, auth: false }).catch((error) => {
    if (!isThere(error.code)) throw error;
  });
}

/**
 * Discord's own code of an error, if it has one
 * (https://docs.discord.com/developers/topics/opcodes-and-status-codes#json).
 */
function codeIn(text: string): number | undefined {
  return Number(/"code":\s*(\d{1,6})\b/.exec(text)?.[1] ?? 0) || undefined;
}

type Request = Parameters<Agent['dispatch']>[0];

/** Once more where the connection broke: to whoever asked, an answer that is lost is a bot that does not answer. */
async function postTwice(request: Request): Promise<Answered & { readonly again: boolean }> {
  try {
    return { ...(await post(request)), again: false };
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && broken.has(error.code))) throw error;
    return { ...(await post(request)), again: true };
  }
}

function post(request: Request): Promise<Answered> {
  return new Promise((resolve, reject) => {
    let status = 0;
    const parts: Buffer[] = [];
    let size = 0;
    agent.dispatch(request, {
      onConnect() {},
      onHeaders(code) {
        status = code;
        return true;
      },
      onData(part) {
        if (size < longest) parts.push(part.subarray(0, longest - size));
        size += part.length;
        return true;
      },
      onComplete: () => resolve({ status, text: Buffer.concat(parts).toString() }),
      onError: reject,
    });
  });
}
