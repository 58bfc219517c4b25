import type { CommandRequest, Context, Reply } from '../../src/command/command.ts';
import { accessWarnings } from './access-warnings.ts';
import { detailsReply } from './digest-details.ts';
import { firstSlot, requireReadable } from './digest-schedule.ts';
import { digestFromOption } from './require-digest.ts';
import { updateCurrentDigest } from './update-digest.ts';

/** `/digest resume`: lets a digest post again, from its next time on. @throws {UserError} */
export async function resume(request: CommandRequest, context: Context): Promise<Reply> {
  const digest = requireReadable(await digestFromOption(request, context));
  const { number } = digest;
  const warnings = await accessWarnings(digest, request, context);
  if (digest.paused === null) return detailsReply('running', number, request, context, { warnings });
  await updateCurrentDigest(number, request, context, ({ cron, zone, paused }) =>
    paused === null ? {} : { paused: null, nextSlot: firstSlot(cron, zone, context.now()), alertDue: 0 },
  );
  return detailsReply('resumed', number, request, context, { warnings });
}
