import { type APIMessage, MessageFlags } from 'discord-api-types/v10';
import type { Discord } from '../discord-types.ts';
import type { Actor } from '../interactions/actor.ts';
import { DiscordRefusal } from '../model/refusal.ts';
import { compareIds } from '../model/snowflake.ts';
import type { Seen } from './api.ts';

/** What people see of a Discord's messages. */
export type Seeing = {
  /**
   * What this person sees in a channel, or in `dm`, oldest first. @throws {DiscordRefusal} if they have no access to
   * it
   */
  messages(userId: string, channelId: string): Seen[];
  /** Who the person is, for Discord. */
  actor(viewer: { readonly userId: string; readonly channelId: string; readonly locale?: string }): Actor;
  /** Takes in a message that only this person sees; true if it is new. */
  keep(message: APIMessage, userId: string): boolean;
  /** Forgets a message, if it is one that only one person sees. */
  drop(messageId: string): void;
  /** The only person who sees a message; undefined for one that stands in its channel. */
  onlyFor(messageId: string): string | undefined;
};

// Messages that only one person sees, which Discord itself forgets as the person closes it.
const mostKept = 500;

/** A message as someone sees it. */
export function seen(message: APIMessage, ephemeral: boolean): Seen {
  return { message, ephemeral, crossposted: ((message.flags ?? 0) & MessageFlags.Crossposted) !== 0 };
}

/** Remembers what only one person sees, and looks up the rest. */
export function createSeeing(discord: Discord, guildId: string): Seeing {
  const own = new Map<string, { readonly message: APIMessage; readonly userId: string }>();
  return {
    messages(userId, channelId) {
      const id = channelId === 'dm' ? discord.directMessage(userId) : channelId;
      if (id === undefined) return [];
      if (!discord.sees(userId, id)) throw new DiscordRefusal('You do not have access to this channel.');
      const ephemeral = [...own.values()].filter((kept) => kept.userId === userId && kept.message.channel_id === id);
      return [
        ...discord.messages(id).map((message) => seen(message, false)),
        ...ephemeral.map(({ message }) => seen(message, true)),
      ].sort((a, b) => compareIds(a.message.id, b.message.id));
    },
    actor: ({ userId, channelId, locale }) => ({
      userId,
      channelId,
      locale,
      ...(channelId === 'dm' ? {} : { guildId }),
    }),
    keep(message, userId) {
      const isNew = !own.has(message.id);
      own.set(message.id, { message, userId });
      for (const id of [...own.keys()].slice(0, -mostKept)) own.delete(id);
      return isNew;
    },
    drop: (messageId) => own.delete(messageId),
    onlyFor: (messageId) => own.get(messageId)?.userId,
  };
}
