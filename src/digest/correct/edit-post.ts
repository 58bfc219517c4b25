import type { Library } from '../../briefing/library/library.ts';
import type { PublicationStatus } from '../../briefing/library/publication-status.ts';
import {
  type CarriedPart,
  type EditEnd,
  finishEdit,
  type PendingEdit,
  pendingEdit,
  postponeEdit,
  postToEdit,
  type Shown,
} from '../../store/edits.ts';
import { type Language, language } from '../../text/language.ts';
import type { Message } from '../../view/card.ts';
import type { DigestEntry } from '../../view/digest-entry.ts';
import { backoffMs, giveUpAfterMs } from '../backoff.ts';
import { messageOf, type PostContent, postContent } from '../compose/compose.ts';
import { withMarker } from '../delivery-ids.ts';
import type { Edges, PostResult } from '../edges.ts';
import { notices } from './find-edits.ts';

/** What editing needs of the world outside. */
export type EditEdges = Pick<Edges, 'db' | 'worker' | 'library' | 'now' | 'log' | 'edit'>;

/** What became of an edit: made, not pending any more, given up, or put off. */
export type EditOutcome =
  | { readonly kind: 'sent' }
  | { readonly kind: 'skipped' }
  | { readonly kind: 'failed'; readonly reason: string }
  | { readonly kind: 'postponed'; readonly reason: string; readonly until: number };

// The bot may have been down for most of the time after which an edit is given up.
const minAttempts = 10;
// Where the bot may not edit, it tries once a day for a month: a wrong post must not stay because a permission was lost
// for a while.
const permissionRetryDelayMs = 24 * 60 * 60_000;
const permissionGiveUpAfterMs = 30 * permissionRetryDelayMs;

/** A post as it should read now, and what it then shows. It pings nobody: the role that was pinged is only named. */
function remakePost(
  content: PostContent,
  carried: readonly CarriedPart[],
  library: Library,
  now: number,
  inLanguage: Language,
): { message: Message; shows: Shown[] } {
  const parts = partsOf(carried, library, now);
  const entries = parts.map((part) => entryOf(part, content));
  const message = messageOf(content, entries, carried.length - parts.length, inLanguage);
  return { message: { ...message, allowed_mentions: { parse: [] } }, shows: shownOf(parts) };
}

type Part = Pick<CarriedPart, 'slug' | 'version'> & {
  readonly status: PublicationStatus;
  /** The version of it that is known here. */
  readonly known: number | undefined;
};

function partsOf(carried: readonly CarriedPart[], library: Library, now: number): Part[] {
  return carried
    .filter(({ position }) => position !== null)
    .map(({ slug, version }) => ({
      slug,
      version,
      status: library.status(slug, now),
      known: library.version(slug),
    }));
}

function entryOf({ slug, version, status }: Part, { updated }: PostContent): DigestEntry {
  switch (status.kind) {
    case 'visible':
      return { kind: 'briefing', briefing: status.briefing, carried: version, updated: updated.includes(slug) };
    case 'canceled':
      return { kind: 'withdrawn', withdrawal: status.withdrawal };
    case 'hidden':
      return { kind: 'gone' };
  }
}

function shownOf(parts: readonly Part[]): Shown[] {
  return parts.map(({ slug, status, known }) => ({
    slug,
    latest: known,
    shows: status.kind === 'visible' ? status.briefing.version : notices[status.kind],
  }));
}

/**
 * Makes an edit, if it is still pending, and records what became of it. If the process dies before that, the edit is
 * simply made again: the same message in the same place changes nothing.
 * @throws {DatabaseError} if the database cannot be used.
 */
export async function editPost(edges: EditEdges, id: number, signal: AbortSignal): Promise<EditOutcome> {
  const { db, worker, library, now, edit } = edges;
  const pending = await pendingEdit(db, id, now());
  if (!pending) return { kind: 'skipped' };
  const post = await postToEdit(db, pending.deliveryId);
  if (!post) return end(edges, pending, { status: 'failed', reason: 'not-posted', shows: [] });
  const content = readContent(post.content);
  if (!content) {
    const shows = shownOf(partsOf(post.carried, library, now()));
    return end(edges, pending, { status: 'failed', reason: 'unreadable', shows });
  }
  const { message, shows } = remakePost(content, post.carried, library, now(), language());
  const result =
    worker !== undefined && isBehind(post.carried, library) && pending.attempts + 1 < minAttempts
      ? olderContent
      : await edit(post.channelId, post.messageId, withMarker(message, post), signal);
  switch (result.kind) {
    case 'sent':
      return end(edges, pending, { status: 'sent', shows });
    case 'refused':
      if (result.reason === 'permission' && now() < pending.createdAt + permissionGiveUpAfterMs) {
        const until = now() + permissionRetryDelayMs;
        await postponeEdit(db, id, { tryAfter: until, reason: result.message });
        return { kind: 'postponed', reason: result.message, until };
      }
      return end(edges, pending, { status: 'failed', reason: result.message, shows });
    case 'temporary': {
      const attempts = pending.attempts + 1;
      const until = now() + Math.max(backoffMs(attempts), result.retryAfter ?? 0);
      if (until > pending.createdAt + giveUpAfterMs && attempts >= minAttempts)
        return end(edges, pending, { status: 'failed', reason: result.message, shows });
      await postponeEdit(db, id, { tryAfter: until, reason: result.message });
      edges.log.warn({ ...ids(pending), reason: result.message, until }, 'edit to be tried again');
      return { kind: 'postponed', reason: result.message, until };
    }
  }
}

// A worker with newer content makes the edit. If none has done so after some attempts, it is made by what there is.
const olderContent: PostResult = { kind: 'temporary', reached: false, message: 'the post was made by later content' };

function isBehind(carried: readonly CarriedPart[], library: Library): boolean {
  return carried.some(({ slug, position, latest }) => position !== null && (library.version(slug) ?? 0) < latest);
}

function readContent(json: string): PostContent | undefined {
  try {
    return postContent.safeParse(JSON.parse(json)).data;
  } catch {
    return undefined;
  }
}

async function end({ db, now, log }: EditEdges, edit: PendingEdit, ended: EditEnd): Promise<EditOutcome> {
  await finishEdit(db, edit, ended, now());
  const { status, reason } = ended;
  log[status === 'failed' ? 'warn' : 'info']({ ...ids(edit), status, reason }, 'edit ended');
  return status === 'sent' ? { kind: 'sent' } : { kind: 'failed', reason: reason ?? '' };
}

function ids({ id, deliveryId, channelId }: PendingEdit) {
  return { editId: id, deliveryId, channelId };
}
