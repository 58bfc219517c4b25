import { type DeliveryEnd, forgetAttempt } from '../../store/deliveries/attempts.ts';
import type { Carried } from '../../store/deliveries/deliveries.ts';
import type { StoredDigest } from '../../store/digests.ts';
import type { DeliveryRow } from '../../store/schema.ts';
import { giveUpAfterMs } from '../backoff.ts';
import type { Composed } from '../compose/compose.ts';
import { markerOf } from '../delivery-ids.ts';
import type { Edges } from '../edges.ts';
import { type Outcome, postpone, recordAnswer, recordEnd, recordSent } from './outcome.ts';

// For so long Discord surely knows a nonce again; its documentation says "the past few minutes"
// (https://docs.discord.com/developers/resources/message#create-message).
const nonceWindowMs = 120_000;

/**
 * True if a post that Discord may have can simply be sent again: while Discord knows the nonce, there will be only one.
 * It stays as it was first sent, so it must be the same post. A clock that was set back says nothing of how long ago
 * that was.
 */
export function isNonceEnough(
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

/**
 * Finds out whether the post of an earlier attempt has arrived.
 * @param unwanted how the delivery ends if it has not; undefined if it is to be sent then.
 * @returns undefined if the post is not there, so that the caller decides.
 */
export async function settleArrival(
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
