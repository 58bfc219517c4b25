import { sql } from 'kysely';
import { inTurn, isShared } from './engine.ts';
import { guildDefaults } from './guilds.ts';
import {
  type Database,
  type DeliveryRow,
  type DigestRow,
  type ForcedPause,
  forcedPauses,
  type NewDigestRow,
} from './schema.ts';

/**
 * A digest with its guild's zone and locale, and those that it goes by: its own, else its guild's. A locale is null where
 * none is known, and may be one that the bot has no texts in.
 */
export type StoredDigest = DigestRow & {
  readonly guildZone: string;
  readonly zone: string;
  readonly guildLocale: string | null;
  readonly locale: string | null;
};

function allDigests(db: Database) {
  return db
    .selectFrom('digests')
    .leftJoin('guilds', 'guilds.guildId', 'digests.guildId')
    .selectAll('digests')
    .select(({ fn, val }) => [
      fn.coalesce('guilds.timezone', val(guildDefaults.timezone)).as('guildZone'),
      fn.coalesce('digests.timezone', 'guilds.timezone', val(guildDefaults.timezone)).as('zone'),
      fn.coalesce('guilds.language', 'guilds.discordLocale').as('guildLocale'),
      fn.coalesce('digests.language', 'guilds.language', 'guilds.discordLocale').as('locale'),
    ]);
}

function digests(db: Database) {
  return allDigests(db).where('digests.removedAt', 'is', null);
}

/** The digests of a guild, by number. */
export function guildDigests(db: Database, guildId: string): Promise<StoredDigest[]> {
  return digests(db).where('digests.guildId', '=', guildId).orderBy('digests.number').execute();
}

/** The digest of this number in a guild. */
export function findDigest(db: Database, guildId: string, number: number): Promise<StoredDigest | undefined> {
  return digests(db).where('digests.guildId', '=', guildId).where('digests.number', '=', number).executeTakeFirst();
}

/** The digest of this number in a guild, even if it was removed. */
export function recordedDigest(db: Database, guildId: string, number: number): Promise<StoredDigest | undefined> {
  return allDigests(db).where('digests.guildId', '=', guildId).where('digests.number', '=', number).executeTakeFirst();
}

/** Up to `limit` digests of a guild that were removed, the last removed first. */
export function removedDigests(db: Database, guildId: string, limit: number): Promise<StoredDigest[]> {
  return allDigests(db)
    .where('digests.guildId', '=', guildId)
    .where('digests.removedAt', 'is not', null)
    .orderBy('digests.removedAt', 'desc')
    .orderBy('digests.id', 'desc')
    .limit(limit)
    .execute();
}

/** The digest of this id, even if it was removed. */
export function digestById(db: Database, id: number): Promise<StoredDigest> {
  return allDigests(db).where('digests.id', '=', id).executeTakeFirstOrThrow();
}

/**
 * Adds a digest under the guild's next number, unless the guild has `limit` already, those counted that were removed
 * since an instant; gives its number, undefined if it was not added.
 */
export function addDigest(
  db: Database,
  digest: Omit<NewDigestRow, 'number'>,
  limit: number,
  removedSince: number = Number.MAX_SAFE_INTEGER,
): Promise<number | undefined> {
  return db.transaction().execute(async (transaction) => {
    await inTurn(transaction, `guild ${digest.guildId}`);
    const { count, last } = await transaction
      .selectFrom('digests')
      .select(({ fn }) => [
        fn
          .count<number>('id')
          .filterWhere(({ eb, or }) => or([eb('removedAt', 'is', null), eb('removedAt', '>', removedSince)]))
          .as('count'),
        fn.max<number | null>('number').as('last'),
      ])
      .where('guildId', '=', digest.guildId)
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
export type DigestChanges = Partial<Omit<NewDigestRow, 'id' | 'guildId' | 'number' | 'createdBy' | 'createdAt'>>;

/**
 * The digests of a guild, or the one of a number, in a transaction: until it ends nobody else changes them or claims
 * their slots, nor changes the guild's time zone.
 */
export async function reserveDigests(transaction: Database, guildId: string, number?: number): Promise<StoredDigest[]> {
  // In turn first: a row that was waited for comes with its guild's zone as it was before.
  await inTurn(transaction, `guild ${guildId}`);
  return digests(transaction)
    .where('digests.guildId', '=', guildId)
    .$if(number !== undefined, (query) => query.where('digests.number', '=', number ?? 0))
    .orderBy('digests.number')
    .$if(isShared(transaction), (query) => query.forUpdate('digests'))
    .execute();
}

/**
 * Changes a digest by what `changesOf` makes of it as it is now, in one transaction: of those who change it at once
 * each sees what the others have changed. One that is removed goes, but what became of its slots stays.
 * @returns false if there is no such digest.
 */
export function changeDigest(
  db: Database,
  guildId: string,
  number: number,
  changesOf: (present: StoredDigest, transaction: Database) => DigestChanges | Promise<DigestChanges>,
): Promise<boolean> {
  return db.transaction().execute(async (transaction) => {
    const [present] = await reserveDigests(transaction, guildId, number);
    if (!present) return false;
    const changes = await changesOf(present, transaction);
    if (Object.keys(changes).length > 0)
      await transaction
        .updateTable('digests')
        // Who pauses, resumes or moves it knows of it.
        .set('paused' in changes || 'channelId' in changes ? { ...changes, alertDue: 0 } : changes)
        .where('id', '=', present.id)
        .execute();
    return true;
  });
}

/**
 * Lets a digest that was removed post again from `nextSlot` on, null while it is paused, and what fell away since because
 * it was removed; true if it did.
 */
export function restoreDigest(
  db: Database,
  { id, removedAt }: Pick<DigestRow, 'id' | 'removedAt'>,
  nextSlot: number | null,
): Promise<boolean> {
  return db.transaction().execute(async (transaction) => {
    const { numUpdatedRows } = await transaction
      .updateTable('digests')
      .set({ removedAt: null, nextSlot })
      .where('id', '=', id)
      .where('removedAt', '=', removedAt)
      .executeTakeFirst();
    if (numUpdatedRows === 0n) return false;
    await transaction
      .updateTable('deliveries')
      .set({ status: 'pending', reason: null, finishedAt: null })
      .where('digestId', '=', id)
      .where('status', '=', 'skipped')
      .where('reason', '=', 'removed')
      .where('onDemand', '=', false)
      .execute();
    return true;
  });
}

/**
 * Pauses a digest that cannot be posted in a channel, unless it is paused already or posts in another by now, and
 * records that the moderators are to be told. @returns true if it did.
 */
export async function pauseDigest(
  db: Database,
  { digestId, channelId }: Pick<DeliveryRow, 'digestId' | 'channelId'>,
  why: ForcedPause,
  now: number,
): Promise<boolean> {
  const { numUpdatedRows } = await db
    .updateTable('digests')
    .set({ paused: why, nextSlot: null, alertDue: now, refusalUnexplained: false })
    .where('id', '=', digestId)
    .where('channelId', '=', channelId)
    .where('paused', 'is', null)
    .executeTakeFirst();
  return numUpdatedRows > 0n;
}

/** Records that nothing that Discord says of the channel explains why a digest was paused, if it still is. */
export async function recordUnexplained(
  db: Database,
  { digestId, channelId }: Pick<DeliveryRow, 'digestId' | 'channelId'>,
): Promise<void> {
  await db
    .updateTable('digests')
    .set({ refusalUnexplained: true })
    .where('id', '=', digestId)
    .where('channelId', '=', channelId)
    .where('paused', 'in', forcedPauses)
    .execute();
}

/** Records that a role which a digest is to ping has been deleted. */
export async function recordGoneRole(db: Database, id: number, roleId: string): Promise<void> {
  await db.updateTable('digests').set({ goneRoleId: roleId }).where('id', '=', id).execute();
}

/** What moderators are told of a digest: why it was paused, or that its posts fail though it is not. */
export type AlertCause = ForcedPause | 'failing';

function alerts(db: Database) {
  return digests(db).where(({ eb, or }) => or([eb('paused', 'is', null), eb('paused', 'in', forcedPauses)]));
}

/** The first digest, by id, of which moderators are still to be told, after the one of an id. */
export function nextUntold(db: Database, afterId: number): Promise<StoredDigest | undefined> {
  return alerts(db)
    .where('digests.id', '>', afterId)
    .where('alertDue', '>', 0)
    .orderBy('digests.id')
    .limit(1)
    .executeTakeFirst();
}

/** The digests of a guild of which moderators are still to be told for the same cause, by number. */
export function untoldOfGuild(
  db: Database,
  { guildId, paused }: Pick<DigestRow, 'guildId' | 'paused'>,
): Promise<StoredDigest[]> {
  return alerts(db)
    .where('digests.guildId', '=', guildId)
    .where('paused', 'is not distinct from', paused)
    .where('alertDue', '>', 0)
    .orderBy('number')
    .execute();
}

/** Records that the moderators have been told of a digest; what happens to it later is still to be told. */
export async function markTold(db: Database, { id, alertDue }: Pick<DigestRow, 'id' | 'alertDue'>): Promise<void> {
  await db.updateTable('digests').set({ alertDue: 0 }).where('id', '=', id).where('alertDue', '=', alertDue).execute();
}

/** Records that nobody could be told of a digest: the next `/digest` command in its guild says it. */
export async function keepForNextCommand(
  db: Database,
  { id, alertDue }: Pick<DigestRow, 'id' | 'alertDue'>,
): Promise<void> {
  await db
    .updateTable('digests')
    .set({ alertDue: -alertDue })
    .where('id', '=', id)
    .where('alertDue', '=', alertDue)
    .execute();
}

/** The digests of a guild of which nobody could be told, by number. */
export function keptForNextCommand(db: Database, guildId: string): Promise<StoredDigest[]> {
  return alerts(db).where('digests.guildId', '=', guildId).where('alertDue', '<', 0).orderBy('number').execute();
}

/** Who has set up digests in a guild, those that were removed among them, the last one first. */
export async function moderatorsOf(db: Database, guildId: string): Promise<string[]> {
  const rows = await db
    .selectFrom('digests')
    .select('createdBy')
    .where('guildId', '=', guildId)
    .groupBy('createdBy')
    .orderBy(({ fn }) => fn.max('createdAt'), 'desc')
    .execute();
  return rows.map(({ createdBy }) => createdBy);
}

/** True if a post of a guild's digests may be tried now, so that another digest may be paused in a moment. */
export async function hasPostsUnderWay(db: Database, guildId: string, now: number): Promise<boolean> {
  const found = await db
    .selectFrom('deliveries')
    .innerJoin('digests', 'digests.id', 'deliveries.digestId')
    .select('deliveries.id')
    .where('digests.guildId', '=', guildId)
    .where('deliveries.status', '=', sql.lit('pending'))
    .where('deliveries.tryAfter', '<=', now)
    .limit(1)
    .executeTakeFirst();
  return found !== undefined;
}

/**
 * Records that moderators are to be told of a digest that is not paused, if its last `times` posts in a channel and
 * no more were refused one after the other, and it still posts there. @returns true if they are.
 */
export async function recordFailing(
  db: Database,
  { digestId, channelId }: Pick<DeliveryRow, 'digestId' | 'channelId'>,
  times: number,
  now: number,
): Promise<boolean> {
  const last = await db
    .selectFrom('deliveries')
    .select('status')
    .where('digestId', '=', digestId)
    .where('channelId', '=', channelId)
    // One that was given up after an outage, so that no attempt is left, or that may be there, counts neither way.
    .where(({ eb, or, and }) =>
      or([
        eb('status', '=', 'sent'),
        and([eb('status', '=', 'failed'), eb('reason', '=', 'error'), eb('attemptedAt', 'is not', null)]),
      ]),
    )
    .orderBy('slot', 'desc')
    .limit(times + 1)
    .execute();
  const inRow = last.findIndex(({ status }) => status !== 'failed');
  if ((inRow < 0 ? last.length : inRow) !== times) return false;
  const { numUpdatedRows } = await db
    .updateTable('digests')
    .set({ alertDue: now })
    .where('id', '=', digestId)
    .where('channelId', '=', channelId)
    .where('paused', 'is', null)
    .executeTakeFirst();
  return numUpdatedRows > 0n;
}

/**
 * Up to `limit` digests that are due, the longest due first, and of those each guild's first before any guild's
 * second; those that others are claiming are left to them, where the database is shared.
 */
export function dueDigests(db: Database, now: number, limit: number): Promise<StoredDigest[]> {
  return digests(db)
    .where('nextSlot', '<=', now)
    .where('paused', 'is', null)
    .orderBy('nextSlot')
    .orderBy('number')
    .limit(limit)
    .$if(isShared(db), (query) => query.forUpdate('digests').skipLocked())
    .execute();
}

/** Up to `limit` digests that wait for a slot, by id, after the one of an id. */
export function scheduledDigests(db: Database, afterId: number, limit: number): Promise<StoredDigest[]> {
  return digests(db)
    .where('digests.id', '>', afterId)
    .where('nextSlot', 'is not', null)
    .orderBy('digests.id')
    .limit(limit)
    .execute();
}

/** Lets a digest wait for another slot, unless it waits for another one already than when it was read. */
export async function advanceSlot(
  db: Database,
  { id, nextSlot }: Pick<DigestRow, 'id' | 'nextSlot'>,
  slot: number,
): Promise<void> {
  await db
    .updateTable('digests')
    .set({ nextSlot: slot })
    .where('id', '=', id)
    .where('nextSlot', '=', nextSlot)
    .execute();
}

/**
 * Lets a digest post again from `nextSlot` on, in milliseconds since 1970, if it is still paused because the bot
 * could not post, and still for the channel and times it was read with; true if it was. A moderator's own pause
 * stays.
 */
export async function resumePaused(
  db: Database,
  { id, channelId, cron }: Pick<DigestRow, 'id' | 'channelId' | 'cron'>,
  nextSlot: number,
): Promise<boolean> {
  const { numUpdatedRows } = await db
    .updateTable('digests')
    .set({ paused: null, nextSlot, alertDue: 0 })
    .where('id', '=', id)
    .where('paused', 'in', forcedPauses)
    .where('channelId', '=', channelId)
    .where('cron', '=', cron)
    .where('removedAt', 'is', null)
    .executeTakeFirst();
  return numUpdatedRows > 0n;
}
