import { DiscordAPIError, type REST, RESTJSONErrorCodes, Routes } from 'discord.js';
import { z } from 'zod';
import type { PostResult, Refusal } from '../../digest/edges.ts';
import { classifyFailure } from './failure.ts';
import type { RouteKind } from './refusals.ts';
import { abortable } from './rest.ts';

/* Requests that send and change messages. None of them throws for what Discord or the network answers. */

const mostStoredBytes = 10_170;

const created = z.object({ id: z.string() });
const posted = created.extend({ mention_roles: z.array(z.string()).optional() });

/** Posts a message in a channel, and says which of the roles that it pings Discord has not mentioned. */
export async function sendMessage(
  rest: REST,
  channelId: string,
  body: object,
  signal?: AbortSignal,
  pinged: readonly string[] = [],
): Promise<PostResult> {
  return (
    oversized(body) ??
    resultOf('post', signal, (options) => rest.post(Routes.channelMessages(channelId), { body, ...options }), pinged)
  );
}

/** Changes a message of the bot's own. */
export async function editMessage(
  rest: REST,
  channelId: string,
  messageId: string,
  body: object,
  signal?: AbortSignal,
): Promise<PostResult> {
  return (
    oversized(body) ??
    resultOf('edit', signal, (options) => rest.patch(Routes.channelMessage(channelId, messageId), { body, ...options }))
  );
}

/**
 * Publishes a post of an announcement channel to the channels that follow it; `sent` also if it was published before.
 */
export function publishMessage(
  rest: REST,
  channelId: string,
  messageId: string,
  signal?: AbortSignal,
): Promise<PostResult> {
  return resultOf('publish', signal, (options) =>
    rest.post(Routes.channelMessageCrosspost(channelId, messageId), options).catch((error) => {
      if (error instanceof DiscordAPIError && error.code === RESTJSONErrorCodes.ThisMessageWasAlreadyCrossposted)
        return { id: messageId };
      throw error;
    }),
  );
}

/** Sends a person a direct message. */
export function sendDirectMessage(rest: REST, userId: string, body: object): Promise<PostResult> {
  return resultOf('direct', undefined, async () => {
    const { id } = created.parse(await rest.post(Routes.userChannels(), { body: { recipient_id: userId } }));
    return rest.post(Routes.channelMessages(id), { body });
  });
}

/**
 * The refusal of a message with more text than Discord stores. Discord would answer 500, as if it could be sent later
 * (https://github.com/discord/discord-api-docs/issues/8554).
 */
function oversized(body: object): Refusal | undefined {
  const bytes = storedBytes(body);
  if (bytes <= mostStoredBytes) return undefined;
  const message = `The message has ${bytes} bytes of text, and Discord takes at most ${mostStoredBytes}`;
  return { kind: 'refused', reason: 'bad-request', message };
}

/** Bytes of the texts in a component and in those within it, as Discord stores them. */
function storedBytes(part: object): number {
  const own = 'content' in part && typeof part.content === 'string' ? Buffer.byteLength(part.content) + 12 : 0;
  const inner: readonly object[] = 'components' in part && Array.isArray(part.components) ? part.components : [];
  return inner.reduce((sum, each) => sum + storedBytes(each), own);
}

async function resultOf(
  kind: RouteKind,
  signal: AbortSignal | undefined,
  request: (options: { signal: AbortSignal }) => Promise<unknown>,
  pinged: readonly string[] = [],
): Promise<PostResult> {
  try {
    const { id: messageId, mention_roles: mentioned = pinged } = posted.parse(await abortable(signal, request));
    const unpingedRole = pinged.find((role) => !mentioned.includes(role));
    return { kind: 'sent', messageId, ...(unpingedRole === undefined ? {} : { unpingedRole }) };
  } catch (error) {
    return classifyFailure(error, kind);
  }
}
