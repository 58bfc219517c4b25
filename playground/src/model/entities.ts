import type {
  APIMessage,
  APIMessageInteractionMetadata,
  ChannelType,
  GatewayDispatchEvents,
} from 'discord-api-types/v10';
import type { Modal } from './modal.ts';

/* What a Discord knows of: users, guilds, channels, messages, and what a person has open. Plain data. */

export type User = {
  readonly id: string;
  readonly name: string;
  readonly bot: boolean;
  /** The language that their Discord is set to, where it is known. */
  readonly locale?: string;
};

export type Role = {
  readonly id: string;
  readonly name: string;
  readonly permissions: bigint;
  readonly mentionable: boolean;
  readonly position: number;
  /** The bot whose role this is, made by its invite. */
  readonly botId?: string;
};

export type Member = {
  readonly user: User;
  readonly roles: readonly string[];
  readonly joinedAt: number;
  /** Until when they are timed out, in milliseconds since 1970. */
  readonly timedOutUntil?: number | undefined;
};

/** What a thread has besides what every channel has. */
export type Thread = {
  readonly archived: boolean;
  /** Only moderators may post in it and open it again. */
  readonly locked: boolean;
  /** Who has joined it; of a private thread nobody else knows, moderators aside. */
  readonly members: ReadonlySet<string>;
};

/** An overwrite of a channel for a role (0) or a member (1). */
export type Overwrite = { readonly id: string; readonly type: 0 | 1; readonly allow: bigint; readonly deny: bigint };

export type Channel = {
  readonly id: string;
  readonly type: ChannelType;
  readonly name: string;
  readonly position: number;
  readonly guildId?: string;
  readonly parentId?: string;
  /** The person of a direct message. */
  readonly recipientId?: string;
  overwrites: readonly Overwrite[];
  /** Of a thread alone. */
  thread?: Thread;
  /** How long a person waits between two messages, in seconds; bots do not. */
  slowmodeSeconds?: number;
  /** Ids of the messages, oldest first; ephemeral ones are not in a channel. */
  readonly messages: string[];
};

export type Guild = {
  readonly id: string;
  readonly name: string;
  /** The language that its admins have set, which interactions in it name. */
  locale: string;
  readonly ownerId: string;
  readonly createdAt: number;
  readonly roles: Map<string, Role>;
  readonly members: Map<string, Member>;
  /** Its channels and threads; they are among those of the world too. */
  readonly channels: Map<string, Channel>;
};

export type StoredMessage = {
  message: APIMessage;
  readonly guildId: string | undefined;
  /** The only person who sees it, if it is ephemeral. */
  readonly ephemeralFor?: string | undefined;
  pinged: readonly string[];
  /** A deferred answer that has no content yet. */
  loading?: boolean;
};

/** An event for the sessions of a shard; without a guild, for the shard of direct messages. */
export type Dispatch = {
  readonly event: GatewayDispatchEvents;
  readonly data: unknown;
  readonly guildId: string | undefined;
  /** The intents of which a session needs one; none for what every session gets. */
  readonly intents: number;
};

/** Someone in a channel; without a guild, in a direct message with the bot. */
export type Person = { readonly userId: string; readonly channel: Channel; readonly guild: Guild | undefined };

/** Someone, where they are, and the language that their Discord is set to. */
export type Sender = Person & { readonly locale: string };

/** A modal that is open for a person, and what it came from. */
export type OpenModal = Modal & {
  readonly sender: Sender;
  /** The message whose component opened it. */
  readonly source: StoredMessage | undefined;
  /** What Discord says in messages of the interaction that opened it. */
  readonly trigger: APIMessageInteractionMetadata | undefined;
};
