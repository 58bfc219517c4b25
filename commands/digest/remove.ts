import type { CommandRequest, Context, Reply } from '../../src/command/command.ts';
import { digestDetailsMessage } from '../../src/view/digest-details.ts';
import { digestDetails } from './digest-details.ts';
import { digestFromOption } from './require-digest.ts';
import { updateCurrentDigest } from './update-digest.ts';

/** `/digest remove`: removes a digest for good; what became of its slots is kept. @throws {UserError} */
export async function remove(request: CommandRequest, context: Context): Promise<Reply> {
  const digest = await digestFromOption(request, context);
  await updateCurrentDigest(digest.number, request, context, () => ({ removedAt: context.now(), nextSlot: null }));
  return {
    message: digestDetailsMessage('removed', digestDetails(digest, context), [], request.language),
    ephemeral: true,
  };
}
