import { sql } from 'kysely';
import { dueDigests, type StoredDigest } from '../digests.ts';
import { inTurn } from '../engine.ts';
import type { Database, DeliveryReason, DeliveryRow, DeliveryStatus } from '../schema.ts';

/** A slot that came due, and what becomes of it: it is to be posted, or was missed for a reason. */
type ClaimedSlot = {
  readonly slot: number;
  readonly status: 'pending' | 'missed';
  readonly reason: DeliveryReason | null;
};

/** The slots of a digest that came due since it was read, and the instant it is due next; null if never. */
export type Claim = {
  readonly digest: Pick<StoredDigest, 'id' | 'number' | 'guildId' | 'channelId' | 'nextSlot'>;
  readonly slots: readonly ClaimedSlot[];
  readonly next: number | null;
};

/**
 * Claims up to `limit` digests that are due, by what `claimsOf` makes of them, in one transaction: where the database
 * is shared, no other worker finds them meanwhile. Gives those that were claimed.
 */
export function claimDueSlots(
  db: Database,
  now: number,
  limit: number,
  claimsOf: (due: readonly StoredDigest[]) => readonly Claim[],
): Promise<Claim[]> {
  return db.transaction().execute(async (transaction) => {
    const due = await dueDigests(transaction, now, limit);
    return recordClaims(transaction, claimsOf(due), now);
  });
}

// Rows of one statement: SQLite takes 32,766 values in it, PostgreSQL 65,535.
const rowsAtOnce = 1_000;

/**
 * Records, in a transaction, the slots of digests that came due, with the instants they are due next. Nothing happens
 * with a digest of which somebody else has done so since it was read: so there is one row a slot, whoever claims it.
 * Gives the digests that were claimed.
 */
export async function recordClaims(transaction: Database, claims: readonly Claim[], now: number): Promise<Claim[]> {
  const advanced = new Set<number>();
  for (const some of inBatches(claims)) for (const id of await advance(transaction, some)) advanced.add(id);
  const claimed = claims.filter(({ digest, slots }) => slots.length > 0 && advanced.has(digest.id));
  const rows = claimed.flatMap(({ digest, slots }) =>
    slots.map(({ slot, status, reason }) => newDelivery(digest, slot, status, reason, now)),
  );
  for (const some of inBatches(rows))
    await transaction
      .insertInto('deliveries')
      .values(some)
      .onConflict((conflict) => conflict.columns(['digestId', 'slot']).doNothing())
      .execute();
  return claimed;
}

/** Lets digests wait for their next slots, those that still wait for the ones they were read with; gives their ids. */
async function advance(transaction: Database, claims: readonly Claim[]): Promise<number[]> {
  const rows = claims.map(
    ({ digest, next }) =>
      sql`(cast(${digest.id} as bigint), cast(${digest.nextSlot} as bigint), cast(${next} as bigint))`,
  );
  const advanced = await transaction
    .with('claims(id, slot, next)', () => sql<{ id: number; slot: number; next: number }>`(values ${sql.join(rows)})`)
    .updateTable('digests')
    .from('claims')
    .set(({ ref }) => ({ nextSlot: ref('claims.next') }))
    .whereRef('digests.id', '=', 'claims.id')
    // Not `=`: PostgreSQL would rather look through all that wait for the same slot, for each of them.
    .whereRef('digests.nextSlot', 'is not distinct from', 'claims.slot')
    .returning('digests.id')
    .execute();
  return advanced.map(({ id }) => id);
}

function inBatches<T>(rows: readonly T[]): T[][] {
  return Array.from({ length: Math.ceil(rows.length / rowsAtOnce) }, (_, i) =>
    rows.slice(i * rowsAtOnce, (i + 1) * rowsAtOnce),
  );
}

/**
 * Records that a moderator asked for a post now; its slot is that instant. It is left to the one who claimed it until
 * `tryAfter`, when whoever looks for pending deliveries finds it too.
 */
export function claimNow(
  db: Database,
  digest: { readonly id: number; readonly channelId: string },
  now: number,
  tryAfter: number,
): Promise<DeliveryRow> {
  return db.transaction().execute(async (transaction) => {
    await inTurn(transaction, `digest ${digest.id}`);
    const { last } = await transaction
      .selectFrom('deliveries')
      .select(({ fn }) => fn.max<number | null>('slot').as('last'))
      .where('digestId', '=', digest.id)
      .executeTakeFirstOrThrow();
    // Two within one millisecond, or a clock set back, must not share a slot.
    const slot = Math.max(now, Number(last ?? 0) + 1);
    return transaction
      .insertInto('deliveries')
      .values({ ...newDelivery(digest, slot, 'pending', null, now), tryAfter, onDemand: true })
      .returningAll()
      .executeTakeFirstOrThrow();
  });
}

function newDelivery(
  digest: { readonly id: number; readonly channelId: string },
  slot: number,
  status: DeliveryStatus,
  reason: DeliveryReason | null,
  now: number,
) {
  return {
    digestId: digest.id,
    slot,
    channelId: digest.channelId,
    status,
    reason,
    attempts: 0,
    tryAfter: now,
    createdAt: now,
    finishedAt: status === 'pending' ? null : now,
  };
}
