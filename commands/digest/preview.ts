import type { CommandRequest, Context, Reply, Request } from '../../src/command/command.ts';
import { composeNow } from '../../src/digest/compose/compose.ts';
import { button, type Message, message, row } from '../../src/view/card.ts';
import { backToDigest } from '../../src/view/digest-details.ts';
import { digestNotice } from '../../src/view/digest-notice.ts';
import { requireReadable } from './digest-schedule.ts';
import { digestFromOption, requireDigest } from './require-digest.ts';

/** `/digest preview`: shows what a digest would post now. @throws {UserError} */
export async function preview(request: CommandRequest, context: Context): Promise<Reply> {
  const { number } = await digestFromOption(request, context);
  return { message: await previewMessage(number, request, context), ephemeral: true };
}

/** What a digest would post now, to be shown to a moderator; it pings nobody. @throws {UserError} */
export async function previewMessage(number: number, request: Request, context: Context): Promise<Message> {
  const digest = requireReadable(await requireDigest(number, request, context));
  const composed = await composeNow(context, digest);
  const { language } = request;
  const back = backToDigest(number, language);
  if (composed.kind === 'message') return message([...composed.message.components, row([button(back)])]);
  const { t } = language;
  const text = t('digest:previewEmpty', { channel: digest.channelId });
  return digestNotice(t('digest:previewTitle', { number }), text, language, { actions: [back] });
}
