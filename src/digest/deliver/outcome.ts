import { type DeliveryEnd, finishDelivery, postponeDelivery } from '../../store/deliveries/attempts.ts';
import {
  markTold,
  pauseDigest,
  recordFailing,
  recordGoneRole,
  recordUnexplained,
  type StoredDigest,
} from '../../store/digests.ts';
import type { DeliveryRow, ForcedPause, Publishing } from '../../store/schema.ts';
import { backoffMs, maxBackoffMs } from '../backoff.ts';
import { deliveryLogIds, digestLogIds } from '../delivery-ids.ts';
import type { Edges, PostResult, Refusal, TemporaryFailure } from '../edges.ts';
import { onTimeMinutes } from '../schedule/slots.ts';
import { publishPost, type Unpublished } from './publish.ts';

/** What became of an attempt at a delivery: `skipped` where there was nothing new or nothing to post any more. */
export type Outcome =
  | { readonly kind: 'sent'; readonly messageId: string; readonly unpublished?: Unpublished }
  | { readonly kind: 'skipped' }
  | { readonly kind: 'failed'; readonly reason: string }
  | { readonly kind: 'postponed'; readonly reason: string; readonly until: number }
  /** Another post of the channel is under way, and has to be settled first. */
  | { readonly kind: 'waiting' }
  /** The bot is being stopped; the next start settles the post. */
  | { readonly kind: 'interrupted' }
  /** The clock of the machine is wrong: nothing is recorded by it, and nothing posted. */
  | { readonly kind: 'wrong-clock' };

/** Thrown when a post was sent and that could not be recorded. */
export class UnrecordedPost extends Error {
  override readonly name = 'UnrecordedPost';
  readonly messageId: string;
  readonly publishing: Publishing | null;
  constructor(messageId: string, publishing: Publishing | null, options: ErrorOptions) {
    super('a post was sent and could not be recorded', options);
    this.messageId = messageId;
    this.publishing = publishing;
  }
}

/** How late a post of a digest may be, in milliseconds. */
export function maxLatenessMs({ catchUpMinutes }: StoredDigest): number {
  return Math.max(catchUpMinutes, onTimeMinutes) * 60_000;
}

/** Records what Discord answered to a post; pauses the digest where the channel cannot be posted to. */
export async function recordAnswer(
  edges: Edges,
  delivery: DeliveryRow,
  digest: StoredDigest,
  result: PostResult,
  signal: AbortSignal,
): Promise<Outcome> {
  switch (result.kind) {
    case 'sent': {
      const outcome = await recordSent(edges, delivery, digest, result.messageId, signal);
      if (result.unpingedRole !== undefined) await leaveOutGoneRole(edges, digest, result.unpingedRole, signal);
      return outcome;
    }
    case 'refused':
      return recordRefusal(edges, delivery, digest, result, signal);
    case 'temporary':
      return postpone(edges, delivery, digest, result);
  }
}

/** Lets later posts leave out a role that has been deleted, which Discord would show in them as one that is not known. */
async function leaveOutGoneRole(
  { db, log, isRoleGone }: Edges,
  digest: StoredDigest,
  roleId: string,
  signal: AbortSignal,
): Promise<void> {
  if (!(await isRoleGone(digest.guildId, roleId, signal))) return;
  await recordGoneRole(db, digest.id, roleId);
  log.info({ ...digestLogIds(digest), roleId }, 'the role to ping is gone');
}

/** Moderators are told of a digest that is not paused when so many of its posts were refused one after the other. */
const refusalsToTell = 3;

async function recordRefusal(
  edges: Edges,
  delivery: DeliveryRow,
  digest: StoredDigest,
  { reason, message }: Refusal,
  signal: AbortSignal,
): Promise<Outcome> {
  const { db, now, canPost, onAlertDue } = edges;
  const paused = reason !== 'bad-request' && (await pauseFor(edges, delivery, digest, reason));
  const outcome = await recordEnd(edges, delivery, digest, { status: 'failed', reason: 'error', detail: message });
  if (paused || (reason === 'bad-request' && (await recordFailing(db, delivery, refusalsToTell, now())))) onAlertDue();
  // Asked now: by what Discord says later, nobody can tell whether it has been mended.
  if (paused && reason === 'permission' && (await canPost(digest.guildId, delivery.channelId, signal)))
    await recordUnexplained(db, delivery);
  return outcome;
}

/** Puts a delivery off, by its backoff; the last attempt is at the end of its digest's catch-up. */
export async function postpone(
  { db, now, log, onRetry }: Edges,
  delivery: DeliveryRow,
  digest: StoredDigest,
  { message: reason, reached, retryAfter = 0 }: TemporaryFailure,
): Promise<Outcome> {
  // Looking for a post in the history is no attempt: the backoff grows with the time since the post was sent.
  const sinceAttempt = delivery.attemptedAt === null ? 0 : Math.min((now() - delivery.attemptedAt) / 4, maxBackoffMs);
  const next = now() + Math.max(backoffMs(delivery.attempts), sinceAttempt, retryAfter);
  const last = delivery.slot + maxLatenessMs(digest) + 1;
  const until = now() < last ? Math.min(next, last) : next;
  // An earlier attempt may have reached Discord though this one did not.
  await postponeDelivery(db, delivery, {
    tryAfter: until,
    detail: reason,
    reached: reached || delivery.attemptedAt !== null,
  });
  onRetry?.('post');
  log.warn(
    { ...deliveryLogIds(delivery, digest), reason, until: new Date(until).toISOString() },
    'post to be tried again',
  );
  return { kind: 'postponed', reason, until };
}

/** Records that a post is in its channel, and publishes it where it is to be. @throws {UnrecordedPost} */
export async function recordSent(
  edges: Edges,
  delivery: DeliveryRow,
  digest: StoredDigest,
  messageId: string,
  signal: AbortSignal,
): Promise<Outcome> {
  // Before it is published: a post that is there must never be sent again.
  const publishing = digest.publish ? 'waiting' : null;
  await recordEnd(edges, delivery, digest, { status: 'sent', messageId, publishing }).catch((error) => {
    throw new UnrecordedPost(messageId, publishing, { cause: error });
  });
  // Nobody needs to hear any more that its posts fail.
  if (digest.paused === null && digest.alertDue !== 0) await markTold(edges.db, digest);
  const unpublished = digest.publish
    ? await publishPost(edges, { ...delivery, messageId, reason: null, sentAt: edges.now() }, signal)
    : undefined;
  return { kind: 'sent', messageId, ...(unpublished === undefined ? {} : { unpublished }) };
}

/** @returns true if the digest was not paused before. */
async function pauseFor(
  { db, log, now }: Edges,
  delivery: DeliveryRow,
  digest: StoredDigest,
  why: ForcedPause,
): Promise<boolean> {
  if (!(await pauseDigest(db, delivery, why, now()))) return false;
  log.warn({ ...digestLogIds(digest), why }, 'digest paused');
  return true;
}

/** Records how a delivery ended. */
export async function recordEnd(
  { db, now, log, onDelivered }: Edges,
  delivery: DeliveryRow,
  digest: StoredDigest,
  ended: DeliveryEnd,
): Promise<Outcome> {
  await finishDelivery(db, delivery, ended, now());
  onDelivered?.(ended.status, (now() - delivery.slot) / 1000);
  const { status, messageId = '' } = ended;
  const reason = ended.detail ?? ended.reason ?? null;
  const level = status === 'failed' || status === 'missed' ? 'warn' : 'info';
  log[level]({ ...deliveryLogIds(delivery, digest), status, reason, messageId }, 'delivery ended');
  if (status === 'sent') return { kind: 'sent', messageId };
  return status === 'failed' ? { kind: 'failed', reason: reason ?? '' } : { kind: 'skipped' };
}
