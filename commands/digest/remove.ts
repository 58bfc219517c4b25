import type { CommandRequest, Context, Reply, Request } from '../../src/command/command.ts';
import { restoreDigest } from '../../src/store/digests.ts';
import { UserError } from '../../src/text/user-error.ts';
import type { Message } from '../../src/view/card.ts';
import { removalMessage, removalQuestion } from '../../src/view/digest-details.ts';
import { accessWarnings } from './access-warnings.ts';
import { detailsReply, digestDetails } from './digest-details.ts';
import { firstSlot } from './digest-schedule.ts';
import { digestFromOption, requireRecorded } from './require-digest.ts';
import { updateCurrentDigest } from './update-digest.ts';

/** How long after it was removed a digest can come back. */
export const undoWithinMs = 10 * 60_000;

/** `/digest remove`: asks whether a digest is to be removed. @throws {UserError} */
export async function remove(request: CommandRequest, context: Context): Promise<Reply> {
  const digest = await digestFromOption(request, context);
  return { message: removalQuestion(digestDetails(digest, context), request.language), ephemeral: true };
}

/** Removes a digest; it can come back for a while, and what became of its slots is kept. @throws {UserError} */
export async function removeNow(number: number, request: Request, context: Context): Promise<Message> {
  const removedAt = context.now();
  await updateCurrentDigest(number, request, context, () => ({ removedAt, nextSlot: null }));
  return removalMessage(number, Math.floor((removedAt + undoWithinMs) / 1000), request.language);
}

/** Brings back a digest that was just removed. What came due meanwhile is posted as after downtime. @throws {UserError} */
export async function restore(number: number, request: Request, context: Context): Promise<Message> {
  const removed = await requireRecorded(number, request, context);
  let warnings: string[] | undefined;
  const { removedAt, cron, zone, paused } = removed;
  if (removedAt !== null) {
    if (removedAt <= context.now() - undoWithinMs) throw new UserError('digest:removal.tooLate', { number });
    warnings = await accessWarnings(removed, request, context);
    await restoreDigest(context.db, removed, paused === null ? firstSlot(cron, zone, removedAt) : null);
  }
  return (await detailsReply('restored', number, request, context, warnings)).message;
}
