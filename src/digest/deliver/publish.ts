import { postponePublishing, recordPublishing } from '../../store/deliveries/publishing.ts';
import type { DeliveryRow } from '../../store/schema.ts';
import { giveUpAfterMs, maxBackoffMs } from '../backoff.ts';
import type { Edges, Refusal, TemporaryFailure } from '../edges.ts';

/**
 * Publishes a post to the servers that follow its announcement channel, and records what became of it. If that cannot
 * be recorded, it is published again later; Discord answers then that it has been.
 * @param sentAt when the post was sent, in milliseconds since 1970: from then on publishing is tried for a day.
 * @returns why it is not published, in Discord's or the network's words; undefined if it is.
 */
export async function publishPost(
  { db, now, log, publish, onRetry }: Pick<Edges, 'db' | 'now' | 'log' | 'publish' | 'onRetry'>,
  { id, digestId, channelId, messageId }: Pick<DeliveryRow, 'id' | 'digestId' | 'channelId' | 'messageId'>,
  sentAt: number,
  signal: AbortSignal,
): Promise<string | undefined> {
  const result = await publish(channelId, messageId ?? '', signal);
  if (result.kind === 'sent') {
    await recordPublishing(db, id, null);
    return undefined;
  }
  const until = now() + retryDelayMs(result);
  if (until < sentAt + giveUpAfterMs) {
    await postponePublishing(db, id, until);
    onRetry?.('publishing');
  } else await recordPublishing(db, id, result.message);
  log.warn({ deliveryId: id, digestId, channelId, reason: result.message }, 'post could not be published');
  return result.message;
}

/** A person may give the permission back; each try without it counts as an invalid request. */
const permissionRetryDelayMs = 60 * 60_000;

/** After how long publishing may be tried again, in milliseconds. */
function retryDelayMs(failure: Refusal | TemporaryFailure): number {
  // Discord lets about ten posts an hour be published in a channel, so it is not tried again sooner.
  if (failure.kind === 'temporary') return Math.max(maxBackoffMs, failure.retryAfter ?? 0);
  return failure.reason === 'permission' ? permissionRetryDelayMs : Number.POSITIVE_INFINITY;
}
