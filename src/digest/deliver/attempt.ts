import { beginAttempt, type DeliveryEnd, forgetAttempt, postponeDelivery } from '../../store/attempts.ts';
import { type Carried, carriedBy, deliveryById, hasLaterPending, hasUndecided } from '../../store/deliveries.ts';
import { digestById, type StoredDigest } from '../../store/digests.ts';
import type { DeliveryRow } from '../../store/schema.ts';
import { giveUpAfterMs } from '../backoff.ts';
import { type Composed, composeNow } from '../compose/compose.ts';
import { markerOf, nonceOf, withMarker } from '../delivery-ids.ts';
import type { Edges } from '../edges.ts';
import { onTimeMinutes } from '../schedule/slots.ts';
import { maxLatenessMs, type Outcome, postpone, recordAnswer, recordEnd, recordSent } from './outcome.ts';

// For so long Discord surely knows a nonce again; its documentation says "the past few minutes"
// (https://docs.discord.com/developers/resources/message#create-message).
const nonceWindowMs = 120_000;
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
  const { tryAfter: until, reason } = delivery;
  if (!isOwn && until > now()) return { kind: 'postponed', reason: reason ?? '', until };
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
  if (delivery?.status === 'failed') return { kind: 'failed', reason: delivery.reason ?? '' };
  return { kind: 'skipped' };
}

/**
 * Finds out whether the post of an earlier attempt has arrived.
 * @param unwanted how the delivery ends if it has not; undefined if it is to be sent then.
 * @returns undefined if the post is not there, so that the caller decides.
 */
async function settleArrival(
  edges: Edges,
  delivery: DeliveryRow,
  digest: StoredDigest,
  unwanted: DeliveryEnd | undefined,
  signal: AbortSignal,
): Promise<Outcome | undefined> {
  const { db, now } = edges;
  const { channelId, attemptedAt, slot } = delivery;
  // After a clock was set back, its reading says nothing of how long ago that was.
  const since = attemptedAt === null || attemptedAt > now() ? Math.min(slot, now()) : attemptedAt;
  const found = await edges.find({ guildId: digest.guildId, channelId, marker: markerOf(delivery), since }, signal);
  switch (found.kind) {
    case 'absent':
      await forgetAttempt(db, delivery);
      return undefined;
    case 'unreadable':
      return recordEnd(edges, delivery, digest, { status: 'failed', reason: 'unknown' });
    case 'temporary':
      // It may be there though Discord could not be asked.
      return now() - since > giveUpAfterMs
        ? recordEnd(edges, delivery, digest, { status: 'failed', reason: 'unknown' })
        : postpone(edges, delivery, digest, { ...found, reached: true });
    case 'refused':
      return unwanted
        ? recordEnd(edges, delivery, digest, unwanted)
        : recordAnswer(edges, delivery, digest, found, signal);
    case 'sent':
      return recordSent(edges, delivery, digest, found.messageId, signal);
  }
}

/**
 * Puts a delivery off until another post of its channel is settled, which may have arrived: what is new to the channel
 * depends on it.
 */
async function waitForOtherPost({ db, now }: Edges, { id, reason }: DeliveryRow): Promise<Outcome> {
  const until = now() + otherPostDelayMs;
  await postponeDelivery(db, { id }, { tryAfter: until, reason, reached: true });
  return { kind: 'postponed', reason: 'another post in the channel is under way', until };
}

/**
 * True if a post that Discord may have can simply be sent again: while Discord knows the nonce, there will be only one.
 * It stays as it was first sent, so it must be the same post. A clock that was set back says nothing of how long ago
 * that was.
 */
function isNonceEnough(
  { now }: Edges,
  { attemptedAt, content }: DeliveryRow,
  composed: Composed,
  carried: readonly Carried[],
): boolean {
  const age = now() - (attemptedAt ?? 0);
  if (age < 0 || age > nonceWindowMs || composed.kind === 'empty') return false;
  const versions = (briefings: readonly Carried[]) =>
    briefings
      .map(({ slug, version }) => `${slug}@${version}`)
      .sort()
      .join();
  return versions(composed.carries) === versions(carried) && JSON.stringify(composed.content) === content;
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
      : { status: 'failed', reason: delivery.reason };
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
