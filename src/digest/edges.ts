import type { Logger } from 'pino';
import type { Library } from '../briefing/library/library.ts';
import type { DeliveryEnd } from '../store/attempts.ts';
import type { Database } from '../store/database.ts';
import type { Message } from '../view/card.ts';

/**
 * What Discord said to a request. `reached` is false where it surely has not had it; `retryAfter`, in milliseconds,
 * is how long it wants to be left alone.
 */
export type PostResult =
  | { readonly kind: 'sent'; readonly messageId: string }
  | { readonly kind: 'refused'; readonly reason: 'permission' | 'gone' | 'bad-request'; readonly message: string }
  | { readonly kind: 'temporary'; readonly reached: boolean; readonly message: string; readonly retryAfter?: number };

/** What a channel's history says of a post; `unreadable` if the bot may not read it. */
export type FindResult = PostResult | { readonly kind: 'absent' } | { readonly kind: 'unreadable' };

/**
 * A message that Discord takes once: a second one of the same nonce gives back the first
 * (https://docs.discord.com/developers/resources/message#create-message).
 */
export type Post = Message & { readonly nonce: string; readonly enforce_nonce: true };

/**
 * Which post to look for: in a channel, by the component id that marks it, no older than `since`, in milliseconds
 * since 1970.
 */
export type WantedPost = {
  readonly guildId: string;
  readonly channelId: string;
  readonly marker: number;
  readonly since: number;
};

/** What posting needs of the world outside. */
export type Edges = {
  readonly db: Database;
  /** The name by which this process holds channels, where several share the database. */
  readonly worker?: string | undefined;
  readonly library: Library;
  readonly now: () => number;
  readonly log: Logger;
  readonly post: (channelId: string, post: Post, signal: AbortSignal) => Promise<PostResult>;
  readonly publish: (channelId: string, messageId: string, signal: AbortSignal) => Promise<PostResult>;
  readonly find: (wanted: WantedPost, signal: AbortSignal) => Promise<FindResult>;
  /**
   * The time by Discord's clock, in milliseconds since 1970; undefined if it does not say. Rejects if it cannot be
   * asked.
   */
  readonly time: () => Promise<number | undefined>;
  /** Whether all that is due is posted, as unless said otherwise, or only what a moderator asks for now. */
  readonly takes?: 'all' | 'asked' | undefined;
  /** Counts a delivery that has ended, so many seconds after its slot. */
  readonly delivered?: ((outcome: DeliveryEnd['status'], seconds: number) => void) | undefined;
  /** Called when a digest was paused since it cannot be posted. */
  readonly paused: () => void;
};
