import { sql } from 'kysely';
import { isShared } from '../engine.ts';
import type { Database, EditStatus } from '../schema.ts';
import { waiting } from './publishing.ts';

/** The latest instant at which a slot was recorded; undefined if none was. */
export async function latestRecord(db: Database): Promise<number | undefined> {
  const latest = await db
    .selectFrom('deliveries')
    .select('createdAt')
    .orderBy('id', 'desc')
    .limit(1)
    .executeTakeFirst();
  return latest && Number(latest.createdAt);
}

// Rows that are deleted in one statement.
const atOnce = 500;

/** Takes back slots that a clock which was ahead made seem due, and of which nothing was sent. */
export async function forgetFutureSlots(db: Database, now: number): Promise<void> {
  await db.transaction().execute(async (transaction) => {
    for (let found = atOnce; found === atOnce; ) {
      const unsent = await transaction
        .selectFrom('deliveries')
        .select('id')
        .where('slot', '>', now)
        .where(({ eb, or, and }) =>
          or([
            eb('status', 'in', ['missed', 'skipped']),
            and([eb('status', '=', 'pending'), eb('attemptedAt', 'is', null)]),
          ]),
        )
        .limit(atOnce)
        // Another worker may begin to post one of them just now.
        .$if(isShared(db), (query) => query.forUpdate().skipLocked())
        .execute();
      found = unsent.length;
      if (found === 0) return;
      const ids = unsent.map(({ id }) => id);
      await transaction.deleteFrom('carried').where('deliveryId', 'in', ids).execute();
      await transaction.deleteFrom('deliveries').where('id', 'in', ids).execute();
    }
  });
}

/**
 * Lets nothing wait for an instant further off than `longestWait` milliseconds, as what a clock that was ahead has
 * put off does.
 */
export async function forgetLongWaits(db: Database, now: number, longestWait: number): Promise<void> {
  await db.transaction().execute(async (transaction) => {
    await transaction
      .updateTable('deliveries')
      .set({ tryAfter: now })
      .where('publishing', '=', waiting)
      .where('tryAfter', '>', now + longestWait)
      .execute();
    for (const table of ['deliveries', 'edits'] as const)
      await transaction
        .updateTable(table)
        .set({ tryAfter: now })
        .where('status', '=', sql.lit('pending'))
        .where('tryAfter', '>', now + longestWait)
        .execute();
  });
}

/** Which outcomes are looked at: those of the next `limit` deliveries after the one of an id, that ended before an instant. */
export type Forgettable = { readonly after: number; readonly limit: number; readonly before: number };

/**
 * Forgets outcomes of long ago. A post stays while one of its briefings is still known by `isKnown`: it may be
 * corrected, and its news is not new to its channel; and while an edit of it is pending. Of what stays, edits that ended
 * before the instant go too.
 * @returns the id to go on after; undefined if the rest is newer.
 */
export async function forgetOutcomes(
  db: Database,
  { after, limit, before }: Forgettable,
  isKnown: (slug: string) => boolean,
): Promise<number | undefined> {
  const rows = await db
    .selectFrom('deliveries')
    .select(['id', 'status', 'createdAt', 'finishedAt'])
    .where('id', '>', after)
    .orderBy('id')
    .limit(limit)
    .execute();
  const ended = rows.filter(({ finishedAt }) => finishedAt !== null && Number(finishedAt) < before);
  const posts = ended.filter(({ status }) => status === 'sent').map(({ id }) => id);
  const kept = new Set([...(await deliveriesCarrying(db, posts, isKnown)), ...(await deliveriesToEdit(db, posts))]);
  await forgetDeliveries(
    db,
    ended.map(({ id }) => id).filter((id) => !kept.has(id)),
  );
  await forgetEdits(db, [...kept], before);
  const last = rows.at(-1);
  return last && rows.length === limit && Number(last.createdAt) < before ? last.id : undefined;
}

async function deliveriesCarrying(
  db: Database,
  ids: readonly number[],
  isKnown: (slug: string) => boolean,
): Promise<number[]> {
  if (ids.length === 0) return [];
  const carried = await db
    .selectFrom('carried')
    .select(['deliveryId', 'slug'])
    .where('deliveryId', 'in', ids)
    .execute();
  return carried.filter(({ slug }) => isKnown(slug)).map(({ deliveryId }) => deliveryId);
}

async function deliveriesToEdit(db: Database, ids: readonly number[]): Promise<number[]> {
  if (ids.length === 0) return [];
  const edits = await db
    .selectFrom('edits')
    .select('deliveryId')
    .where('deliveryId', 'in', ids)
    .where('status', '=', sql.lit<EditStatus>('pending'))
    .execute();
  return edits.map(({ deliveryId }) => deliveryId);
}

/** Deletes deliveries with all that is stored of them. */
export async function forgetDeliveries(db: Database, ids: readonly number[]): Promise<void> {
  if (ids.length === 0) return;
  await db.transaction().execute(async (transaction) => {
    await transaction.deleteFrom('edits').where('deliveryId', 'in', ids).execute();
    await transaction.deleteFrom('carried').where('deliveryId', 'in', ids).execute();
    await transaction.deleteFrom('deliveries').where('id', 'in', ids).execute();
  });
}

async function forgetEdits(db: Database, deliveryIds: readonly number[], before: number): Promise<void> {
  if (deliveryIds.length === 0) return;
  await db
    .deleteFrom('edits')
    .where('deliveryId', 'in', deliveryIds)
    .where('status', '!=', sql.lit<EditStatus>('pending'))
    .where('finishedAt', '<', before)
    .execute();
}

/**
 * Deletes digests that were removed before an instant and of whose posts nothing is kept, `limit` at most. The one with
 * a guild's highest number stays, so that no number is used twice.
 */
export async function forgetRemovedDigests(db: Database, before: number, limit: number): Promise<void> {
  await db
    .deleteFrom('digests')
    .where('id', 'in', ({ selectFrom }) =>
      selectFrom('digests as removed')
        .select('removed.id')
        .where('removed.removedAt', '<', before)
        .where(({ not, exists, selectFrom: from }) =>
          not(exists(from('deliveries').select('id').whereRef('digestId', '=', 'removed.id'))),
        )
        .where(({ exists, selectFrom: from }) =>
          exists(
            from('digests as later')
              .select('later.id')
              .whereRef('later.guildId', '=', 'removed.guildId')
              .whereRef('later.number', '>', 'removed.number'),
          ),
        )
        .orderBy('removed.removedAt')
        .limit(limit)
        .$if(isShared(db), (query) => query.forUpdate('removed').skipLocked()),
    )
    .execute();
}
