import type { CommandRequest, Context, Reply, Request } from '../../src/command/command.ts';
import { composeNow } from '../../src/digest/compose/compose-now.ts';
import type { Outcome } from '../../src/digest/deliver/outcome.ts';
import type { StoredDigest } from '../../src/store/digests.ts';
import type { Message } from '../../src/view/card.ts';
import { messageLink } from '../../src/view/digest-history.ts';
import { digestNotice } from '../../src/view/digest-list.ts';
import { escapeMarkdown } from '../../src/view/markdown.ts';
import { chosenDigest, digestOf } from './require-digest.ts';

/** What a digest would post now, to be shown to a moderator; it pings nobody. */
export async function preview(number: number, request: Request, context: Context): Promise<Message> {
  const digest = await digestOf(number, request, context);
  const composed = await composeNow(context, digest);
  if (composed.kind === 'message') return { ...composed.message, allowed_mentions: { parse: [] } };
  const { t } = request.language;
  const text = t('digest:previewEmpty', { channel: digest.channelId });
  return digestNotice(t('digest:previewTitle', { number }), text, request.language);
}

/** Posts a digest now; the answer that comes first is replaced by what became of it. */
export async function send(request: CommandRequest, context: Context): Promise<Reply> {
  const { language } = request;
  const digest = await chosenDigest(request, context);
  const title = language.t('digest:sendingTitle', { number: digest.number });
  return {
    message: digestNotice(title, language.t('digest:sending', { channel: digest.channelId }), language),
    ephemeral: true,
    async later() {
      const outcome = await context.postNow(digest);
      const well = outcome.kind === 'sent' || outcome.kind === 'skipped';
      return digestNotice(title, outcomeText(outcome, digest, request), language, !well);
    },
  };
}

function outcomeText(outcome: Outcome, digest: StoredDigest, { language: { t } }: Request): string {
  const { channelId: channel, guildId: guild } = digest;
  switch (outcome.kind) {
    case 'sent': {
      const link = messageLink(guild, channel, outcome.messageId);
      return outcome.unpublished === undefined
        ? t('digest:sent', { link })
        : t('digest:sentUnpublished', { link, reason: escapeMarkdown(outcome.unpublished) });
    }
    case 'skipped':
      return t('digest:sentNothing', { channel, number: digest.number });
    case 'failed':
      return t('digest:sendFailed', { channel, reason: escapeMarkdown(outcome.reason) });
    case 'wrong-clock':
      return t('digest:sendClock', { channel });
    case 'interrupted':
      return t('digest:sendInterrupted', { channel });
    case 'postponed':
      return t('digest:sendLater', { reason: escapeMarkdown(outcome.reason) });
  }
}
