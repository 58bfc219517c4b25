import { messageLink } from 'discord.js';
import type { CommandRequest, Context, Reply, Request } from '../../src/command/command.ts';
import type { Outcome } from '../../src/digest/deliver/outcome.ts';
import { findDigest, type StoredDigest } from '../../src/store/digests.ts';
import type { Language } from '../../src/text/language.ts';
import { backToDigest, checkButton } from '../../src/view/digest-details.ts';
import { digestNotice } from '../../src/view/digest-notice.ts';
import { escapeMarkdown } from '../../src/view/markdown.ts';
import { refusalText } from '../../src/view/refusal-text.ts';
import { requireReadable } from './digest-schedule.ts';
import { digestFromOption } from './require-digest.ts';

/** `/digest send`: posts a digest on demand; its outcome takes the place of the first answer. @throws {UserError} */
export async function send(request: CommandRequest, context: Context): Promise<Reply> {
  const { language } = request;
  const digest = requireReadable(await digestFromOption(request, context));
  const title = language.t('digest:sendingTitle', { number: digest.number });
  const back = backToDigest(digest.number, language);
  return {
    message: digestNotice(title, language.t('digest:sending', { channel: digest.channelId }), language),
    ephemeral: true,
    async replacement() {
      const outcome = await context.postNow(digest);
      const isGone = outcome.kind === 'skipped' && (await context.access(digest)) === 'gone';
      const well = outcome.kind === 'sent' || (outcome.kind === 'skipped' && !isGone);
      const paused = outcome.kind === 'failed' && (await wasPaused(digest, context));
      const texts = [
        isGone ? channelGoneText(digest, language) : outcomeText(outcome, digest, request),
        ...(paused ? [language.t('digest:sendPaused', { number: digest.number })] : []),
      ];
      const actions = outcome.kind === 'failed' ? [back, checkButton(digest.number, language)] : [back];
      return digestNotice(title, texts.join('\n'), language, { warning: !well, actions });
    },
  };
}

function channelGoneText({ channelId: channel, number }: StoredDigest, { t }: Language): string {
  return t('digest:channelGone', { channel, number });
}

/** True if a digest that posted by itself is paused by now, as one is that may not be posted. */
async function wasPaused({ guildId, number, paused }: StoredDigest, { db }: Context): Promise<boolean> {
  const digest = await findDigest(db, guildId, number);
  return paused === null && digest !== undefined && digest.paused !== null;
}

function outcomeText(outcome: Outcome, digest: StoredDigest, { language }: Request): string {
  const { t } = language;
  const { channelId: channel, guildId: guild } = digest;
  switch (outcome.kind) {
    case 'sent': {
      const link = messageLink(channel, outcome.messageId, guild);
      const { unpublished } = outcome;
      if (unpublished === undefined) return t('digest:sent', { link });
      return unpublished.kind === 'later'
        ? t('digest:sentPublishedLater', { link, at: Math.ceil(unpublished.turnAt / 1000) })
        : t('digest:sentUnpublished', { link, reason: escapeMarkdown(unpublished.reason) });
    }
    case 'skipped':
      return t('digest:sentNothing', { channel, number: digest.number });
    case 'failed':
      return t('digest:sendFailed', {
        channel,
        reason: refusalText(outcome.reason, language) ?? escapeMarkdown(outcome.reason),
      });
    case 'wrong-clock':
      return t('digest:sendClock', { channel });
    case 'interrupted':
      return t('digest:sendInterrupted', { channel });
    case 'waiting':
      return t('digest:sendWaits', { channel });
    case 'postponed':
      return t('digest:sendLater', { reason: escapeMarkdown(outcome.reason), number: digest.number });
  }
}
