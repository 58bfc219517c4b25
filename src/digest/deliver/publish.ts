import {
  hasLaterPost,
  holdPublishing,
  postponePublishing,
  publishingHeldUntil,
  recordPublished,
  recordUnpublished,
} from '../../store/deliveries/publishing.ts';
import type { DeliveryRow } from '../../store/schema.ts';
import { giveUpAfterMs, maxBackoffMs } from '../backoff.ts';
import type { Edges, Refusal, TemporaryFailure } from '../edges.ts';

type PublishEdges = Pick<Edges, 'db' | 'now' | 'log' | 'publish' | 'onRetry'>;

/** The post to publish; it was sent at `sentAt`, in milliseconds since 1970. */
type PostToPublish = Pick<DeliveryRow, 'id' | 'digestId' | 'channelId' | 'slot' | 'messageId' | 'reason'> & {
  readonly sentAt: number;
};

/** A post that is not published: it has its turn at an instant, or Discord or the network said why not. */
export type Unpublished =
  | { readonly kind: 'later'; readonly turnAt: number }
  | { readonly kind: 'failed'; readonly reason: string };

/**
 * Publishes a post to the servers that follow its announcement channel, and records what became of it. If that cannot
 * be recorded, it is published again later; Discord answers then that it has been. It is tried for a day. Discord lets
 * ten posts an hour be published in a channel: one beyond that has its turn later, unless the next one of its digest is
 * there by then.
 * @returns undefined if it is published.
 */
export async function publishPost(
  edges: PublishEdges,
  post: PostToPublish,
  signal: AbortSignal,
): Promise<Unpublished | undefined> {
  const { db, now, log, publish, onRetry } = edges;
  const { id, channelId, sentAt } = post;
  if (post.reason === 'publish-limit' && (await hasLaterPost(db, post))) return giveUpByLimit(edges, post);
  const heldUntil = await publishingHeldUntil(db, channelId, now());
  if (heldUntil !== undefined) return waitForTurn(edges, post, heldUntil);
  const result = await publish(channelId, post.messageId ?? '', signal);
  if (result.kind === 'sent') {
    await recordPublished(db, id);
    return undefined;
  }
  if (result.kind === 'temporary' && result.isRateLimit)
    return waitForTurn(edges, post, now() + Math.max(result.retryAfter ?? 0, shortestWaitMs));
  const until = now() + retryDelayMs(result);
  if (until < sentAt + giveUpAfterMs) {
    await postponePublishing(db, id, until);
    onRetry?.('publishing');
  } else await recordUnpublished(db, id, { reason: null, detail: result.message });
  log.warn({ ...logIds(post), reason: result.message }, 'post could not be published');
  return { kind: 'failed', reason: result.message };
}

const shortestWaitMs = 1_000;

/** Lets a post, and the others of its channel that wait, be published at an instant. */
async function waitForTurn(edges: PublishEdges, post: PostToPublish, turnAt: number): Promise<Unpublished> {
  if (turnAt >= post.sentAt + giveUpAfterMs) return giveUpByLimit(edges, post);
  await holdPublishing(edges.db, post, turnAt);
  edges.onRetry?.('publishing');
  edges.log.info({ ...logIds(post), turnAt: new Date(turnAt).toISOString() }, 'post to be published later');
  return { kind: 'later', turnAt };
}

async function giveUpByLimit({ db, log }: PublishEdges, post: PostToPublish): Promise<Unpublished> {
  await recordUnpublished(db, post.id, { reason: 'publish-limit', detail: null });
  const reason = 'publish-limit';
  log.warn({ ...logIds(post), reason }, 'post could not be published');
  return { kind: 'failed', reason };
}

function logIds({ id: deliveryId, digestId, channelId }: PostToPublish) {
  return { deliveryId, digestId, channelId };
}

/** A person may give the permission back; each try without it counts as an invalid request. */
const permissionRetryDelayMs = 60 * 60_000;

/** After how long publishing may be tried again, in milliseconds. */
function retryDelayMs(failure: Refusal | TemporaryFailure): number {
  if (failure.kind === 'temporary') return Math.max(maxBackoffMs, failure.retryAfter ?? 0);
  return failure.reason === 'permission' ? permissionRetryDelayMs : Number.POSITIVE_INFINITY;
}
