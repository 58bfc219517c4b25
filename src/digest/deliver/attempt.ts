import { beginAttempt, type DeliveryEnd, postponeDelivery, reserveDelivery } from '../../store/deliveries/attempts.ts';
import { carriedBy, deliveryById, hasLaterPending, hasUndecided } from '../../store/deliveries/deliveries.ts';
import { digestById, type StoredDigest } from '../../store/digests.ts';
import type { DeliveryRow } from '../../store/schema.ts';
import type { Message } from '../../view/card.ts';
import { composeNow } from '../compose/compose.ts';
import { nonceOf, withMarker } from '../delivery-ids.ts';
import type { Edges } from '../edges.ts';
import { onTimeMinutes } from '../schedule/slots.ts';
import { isNonceEnough, settleArrival } from './earlier-attempt.ts';
import { maxLatenessMs, type Outcome, recordAnswer, recordEnd } from './outcome.ts';

const otherPostDelayMs = 5_000;

/**
 * Attempts a delivery, if it is still pending and may be tried now, and records what became of it. What the post
 * carries is recorded before it is sent. An on-demand post of this process (`isOwn`) may be tried at once; the others
 * leave it alone for a while.
 * @throws {UnrecordedPost} if it was sent and that could not be recorded.
 * @throws {DatabaseError} if the database cannot be used.
 */
export async function attemptDelivery(
  edges: Edges,
  id: number,
  signal: AbortSignal,
  { isOwn }: { readonly isOwn: boolean } = { isOwn: false },
): Promise<Outcome> {
  const { db, now } = edges;
  // The clock has just been checked; it may leap while the database is read.
  const present = now();
  const delivery = await deliveryById(db, id);
  if (delivery?.status !== 'pending') return outcomeOf(delivery);
  // It may have been put off after it was queued.
  const { tryAfter: until, detail } = delivery;
  if (!isOwn && until > now()) return { kind: 'postponed', reason: detail ?? '', until };
  const digest = await digestById(db, delivery.digestId);
  const end = await endWithoutPost(db, delivery, digest, present);
  if (end === undefined) return post(edges, delivery, digest, signal);
  // What arrived is recorded as sent, wanted or not.
  const arrived = delivery.attemptedAt === null ? undefined : await settleArrival(edges, delivery, digest, end, signal);
  return arrived ?? recordEnd(edges, delivery, digest, end);
}

/** The outcome of a delivery that another worker has ended, or that was taken back. */
function outcomeOf(delivery: DeliveryRow | undefined): Outcome {
  if (delivery?.status === 'sent') return { kind: 'sent', messageId: delivery.messageId ?? '' };
  if (delivery?.status === 'failed') return { kind: 'failed', reason: delivery.detail ?? delivery.reason ?? '' };
  return { kind: 'skipped' };
}

/**
 * Puts a delivery off until another post of its channel is settled, which may have arrived: what is new to the channel
 * depends on it.
 */
async function waitForOtherPost({ db, now }: Edges, { id, detail }: DeliveryRow): Promise<Outcome> {
  await postponeDelivery(db, { id }, { tryAfter: now() + otherPostDelayMs, detail, reached: true });
  return { kind: 'waiting' };
}

/** How a delivery ends that is not to be sent any more; undefined for one that is. */
async function endWithoutPost(
  db: Edges['db'],
  delivery: DeliveryRow,
  digest: StoredDigest,
  present: number,
): Promise<DeliveryEnd | undefined> {
  const { removedAt, paused } = digest;
  if (removedAt !== null) return { status: 'skipped', reason: 'removed' };
  if (paused !== null && !delivery.onDemand) return { status: 'skipped', reason: 'paused' };
  const late = present - delivery.slot;
  if (late > maxLatenessMs(digest))
    return delivery.reason === null
      ? { status: 'missed', reason: 'late' }
      : { status: 'failed', reason: 'error', detail: delivery.detail };
  if (late <= onTimeMinutes * 60_000) return undefined;
  // It is merged into a later slot that is due, whether or not that is claimed yet.
  const isDue = digest.nextSlot !== null && digest.nextSlot > delivery.slot && digest.nextSlot <= present;
  return isDue || (await hasLaterPending(db, delivery)) ? { status: 'missed', reason: 'merged' } : undefined;
}

async function post(edges: Edges, delivery: DeliveryRow, digest: StoredDigest, signal: AbortSignal): Promise<Outcome> {
  const begun = await begin(edges, delivery, digest);
  switch (begun.kind) {
    case 'in-doubt': {
      const settled = await settleArrival(edges, delivery, digest, undefined, signal);
      return settled ?? post(edges, { ...delivery, attemptedAt: null }, digest, signal);
    }
    case 'wait':
      return waitForOtherPost(edges, delivery);
    case 'empty':
      return recordEnd(edges, delivery, digest, { status: 'skipped', reason: 'nothing-new' });
    case 'begun': {
      const message = withMarker(begun.message, delivery);
      const sending = { ...message, nonce: nonceOf(delivery), enforce_nonce: true as const };
      const result = await edges.post(delivery.channelId, sending, signal);
      return recordAnswer(edges, { ...delivery, attempts: delivery.attempts + 1 }, digest, result, signal);
    }
  }
}

/**
 * What comes of beginning a post: the message to send, nothing new to send, an earlier attempt that may have arrived
 * and cannot simply be made again, or another post of the channel, or of this delivery, that is under way.
 */
type Begun = { readonly kind: 'begun'; readonly message: Message } | { readonly kind: 'empty' | 'in-doubt' | 'wait' };

/**
 * Composes the post and records that it is about to be sent. In one transaction: what is new to the channel must be so
 * until that is recorded, whichever process posts there.
 */
function begin(edges: Edges, delivery: DeliveryRow, digest: StoredDigest): Promise<Begun> {
  const { now, worker } = edges;
  return edges.db.transaction().execute(async (db): Promise<Begun> => {
    if (!(await reserveDelivery(db, delivery, worker))) return { kind: 'wait' };
    const mayHaveArrived = delivery.attemptedAt !== null;
    if (!mayHaveArrived && (await hasUndecided(db, delivery))) return { kind: 'wait' };
    const composed = await composeNow({ ...edges, db }, digest, delivery.channelId);
    if (mayHaveArrived && !isNonceEnough(edges, delivery, composed, await carriedBy(db, delivery.id)))
      return { kind: 'in-doubt' };
    if (composed.kind === 'empty') return { kind: 'empty' };
    const { message, carries, content } = composed;
    await beginAttempt(db, delivery.id, { carries, content: JSON.stringify(content) }, now());
    return { kind: 'begun', message };
  });
}
