import type { CommandRequest, Context, Reply } from '../../src/command/command.ts';
import type { DigestChange } from '../../src/view/digest-details.ts';
import { detailsReply } from './digest-details.ts';
import { digestFromOption } from './require-digest.ts';
import { updateCurrentDigest } from './update-digest.ts';

/** `/digest pause`: stops a digest until it is resumed. @throws {UserError} */
export async function pause(request: CommandRequest, context: Context): Promise<Reply> {
  const { number } = await digestFromOption(request, context);
  let change: DigestChange = 'paused';
  await updateCurrentDigest(number, request, context, ({ paused }) => {
    if (paused === 'moderator') change = 'pausedBefore';
    return { paused: 'moderator', nextSlot: null };
  });
  return detailsReply(change, number, request, context, { warnings: [] });
}
