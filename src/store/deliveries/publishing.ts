import { sql } from 'kysely';
import { notLeasedByOthers } from '../leases.ts';
import type { Database, DeliveryRow, Publishing } from '../schema.ts';

// Written out, so that the database sees that its index of these answers.
export const waiting = sql.lit<Publishing>('waiting');

function unpublished(db: Database) {
  return db.selectFrom('deliveries').where('publishing', '=', waiting);
}

/** Posts that are still to be published, and may be now; for a worker among others, without what they are at. */
export function unpublishedPosts(db: Database, now: number, limit: number, worker?: string): Promise<DeliveryRow[]> {
  return unpublished(db)
    .selectAll()
    .where('tryAfter', '<=', now)
    .orderBy('tryAfter')
    .limit(limit)
    .$if(worker !== undefined, (query) =>
      query
        .where(notLeasedByOthers(worker ?? ''))
        // This only spreads the work: that each is done by one worker is due to the holds.
        .forUpdate()
        .skipLocked(),
    )
    .execute();
}

/** A post, if it is still to be published and may be now. */
export function unpublishedPost(db: Database, id: number, now: number): Promise<DeliveryRow | undefined> {
  return unpublished(db).selectAll().where('id', '=', id).where('tryAfter', '<=', now).executeTakeFirst();
}

/** The next instant after `now` at which a post may be published; undefined if there is none. */
export async function nextPublishing(db: Database, now: number): Promise<number | undefined> {
  const { next } = await unpublished(db)
    .select(({ fn }) => fn.min<number | null>('tryAfter').as('next'))
    .where('tryAfter', '>', now)
    .executeTakeFirstOrThrow();
  return next === null ? undefined : Number(next);
}

/** Records that a post was published, or with what Discord or the network said that it cannot be. */
export async function recordPublishing(db: Database, id: number, failure: string | null): Promise<void> {
  const publishing = failure === null ? null : 'failed';
  await db.updateTable('deliveries').set({ publishing, detail: failure }).where('id', '=', id).execute();
}

/** Leaves a post to be published at an instant. */
export async function postponePublishing(db: Database, id: number, tryAfter: number): Promise<void> {
  await db
    .updateTable('deliveries')
    .set({ tryAfter: Math.ceil(tryAfter) })
    .where('id', '=', id)
    .execute();
}
