import type { Logger } from 'pino';
import type { Library } from '../briefing/library/library.ts';
import type { DeliveryEnd } from '../store/deliveries/attempts.ts';
import type { WorkKind } from '../store/due.ts';
import type { Database } from '../store/schema.ts';
import type { Message } from '../view/card.ts';

/**
 * Discord will not do it: the bot may not, the channel or message is gone, the thread is closed, or it never takes such a
 * message.
 */
export type Refusal = {
  readonly kind: 'refused';
  readonly reason: 'permission' | 'gone' | 'closed' | 'bad-request';
  readonly message: string;
};

/**
 * It did not work now and may later. `reached` is false where Discord surely has not had the request; `retryAfter`,
 * in milliseconds, is how long Discord wants to be left alone; `isRateLimit` is set where it lets no more such requests
 * through until then.
 */
export type TemporaryFailure = {
  readonly kind: 'temporary';
  readonly reached: boolean;
  readonly message: string;
  readonly retryAfter?: number;
  readonly isRateLimit?: true;
};

/** Discord's answer to a request to post, edit or publish a message. */
export type PostResult = Sent | Refusal | TemporaryFailure;

type Sent = {
  readonly kind: 'sent';
  readonly messageId: string;
  /** A role that the message was to ping, and that Discord has not mentioned. */
  readonly unpingedRole?: string;
};

/** What a channel's history says of a post: it is there, it is not, or the bot may not read the history that far. */
export type FindResult = PostResult | { readonly kind: 'absent' } | { readonly kind: 'unreadable' };

/**
 * A message that Discord takes once: a second one with the same nonce gets the first one back
 * (https://docs.discord.com/developers/resources/message#create-message).
 */
export type Post = Message & { readonly nonce: string; readonly enforce_nonce: true };

/**
 * The post to look for: one of the bot's in a channel, by the component id that marks it, no older than `since`, in
 * milliseconds since 1970.
 */
export type WantedPost = {
  readonly guildId: string;
  readonly channelId: string;
  readonly marker: number;
  readonly since: number;
};

/** What posting needs of the world outside. Requests to Discord never reject for what it or the network answers. */
export type Edges = {
  readonly db: Database;
  /** The name under which this process has its leases; undefined where no other process shares the database. */
  readonly worker?: string | undefined;
  readonly library: Library;
  readonly now: () => number;
  readonly log: Logger;
  readonly post: (channelId: string, post: Post, signal: AbortSignal) => Promise<PostResult>;
  readonly publish: (channelId: string, messageId: string, signal: AbortSignal) => Promise<PostResult>;
  /** Puts a message in the place of one that the bot has posted. */
  readonly edit: (channelId: string, messageId: string, message: Message, signal: AbortSignal) => Promise<PostResult>;
  readonly find: (wanted: WantedPost, signal: AbortSignal) => Promise<FindResult>;
  /**
   * The time by Discord's clock, in milliseconds since 1970; undefined if Discord does not say. Rejects if it cannot
   * be asked.
   */
  readonly discordTime: () => Promise<number | undefined>;
  /** The shortest time between two slots of a digest; none by default. */
  readonly digestIntervalMs?: number | undefined;
  /** How long outcomes and removed digests are kept; 366 days by default. */
  readonly keepMs?: number | undefined;
  /** Whether this process posts all that is due, which is the default, or only on-demand posts. */
  readonly posts?: 'all' | 'on-demand' | undefined;
  /** Called with each delivery that has ended, and how many seconds after its slot. */
  readonly onDelivered?: ((status: DeliveryEnd['status'], secondsLate: number) => void) | undefined;
  /** Called when a post, an edit or a publishing has failed and is to be tried again. */
  readonly onRetry?: ((kind: WorkKind) => void) | undefined;
  /** Whether, by what Discord says of a channel, the bot can post there; false if Discord cannot be asked. */
  readonly canPost: (guildId: string, channelId: string, signal: AbortSignal) => Promise<boolean>;
  /** Whether a guild has no such role; false if Discord cannot be asked. */
  readonly isRoleGone: (guildId: string, roleId: string, signal: AbortSignal) => Promise<boolean>;
  /** Called when there is something to tell moderators: a digest was paused, or its posts fail. */
  readonly onAlertDue: () => void;
};
