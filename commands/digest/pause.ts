import type { CommandRequest, Context, Reply } from '../../src/command.ts';
import { changeDigest, removeDigest } from '../../src/store/digests.ts';
import { digestDetailsMessage } from '../../src/view/digests.ts';
import { chosenDigest, guildOf } from './chosen.ts';
import { detailsOf, shown } from './details.ts';
import { firstSlot } from './schedule.ts';

/** Stops a digest until it is resumed. */
export async function pause(request: CommandRequest, context: Context): Promise<Reply> {
  const { number } = await chosenDigest(request, context);
  await changeDigest(context.db, guildOf(request), number, { paused: 'moderator', next_slot: null });
  return shown('paused', number, request, context, []);
}

/** Lets a digest post again, from its next time on. */
export async function resume(request: CommandRequest, context: Context): Promise<Reply> {
  const { number, cron, zone, paused } = await chosenDigest(request, context);
  if (paused !== null)
    await changeDigest(context.db, guildOf(request), number, {
      paused: null,
      next_slot: firstSlot(cron, zone, context.now()),
      alert_due: 0,
    });
  return shown('resumed', number, request, context);
}

/** Removes a digest for good. */
export async function remove(request: CommandRequest, context: Context): Promise<Reply> {
  const digest = await chosenDigest(request, context);
  await removeDigest(context.db, guildOf(request), digest.number, context.now());
  return {
    message: digestDetailsMessage('removed', detailsOf(digest, context), [], request.language),
    ephemeral: true,
  };
}
