import { finishDelivery, postponeDelivery } from '../../store/deliveries/attempts.ts';
import { unpublishedPost } from '../../store/deliveries/publishing.ts';
import { postponeEdit } from '../../store/edits.ts';
import { editPost } from '../correct/edit-post.ts';
import type { Edges } from '../edges.ts';
import { attemptDelivery } from './attempt.ts';
import { type Outcome, UnrecordedPost } from './outcome.ts';
import { publishPost } from './publish.ts';

/** Runs one job of each kind, by its id. Whatever fails is tried again later; none of them rejects. */
export type JobRunners = {
  /** Attempts a delivery; `isOwn` is an on-demand post of this process, which other processes leave alone meanwhile. */
  post(id: number, signal: AbortSignal, options?: { readonly isOwn: boolean }): Promise<Outcome>;
  /** Edits a post. */
  edit(id: number, signal: AbortSignal): Promise<void>;
  /** Publishes a post that was not published when it was sent. */
  publish(id: number, signal: AbortSignal): Promise<void>;
};

/** Told how the database serves the jobs. */
type DatabaseHealth = {
  readonly databaseWorked: () => void;
  readonly databaseFailed: (error: unknown) => void;
};

// After an error of the bot's own.
const errorRetryDelayMs = 30_000;

/** The runners of a process. */
export function createJobRunners(
  edges: Edges,
  isClockRight: () => Promise<boolean>,
  { databaseWorked, databaseFailed }: DatabaseHealth,
): JobRunners {
  const { db, now, log, onRetry } = edges;
  // Posts that were sent and could not be recorded, by delivery.
  const unrecorded = new Map<number, UnrecordedPost>();

  /**
   * Records all of them, not only the one that is attempted now: another worker may have found a post in its channel,
   * and its delivery never comes here again.
   */
  async function recordSentPosts(attempted: number): Promise<void> {
    for (const [id, { messageId, publishing }] of unrecorded) {
      try {
        await finishDelivery(db, { id }, { status: 'sent', messageId, publishing }, now());
        unrecorded.delete(id);
      } catch (error) {
        // The others do not wait for one.
        if (id === attempted) throw error;
        log.error({ err: error, deliveryId: id }, 'delivery failed');
      }
    }
  }

  return {
    async post(id, signal, { isOwn } = { isOwn: false }) {
      try {
        if (!(await isClockRight())) return { kind: 'wrong-clock' };
        await recordSentPosts(id);
        const outcome = await attemptDelivery(edges, id, signal, { isOwn });
        databaseWorked();
        return outcome;
      } catch (error) {
        log.error({ err: error, deliveryId: id }, 'delivery failed');
        if (error instanceof UnrecordedPost) unrecorded.set(id, error);
        const reason = messageOf(error);
        const until = now() + errorRetryDelayMs;
        onRetry?.('post');
        await postponeDelivery(db, { id }, { tryAfter: until, detail: reason, reached: true }).catch(databaseFailed);
        return { kind: 'postponed', reason, until };
      }
    },
    async edit(id, signal) {
      try {
        await editPost(edges, id, signal);
        databaseWorked();
      } catch (error) {
        log.error({ err: error, editId: id }, 'edit failed');
        const tryAfter = now() + errorRetryDelayMs;
        onRetry?.('edit');
        await postponeEdit(db, id, { tryAfter, detail: messageOf(error) }).catch(databaseFailed);
      }
    },
    async publish(id, signal) {
      try {
        const post = await unpublishedPost(db, id, now());
        if (post) await publishPost(edges, { ...post, sentAt: post.finishedAt ?? now() }, signal);
      } catch (error) {
        log.error({ err: error, deliveryId: id }, 'publishing failed');
        onRetry?.('publishing');
        databaseFailed(error);
      }
    },
  };
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
