import type { APIMessage } from 'discord-api-types/v10';
import type { Channel } from '../model/entities.ts';
import { compareIds } from '../model/snowflake.ts';
import type { World } from '../model/world.ts';

type Query = {
  readonly limit: number;
  readonly before?: string | undefined;
  readonly after?: string | undefined;
  readonly around?: string | undefined;
};

/** A channel's messages by Discord's query, newest first. */
export function listMessages(world: World, channel: Channel, { limit, before, after, around }: Query): APIMessage[] {
  const newestFirst = channel.messages.toReversed();
  const nearest = (all: readonly string[], pivot: string) => {
    const newer = all.filter((id) => compareIds(id, pivot) > 0).slice(-Math.ceil(limit / 2));
    return [...newer, ...all.filter((id) => compareIds(id, pivot) <= 0)].slice(0, limit);
  };
  let ids = newestFirst.slice(0, limit);
  if (around !== undefined) ids = nearest(newestFirst, around);
  else if (before !== undefined) ids = newestFirst.filter((id) => compareIds(id, before) < 0).slice(0, limit);
  else if (after !== undefined) ids = newestFirst.filter((id) => compareIds(id, after) > 0).slice(-limit);
  return ids.flatMap((id) => world.messages.get(id)?.message ?? []);
}
