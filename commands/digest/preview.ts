import type { CommandRequest, Context, Reply, Request } from '../../src/command/command.ts';
import { composeNow } from '../../src/digest/compose/compose.ts';
import type { StoredDigest } from '../../src/store/digests.ts';
import type { Language } from '../../src/text/language.ts';
import { button, type Message, message, row, withNotice } from '../../src/view/card.ts';
import { backToDigest } from '../../src/view/digest-details.ts';
import { digestNotice } from '../../src/view/digest-notice.ts';
import { accessWarnings } from './access-warnings.ts';
import { requireReadable } from './digest-schedule.ts';
import { digestFromOption, requireDigest } from './require-digest.ts';

/** `/digest preview`: shows what a digest would post now. @throws {UserError} */
export async function preview(request: CommandRequest, context: Context): Promise<Reply> {
  const { number } = await digestFromOption(request, context);
  return { message: await previewMessage(number, request, context), ephemeral: true };
}

/**
 * What a digest would post now, to be shown to a moderator, under what is in the way of that as far as there is room; it
 * pings nobody. @throws {UserError}
 */
export async function previewMessage(number: number, request: Request, context: Context): Promise<Message> {
  const digest = requireReadable(await requireDigest(number, request, context));
  const [composed, warnings] = await Promise.all([
    composeNow(context, digest),
    accessWarnings(digest, request, context),
  ]);
  const { language } = request;
  const shown = composed.kind === 'message' ? withWayBack(composed.message, number, language) : empty(digest, language);
  return (warnings.length > 0 && withNotice(shown, warnings.join('\n'))) || shown;
}

function withWayBack({ components }: Message, number: number, language: Language): Message {
  return message([...components, row([button(backToDigest(number, language))])]);
}

function empty({ number, channelId: channel }: StoredDigest, language: Language): Message {
  const { t } = language;
  const actions = [backToDigest(number, language)];
  return digestNotice(t('digest:previewTitle', { number }), t('digest:previewEmpty', { channel }), language, {
    actions,
  });
}
