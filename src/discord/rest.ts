import { DiscordAPIError, HTTPError, REST } from '@discordjs/rest';
import { type APIInteractionResponse, Routes } from 'discord-api-types/v10';
import { z } from 'zod';
import type { Message } from '../view/card.ts';

/** Where Discord is, and what this process may ask of it. */
export type RestOptions = { readonly token: string; readonly apiUrl: string; readonly requestsPerSecond: number };

/**
 * Discord's REST API. It waits as rate limits tell; what failed otherwise is not sent again here, since only the sender
 * knows whether that is safe.
 */
export function createRest({ token, apiUrl, requestsPerSecond }: RestOptions): REST {
  return new REST({ version: '10', api: apiUrl, globalRequestsPerSecond: requestsPerSecond, retries: 0 }).setToken(
    token,
  );
}

/** Answers an interaction; only within 3 seconds, and once. */
export async function respond(rest: REST, id: string, token: string, response: APIInteractionResponse): Promise<void> {
  await rest.post(Routes.interactionCallback(id, token), { body: response, auth: false });
}

/** Puts another message in the place of an interaction's answer; within 15 minutes. */
export async function replaceAnswer(rest: REST, applicationId: string, token: string, message: Message): Promise<void> {
  await rest.patch(Routes.webhookMessage(applicationId, token, '@original'), { body: message, auth: false });
}

/** What became of a request to post. */
export type SendResult =
  | { kind: 'sent'; messageId: string }
  | { kind: 'refused'; reason: 'permission' | 'gone' | 'bad-request'; status: number; code: number; message: string }
  | { kind: 'temporary'; message: string; retryAfterMs?: number };

/** Posts a message in a channel. Never throws for what Discord or the network answers. */
export function sendMessage(rest: REST, channelId: string, body: object, signal?: AbortSignal): Promise<SendResult> {
  return result(async () => rest.post(Routes.channelMessages(channelId), { body, ...(signal ? { signal } : {}) }));
}

/** Publishes a post of an announcement channel to the channels that follow it. */
export function publishMessage(rest: REST, channelId: string, messageId: string): Promise<SendResult> {
  return result(async () => rest.post(Routes.channelMessageCrosspost(channelId, messageId)));
}

const posted = z.object({ id: z.string() });

async function result(request: () => Promise<unknown>): Promise<SendResult> {
  try {
    return { kind: 'sent', messageId: posted.parse(await request()).id };
  } catch (error) {
    return judge(error);
  }
}

/**
 * What an error of a request means for the post: 403 and 404 say that this channel cannot be posted to, 401 that the token
 * is no longer good, other answers of the 400s that Discord will never take this message; anything else may pass.
 */
function judge(error: unknown): SendResult {
  if (error instanceof DiscordAPIError) {
    const { status, message } = error;
    const code = Number(error.code) || 0;
    if (status === 403) return { kind: 'refused', reason: 'permission', status, code, message };
    if (status === 404) return { kind: 'refused', reason: 'gone', status, code, message };
    if (status !== 401 && status !== 429) return { kind: 'refused', reason: 'bad-request', status, code, message };
    return { kind: 'temporary', message };
  }
  if (error instanceof HTTPError) return { kind: 'temporary', message: `Discord answered ${error.status}` };
  return { kind: 'temporary', message: error instanceof Error ? error.message : String(error) };
}
