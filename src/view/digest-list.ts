import type { Language } from '../text/language.ts';
import { card, type Message } from './card.ts';
import { customIds } from './custom-ids.ts';
import { type DigestDetails, digestChoice, unreadableText } from './digest-details.ts';
import { scheduleText } from './digest-schedule.ts';
import { escapeMarkdown } from './markdown.ts';

/** All digests of a guild, each with its next post, and a menu to see one. */
export function digestListMessage(digests: readonly DigestDetails[], page: number, language: Language): Message {
  const { t } = language;
  return card(
    {
      title: t('digest:listTitle'),
      sections: [
        {
          paragraphs: digests.map((digest) => {
            const [at] = digest.next;
            const values = {
              number: digest.number,
              channel: digest.channelId,
              schedule: escapeMarkdown(scheduleText(digest.schedule, language)),
            };
            const state =
              at === undefined
                ? t(`digest:listedPaused.${digest.paused ?? 'moderator'}`, values)
                : t('digest:listed', { ...values, at });
            const unreadable = unreadableText(digest, language);
            return {
              text: unreadable === undefined ? state : t('digest:listedUnreadable', { ...values, problem: unreadable }),
              choice: {
                label: digestChoice(digest, language),
                customId: customIds.digest(digest.number),
              },
            };
          }),
        },
      ],
      page,
      pageCustomId: customIds.digests,
      menuPlaceholder: t('digest:choose'),
    },
    language,
  );
}
