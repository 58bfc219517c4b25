import { type REST, Routes, SnowflakeUtil } from 'discord.js';
import { z } from 'zod';
import type { FindResult, WantedPost } from '../../digest/edges.ts';
import { channelAccess } from '../permissions/channel-access.ts';
import { classifyFailure } from './failure.ts';
import { abortable } from './rest.ts';

/** Discord's largest. */
const pageSize = 100;
/** A channel gets fewer messages than these pages hold while a post is being tried. */
const mostPages = 50;
/** By how much this machine's clock may be off. */
const clockSkewMs = 15 * 60_000;

const history = z.array(
  z.object({
    id: z.string(),
    author: z.object({ id: z.string() }),
    components: z.array(z.object({ id: z.number().optional() })).default([]),
  }),
);

/**
 * Looks for a post in its channel's history. Discord keeps no nonce there, but it keeps the ids of components
 * (https://docs.discord.com/developers/components/reference#anatomy-of-a-component). Never throws for what Discord or
 * the network answers.
 */
export async function findMessage(
  rest: REST,
  botId: string,
  { guildId, channelId, marker, since }: WantedPost,
  signal: AbortSignal,
): Promise<FindResult> {
  try {
    let after = lowestIdAt(since - clockSkewMs);
    for (let page = 0; page < mostPages; page++) {
      const query = new URLSearchParams({ after, limit: String(pageSize) });
      const route = Routes.channelMessages(channelId);
      const messages = history.parse(await abortable(signal, (options) => rest.get(route, { query, ...options })));
      const found = messages.find(
        ({ author, components }) => author.id === botId && components.some(({ id }) => id === marker),
      );
      if (found) return { kind: 'sent', messageId: found.id };
      const [newest] = messages;
      if (newest && messages.length === pageSize) after = newest.id;
      else if (newest || page > 0) return { kind: 'absent' };
      // Whoever may not read the history gets an empty one.
      else
        return (await mayRead(rest, botId, guildId, channelId, signal)) ? { kind: 'absent' } : { kind: 'unreadable' };
    }
    return { kind: 'unreadable' };
  } catch (error) {
    return classifyFailure(error, 'read');
  }
}

async function mayRead(rest: REST, botId: string, guildId: string, channelId: string, signal: AbortSignal) {
  const access = await channelAccess(rest, botId, { guildId, channelId }, signal);
  return access !== 'gone' && access.permissions.some(({ name, held }) => name === 'ReadMessageHistory' && held);
}

/** The lowest id that Discord gives at an instant, in milliseconds since 1970. */
function lowestIdAt(time: number): string {
  const timestamp = Math.max(Math.floor(time), Number(SnowflakeUtil.epoch));
  return String(SnowflakeUtil.generate({ timestamp, increment: 0n, processId: 0n, workerId: 0n }));
}
