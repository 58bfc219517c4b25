import { finishDelivery, postponeDelivery } from '../../store/attempts.ts';
import { postponeEdit } from '../../store/edits.ts';
import { unpublishedPost } from '../../store/publishing.ts';
import { type EditEdges, editPost } from '../correct/edit-post.ts';
import type { Edges } from '../edges.ts';
import { deliver } from './attempt.ts';
import { type Outcome, UnrecordedPost } from './outcome.ts';
import { publish } from './publish.ts';

/** Tries one thing each, by its id; whatever fails is tried again later, and none of them rejects. */
export type Attempts = {
  post(id: number, signal: AbortSignal, whose?: 'ours'): Promise<Outcome>;
  edit(id: number, signal: AbortSignal): Promise<void>;
  /** Publishes a post that could not be when it was made, or that the bot was stopped before. */
  publish(id: number, signal: AbortSignal): Promise<void>;
};

/**
 * What is to be known of the database by the attempts: that it served one, or with an error that it did not and is to
 * be left alone.
 */
export type DatabaseWatch = { readonly served: () => void; readonly failed: (error: unknown) => void };

// After a failure of our own, in milliseconds.
const failurePause = 30_000;

export function createAttempts(
  edges: Edges & EditEdges,
  isClockRight: () => Promise<boolean>,
  { served, failed }: DatabaseWatch,
): Attempts {
  const { db, now, log } = edges;
  // Posts that were sent and could not be recorded, by delivery.
  const unrecorded = new Map<number, UnrecordedPost>();

  /**
   * All of them and not only the one that is tried: another worker may have found one in its channel, and it never
   * comes here again.
   */
  async function recordSent(tried: number): Promise<void> {
    for (const [id, { messageId, reason }] of unrecorded) {
      try {
        await finishDelivery(db, { id }, { status: 'sent', messageId, reason }, now());
        unrecorded.delete(id);
      } catch (error) {
        // The others do not wait for one.
        if (id === tried) throw error;
        log.error({ err: error, deliveryId: id }, 'delivery failed');
      }
    }
  }

  return {
    async post(id, signal, whose) {
      try {
        if (!(await isClockRight())) return { kind: 'wrong-clock' };
        await recordSent(id);
        const outcome = await deliver(edges, id, signal, whose);
        served();
        return outcome;
      } catch (error) {
        log.error({ err: error, deliveryId: id }, 'delivery failed');
        if (error instanceof UnrecordedPost) unrecorded.set(id, error);
        const [reason, until] = [messageOf(error), now() + failurePause];
        await postponeDelivery(db, { id }, { tryAfter: until, reason, reached: true }).catch(failed);
        return { kind: 'postponed', reason, until };
      }
    },
    async edit(id, signal) {
      try {
        await editPost(edges, id, signal);
        served();
      } catch (error) {
        log.error({ err: error, editId: id }, 'edit failed');
        await postponeEdit(db, id, { tryAfter: now() + failurePause, reason: messageOf(error) }).catch(failed);
      }
    },
    async publish(id, signal) {
      try {
        const post = await unpublishedPost(db, id, now());
        if (post) await publish(edges, post, signal);
      } catch (error) {
        log.error({ err: error, deliveryId: id }, 'publishing failed');
        failed(error);
      }
    },
  };
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
