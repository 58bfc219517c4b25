import { sql } from 'kysely';
import { isShared } from '../engine.ts';
import type { Database, DeliveryStatus } from '../schema.ts';
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

// Written out, so that the database sees that its index of these answers.
const unposted = [sql.lit<DeliveryStatus>('skipped'), sql.lit<DeliveryStatus>('missed')];

/**
 * Forgets slots that ended before an instant and for which nothing was ever sent to Discord, the oldest first,
 * `limit` at most. All that may be in a channel stays: it says what the channel was told, and which posts a
 * correction is to reach.
 */
export async function forgetUnposted(db: Database, before: number, limit: number): Promise<void> {
  await db
    .deleteFrom('deliveries')
    .where('id', 'in', ({ selectFrom }) =>
      selectFrom('deliveries')
        .select('id')
        .where('status', 'in', unposted)
        .where('attempts', '=', sql.lit(0))
        .where('finishedAt', '<', before)
        .where((inner) =>
          inner.not(
            inner.exists(inner.selectFrom('carried').select('slug').whereRef('deliveryId', '=', 'deliveries.id')),
          ),
        )
        .orderBy('finishedAt')
        .limit(limit)
        .$if(isShared(db), (query) => query.forUpdate().skipLocked()),
    )
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
