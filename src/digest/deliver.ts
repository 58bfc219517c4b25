import type { Logger } from 'pino';
import type { Library } from '../briefing/library.ts';
import { type Depth, depths } from '../briefing/schema.ts';
import type { Database } from '../store/database.ts';
import {
  beginAttempt,
  type DeliveryEnd,
  finishDelivery,
  pendingDelivery,
  postedVersions,
  postponeDelivery,
} from '../store/deliveries.ts';
import { digestById, pauseDigest, type StoredDigest } from '../store/digests.ts';
import type { DeliveryRow } from '../store/schema.ts';
import { language } from '../text/language.ts';
import type { Message } from '../view/card.ts';
import { type Composed, composeDigest, type DigestContent, type WhenEmpty, whenEmptyChoices } from './compose.ts';

/** What Discord said to a post; `reached` is false where it surely does not have it. */
export type PostResult =
  | { readonly kind: 'sent'; readonly messageId: string }
  | { readonly kind: 'refused'; readonly reason: 'permission' | 'gone' | 'bad-request'; readonly message: string }
  | { readonly kind: 'temporary'; readonly reached: boolean; readonly message: string };

/** A message that Discord takes once: a second one of the same nonce gives back the first (https://docs.discord.com/developers/resources/message#create-message). */
export type Post = Message & { readonly nonce: string; readonly enforce_nonce: true };

/** What posting needs of the world outside; `tell` says to the moderators that a digest is paused. */
export type Edges = {
  readonly db: Database;
  readonly library: Library;
  readonly now: () => number;
  readonly log: Logger;
  readonly post: (channelId: string, post: Post, signal: AbortSignal) => Promise<PostResult>;
  readonly publish: (channelId: string, messageId: string) => Promise<PostResult>;
  readonly tell: (digest: StoredDigest, why: 'permission' | 'gone') => Promise<void>;
};

/** What became of a delivery: posted, nothing new to post, not to be posted, or not yet posted. */
export type Outcome =
  | { readonly kind: 'sent'; readonly messageId: string; readonly unpublished?: string }
  | { readonly kind: 'skipped' }
  | { readonly kind: 'failed'; readonly reason: string }
  | { readonly kind: 'postponed'; readonly reason: string; readonly until: number }
  /** The bot is being stopped; the post is made good at the next start. */
  | { readonly kind: 'interrupted' };

/** For how long, in milliseconds, Discord surely knows a nonce again; its documentation says "the past few minutes". */
const nonceWindow = 120_000;

/** Up to 25 characters, Discord's limit; the same for the same digest and slot. */
export function nonceOf({ digest_id, slot }: Pick<DeliveryRow, 'digest_id' | 'slot'>): string {
  return `${digest_id.toString(36)}-${slot.toString(36)}`;
}

/** How long to wait before another try, in milliseconds. */
export function pauseBefore(attempt: number): number {
  return Math.min(2_000 * 2 ** (attempt - 1), 300_000);
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

/** Posts a delivery, if it is still pending, and records what became of it; what it carries is recorded before it is sent. */
export async function deliver(edges: Edges, id: number, signal: AbortSignal): Promise<Outcome> {
  const { db, now, post } = edges;
  const delivery = await pendingDelivery(db, id);
  if (!delivery) return { kind: 'skipped' };
  const { channel_id, attempted_at, slot } = delivery;
  const digest = await digestById(db, delivery.digest_id);
  if (!digest) return end(edges, delivery, { status: 'skipped', reason: 'removed' });
  if (attempted_at !== null && now() - attempted_at > nonceWindow)
    return end(edges, delivery, { status: 'failed', reason: 'unknown' });
  const composed = await composeNow(edges, digest, channel_id);
  if (composed.kind === 'empty') return end(edges, delivery, { status: 'skipped', reason: 'nothing-new' });
  const { message, carries, content } = composed;
  await beginAttempt(db, id, { carries, content: JSON.stringify(content) }, now());
  const result = await post(channel_id, { ...message, nonce: nonceOf(delivery), enforce_nonce: true }, signal);
  switch (result.kind) {
    case 'sent':
      return sent(edges, delivery, digest, result.messageId);
    case 'refused':
      if (result.reason !== 'bad-request') await pause(edges, digest, result.reason);
      return end(edges, delivery, { status: 'failed', reason: result.message });
    case 'temporary': {
      const until = now() + pauseBefore(delivery.attempts + 1);
      if (until > slot + digest.catch_up_minutes * 60_000 && until > slot + nonceWindow)
        return end(edges, delivery, { status: 'failed', reason: result.message });
      await postponeDelivery(db, id, { tryAfter: until, reason: result.message, reached: result.reached });
      edges.log.warn({ ...ids(delivery), reason: result.message, until }, 'post to be tried again');
      return { kind: 'postponed', reason: result.message, until };
    }
  }
}

async function sent(edges: Edges, delivery: DeliveryRow, digest: StoredDigest, messageId: string): Promise<Outcome> {
  // Recorded before it is published: a post that is there must never be sent again.
  await end(edges, delivery, { status: 'sent', messageId });
  if (!digest.publish) return { kind: 'sent', messageId };
  const published = await edges.publish(delivery.channel_id, messageId);
  if (published.kind === 'sent') return { kind: 'sent', messageId };
  await finishDelivery(edges.db, delivery.id, { status: 'sent', reason: published.message }, edges.now());
  edges.log.warn({ ...ids(delivery), reason: published.message }, 'post could not be published');
  return { kind: 'sent', messageId, unpublished: published.message };
}

async function pause(edges: Edges, digest: StoredDigest, why: 'permission' | 'gone'): Promise<void> {
  const { db, log, tell } = edges;
  if (!(await pauseDigest(db, digest.id, why))) return;
  log.warn({ guildId: digest.guild_id, digest: digest.number, channelId: digest.channel_id, why }, 'digest paused');
  await tell(digest, why);
}

async function end({ db, now, log }: Edges, delivery: DeliveryRow, ended: DeliveryEnd): Promise<Outcome> {
  await finishDelivery(db, delivery.id, ended, now());
  const { status, reason = null, messageId = '' } = ended;
  const level = status === 'failed' ? 'warn' : 'info';
  log[level]({ ...ids(delivery), status, reason, messageId }, 'delivery ended');
  if (status === 'sent') return { kind: 'sent', messageId };
  return status === 'failed' ? { kind: 'failed', reason: reason ?? '' } : { kind: 'skipped' };
}

function ids({ id, digest_id, slot, channel_id }: DeliveryRow) {
  return { delivery: id, digest: digest_id, slot: new Date(slot).toISOString(), channelId: channel_id };
}
