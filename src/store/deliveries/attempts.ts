import type { ExpressionBuilder } from 'kysely';
import { isShared } from '../engine.ts';
import { holdsLease } from '../leases.ts';
import type { Database, DeliveryReason, DeliveryRow, DeliveryStatus, Publishing, Tables } from '../schema.ts';
import type { Carried } from './deliveries.ts';

/**
 * Reserves a delivery and its channel until the transaction ends, so that nobody else begins a post meanwhile.
 * @returns false if it is not to be sent: somebody else has begun or ended it since it was read, or `worker`, where
 * there are several, does not have the channel's lease any more.
 */
export async function reserveDelivery(
  transaction: Database,
  { id, channelId, attempts }: Pick<DeliveryRow, 'id' | 'channelId' | 'attempts'>,
  worker?: string,
): Promise<boolean> {
  const reserved = await transaction
    .selectFrom('deliveries')
    .select('id')
    .where('id', '=', id)
    .where('status', '=', 'pending')
    .where('attempts', '=', attempts)
    .$if(isShared(transaction), (query) => query.forUpdate())
    .executeTakeFirst();
  // The delivery before the channel, as all who lock both do: in one order nobody waits for each other.
  return reserved !== undefined && (worker === undefined || holdsLease(transaction, worker, channelId));
}

/**
 * Records, before the post of a reserved delivery is sent, that it is, which versions of briefings it carries, and what
 * else it was made of, as JSON.
 */
export async function beginAttempt(
  transaction: Database,
  id: number,
  { carries, content }: { readonly carries: readonly Carried[]; readonly content: string },
  now: number,
): Promise<void> {
  await transaction
    .updateTable('deliveries')
    .set(({ eb, fn, val }) => ({
      attempts: eb('attempts', '+', 1),
      attemptedAt: fn.coalesce('attemptedAt', val(now)),
      content,
    }))
    .where('id', '=', id)
    .execute();
  await transaction.deleteFrom('carried').where('deliveryId', '=', id).execute();
  if (carries.length === 0) return;
  await transaction
    .insertInto('carried')
    .values(
      carries.map(({ slug, version, position }) => ({
        deliveryId: id,
        slug,
        version,
        position,
        shows: position === null ? null : version,
      })),
    )
    .execute();
}

/** What became of a delivery. */
export type DeliveryEnd = {
  readonly status: Exclude<DeliveryStatus, 'pending'>;
  readonly reason?: DeliveryReason | null;
  /** What Discord or the network said of an error. */
  readonly detail?: string | null;
  readonly messageId?: string;
  /** `waiting` for a post that is to be published. */
  readonly publishing?: Publishing | null;
};

/**
 * A delivery; and with `attempts`, as it was when it had been tried so often: what somebody else has begun since
 * stays as it is.
 */
export type AsTried = Pick<DeliveryRow, 'id'> & Partial<Pick<DeliveryRow, 'attempts'>>;

/** Records what became of a delivery, unless somebody else has; but a post that is there always is. */
export async function finishDelivery(
  db: Database,
  { id, attempts }: AsTried,
  { status, reason = null, detail = null, messageId, publishing = null }: DeliveryEnd,
  now: number,
): Promise<void> {
  await db
    .updateTable('deliveries')
    .set({
      status,
      reason,
      detail,
      publishing,
      finishedAt: now,
      ...(messageId === undefined ? {} : { messageId }),
    })
    .where('id', '=', id)
    .$call((query) =>
      status === 'sent'
        ? query.where('status', '!=', 'sent')
        : query.where('status', '=', 'pending').where(asTried(attempts)),
    )
    .execute();
}

/**
 * Leaves a delivery pending, to be tried again at an instant; `detail` is what Discord or the network said, and
 * `reached` whether Discord may have the post all the same.
 */
export async function postponeDelivery(
  db: Database,
  { id, attempts }: AsTried,
  { tryAfter, detail, reached }: { tryAfter: number; detail: string | null; reached: boolean },
): Promise<void> {
  await db
    .updateTable('deliveries')
    .set({
      tryAfter: Math.ceil(tryAfter),
      reason: detail === null ? null : 'error',
      detail,
      ...(reached ? {} : { attemptedAt: null }),
    })
    .where('id', '=', id)
    .where('status', '=', 'pending')
    .where(asTried(attempts))
    .execute();
}

/** Records that Discord does not have a post that it might have had. */
export async function forgetAttempt(db: Database, { id, attempts }: AsTried): Promise<void> {
  await db.updateTable('deliveries').set({ attemptedAt: null }).where('id', '=', id).where(asTried(attempts)).execute();
}

function asTried(attempts: number | undefined) {
  return ({ eb, lit }: ExpressionBuilder<Tables, 'deliveries'>) =>
    attempts === undefined ? lit(true) : eb('attempts', '=', attempts);
}
