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

const application = z.object({ id: z.string(), bot: z.object({ id: z.string() }) });

/** Thrown when Discord does not let the bot in, or is not there. */
export class DiscordError extends Error {
  override readonly name = 'DiscordError';
}

/** Asks Discord who the bot is. @throws {DiscordError} if it does not know the token, or cannot be reached. */
export async function identify(rest: REST): Promise<{ applicationId: string; botId: string }> {
  try {
    const { id, bot } = application.parse(await rest.get(Routes.currentApplication()));
    return { applicationId: id, botId: bot.id };
  } catch (error) {
    if (error instanceof DiscordAPIError && error.status === 401)
      throw new DiscordError(
        'Discord does not know DISCORD_TOKEN. Get a new one at https://discord.com/developers/applications: your application, Bot, Reset Token.',
      );
    const reason = error instanceof Error ? error.message : String(error);
    throw new DiscordError(`Discord cannot be reached (${reason}). Is DISCORD_API_URL right, and the network there?`, {
      cause: error,
    });
  }
}

/** Answers an interaction; only within 3 seconds, and once. */
export async function respond(rest: REST, id: string, token: string, response: APIInteractionResponse): Promise<void> {
  await rest.post(Routes.interactionCallback(id, token), { body: response, auth: false });
}

/** Puts another message in the place of an interaction's answer; within 15 minutes. */
export async function replaceAnswer(rest: REST, applicationId: string, token: string, message: Message): Promise<void> {
  await rest.patch(Routes.webhookMessage(applicationId, token, '@original'), { body: message, auth: false });
}

/** What became of a request to post; `reached` is false where Discord surely does not have the post. */
export type SendResult =
  | { readonly kind: 'sent'; readonly messageId: string }
  | { readonly kind: 'refused'; readonly reason: 'permission' | 'gone' | 'bad-request'; readonly message: string }
  | { readonly kind: 'temporary'; readonly reached: boolean; readonly message: string };

const created = z.object({ id: z.string() });

/** Posts a message in a channel. Never throws for what Discord or the network answers. */
export function sendMessage(rest: REST, channelId: string, body: object, signal?: AbortSignal): Promise<SendResult> {
  return result(async () => rest.post(Routes.channelMessages(channelId), { body, ...(signal ? { signal } : {}) }));
}

/** Publishes a post of an announcement channel to the channels that follow it. */
export function publishMessage(rest: REST, channelId: string, messageId: string): Promise<SendResult> {
  return result(async () => rest.post(Routes.channelMessageCrosspost(channelId, messageId)));
}

/** Writes to a person, in the direct messages between them and the bot. */
export function sendDirectMessage(rest: REST, userId: string, body: object): Promise<SendResult> {
  return result(async () => {
    const { id } = created.parse(await rest.post(Routes.userChannels(), { body: { recipient_id: userId } }));
    return rest.post(Routes.channelMessages(id), { body });
  });
}

async function result(request: () => Promise<unknown>): Promise<SendResult> {
  try {
    return { kind: 'sent', messageId: created.parse(await request()).id };
  } catch (error) {
    return judge(error);
  }
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

/**
 * What an error of a request means for the post: 403 and 404 say that this channel cannot be posted to, other answers of the
 * 400s that Discord will never take this message; 401, 429 and anything else may pass.
 */
function judge(error: unknown): SendResult {
  const message = error instanceof Error ? error.message : String(error);
  if (error instanceof DiscordAPIError) {
    const { status } = error;
    if (status === 401 || status === 429) return { kind: 'temporary', reached: false, message };
    const reason = status === 403 ? 'permission' : status === 404 ? 'gone' : 'bad-request';
    return { kind: 'refused', reason, message };
  }
  if (error instanceof HTTPError)
    return { kind: 'temporary', reached: true, message: `Discord answered ${error.status}` };
  return { kind: 'temporary', reached: !unreached.has(codeOf(error)), message };
}

function codeOf(error: unknown): string {
  if (!(error instanceof Error)) return '';
  return 'code' in error && typeof error.code === 'string' ? error.code : codeOf(error.cause);
}
