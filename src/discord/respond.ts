import { DefaultUserAgent, type REST, RESTEvents } from '@discordjs/rest';
import { type APIInteractionResponse, Routes } from 'discord-api-types/v10';
import { Agent } from 'undici';

/*
 * Most of what the bot sends are answers to interactions. Such a request has no token and shares no rate limit with another, so that it can
 * go past the queues of @discordjs/rest, by the same undici, for half of what it costs there.
 */

// In milliseconds: an answer of Discord's that has not come by then does not come.
const patience = 15_000;
// In bytes: Discord's words on what it does not like are shorter, and of anybody else's the beginning is enough.
const longest = 1_000;

const agent = new Agent({ headersTimeout: patience, bodyTimeout: patience, connect: { timeout: patience } });

type Answered = { readonly status: number; readonly text: string };

/** Answers an interaction; only within 3 seconds, and once. Rejects with what Discord says of it, or what the connection came to. */
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
  const { status, text } = await post({ origin, path, ...options });
  if (status >= 200 && status < 300) return;
  const request = { method: 'POST', path: route, route, options, data: { auth: false }, retries: 0 };
  rest.emit(RESTEvents.Response, request, new Response(text, { status }));
  // There it waits as told, and is sent again.
  if (status === 429) await rest.post(route, { body: response, auth: false });
  else throw Object.assign(new Error(`Discord answered ${status}: ${text}`), { code: codeIn(text) });
}

/** Discord's own code of an error, if it has one (https://docs.discord.com/developers/topics/opcodes-and-status-codes#json). */
function codeIn(text: string): number | undefined {
  return Number(/"code":\s*(\d{1,6})\b/.exec(text)?.[1] ?? 0) || undefined;
}

function post(request: Parameters<Agent['dispatch']>[0]): Promise<Answered> {
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
