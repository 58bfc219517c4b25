import {
  beginAttempt,
  type Carried,
  carriedBy,
  type DeliveryEnd,
  finishDelivery,
  forgetAttempt,
  hasLaterPending,
  pendingDelivery,
  postponeDelivery,
} from '../store/deliveries.ts';
import { digestById, pauseDigest, type StoredDigest } from '../store/digests.ts';
import { toPublish } from '../store/publishing.ts';
import type { DeliveryRow } from '../store/schema.ts';
import type { Composed } from './compose.ts';
import { composeNow } from './compose-now.ts';
import type { Edges, PostResult } from './edges.ts';
import { marked, markerOf, nonceOf } from './marker.ts';
import { pauseBefore } from './pauses.ts';
import { publish } from './publish.ts';

/** What became of a delivery: posted, nothing new to post, not to be posted, or not yet posted. */
export type Outcome =
  | { readonly kind: 'sent'; readonly messageId: string; readonly unpublished?: string }
  | { readonly kind: 'skipped' }
  | { readonly kind: 'failed'; readonly reason: string }
  | { readonly kind: 'postponed'; readonly reason: string; readonly until: number }
  /** The bot is being stopped; the post is made good at the next start. */
  | { readonly kind: 'interrupted' };

/** Thrown when a post was sent and that could not be recorded. */
export class UnrecordedPost extends Error {
  override readonly name = 'UnrecordedPost';
  readonly messageId: string;
  readonly reason: string | null;
  constructor(messageId: string, reason: string | null, options: ErrorOptions) {
    super('a post was sent and could not be recorded', options);
    this.messageId = messageId;
    this.reason = reason;
  }
}

/** For how long, in milliseconds, Discord surely knows a nonce again; its documentation says "the past few minutes". */
const nonceWindow = 120_000;
/** For so long, in milliseconds, a post may take that is on time, whatever the catch-up: many may be due at once. */
const onTime = 120_000;
/**
 * Posts a delivery, if it is still pending, and records what became of it; what it carries is recorded before it is sent. `asked` if a
 * moderator wants it now, though the digest may be paused.
 */
export async function deliver(edges: Edges, id: number, signal: AbortSignal, asked = false): Promise<Outcome> {
  const { db, now } = edges;
  const delivery = await pendingDelivery(db, id);
  if (!delivery) return { kind: 'skipped' };
  const digest = await digestById(db, delivery.digest_id);
  const { attempted_at } = delivery;
  const unwanted = await whyNot(edges, delivery, digest, asked);
  const composed = await composeNow(edges, digest, delivery.channel_id);
  if (attempted_at !== null && (unwanted || !(await isNonceEnough(edges, delivery, composed)))) {
    const { guild_id: guildId } = digest;
    const { channel_id: channelId } = delivery;
    const since = Math.min(attempted_at, now());
    const found = await edges.find({ guildId, channelId, marker: markerOf(delivery), since }, signal);
    if (found.kind === 'unreadable') return end(edges, delivery, { status: 'failed', reason: 'unknown' });
    // What could not be asked may still be there.
    if (found.kind === 'temporary') return postpone(edges, delivery, digest, { ...found, reached: true });
    if (found.kind === 'refused' && unwanted) return end(edges, delivery, unwanted);
    if (found.kind !== 'absent') return conclude(edges, delivery, digest, found, signal);
    await forgetAttempt(db, id);
  }
  return unwanted ? end(edges, delivery, unwanted) : send(edges, delivery, digest, composed, signal);
}

/**
 * True if a post that Discord may have can be sent again: within its window the nonce sees to it that there is one. But what Discord has
 * stays as it was first sent, so it must be the same; and a clock that was set back says nothing of how long ago that was.
 */
async function isNonceEnough(
  { db, now }: Edges,
  { id, attempted_at }: DeliveryRow,
  composed: Composed,
): Promise<boolean> {
  const age = now() - (attempted_at ?? 0);
  if (age < 0 || age > nonceWindow || composed.kind === 'empty') return false;
  const text = (carries: readonly Carried[]) =>
    carries
      .map(({ slug, version }) => `${slug}@${version}`)
      .sort()
      .join();
  return text(composed.carries) === text(await carriedBy(db, id));
}

/** What becomes of a delivery that is not to be sent any more; undefined for one that is. */
async function whyNot(
  { db, now }: Edges,
  delivery: DeliveryRow,
  digest: StoredDigest,
  asked: boolean,
): Promise<DeliveryEnd | undefined> {
  const { removed_at, paused } = digest;
  if (removed_at !== null) return { status: 'skipped', reason: 'removed' };
  if (paused !== null && !asked) return { status: 'skipped', reason: 'paused' };
  const late = now() - delivery.slot;
  if (late > patienceWith(digest))
    return delivery.reason === null
      ? { status: 'missed', reason: 'late' }
      : { status: 'failed', reason: delivery.reason };
  if (late > onTime && (await hasLaterPending(db, delivery))) return { status: 'missed', reason: 'merged' };
  return undefined;
}

async function send(
  edges: Edges,
  delivery: DeliveryRow,
  digest: StoredDigest,
  composed: Composed,
  signal: AbortSignal,
): Promise<Outcome> {
  const { db, now, post } = edges;
  const { id, channel_id } = delivery;
  if (composed.kind === 'empty') return end(edges, delivery, { status: 'skipped', reason: 'nothing-new' });
  const { message, carries, content } = composed;
  await beginAttempt(db, id, { carries, content: JSON.stringify(content) }, now());
  const sending = { ...marked(message, delivery), nonce: nonceOf(delivery), enforce_nonce: true as const };
  return conclude(
    edges,
    { ...delivery, attempts: delivery.attempts + 1 },
    digest,
    await post(channel_id, sending, signal),
    signal,
  );
}

/** Records what Discord says of a post. */
async function conclude(
  edges: Edges,
  delivery: DeliveryRow,
  digest: StoredDigest,
  result: PostResult,
  signal: AbortSignal,
): Promise<Outcome> {
  switch (result.kind) {
    case 'sent':
      return sent(edges, delivery, digest, result.messageId, signal);
    case 'refused':
      if (result.reason !== 'bad-request') await pause(edges, digest, result.reason);
      return end(edges, delivery, { status: 'failed', reason: result.message });
    case 'temporary':
      return postpone(edges, delivery, digest, result);
  }
}

/** Leaves a delivery to be tried again, and at the end of its catch-up for the last time. */
async function postpone(
  { db, now, log }: Edges,
  delivery: DeliveryRow,
  digest: StoredDigest,
  { message: reason, reached, retryAfter = 0 }: PostResult & { kind: 'temporary' },
): Promise<Outcome> {
  const next = now() + Math.max(pauseBefore(delivery.attempts), retryAfter);
  const last = delivery.slot + patienceWith(digest) + 1;
  const until = now() < last ? Math.min(next, last) : next;
  // An earlier try may have reached Discord though this one did not.
  await postponeDelivery(db, delivery.id, {
    tryAfter: until,
    reason,
    reached: reached || delivery.attempted_at !== null,
  });
  log.warn({ ...ids(delivery), reason, until: new Date(until).toISOString() }, 'post to be tried again');
  return { kind: 'postponed', reason, until };
}

/** How late a post of a digest may be, in milliseconds. */
function patienceWith({ catch_up_minutes }: StoredDigest): number {
  return Math.max(catch_up_minutes * 60_000, onTime);
}

async function sent(
  edges: Edges,
  delivery: DeliveryRow,
  digest: StoredDigest,
  messageId: string,
  signal: AbortSignal,
): Promise<Outcome> {
  // Recorded before it is published: a post that is there must never be sent again.
  const reason = digest.publish ? toPublish : null;
  await end(edges, delivery, { status: 'sent', messageId, reason }).catch((error) => {
    throw new UnrecordedPost(messageId, reason, { cause: error });
  });
  const unpublished = digest.publish ? await publish(edges, { ...delivery, message_id: messageId }, signal) : undefined;
  return { kind: 'sent', messageId, ...(unpublished === undefined ? {} : { unpublished }) };
}

async function pause({ db, log, paused }: Edges, digest: StoredDigest, why: 'permission' | 'gone'): Promise<void> {
  if (!(await pauseDigest(db, digest.id, why))) return;
  log.warn({ guildId: digest.guild_id, digest: digest.number, channelId: digest.channel_id, why }, 'digest paused');
  paused();
}

async function end({ db, now, log }: Edges, delivery: DeliveryRow, ended: DeliveryEnd): Promise<Outcome> {
  await finishDelivery(db, delivery.id, ended, now());
  const { status, reason = null, messageId = '' } = ended;
  const level = status === 'failed' || status === 'missed' ? 'warn' : 'info';
  log[level]({ ...ids(delivery), status, reason, messageId }, 'delivery ended');
  if (status === 'sent') return { kind: 'sent', messageId };
  return status === 'failed' ? { kind: 'failed', reason: reason ?? '' } : { kind: 'skipped' };
}

function ids({ id, digest_id, slot, channel_id }: DeliveryRow) {
  return { delivery: id, digest: digest_id, slot: new Date(slot).toISOString(), channelId: channel_id };
}
