import type { Language } from '../text/language.ts';
import { languageName } from '../text/language-names.ts';
import { card, type Message } from './card.ts';
import { customIds } from './custom-ids.ts';
import { type DigestDetails, digestChoice, unreadableText } from './digest-details.ts';
import { scheduleText } from './digest-schedule.ts';
import { escapeMarkdown } from './markdown.ts';
import type { Action } from './pages.ts';

/** So many digests are listed on a page: as many as a phone shows, each with what keeps it from being posted. */
export const listPageSize = 6;

/** A page of the digests of a guild, of `pages`, counted from 0: each with its next post, and a menu to see one. */
export function digestListMessage(
  digests: readonly DigestDetails[],
  { page, pages }: { readonly page: number; readonly pages: number },
  language: Language,
): Message {
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
            const withLanguage = (text: string) =>
              digest.language === null
                ? text
                : t('digest:listedLanguage', { digest: text, language: languageName(digest.language) });
            const unreadable = unreadableText(digest, language);
            const state =
              at === undefined
                ? t(`digest:listedPaused.${digest.paused ?? 'moderator'}`, values)
                : t('digest:listed', { ...values, at });
            const line =
              unreadable === undefined
                ? withLanguage(state)
                : t('digest:listedUnreadable', {
                    ...values,
                    schedule: withLanguage(values.schedule),
                    problem: unreadable,
                  });
            return {
              text: digest.cannotPost === undefined ? line : `${line}\n${digest.cannotPost}`,
              choice: {
                label: digestChoice(digest, language),
                customId: customIds.digest(digest.number),
              },
            };
          }),
        },
      ],
      page,
      pages,
      pageCustomId: customIds.digests,
      menuPlaceholder: t('digest:choose'),
      actions: actions(language),
    },
    language,
  );
}

/** Says that a guild has no digests, and how to have one. */
export function noDigestsMessage(language: Language): Message {
  const { t } = language;
  return card(
    {
      title: t('digest:listTitle'),
      sections: [{ paragraphs: [t('panel:none')] }],
      actions: actions(language),
    },
    language,
  );
}

/** To a new digest, and to what holds for all of them. */
function actions({ t }: Language): Action[] {
  return [
    { label: t('panel:buttons.new'), customId: customIds.panel(0, 'where'), main: true },
    { label: t('digest:buttons.settings'), customId: customIds.guildSettings() },
  ];
}
