import {
  type EditEnd,
  finishEdit,
  type PendingEdit,
  pendingEdit,
  postponeEdit,
  postToEdit,
} from '../../store/edits.ts';
import { language } from '../../text/language.ts';
import { backoffMs, giveUpAfterMs } from '../backoff.ts';
import { type PostContent, postContent } from '../compose/compose.ts';
import { withMarker } from '../delivery-ids.ts';
import type { Edges, PostResult, Refusal } from '../edges.ts';
import { isBehind, remakePost, shownBy } from './remake-post.ts';

/** What editing needs of the world outside. */
export type EditEdges = Pick<Edges, 'db' | 'worker' | 'library' | 'now' | 'log' | 'edit' | 'onRetry'>;

/** What became of an edit: made, not pending any more, given up, or put off. */
export type EditOutcome =
  | { readonly kind: 'sent' }
  | { readonly kind: 'skipped' }
  | { readonly kind: 'failed'; readonly reason: string }
  | { readonly kind: 'postponed'; readonly reason: string; readonly until: number };

// The bot may have been down for most of the time after which an edit is given up.
const minAttempts = 10;
// A wrong post must not stay because a permission was lost for a while, or because its thread is closed, which the next
// post may open again: it is tried once a day or an hour, for a month.
const personRetryDelayMs: Partial<Record<Refusal['reason'], number>> = {
  permission: 24 * 60 * 60_000,
  closed: 60 * 60_000,
};
const personGiveUpAfterMs = 30 * 24 * 60 * 60_000;

/**
 * Makes an edit, if it is still pending, and records what became of it. If the process dies before that, the edit is
 * simply made again: the same message in the same place changes nothing.
 * @throws {DatabaseError} if the database cannot be used.
 */
export async function editPost(edges: EditEdges, id: number, signal: AbortSignal): Promise<EditOutcome> {
  const { db, worker, library, now, edit, onRetry } = edges;
  const pending = await pendingEdit(db, id, now());
  if (!pending) return { kind: 'skipped' };
  const post = await postToEdit(db, pending.deliveryId);
  if (!post) return end(edges, pending, { status: 'failed', reason: 'not-posted', shows: [] });
  const content = readContent(post.content);
  if (!content) {
    const shows = shownBy(library, post.carried, now());
    return end(edges, pending, { status: 'failed', reason: 'unreadable', shows });
  }
  const { message, shows } = remakePost(content, post.carried, library, now(), language(content.language));
  const result =
    worker !== undefined && isBehind(post.carried, library) && pending.attempts + 1 < minAttempts
      ? olderContent
      : await edit(post.channelId, post.messageId, withMarker(message, post), signal);
  switch (result.kind) {
    case 'sent':
      return end(edges, pending, { status: 'sent', shows });
    case 'refused':
      if (personRetryDelayMs[result.reason] !== undefined && now() < pending.createdAt + personGiveUpAfterMs) {
        const until = now() + (personRetryDelayMs[result.reason] ?? 0);
        await postponeEdit(db, id, { tryAfter: until, detail: result.message });
        onRetry?.('edit');
        return { kind: 'postponed', reason: result.message, until };
      }
      return end(edges, pending, { status: 'failed', reason: 'error', detail: result.message, shows });
    case 'temporary': {
      const attempts = pending.attempts + 1;
      const until = now() + Math.max(backoffMs(attempts), result.retryAfter ?? 0);
      if (until > pending.createdAt + giveUpAfterMs && attempts >= minAttempts)
        return end(edges, pending, { status: 'failed', reason: 'error', detail: result.message, shows });
      await postponeEdit(db, id, { tryAfter: until, detail: result.message });
      onRetry?.('edit');
      edges.log.warn({ ...ids(pending), reason: result.message, until }, 'edit to be tried again');
      return { kind: 'postponed', reason: result.message, until };
    }
  }
}

// A worker with newer content makes the edit. If none has done so after some attempts, it is made by what there is.
const olderContent: PostResult = { kind: 'temporary', reached: false, message: 'the post was made by later content' };

function readContent(json: string): PostContent | undefined {
  try {
    return postContent.safeParse(JSON.parse(json)).data;
  } catch {
    return undefined;
  }
}

async function end({ db, now, log }: EditEdges, edit: PendingEdit, ended: EditEnd): Promise<EditOutcome> {
  await finishEdit(db, edit, ended, now());
  const { status } = ended;
  const reason = ended.detail ?? ended.reason ?? null;
  log[status === 'failed' ? 'warn' : 'info']({ ...ids(edit), status, reason }, 'edit ended');
  return status === 'sent' ? { kind: 'sent' } : { kind: 'failed', reason: reason ?? '' };
}

function ids({ id, deliveryId, channelId }: PendingEdit) {
  return { editId: id, deliveryId, channelId };
}
