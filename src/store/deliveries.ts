import type { ExpressionBuilder } from 'kysely';
import type { Database } from './database.ts';
import { isHeldBy, notHeldByOthers } from './holds.ts';
import type { DeliveryRow, DeliveryStatus, Tables } from './schema.ts';

/**
 * Deliveries that wait to be posted and may be tried now, the longest due first. Of those due at once, each guild's first digests
 * come before any guild's second, so that no guild waits for all of another's. For a worker among others it leaves out what they are at.
 */
export function pendingDeliveries(db: Database, now: number, limit: number, worker?: string): Promise<DeliveryRow[]> {
  return db
    .selectFrom('deliveries')
    .innerJoin('digests', 'digests.id', 'deliveries.digest_id')
    .selectAll('deliveries')
    .where('deliveries.status', '=', 'pending')
    .where('deliveries.try_after', '<=', now)
    .orderBy('deliveries.slot')
    .orderBy('digests.number')
    .orderBy('deliveries.id')
    .limit(limit)
    .$if(worker !== undefined, (query) =>
      query
        .where(notHeldByOthers(worker ?? ''))
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
export async function hasLaterPending(db: Database, { digest_id, slot }: DeliveryRow): Promise<boolean> {
  const later = await db
    .selectFrom('deliveries')
    .select('id')
    .where('digest_id', '=', digest_id)
    .where('slot', '>', slot)
    .where('status', '=', 'pending')
    .executeTakeFirst();
  return later !== undefined;
}

/** The next instant after `now` at which a pending delivery may be tried; undefined if there is none. */
export async function nextTry(db: Database, now: number): Promise<number | undefined> {
  const { next } = await db
    .selectFrom('deliveries')
    .select(({ fn }) => fn.min<number | null>('try_after').as('next'))
    .where('status', '=', 'pending')
    .where('try_after', '>', now)
    .executeTakeFirstOrThrow();
  return next === null ? undefined : Number(next);
}

/** The highest version of each briefing that a channel has been sent, by slug. */
export async function postedVersions(db: Database, channelId: string): Promise<Map<string, number>> {
  const rows = await db
    .selectFrom('carried')
    .innerJoin('deliveries', 'deliveries.id', 'carried.delivery_id')
    .select(({ fn }) => ['carried.slug', fn.max<number>('carried.version').as('version')])
    .where('deliveries.channel_id', '=', channelId)
    .where('deliveries.status', '=', 'sent')
    .groupBy('carried.slug')
    .execute();
  return new Map(rows.map(({ slug, version }) => [slug, version]));
}

/** A version of a briefing that a post carries, and its place there from 0; null if it is only counted. */
export type Carried = { readonly slug: string; readonly version: number; readonly position: number | null };

/** What a delivery carried when it was last sent. */
export function carriedBy(db: Database, id: number): Promise<Carried[]> {
  return db.selectFrom('carried').select(['slug', 'version', 'position']).where('delivery_id', '=', id).execute();
}

/**
 * Records, before the post is sent, that it is, which versions of briefings it carries, and what else it was made of, as JSON.
 * @returns false, and records nothing, if it is not to be sent: somebody else has begun or ended it since it was read, or `worker`, where there
 * are several, does not hold the channel any more.
 */
export async function beginAttempt(
  db: Database,
  { id, channel_id, attempts }: Pick<DeliveryRow, 'id' | 'channel_id' | 'attempts'>,
  { carries, content }: { readonly carries: readonly Carried[]; readonly content: string },
  now: number,
  worker?: string,
): Promise<boolean> {
  const begun = db.transaction().execute(async (transaction) => {
    const { numUpdatedRows } = await transaction
      .updateTable('deliveries')
      .set(({ eb, fn, val }) => ({
        attempts: eb('attempts', '+', 1),
        attempted_at: fn.coalesce('attempted_at', val(now)),
        content,
      }))
      .where('id', '=', id)
      .where('status', '=', 'pending')
      .where('attempts', '=', attempts)
      .executeTakeFirst();
    // The delivery before the channel, as all who lock both do: in one order nobody waits for each other.
    if (numUpdatedRows === 0n || (worker !== undefined && !(await isHeldBy(transaction, worker, channel_id))))
      throw new NotOurs();
    await transaction.deleteFrom('carried').where('delivery_id', '=', id).execute();
    if (carries.length > 0)
      await transaction
        .insertInto('carried')
        .values(
          carries.map(({ slug, version, position }) => ({
            ...{ delivery_id: id, slug, version, position },
            shows: position === null ? null : version,
          })),
        )
        .execute();
    return true;
  });
  return begun.catch((error) => {
    if (error instanceof NotOurs) return false;
    throw error;
  });
}

/** Takes back a transaction. */
class NotOurs extends Error {}

/** What became of a delivery. */
export type DeliveryEnd = {
  readonly status: Exclude<DeliveryStatus, 'pending'>;
  readonly reason?: string | null;
  readonly messageId?: string;
};

/** A delivery; and with `attempts`, as it was when it had been tried so often: what somebody else has begun since stays as it is. */
export type AsTried = Pick<DeliveryRow, 'id'> & Partial<Pick<DeliveryRow, 'attempts'>>;

/** Records what became of a delivery, unless somebody else has; but a post that is there always is. */
export async function finishDelivery(
  db: Database,
  { id, attempts }: AsTried,
  { status, reason = null, messageId }: DeliveryEnd,
  now: number,
): Promise<void> {
  await db
    .updateTable('deliveries')
    .set({ status, reason, finished_at: now, ...(messageId === undefined ? {} : { message_id: messageId }) })
    .where('id', '=', id)
    .$if(status !== 'sent', (query) => query.where('status', '=', 'pending').where(asTried(attempts)))
    .execute();
}

/**
 * Leaves a delivery pending, to be tried again at an instant; `reason` is why it did not work, and `reached` whether Discord
 * may have the post all the same.
 */
export async function postponeDelivery(
  db: Database,
  { id, attempts }: AsTried,
  { tryAfter, reason, reached }: { tryAfter: number; reason: string | null; reached: boolean },
): Promise<void> {
  await db
    .updateTable('deliveries')
    .set({ try_after: Math.ceil(tryAfter), reason, ...(reached ? {} : { attempted_at: null }) })
    .where('id', '=', id)
    .where('status', '=', 'pending')
    .where(asTried(attempts))
    .execute();
}

/** True if another post of the channel was sent, and it is not known whether Discord has it. */
export async function hasUndecided(db: Database, { id, channel_id }: DeliveryRow): Promise<boolean> {
  const undecided = await db
    .selectFrom('deliveries')
    .select('id')
    .where('channel_id', '=', channel_id)
    .where('status', '=', 'pending')
    .where('attempted_at', 'is not', null)
    .where('id', '!=', id)
    .executeTakeFirst();
  return undecided !== undefined;
}

/** Records that Discord does not have a post that it might have had. */
export async function forgetAttempt(db: Database, { id, attempts }: AsTried): Promise<void> {
  await db
    .updateTable('deliveries')
    .set({ attempted_at: null })
    .where('id', '=', id)
    .where(asTried(attempts))
    .execute();
}

function asTried(attempts: number | undefined) {
  return ({ eb, lit }: ExpressionBuilder<Tables, 'deliveries'>) =>
    attempts === undefined ? lit(true) : eb('attempts', '=', attempts);
}
