import type { Database } from './database.ts';
import { guildDefaults } from './guilds.ts';
import type { DeliveryRow, DigestRow, NewDigestRow, Pause } from './schema.ts';
import { inTurn, isShared } from './shared.ts';

/** A digest with the zone that it goes by: its own, else its guild's. */
export type StoredDigest = DigestRow & { readonly zone: string };

function allDigests(db: Database) {
  return db
    .selectFrom('digests')
    .leftJoin('guilds', 'guilds.guild_id', 'digests.guild_id')
    .selectAll('digests')
    .select(({ fn, val }) =>
      fn.coalesce('digests.timezone', 'guilds.timezone', val(guildDefaults.timezone)).as('zone'),
    );
}

function digests(db: Database) {
  return allDigests(db).where('digests.removed_at', 'is', null);
}

/** The digests of a guild, by number. */
export function guildDigests(db: Database, guildId: string): Promise<StoredDigest[]> {
  return digests(db).where('digests.guild_id', '=', guildId).orderBy('digests.number').execute();
}

/** The digest of this number in a guild. */
export function findDigest(db: Database, guildId: string, number: number): Promise<StoredDigest | undefined> {
  return digests(db).where('digests.guild_id', '=', guildId).where('digests.number', '=', number).executeTakeFirst();
}

/** The digest of this id, even if it was removed. */
export function digestById(db: Database, id: number): Promise<StoredDigest> {
  return allDigests(db).where('digests.id', '=', id).executeTakeFirstOrThrow();
}

/**
 * Adds a digest under the guild's next number, unless the guild has `limit` already; gives its number, undefined if
 * it was not added.
 */
export function addDigest(
  db: Database,
  digest: Omit<NewDigestRow, 'number'>,
  limit: number,
): Promise<number | undefined> {
  return db.transaction().execute(async (transaction) => {
    await inTurn(transaction, `guild ${digest.guild_id}`);
    const { count, last } = await transaction
      .selectFrom('digests')
      .select(({ fn }) => [
        fn.count<number>('id').filterWhere('removed_at', 'is', null).as('count'),
        fn.max<number | null>('number').as('last'),
      ])
      .where('guild_id', '=', digest.guild_id)
      .executeTakeFirstOrThrow();
    if (Number(count) >= limit) return undefined;
    const number = (last ?? 0) + 1;
    await transaction
      .insertInto('digests')
      .values({ ...digest, number })
      .execute();
    return number;
  });
}

/** What of a digest can be changed. */
export type DigestChanges = Partial<Omit<NewDigestRow, 'id' | 'guild_id' | 'number' | 'created_by' | 'created_at'>>;

/**
 * Changes a digest, unless it was paused, resumed, claimed or removed since it was read; true if it was changed. One
 * that is removed goes, but what became of its slots stays.
 */
export async function updateDigest(
  db: Database,
  { id, next_slot, paused }: Pick<DigestRow, 'id' | 'next_slot' | 'paused'>,
  changes: DigestChanges,
): Promise<boolean> {
  if (Object.keys(changes).length === 0) return true;
  const { numUpdatedRows } = await db
    .updateTable('digests')
    .set(changes)
    .where('id', '=', id)
    .where('next_slot', 'is not distinct from', next_slot)
    .where('paused', 'is not distinct from', paused)
    .where('removed_at', 'is', null)
    .executeTakeFirst();
  return numUpdatedRows > 0n;
}

/**
 * Pauses a digest that cannot be posted in a channel, unless it is paused already or posts in another by now, and
 * records that the moderators are to be told. @returns true if it did.
 */
export async function pauseDigest(
  db: Database,
  { digest_id, channel_id }: Pick<DeliveryRow, 'digest_id' | 'channel_id'>,
  why: Exclude<Pause, 'moderator'>,
  now: number,
): Promise<boolean> {
  const { numUpdatedRows } = await db
    .updateTable('digests')
    .set({ paused: why, next_slot: null, alert_due: now })
    .where('id', '=', digest_id)
    .where('channel_id', '=', channel_id)
    .where('paused', 'is', null)
    .executeTakeFirst();
  return numUpdatedRows > 0n;
}

/** Up to `limit` digests of whose pause the moderators are still to be told, by id, after the one of an id. */
export function untoldPauses(db: Database, afterId: number, limit: number): Promise<StoredDigest[]> {
  return digests(db)
    .where('digests.id', '>', afterId)
    .where('alert_due', '>', 0)
    .where('paused', 'in', ['permission', 'gone'])
    .orderBy('digests.id')
    .limit(limit)
    .execute();
}

/** Records that the moderators have been told of a pause, or cannot be; a later pause is still to be told. */
export async function markTold(db: Database, { id, alert_due }: Pick<DigestRow, 'id' | 'alert_due'>): Promise<void> {
  await db
    .updateTable('digests')
    .set({ alert_due: 0 })
    .where('id', '=', id)
    .where('alert_due', '=', alert_due)
    .execute();
}

/**
 * Up to `limit` digests that are due, the longest due first, and of those each guild's first before any guild's
 * second; those that others are claiming are left to them, where the database is shared.
 */
export function dueDigests(db: Database, now: number, limit: number): Promise<StoredDigest[]> {
  return digests(db)
    .where('next_slot', '<=', now)
    .where('paused', 'is', null)
    .orderBy('next_slot')
    .orderBy('number')
    .limit(limit)
    .$if(isShared(db), (query) => query.forUpdate('digests').skipLocked())
    .execute();
}

/** Up to `limit` digests that wait for a slot, by id, after the one of an id. */
export function scheduledDigests(db: Database, afterId: number, limit: number): Promise<StoredDigest[]> {
  return digests(db)
    .where('digests.id', '>', afterId)
    .where('next_slot', 'is not', null)
    .orderBy('digests.id')
    .limit(limit)
    .execute();
}

/** Lets a digest wait for another slot, unless it waits for another one already than when it was read. */
export async function advanceSlot(
  db: Database,
  { id, next_slot }: Pick<DigestRow, 'id' | 'next_slot'>,
  slot: number,
): Promise<void> {
  await db
    .updateTable('digests')
    .set({ next_slot: slot })
    .where('id', '=', id)
    .where('next_slot', '=', next_slot)
    .execute();
}
