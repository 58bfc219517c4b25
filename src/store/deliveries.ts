import type { Database } from './database.ts';
import type { DeliveryRow, DeliveryStatus } from './schema.ts';

/** A slot that came due, and what becomes of it: it is to be posted, or was missed for a reason. */
export type ClaimedSlot = {
  readonly slot: number;
  readonly status: 'pending' | 'missed';
  readonly reason: string | null;
};

/**
 * Records the slots of a digest that came due, in one transaction with the instant it is due next. Nothing happens, and it
 * gives false, if somebody else has done so since `due` was read: so there is one row a slot, whoever claims it.
 */
export function claimSlots(
  db: Database,
  digest: { readonly id: number; readonly channel_id: string; readonly next_slot: number | null },
  slots: readonly ClaimedSlot[],
  next: number | null,
  now: number,
): Promise<boolean> {
  return db.transaction().execute(async (transaction) => {
    const { numUpdatedRows } = await transaction
      .updateTable('digests')
      .set({ next_slot: next })
      .where('id', '=', digest.id)
      .where('next_slot', '=', digest.next_slot)
      .executeTakeFirst();
    if (numUpdatedRows === 0n) return false;
    await transaction
      .insertInto('deliveries')
      .values(slots.map(({ slot, status, reason }) => newDelivery(digest, slot, status, reason, now)))
      .onConflict((conflict) => conflict.columns(['digest_id', 'slot']).doNothing())
      .execute();
    return true;
  });
}

/**
 * Records that a moderator asked for a post now; its slot is that instant. It is left to the one who claimed it until
 * `tryAfter`, when whoever looks for pending deliveries finds it too.
 */
export function claimNow(
  db: Database,
  digest: { readonly id: number; readonly channel_id: string },
  now: number,
  tryAfter: number,
): Promise<DeliveryRow> {
  return db.transaction().execute(async (transaction) => {
    const { last } = await transaction
      .selectFrom('deliveries')
      .select(({ fn }) => fn.max<number | null>('slot').as('last'))
      .where('digest_id', '=', digest.id)
      .executeTakeFirstOrThrow();
    // Two within one millisecond, or a clock set back, must not share a slot.
    const slot = Math.max(now, Number(last ?? 0) + 1);
    return transaction
      .insertInto('deliveries')
      .values({ ...newDelivery(digest, slot, 'pending', null, now), try_after: tryAfter })
      .returningAll()
      .executeTakeFirstOrThrow();
  });
}

function newDelivery(
  digest: { readonly id: number; readonly channel_id: string },
  slot: number,
  status: DeliveryStatus,
  reason: string | null,
  now: number,
) {
  return {
    digest_id: digest.id,
    slot,
    channel_id: digest.channel_id,
    status,
    reason,
    message_id: null,
    attempts: 0,
    attempted_at: null,
    try_after: now,
    created_at: now,
    finished_at: status === 'pending' ? null : now,
    content: null,
  };
}

/** Deliveries that wait to be posted and may be tried now, the longest due first. */
export function pendingDeliveries(db: Database, now: number, limit: number): Promise<DeliveryRow[]> {
  return db
    .selectFrom('deliveries')
    .selectAll()
    .where('status', '=', 'pending')
    .where('try_after', '<=', now)
    .orderBy('slot')
    .orderBy('id')
    .limit(limit)
    .execute();
}

/** A delivery as it stands, if it still waits to be posted. */
export function pendingDelivery(db: Database, id: number): Promise<DeliveryRow | undefined> {
  return db
    .selectFrom('deliveries')
    .selectAll()
    .where('id', '=', id)
    .where('status', '=', 'pending')
    .executeTakeFirst();
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

/** Records, before the post is sent, that it is, which versions of briefings it carries, and what else it was made of, as JSON. */
export async function beginAttempt(
  db: Database,
  id: number,
  { carries, content }: { readonly carries: readonly Carried[]; readonly content: string },
  now: number,
): Promise<void> {
  await db.transaction().execute(async (transaction) => {
    await transaction
      .updateTable('deliveries')
      .set(({ eb, fn, val }) => ({
        attempts: eb('attempts', '+', 1),
        attempted_at: fn.coalesce('attempted_at', val(now)),
        content,
      }))
      .where('id', '=', id)
      .execute();
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
  });
}

/** What became of a delivery. */
export type DeliveryEnd = {
  readonly status: Exclude<DeliveryStatus, 'pending'>;
  readonly reason?: string | null;
  readonly messageId?: string;
};

/** Records what became of a delivery. */
export async function finishDelivery(
  db: Database,
  id: number,
  { status, reason = null, messageId }: DeliveryEnd,
  now: number,
): Promise<void> {
  await db
    .updateTable('deliveries')
    .set({ status, reason, finished_at: now, ...(messageId === undefined ? {} : { message_id: messageId }) })
    .where('id', '=', id)
    .execute();
}

/**
 * Leaves a delivery pending, to be tried again at an instant; `reason` is why it did not work, and `reached` whether Discord
 * may have the post all the same.
 */
export async function postponeDelivery(
  db: Database,
  id: number,
  { tryAfter, reason, reached }: { tryAfter: number; reason: string; reached: boolean },
): Promise<void> {
  await db
    .updateTable('deliveries')
    .set({ try_after: tryAfter, reason, ...(reached ? {} : { attempted_at: null }) })
    .where('id', '=', id)
    .where('status', '=', 'pending')
    .execute();
}
