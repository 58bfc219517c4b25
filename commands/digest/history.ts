import { messageLink } from 'discord.js';
import type { CommandRequest, Context, Reply, Request } from '../../src/command/command.ts';
import { deliveryHistory, type HistoryRow } from '../../src/store/deliveries/history.ts';
import type { StoredDigest } from '../../src/store/digests.ts';
import type { Message } from '../../src/view/card.ts';
import { backToDigest, undoRemoval, unreadableText } from '../../src/view/digest-details.ts';
import { type HistoryEntry, historyMessage, historyPageSize } from '../../src/view/digest-history.ts';
import { digestNotice } from '../../src/view/digest-notice.ts';
import type { Action } from '../../src/view/pages.ts';
import { digestDetails } from './digest-details.ts';
import { nextPosts } from './digest-schedule.ts';
import { canComeBack, requireRecorded } from './require-digest.ts';

/** `/digest history`: shows what became of each slot of a digest, even of one that was removed. @throws {UserError} */
export async function history(request: CommandRequest, context: Context): Promise<Reply> {
  return { message: await historyPage(request.options.integer('digest') ?? 0, 0, request, context), ephemeral: true };
}

/** A page of what became of the slots, newest first; past the last page it is the last one. @throws {UserError} */
export async function historyPage(number: number, page: number, request: Request, context: Context): Promise<Message> {
  const { language } = request;
  const digest = await requireRecorded(number, request, context);
  const { rows, total } = await deliveryHistory(context.db, digest.id, {
    limit: historyPageSize,
    offset: page * historyPageSize,
  });
  if (total === 0) return noHistory(digest, request, context);
  const pages = Math.ceil(total / historyPageSize);
  if (page >= pages) return historyPage(number, pages - 1, request, context);
  return historyMessage(
    { number, removedAt: digest.removedAt },
    rows.map((row) => entryOf(row, digest)),
    { page, pages },
    wayBack(digest, request, context),
    language,
  );
}

/** To the digest; of one that was removed, to its return while it can come back. */
function wayBack(digest: StoredDigest, { language }: Request, { now }: Context): Action | undefined {
  const { number, removedAt } = digest;
  if (removedAt === null) return backToDigest(number, language);
  return canComeBack(digest, now()) ? undoRemoval(number, language) : undefined;
}

function noHistory(digest: StoredDigest, request: Request, context: Context): Message {
  const { language } = request;
  const { t } = language;
  const back = wayBack(digest, request, context);
  return digestNotice(t('digest:history.title', { number: digest.number }), noneText(), language, {
    actions: back ? [back] : [],
  });

  function noneText(): string {
    const { number, removedAt } = digest;
    if (removedAt !== null) return t('digest:history.noneRemoved', { at: Math.floor(removedAt / 1000) });
    const unreadable = unreadableText(digestDetails(digest, language, context), language);
    if (unreadable !== undefined) return unreadable;
    const [at] = nextPosts(digest, context);
    return at === undefined ? t('digest:history.nonePaused') : t('digest:history.none', { at, number });
  }
}

/** The newest slot of a digest; undefined if none has come due. */
export async function lastEntry(digest: StoredDigest, { db }: Context): Promise<HistoryEntry | undefined> {
  const { rows } = await deliveryHistory(db, digest.id, { limit: 1, offset: 0 });
  return rows.map((row) => entryOf(row, digest))[0];
}

function entryOf(row: HistoryRow, { guildId }: StoredDigest): HistoryEntry {
  const { slot, status, reason, detail, publishing, attempts, channelId, messageId, tryAfter, finishedAt, edit } = row;
  return {
    slot,
    status,
    reason,
    detail,
    publishing,
    attempts,
    link: messageId === null ? undefined : messageLink(channelId, messageId, guildId),
    tryAfter,
    finishedAt,
    edit,
  };
}
