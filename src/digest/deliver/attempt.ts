import { beginAttempt, type DeliveryEnd, postponeDelivery } from '../../store/deliveries/attempts.ts';
import { carriedBy, deliveryById, hasLaterPending, hasUndecided } from '../../store/deliveries/deliveries.ts';
import { digestById, type StoredDigest } from '../../store/digests.ts';
import type { DeliveryRow } from '../../store/schema.ts';
import { type Composed, composeNow } from '../compose/compose.ts';
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
  const mayHaveArrived = delivery.attemptedAt !== null;
  const unwanted = await endWithoutPost(db, delivery, digest, present);
  if (unwanted) {
    const settled = mayHaveArrived ? await settleArrival(edges, delivery, digest, unwanted, signal) : undefined;
    return settled ?? recordEnd(edges, delivery, digest, unwanted);
  }
  const composed = await composeNow(edges, digest, delivery.channelId);
  if (!mayHaveArrived || !isNonceEnough(edges, delivery, composed, await carriedBy(db, id))) {
    const settled = mayHaveArrived ? await settleArrival(edges, delivery, digest, undefined, signal) : undefined;
    if (settled) return settled;
    if (await hasUndecided(db, delivery)) return waitForOtherPost(edges, delivery);
  }
  return send(edges, delivery, digest, composed, signal);
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
  const until = now() + otherPostDelayMs;
  await postponeDelivery(db, { id }, { tryAfter: until, detail, reached: true });
  return { kind: 'postponed', reason: 'another post in the channel is under way', until };
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
  if (paused !== null && !delivery.asked) return { status: 'skipped', reason: 'paused' };
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

async function send(
  edges: Edges,
  delivery: DeliveryRow,
  digest: StoredDigest,
  composed: Composed,
  signal: AbortSignal,
): Promise<Outcome> {
  const { db, now, post, worker } = edges;
  const { channelId } = delivery;
  if (composed.kind === 'empty')
    return recordEnd(edges, delivery, digest, { status: 'skipped', reason: 'nothing-new' });
  const { message, carries, content } = composed;
  const begun = await beginAttempt(db, delivery, { carries, content: JSON.stringify(content) }, now(), worker);
  if (!begun) return waitForOtherPost(edges, delivery);
  const sending = { ...withMarker(message, delivery), nonce: nonceOf(delivery), enforce_nonce: true as const };
  return recordAnswer(
    edges,
    { ...delivery, attempts: delivery.attempts + 1 },
    digest,
    await post(channelId, sending, signal),
    signal,
  );
}
