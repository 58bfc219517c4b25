import { openDatabase } from '../../src/store/database.ts';
import { addDigest, changeDigest as changeStored, type DigestChanges } from '../../src/store/digests.ts';
import type { Database, NewDigestRow } from '../../src/store/schema.ts';

/** A digest of the tests' own, daily at 09:00; `changes` replaces fields of it. */
export function newDigest(changes: Partial<NewDigestRow> = {}): Omit<NewDigestRow, 'number'> {
  return {
    guildId: '100',
    channelId: '500',
    cron: '0 9 * * *',
    timezone: null,
    topic: null,
    depth: 'brief',
    mentionRoleId: null,
    whenEmpty: 'skip',
    catchUpMinutes: 120,
    publish: false,
    paused: null,
    nextSlot: null,
    createdBy: '900',
    createdAt: 0,
    removedAt: null,
    ...changes,
  };
}

/**
 * Sets up a digest for each of these channels that came due a minute ago, in a database file, as another run of the
 * bot has.
 */
export async function addDue(file: string, guildId: string, channelIds: readonly string[]): Promise<void> {
  const db = await openDatabase(`sqlite:${file}`);
  // A slot that is near one of its schedule's is taken for that one: this schedule seldom comes.
  const due = { guildId, cron: '0 0 29 2 *', nextSlot: Date.now() - 60_000 };
  for (const channelId of channelIds) await addDigest(db, newDigest({ ...due, channelId }), 500);
  await db.destroy();
}

/** Changes a digest of a guild. */
export async function changeDigest(
  db: Database,
  guildId: string,
  number: number,
  changes: DigestChanges,
): Promise<void> {
  await changeStored(db, guildId, number, () => changes);
}

/** Removes a digest of a guild. */
export function removeDigest(db: Database, guildId: string, number: number, now: number): Promise<void> {
  return changeDigest(db, guildId, number, { removedAt: now, nextSlot: null });
}
