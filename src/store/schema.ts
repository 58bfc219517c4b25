import type { Generated, Insertable, Selectable } from 'kysely';

/*
 * The tables. Instants are milliseconds since 1970; Discord's ids are text. Booleans are 0 and 1, as SQLite keeps them.
 */

/** Why a digest posts nothing: a moderator wants it so, the bot may not post there, or the channel is gone. */
export const pauses = ['moderator', 'permission', 'gone'] as const;
export type Pause = (typeof pauses)[number];

/** What became of a slot. */
export type DeliveryStatus = 'pending' | 'sent' | 'missed' | 'failed' | 'skipped';

type GuildTable = {
  guild_id: string;
  timezone: string;
  alerts_channel_id: string | null;
};

type DigestTable = {
  id: Generated<number>;
  guild_id: string;
  /** Counted from 1 in each guild, never used twice. */
  number: number;
  channel_id: string;
  /** Five cron fields. */
  cron: string;
  /** An IANA zone; null for the guild's. */
  timezone: string | null;
  topic: string | null;
  depth: string;
  mention_role_id: string | null;
  when_empty: string;
  catch_up_minutes: number;
  publish: number;
  paused: Pause | null;
  /** When it is due next; null while it is paused, and once it is removed. */
  next_slot: number | null;
  created_by: string;
  created_at: number;
  removed_at: number | null;
  /** When it was paused, while the moderators are still to be told of that; else 0. */
  alert_due: Generated<number>;
};

type DeliveryTable = {
  id: Generated<number>;
  digest_id: number;
  /** The instant that the digest was due, or at which a moderator asked for it. */
  slot: number;
  channel_id: string;
  status: DeliveryStatus;
  /** Why it was missed, failed or skipped, or what did not work about a post that was sent. */
  reason: string | null;
  message_id: string | null;
  /** How often it was tried. */
  attempts: number;
  /** When the first try began of which Discord may have the post; null while it cannot have it. */
  attempted_at: number | null;
  /** Not to be tried again before. */
  try_after: number;
  created_at: number;
  finished_at: number | null;
  /** 1 if a moderator asked for it, whatever the time and whether or not the digest is paused. */
  asked: Generated<number>;
  /**
   * What the post was made of beside its briefings, as JSON, so that it can be made again; null before it is first
   * sent.
   */
  content: string | null;
};

/** The versions of briefings that a delivery carries to its channel. */
type CarriedTable = {
  delivery_id: number;
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

/** Edits of posts that have gone out, one pending at most for a post. */
type EditTable = {
  id: Generated<number>;
  delivery_id: number;
  status: EditStatus;
  reason: string | null;
  attempts: number;
  /** Not to be tried again before. */
  try_after: number;
  created_at: number;
  finished_at: number | null;
};

/** What a worker has for itself, as a channel; only where several processes share the database. */
type HoldTable = {
  name: string;
  worker: string;
  /** By the clock of the database, so that the workers need not agree on the time. */
  until: number;
};

export type Tables = {
  guilds: GuildTable;
  digests: DigestTable;
  deliveries: DeliveryTable;
  carried: CarriedTable;
  edits: EditTable;
  holds: HoldTable;
};

export type DigestRow = Selectable<DigestTable>;
export type NewDigestRow = Insertable<DigestTable>;
export type DeliveryRow = Selectable<DeliveryTable>;
export type EditRow = Selectable<EditTable>;
