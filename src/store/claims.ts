import type { Database } from './database.ts';
import type { DeliveryRow, DeliveryStatus } from './schema.ts';

/** A slot that came due, and what becomes of it: it is to be posted, or was missed for a reason. */
export type ClaimedSlot = {
  readonly slot: number;
  readonly status: 'pending' | 'missed';
  readonly reason: string | null;
};

/** The slots of a digest that came due since it was read, and the instant it is due next; null if never. */
export type Claim = {
  readonly digest: { readonly id: number; readonly channel_id: string; readonly next_slot: number | null };
  readonly slots: readonly ClaimedSlot[];
  readonly next: number | null;
};

/**
 * Records the slots of digests that came due, in one transaction with the instants they are due next. Nothing happens with a digest of
 * which somebody else has done so since it was read: so there is one row a slot, whoever claims it. Gives the digests that were claimed.
 */
export function claimSlots(db: Database, claims: readonly Claim[], now: number): Promise<Claim[]> {
  return db.transaction().execute(async (transaction) => {
    const claimed: Claim[] = [];
    for (const claim of claims) {
      const { digest, slots, next } = claim;
      const { numUpdatedRows } = await transaction
        .updateTable('digests')
        .set({ next_slot: next })
        .where('id', '=', digest.id)
        .where('next_slot', '=', digest.next_slot)
        .executeTakeFirst();
      if (numUpdatedRows === 0n || slots.length === 0) continue;
      await transaction
        .insertInto('deliveries')
        .values(slots.map(({ slot, status, reason }) => newDelivery(digest, slot, status, reason, now)))
        .onConflict((conflict) => conflict.columns(['digest_id', 'slot']).doNothing())
        .execute();
      claimed.push(claim);
    }
    return claimed;
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
      .values({ ...newDelivery(digest, slot, 'pending', null, now), try_after: tryAfter, asked: 1 })
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
