import type { Logger } from 'pino';
import type { Library } from '../briefing/library.ts';
import { type Depth, depths } from '../briefing/schema.ts';
import type { Database } from '../store/database.ts';
import {
  beginAttempt,
  type DeliveryEnd,
  finishDelivery,
  forgetAttempt,
  hasLaterPending,
  pendingDelivery,
  postedVersions,
  postponeDelivery,
} from '../store/deliveries.ts';
import { digestById, pauseDigest, type StoredDigest } from '../store/digests.ts';
import type { DeliveryRow } from '../store/schema.ts';
import { language } from '../text/language.ts';
import type { Message } from '../view/card.ts';
import { type Composed, composeDigest, type DigestContent, type WhenEmpty, whenEmptyChoices } from './compose.ts';
import { marked, markerOf } from './marker.ts';

/**
 * What Discord said to a request. `reached` is false where it surely has not had it; `retryAfter`, in milliseconds, is how long it wants
 * to be left alone.
 */
export type PostResult =
  | { readonly kind: 'sent'; readonly messageId: string }
  | { readonly kind: 'refused'; readonly reason: 'permission' | 'gone' | 'bad-request'; readonly message: string }
  | { readonly kind: 'temporary'; readonly reached: boolean; readonly message: string; readonly retryAfter?: number };

/** What a channel's history says of a post; `unreadable` if the bot may not read it. */
export type FindResult = PostResult | { readonly kind: 'absent' } | { readonly kind: 'unreadable' };

/** A message that Discord takes once: a second one of the same nonce gives back the first (https://docs.discord.com/developers/resources/message#create-message). */
export type Post = Message & { readonly nonce: string; readonly enforce_nonce: true };

/** Which post to look for: in a channel, by the component id that marks it, no older than `since`, in milliseconds since 1970. */
export type WantedPost = {
  readonly guildId: string;
  readonly channelId: string;
  readonly marker: number;
  readonly since: number;
};

/** What posting needs of the world outside. */
export type Edges = {
  readonly db: Database;
  readonly library: Library;
  readonly now: () => number;
  readonly log: Logger;
  readonly post: (channelId: string, post: Post, signal: AbortSignal) => Promise<PostResult>;
  readonly publish: (channelId: string, messageId: string, signal: AbortSignal) => Promise<PostResult>;
  readonly find: (wanted: WantedPost, signal: AbortSignal) => Promise<FindResult>;
  /** Called when a digest was paused since it cannot be posted. */
  readonly paused: () => void;
};

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
  constructor(messageId: string, options: ErrorOptions) {
    super('a post was sent and could not be recorded', options);
    this.messageId = messageId;
  }
}

/** For how long, in milliseconds, Discord surely knows a nonce again; its documentation says "the past few minutes". */
const nonceWindow = 120_000;
/** For so long, in milliseconds, a post may take that is on time, whatever the catch-up: many may be due at once. */
const onTime = 120_000;
/** The longest pause before another try, in milliseconds. */
export const longestPause = 300_000;

/** Up to 25 characters, Discord's limit; the same for the same digest and slot. */
export function nonceOf({ digest_id, slot }: Pick<DeliveryRow, 'digest_id' | 'slot'>): string {
  return `${digest_id.toString(36)}-${slot.toString(36)}`;
}

/** How long to wait before another try, in milliseconds: twice as long each time, and up to half less, so that not all come at once. */
export function pauseBefore(attempt: number, random = Math.random()): number {
  return Math.round(Math.min(2_000 * 2 ** (attempt - 1), longestPause) * (1 - random / 2));
}

/** What a digest tells, as it is stored. */
export function contentOf({ topic, depth, mention_role_id, when_empty, zone }: StoredDigest): DigestContent {
  return {
    topic,
    depth: depths.find((known): known is Depth => known === depth) ?? 'brief',
    mentionRoleId: mention_role_id,
    whenEmpty: whenEmptyChoices.find((known): known is WhenEmpty => known === when_empty) ?? 'skip',
    timezone: zone,
  };
}

/** What a digest would post in a channel now. */
export async function composeNow(
  { db, library, now }: Pick<Edges, 'db' | 'library' | 'now'>,
  digest: StoredDigest,
  channelId = digest.channel_id,
): Promise<Composed> {
  const posted = await postedVersions(db, channelId);
  const at = Temporal.Instant.fromEpochMilliseconds(now());
  return composeDigest(contentOf(digest), posted, library, at, language());
}

/**
 * Posts a delivery, if it is still pending, and records what became of it; what it carries is recorded before it is sent. `asked` if a
 * moderator wants it now, though the digest may be paused.
 */
export async function deliver(edges: Edges, id: number, signal: AbortSignal, asked = false): Promise<Outcome> {
  const { db, now } = edges;
  const delivery = await pendingDelivery(db, id);
  if (!delivery) return { kind: 'skipped' };
  const digest = await digestById(db, delivery.digest_id);
  const unwanted = await whyNot(edges, delivery, digest, asked);
  const { attempted_at } = delivery;
  const age = attempted_at === null ? 0 : now() - attempted_at;
  // Within its window the nonce sees to it that there is one post; but only a post that is still wanted is sent again.
  if (attempted_at !== null && (unwanted || age < 0 || age > nonceWindow)) {
    const { guild_id: guildId } = digest;
    const { channel_id: channelId } = delivery;
    // A clock that was set back says nothing of how long ago it was.
    const since = Math.min(attempted_at, now());
    const found = await edges.find({ guildId, channelId, marker: markerOf(delivery), since }, signal);
    if (found.kind === 'unreadable') return end(edges, delivery, { status: 'failed', reason: 'unknown' });
    // What could not be asked may still be there.
    if (found.kind === 'temporary') return postpone(edges, delivery, digest, { ...found, reached: true });
    if (found.kind === 'refused' && unwanted) return end(edges, delivery, unwanted);
    if (found.kind !== 'absent') return conclude(edges, delivery, digest, found, signal);
    await forgetAttempt(db, id);
  }
  return unwanted ? end(edges, delivery, unwanted) : send(edges, delivery, digest, signal);
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

async function send(edges: Edges, delivery: DeliveryRow, digest: StoredDigest, signal: AbortSignal): Promise<Outcome> {
  const { db, now, post } = edges;
  const { id, channel_id } = delivery;
  const composed = await composeNow(edges, digest, channel_id);
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
  const next = now() + Math.max(pauseBefore(Math.max(delivery.attempts, 1)), retryAfter);
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
  await end(edges, delivery, { status: 'sent', messageId }).catch((error) => {
    throw new UnrecordedPost(messageId, { cause: error });
  });
  if (!digest.publish) return { kind: 'sent', messageId };
  const published = await edges.publish(delivery.channel_id, messageId, signal);
  if (published.kind === 'sent') return { kind: 'sent', messageId };
  await finishDelivery(edges.db, delivery.id, { status: 'sent', reason: published.message }, edges.now());
  edges.log.warn({ ...ids(delivery), reason: published.message }, 'post could not be published');
  return { kind: 'sent', messageId, unpublished: published.message };
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
