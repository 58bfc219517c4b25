import { notLeasedByOthers } from '../leases.ts';
import type { Database, DeliveryRow } from '../schema.ts';

/**
 * Deliveries that wait to be posted and may be tried now, the longest due first. Of those due at once, each guild's
 * first digests come before any guild's second, so that no guild waits for all of another's. For a worker among
 * others it leaves out what they are at.
 */
export function pendingDeliveries(db: Database, now: number, limit: number, worker?: string): Promise<DeliveryRow[]> {
  return db
    .selectFrom('deliveries')
    .innerJoin('digests', 'digests.id', 'deliveries.digestId')
    .selectAll('deliveries')
    .where('deliveries.status', '=', 'pending')
    .where('deliveries.tryAfter', '<=', now)
    .orderBy('deliveries.slot')
    .orderBy('digests.number')
    .orderBy('deliveries.id')
    .limit(limit)
    .$if(worker !== undefined, (query) =>
      query
        .where(notLeasedByOthers(worker ?? ''))
        // This only spreads the work: that each is done by one worker is due to the holds.
        .forUpdate('deliveries')
        .skipLocked(),
    )
    .execute();
}

/** A delivery as it stands. */
export function deliveryById(db: Database, id: number): Promise<DeliveryRow | undefined> {
  return db.selectFrom('deliveries').selectAll().where('id', '=', id).executeTakeFirst();
}

/** True if the digest has a later slot that waits to be posted. */
export async function hasLaterPending(db: Database, { digestId, slot }: DeliveryRow): Promise<boolean> {
  const later = await db
    .selectFrom('deliveries')
    .select('id')
    .where('digestId', '=', digestId)
    .where('slot', '>', slot)
    .where('status', '=', 'pending')
    .executeTakeFirst();
  return later !== undefined;
}

/** The next instant after `now` at which a pending delivery may be tried; undefined if there is none. */
export async function nextTry(db: Database, now: number): Promise<number | undefined> {
  const { next } = await db
    .selectFrom('deliveries')
    .select(({ fn }) => fn.min<number | null>('tryAfter').as('next'))
    .where('status', '=', 'pending')
    .where('tryAfter', '>', now)
    .executeTakeFirstOrThrow();
  return next === null ? undefined : Number(next);
}

/** The highest version of each briefing that a channel has been sent, by slug. */
export async function postedVersions(db: Database, channelId: string): Promise<Map<string, number>> {
  const rows = await db
    .selectFrom('carried')
    .innerJoin('deliveries', 'deliveries.id', 'carried.deliveryId')
    .select(({ fn }) => ['carried.slug', fn.max<number>('carried.version').as('version')])
    .where('deliveries.channelId', '=', channelId)
    .where('deliveries.status', '=', 'sent')
    .groupBy('carried.slug')
    .execute();
  return new Map(rows.map(({ slug, version }) => [slug, version]));
}

/** A version of a briefing that a post carries, and its place there from 0; null if it is only counted. */
export type Carried = { readonly slug: string; readonly version: number; readonly position: number | null };

/** What a delivery carried when it was last sent. */
export function carriedBy(db: Database, id: number): Promise<Carried[]> {
  return db.selectFrom('carried').select(['slug', 'version', 'position']).where('deliveryId', '=', id).execute();
}

/** True if another post of the channel was sent, and it is not known whether Discord has it. */
export async function hasUndecided(db: Database, { id, channelId }: DeliveryRow): Promise<boolean> {
  const undecided = await db
    .selectFrom('deliveries')
    .select('id')
    .where('channelId', '=', channelId)
    .where('status', '=', 'pending')
    .where('attemptedAt', 'is not', null)
    .where('id', '!=', id)
    .executeTakeFirst();
  return undecided !== undefined;
}
