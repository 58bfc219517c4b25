import { beginAttempt, type DeliveryEnd, forgetAttempt, postponeDelivery } from '../../store/attempts.ts';
import { type Carried, carriedBy, deliveryById, hasLaterPending, hasUndecided } from '../../store/deliveries.ts';
import { digestById, type StoredDigest } from '../../store/digests.ts';
import type { DeliveryRow } from '../../store/schema.ts';
import type { Composed } from '../compose/compose.ts';
import { composeNow } from '../compose/compose-now.ts';
import { markerOf, nonceOf, withMarker } from '../delivery-ids.ts';
import type { Edges } from '../edges.ts';
import { onTimeMinutes } from '../schedule/slots.ts';
import { conclude, end, type Outcome, patienceWith, postpone, sent } from './outcome.ts';

/** For how long, in milliseconds, Discord surely knows a nonce again; its documentation says "the past few minutes". */
const nonceWindow = 120_000;
// Where it cannot be found out for a day whether a post arrived, in milliseconds, it is given up.
const longestDoubt = 24 * 60 * 60_000;
// A post waits so long, in milliseconds, for another one of its channel.
const wait = 5_000;

/**
 * Posts a delivery, if it is still pending and may be tried now, and records what became of it; what it carries is
 * recorded before it is sent. One that was asked for is `ours` at once: others leave it alone for a while.
 */
export async function attemptDelivery(
  edges: Edges,
  id: number,
  signal: AbortSignal,
  { isOwn }: { readonly isOwn: boolean } = { isOwn: false },
): Promise<Outcome> {
  const { db, now } = edges;
  // The clock is known to be right now; it may leap while the database is read.
  const present = now();
  const delivery = await deliveryById(db, id);
  if (delivery?.status !== 'pending') return ended(delivery);
  // It may have been put off after it was read.
  const { tryAfter: until, reason } = delivery;
  if (!isOwn && until > now()) return { kind: 'postponed', reason: reason ?? '', until };
  const digest = await digestById(db, delivery.digestId);
  const unwanted = await whyNot(db, delivery, digest, present);
  if (unwanted) {
    const found =
      delivery.attemptedAt === null ? undefined : await settleDoubt(edges, delivery, digest, unwanted, signal);
    return found ?? end(edges, delivery, digest, unwanted);
  }
  const composed = await composeNow(edges, digest, delivery.channelId);
  if (delivery.attemptedAt === null || !isNonceEnough(edges, delivery, composed, await carriedBy(db, id))) {
    const found =
      delivery.attemptedAt === null ? undefined : await settleDoubt(edges, delivery, digest, undefined, signal);
    if (found) return found;
    if (await hasUndecided(db, delivery)) return giveWay(edges, delivery);
  }
  return send(edges, delivery, digest, composed, signal);
}

/** What became of a delivery that somebody else has ended, or taken back. */
function ended(delivery: DeliveryRow | undefined): Outcome {
  if (delivery?.status === 'sent') return { kind: 'sent', messageId: delivery.messageId ?? '' };
  if (delivery?.status === 'failed') return { kind: 'failed', reason: delivery.reason ?? '' };
  return { kind: 'skipped' };
}

/** Finds out whether a post that may have arrived is there; gives nothing if it is not, so that it may be sent. */
async function settleDoubt(
  edges: Edges,
  delivery: DeliveryRow,
  digest: StoredDigest,
  unwanted: DeliveryEnd | undefined,
  signal: AbortSignal,
): Promise<Outcome | undefined> {
  const { db, now } = edges;
  const { channelId, attemptedAt, slot } = delivery;
  // A clock that was set back says nothing of how long ago it was.
  const since = attemptedAt === null || attemptedAt > now() ? Math.min(slot, now()) : attemptedAt;
  const found = await edges.find({ guildId: digest.guildId, channelId, marker: markerOf(delivery), since }, signal);
  switch (found.kind) {
    case 'absent':
      await forgetAttempt(db, delivery);
      return undefined;
    case 'unreadable':
      return end(edges, delivery, digest, { status: 'failed', reason: 'unknown' });
    case 'temporary':
      // What could not be asked may still be there.
      return now() - since > longestDoubt
        ? end(edges, delivery, digest, { status: 'failed', reason: 'unknown' })
        : postpone(edges, delivery, digest, { ...found, reached: true });
    case 'refused':
      return unwanted ? end(edges, delivery, digest, unwanted) : conclude(edges, delivery, digest, found, signal);
    case 'sent':
      return sent(edges, delivery, digest, found.messageId, signal);
  }
}

/**
 * Lets another post of the channel be settled first, of which it is not known whether it arrived: what is new to the
 * channel depends on it.
 */
async function giveWay({ db, now }: Edges, { id, reason }: DeliveryRow): Promise<Outcome> {
  const until = now() + wait;
  await postponeDelivery(db, { id }, { tryAfter: until, reason, reached: true });
  return { kind: 'postponed', reason: 'another post in the channel is under way', until };
}

/**
 * True if a post that Discord may have can be sent again: within its window the nonce sees to it that there is one.
 * But what Discord has stays as it was first sent, so it must be the same; and a clock that was set back says nothing
 * of how long ago that was.
 */
function isNonceEnough(
  { now }: Edges,
  { attemptedAt, content }: DeliveryRow,
  composed: Composed,
  carried: readonly Carried[],
): boolean {
  const age = now() - (attemptedAt ?? 0);
  if (age < 0 || age > nonceWindow || composed.kind === 'empty') return false;
  const text = (carries: readonly Carried[]) =>
    carries
      .map(({ slug, version }) => `${slug}@${version}`)
      .sort()
      .join();
  return text(composed.carries) === text(carried) && JSON.stringify(composed.content) === content;
}

/** What becomes of a delivery that is not to be sent any more; undefined for one that is. */
async function whyNot(
  db: Edges['db'],
  delivery: DeliveryRow,
  digest: StoredDigest,
  present: number,
): Promise<DeliveryEnd | undefined> {
  const { removedAt, paused } = digest;
  if (removedAt !== null) return { status: 'skipped', reason: 'removed' };
  if (paused !== null && !delivery.asked) return { status: 'skipped', reason: 'paused' };
  const late = present - delivery.slot;
  if (late > patienceWith(digest))
    return delivery.reason === null
      ? { status: 'missed', reason: 'late' }
      : { status: 'failed', reason: delivery.reason };
  if (late <= onTimeMinutes * 60_000) return undefined;
  // A later slot that is due takes its place, whether or not it is claimed yet.
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
  if (composed.kind === 'empty') return end(edges, delivery, digest, { status: 'skipped', reason: 'nothing-new' });
  const { message, carries, content } = composed;
  const begun = await beginAttempt(db, delivery, { carries, content: JSON.stringify(content) }, now(), worker);
  if (!begun) return giveWay(edges, delivery);
  const sending = { ...withMarker(message, delivery), nonce: nonceOf(delivery), enforce_nonce: true as const };
  return conclude(
    edges,
    { ...delivery, attempts: delivery.attempts + 1 },
    digest,
    await post(channelId, sending, signal),
    signal,
  );
}
