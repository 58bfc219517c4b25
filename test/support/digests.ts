import type { Database } from '../../src/store/database.ts';
import { openDatabase } from '../../src/store/database.ts';
import { addDigest, type DigestChanges, findDigest, updateDigest } from '../../src/store/digests.ts';
import type { NewDigestRow } from '../../src/store/schema.ts';

/** A digest of the tests' own, daily at 09:00; `changes` replaces fields of it. */
export function newDigest(changes: Partial<NewDigestRow> = {}): Omit<NewDigestRow, 'number'> {
  return {
    guild_id: '100',
    channel_id: '500',
    cron: '0 9 * * *',
    timezone: null,
    topic: null,
    depth: 'brief',
    mention_role_id: null,
    when_empty: 'skip',
    catch_up_minutes: 120,
    publish: 0,
    paused: null,
    next_slot: null,
    created_by: '900',
    created_at: 0,
    removed_at: null,
    ...changes,
  };
}

/**
 * Sets up a digest for each of these channels that came due a minute ago, in a database file, as another run of the
 * bot has.
 */
export async function addDue(file: string, guildId: string, channelIds: readonly string[]): Promise<void> {
  const db = await openDatabase(`sqlite:${file}`);
  const due = { guild_id: guildId, cron: '0 0 1 1 *', next_slot: Date.now() - 60_000 };
  for (const channel_id of channelIds) await addDigest(db, newDigest({ ...due, channel_id }), 500);
  await db.destroy();
}

/** Changes a digest of a guild, whoever changed it before. */
export async function changeDigest(
  db: Database,
  guildId: string,
  number: number,
  changes: DigestChanges,
): Promise<void> {
  const digest = await findDigest(db, guildId, number);
  if (digest) await updateDigest(db, digest, changes);
}

/** Removes a digest of a guild. */
export function removeDigest(db: Database, guildId: string, number: number, now: number): Promise<void> {
  return changeDigest(db, guildId, number, { removed_at: now, next_slot: null });
}
