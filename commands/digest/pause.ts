import type { CommandRequest, Context, Reply } from '../../src/command/command.ts';
import { digestDetailsMessage } from '../../src/view/digest-list.ts';
import { detailsOf, shown } from './digest-details.ts';
import { firstSlot } from './digest-schedule.ts';
import { chosenDigest } from './require-digest.ts';
import { changeAsItStands } from './update-digest.ts';

/** Stops a digest until it is resumed. */
export async function pause(request: CommandRequest, context: Context): Promise<Reply> {
  const { number } = await chosenDigest(request, context);
  await changeAsItStands(number, request, context, () => ({ paused: 'moderator', nextSlot: null }));
  return shown('paused', number, request, context, []);
}

/** Lets a digest post again, from its next time on. */
export async function resume(request: CommandRequest, context: Context): Promise<Reply> {
  const { number } = await chosenDigest(request, context);
  await changeAsItStands(number, request, context, ({ cron, zone, paused }) =>
    paused === null ? {} : { paused: null, nextSlot: firstSlot(cron, zone, context.now()), alertDue: 0 },
  );
  return shown('resumed', number, request, context);
}

/** Removes a digest for good. */
export async function remove(request: CommandRequest, context: Context): Promise<Reply> {
  const digest = await chosenDigest(request, context);
  await changeAsItStands(digest.number, request, context, () => ({ removedAt: context.now(), nextSlot: null }));
  return {
    message: digestDetailsMessage('removed', detailsOf(digest, context), [], request.language),
    ephemeral: true,
  };
}
