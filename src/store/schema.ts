import type { Generated, Insertable, Kysely, Selectable } from 'kysely';
import type { Depth } from '../briefing/file/schema.ts';

/*
 * The tables. Instants are milliseconds since 1970; Discord's ids are text. In the databases the columns are
 * snake_case, and booleans 0 and 1.
 */

/**
 * Why a digest posts nothing: a moderator wants it so, the bot may not post there, the channel is gone, or it is a thread
 * that was closed.
 */
export type Pause = 'moderator' | ForcedPause;
/** Why a digest was paused that could not be posted. */
export const forcedPauses = ['permission', 'gone', 'closed'] as const;
export type ForcedPause = (typeof forcedPauses)[number];

/** What a digest does when there is nothing new: no post, a post that says so, or the latest briefings again. */
export const whenEmptyChoices = ['skip', 'say-so', 'repeat'] as const;
type WhenEmpty = (typeof whenEmptyChoices)[number];

/** What became of a slot. */
export type DeliveryStatus = 'pending' | 'sent' | 'missed' | 'failed' | 'skipped';

/**
 * Why a delivery was not posted: too late, merged into a later one, not known whether it arrived, nothing new, its
 * digest removed or paused meanwhile; or an error, which `detail` tells. Or why one that was posted is not published:
 * as many as Discord allows in an hour have been, in its channel.
 */
export const deliveryReasons = [
  'late',
  'merged',
  'unknown',
  'nothing-new',
  'removed',
  'paused',
  'error',
  'publish-limit',
] as const;
export type DeliveryReason = (typeof deliveryReasons)[number];

export type Publishing = 'waiting' | 'failed';

type GuildTable = {
  guildId: string;
  timezone: string;
  alertsChannelId: string | null;
  /** The language of what the bot writes to everyone there, as one of its own locales; null for `discordLocale`. */
  language: string | null;
  /** The guild's locale as Discord last gave it; null until it has. */
  discordLocale: string | null;
  /** The id of the application whose commands are registered in this guild alone; null for none. */
  commandsOf: string | null;
  /** When the bot was first seen not to be in the guild any more; null while it is. */
  leftAt: number | null;
};

type DigestTable = {
  id: Generated<number>;
  guildId: string;
  /** Counted from 1 in each guild, never used twice. */
  number: number;
  channelId: string;
  /** Five cron fields. */
  cron: string;
  /** An IANA zone; null for the guild's. */
  timezone: string | null;
  topic: string | null;
  depth: Depth;
  mentionRoleId: string | null;
  whenEmpty: WhenEmpty;
  catchUpMinutes: number;
  publish: boolean;
  paused: Pause | null;
  /** When it is due next; null while it is paused, and once it is removed. */
  nextSlot: number | null;
  createdBy: string;
  createdAt: number;
  removedAt: number | null;
  /**
   * Since when the moderators are to be told that it was paused, or, where it is not, that posts of it fail; negative
   * where nobody could be told, so that the next `/digest` command says it; 0 once they know.
   */
  alertDue: Generated<number>;
  /** True if it was paused for a refusal by Discord though, by all that Discord says, the bot can post there. */
  refusalUnexplained: Generated<boolean>;
  /** A role that it was to ping and that was found deleted: its posts leave it out. */
  goneRoleId: string | null;
  /** The language of its posts, as one of the bot's own locales; null for the guild's. */
  language: string | null;
};

type DeliveryTable = {
  id: Generated<number>;
  digestId: number;
  /** The instant that the digest was due, or at which a moderator asked for it. */
  slot: number;
  channelId: string;
  status: DeliveryStatus;
  /** Why it was missed, failed or skipped, or was put off, or is not published. */
  reason: DeliveryReason | null;
  /** What Discord, the network or the database said of an `error`, or of a post that could not be published. */
  detail: string | null;
  /** Whether a post that was sent is still to be published to the servers that follow its channel, or cannot be. */
  publishing: Publishing | null;
  messageId: string | null;
  /** How often it was tried. */
  attempts: number;
  /** When the first try began of which Discord may have the post; null while it cannot have it. */
  attemptedAt: number | null;
  /** Not to be tried again before. */
  tryAfter: number;
  createdAt: number;
  finishedAt: number | null;
  /** True if a moderator asked for it now, whether or not the digest is paused. The column is called `asked`. */
  onDemand: Generated<boolean>;
  /**
   * What the post was made of beside its briefings, as JSON, so that it can be made again; null before it is first
   * sent.
   */
  content: string | null;
};

/** The versions of briefings that a delivery carries to its channel. */
type CarriedTable = {
  deliveryId: number;
  slug: string;
  version: number;
  /** The place of the briefing in the post, from 0; null for one that had no room and is only counted. */
  position: number | null;
  /**
   * The version that the post shows now: another one once it was corrected, 0 or below for a notice in its place;
   * null where `position` is.
   */
  shows: number | null;
  /**
   * The highest version of the briefing by which the post has been edited, though it may show a notice; null for
   * `version`.
   */
  latest: number | null;
};

/** What became of an edit of a post. */
export type EditStatus = 'pending' | 'sent' | 'failed';

/**
 * Why an edit failed: its post is not there, it is not known what it was made of, or an error, which `detail` tells.
 */
export const editReasons = ['not-posted', 'unreadable', 'error'] as const;
export type EditReason = (typeof editReasons)[number];

/** Edits of posts that have gone out, one pending at most for a post. */
type EditTable = {
  id: Generated<number>;
  deliveryId: number;
  status: EditStatus;
  reason: EditReason | null;
  /** What Discord or the network said. */
  detail: string | null;
  attempts: number;
  /** Not to be tried again before. */
  tryAfter: number;
  createdAt: number;
  finishedAt: number | null;
};

/** The briefings that have been there to be posted. */
type BriefingTable = {
  slug: string;
  /** Since when; 0 for those that were there before this was recorded. */
  firstSeen: number;
  /** The version of it that was last recorded, and a hash of what readers saw of it; null until they are. */
  version: number | null;
  textHash: string | null;
};

/** What a worker has for itself, as a channel; only where several processes share the database. */
type HoldTable = {
  name: string;
  worker: string;
  /** By the clock of the database, so that the workers need not agree on the time. */
  until: number;
};

/** What a moderator has changed in a panel and not saved yet. */
type DraftTable = {
  guildId: string;
  userId: string;
  /** That of the digest; 0 for a new one. */
  number: number;
  /** The digest's settings as they were when the first of them was changed, as JSON. */
  base: string;
  /** The settings that were changed, as JSON. */
  changes: string;
  changedAt: number;
};

export type Tables = {
  guilds: GuildTable;
  digests: DigestTable;
  deliveries: DeliveryTable;
  carried: CarriedTable;
  edits: EditTable;
  briefings: BriefingTable;
  holds: HoldTable;
  drafts: DraftTable;
};

/** The database, or a transaction in it. */
export type Database = Kysely<Tables>;

export type DigestRow = Selectable<DigestTable>;
export type NewDigestRow = Insertable<DigestTable>;
export type DeliveryRow = Selectable<DeliveryTable>;
export type DraftRow = Selectable<DraftTable>;
export type EditRow = Selectable<EditTable>;
