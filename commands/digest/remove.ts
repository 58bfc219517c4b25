import type { CommandRequest, Context, Reply, Request } from '../../src/command/command.ts';
import { restoreDigest } from '../../src/store/digests.ts';
import { UserError } from '../../src/text/user-error.ts';
import type { Message } from '../../src/view/card.ts';
import { type DigestNotes, removalMessage, removalQuestion } from '../../src/view/digest-details.ts';
import { accessWarnings } from './access-warnings.ts';
import { detailsReply, digestDetails } from './digest-details.ts';
import { firstSlot } from './digest-schedule.ts';
import { canComeBack, requireDigest, requireRecorded, undoUntil } from './require-digest.ts';
import { updateCurrentDigest } from './update-digest.ts';

/**
 * `/digest remove`: asks whether a digest is to be removed; of one that just was, it offers to undo that.
 * @throws {UserError}
 */
export async function remove(request: CommandRequest, context: Context): Promise<Reply> {
  const { language } = request;
  const number = request.options.integer('digest') ?? 0;
  const recorded = await requireRecorded(number, request, context);
  if (recorded.removedAt !== null && canComeBack(recorded, context.now()))
    return { message: removalMessage(number, undoUntil(recorded.removedAt), language), ephemeral: true };
  const digest = await requireDigest(number, request, context);
  return { message: removalQuestion(digestDetails(digest, language, context), language), ephemeral: true };
}

/** Removes a digest; it can come back for a while, and what became of its slots is kept. @throws {UserError} */
export async function removeNow(number: number, request: Request, context: Context): Promise<Message> {
  const removedAt = context.now();
  await updateCurrentDigest(number, request, context, () => ({ removedAt, nextSlot: null }));
  return removalMessage(number, undoUntil(removedAt), request.language);
}

/** Brings back a digest that was just removed. What came due meanwhile is posted as after downtime. @throws {UserError} */
export async function restore(number: number, request: Request, context: Context): Promise<Message> {
  const removed = await requireRecorded(number, request, context);
  let notes: DigestNotes | undefined;
  const { removedAt, cron, zone, paused } = removed;
  if (removedAt !== null) {
    if (!canComeBack(removed, context.now())) throw new UserError('digest:removal.tooLate', { number });
    notes = { warnings: await accessWarnings(removed, request, context) };
    await restoreDigest(context.db, removed, paused === null ? firstSlot(cron, zone, removedAt) : null);
  }
  return (await detailsReply('restored', number, request, context, notes)).message;
}
