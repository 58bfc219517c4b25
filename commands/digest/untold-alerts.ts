import type { Context, Reply } from '../../src/command/command.ts';
import { causeOf } from '../../src/digest/deliver/alerts.ts';
import { lastRefusals } from '../../src/store/deliveries/history.ts';
import { keptForNextCommand, markTold } from '../../src/store/digests.ts';
import type { Language } from '../../src/text/language.ts';
import { withNotice } from '../../src/view/card.ts';
import { alertText } from '../../src/view/digest-notice.ts';

/**
 * A reply with what nobody could be told of before: the digests that were paused, or whose posts fail. Where that has no
 * room in the reply, or another message takes the reply's place, the next one says it.
 */
export async function withUntoldAlerts(
  reply: Reply,
  guildId: string | undefined,
  { db }: Context,
  language: Language,
): Promise<Reply> {
  if (guildId === undefined || !reply.ephemeral || reply.replacement) return reply;
  const [first, ...others] = await keptForNextCommand(db, guildId);
  if (!first) return reply;
  const cause = causeOf(first);
  const digests = [first, ...others.filter((digest) => causeOf(digest) === cause)];
  const refusals = cause === 'failing' ? await lastRefusals(db, digests) : [];
  const unexplained = digests.every(({ refusalUnexplained }) => refusalUnexplained);
  const alert = alertText({ cause, digests, refusals, unexplained }, language);
  const notice = `${language.t('digest:alert.unreached')} ${alert}`;
  const message = withNotice(reply.message, notice);
  if (!message) return reply;
  for (const digest of digests) await markTold(db, digest);
  return { ...reply, message };
}
