import { type REST, Routes } from 'discord.js';
import { z } from 'zod';
import { abortable } from './rest.ts';

const channelsSchema = z.array(z.object({ id: z.string(), name: z.string() }));

/** A minute: while a person types an option, it is asked with each letter. */
const keptMs = 60_000;
/** A completion must be there within Discord's 3 seconds, with the names or without. */
const timeoutMs = 1_000;

export type ChannelNames = ReadonlyMap<string, string>;

/**
 * Names the channels of a guild, by id, but no threads. Discord is asked once a minute for each guild at most; none
 * are named if it cannot be asked in time.
 */
export function createChannelNames(rest: REST, now: () => number): (guildId: string) => Promise<ChannelNames> {
  // By guild, the one that was asked last at the end.
  const kept = new Map<string, { readonly names: Promise<ChannelNames>; readonly at: number }>();
  return (guildId) => {
    for (const [other, { at }] of kept) {
      if (at > now() - keptMs && at <= now()) break;
      kept.delete(other);
    }
    const known = kept.get(guildId);
    if (known) return known.names;
    const names = askNames(rest, guildId);
    kept.set(guildId, { names, at: now() });
    void names.then(({ size }) => size === 0 && kept.delete(guildId));
    return names;
  };
}

async function askNames(rest: REST, guildId: string): Promise<ChannelNames> {
  try {
    const signal = AbortSignal.timeout(timeoutMs);
    const answer = await abortable(signal, (options) => rest.get(Routes.guildChannels(guildId), options), guildId);
    return new Map(channelsSchema.parse(answer).map(({ id, name }) => [id, name]));
  } catch {
    return new Map();
  }
}
