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

/** Records that a post was published. */
export async function recordPublished(db: Database, id: number): Promise<void> {
  await db
    .updateTable('deliveries')
    .set({ publishing: null, reason: null, detail: null })
    .where('id', '=', id)
    .execute();
}

/** Why a post is not published: by Discord's limit, or with what Discord or the network said. */
type PublishingFailure = Pick<DeliveryRow, 'detail'> & { readonly reason: 'publish-limit' | null };

/** Records that a post cannot be published. */
export async function recordUnpublished(
  db: Database,
  id: number,
  { reason, detail }: PublishingFailure,
): Promise<void> {
  await db.updateTable('deliveries').set({ publishing: 'failed', reason, detail }).where('id', '=', id).execute();
}

/** Leaves a post to be published at an instant. */
export async function postponePublishing(db: Database, id: number, tryAfter: number): Promise<void> {
  await db
    .updateTable('deliveries')
    .set({ tryAfter: Math.ceil(tryAfter), reason: null })
    .where('id', '=', id)
    .execute();
}

/** Leaves a post, and the others of its channel that wait, to be published once Discord allows more of them there. */
export async function holdPublishing(
  db: Database,
  { id, channelId }: Pick<DeliveryRow, 'id' | 'channelId'>,
  tryAfter: number,
): Promise<void> {
  await db
    .updateTable('deliveries')
    .set({ tryAfter: Math.ceil(tryAfter), reason: 'publish-limit' })
    .where('publishing', '=', waiting)
    .where('channelId', '=', channelId)
    .where(({ eb, or }) => or([eb('id', '=', id), eb('tryAfter', '<', Math.ceil(tryAfter))]))
    .execute();
}

/** Until when nothing can be published in a channel, by what Discord said; undefined if it can. */
export async function publishingHeldUntil(db: Database, channelId: string, now: number): Promise<number | undefined> {
  const { until } = await unpublished(db)
    .select(({ fn }) => fn.max<number | null>('tryAfter').as('until'))
    .where('channelId', '=', channelId)
    .where('reason', '=', 'publish-limit')
    .where('tryAfter', '>', now)
    .executeTakeFirstOrThrow();
  return until === null ? undefined : Number(until);
}

/** True if a later post of the digest stands in the same channel. */
export async function hasLaterPost(
  db: Database,
  { digestId, channelId, slot }: Pick<DeliveryRow, 'digestId' | 'channelId' | 'slot'>,
): Promise<boolean> {
  const later = await db
    .selectFrom('deliveries')
    .select('id')
    .where('digestId', '=', digestId)
    .where('channelId', '=', channelId)
    .where('slot', '>', slot)
    .where('status', '=', 'sent')
    .limit(1)
    .executeTakeFirst();
  return later !== undefined;
}
