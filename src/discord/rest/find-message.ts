import type { REST } from 'discord.js';
import { Routes } from 'discord.js';
import { z } from 'zod';
import type { FindResult, WantedPost } from '../../digest/edges.ts';
import { channelAccess } from '../permissions/channel-access.ts';
import { breakable, judge } from './messages.ts';

const page = 100;
// So many messages within the time in which a post is tried are more than a channel gets.
const pages = 50;
// By so many milliseconds the clock of this machine and Discord's may differ.
const skew = 15 * 60_000;

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
    let after = snowflakeAt(since - skew);
    for (let read = 0; read < pages; read++) {
      const query = new URLSearchParams({ after, limit: String(page) });
      const route = Routes.channelMessages(channelId);
      const messages = history.parse(await breakable(signal, (options) => rest.get(route, { query, ...options })));
      const found = messages.find(
        ({ author, components }) => author.id === botId && components.some(({ id }) => id === marker),
      );
      if (found) return { kind: 'sent', messageId: found.id };
      const [newest] = messages;
      if (newest && messages.length === page) after = newest.id;
      else if (newest || read > 0) return { kind: 'absent' };
      // Nothing at all is also what those get who may not read the history.
      else
        return (await mayRead(rest, botId, guildId, channelId, signal)) ? { kind: 'absent' } : { kind: 'unreadable' };
    }
    return { kind: 'unreadable' };
  } catch (error) {
    return judge(error);
  }
}

async function mayRead(rest: REST, botId: string, guildId: string, channelId: string, signal: AbortSignal) {
  const access = await channelAccess(rest, botId, { guildId, channelId }, signal);
  return access !== 'gone' && access.permissions.some(({ name, held }) => name === 'ReadMessageHistory' && held);
}

/**
 * The lowest id that Discord gives at an instant, in milliseconds since 1970
 * (https://docs.discord.com/developers/reference#snowflakes).
 */
function snowflakeAt(time: number): string {
  return String(BigInt(Math.max(Math.floor(time) - 1_420_070_400_000, 0)) << 22n);
}
