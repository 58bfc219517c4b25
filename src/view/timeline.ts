import type { Briefing, TimelineEntry } from '../briefing/briefing.ts';
import { inLanguage } from '../briefing/in-language.ts';
import type { Language } from '../text/language.ts';
import { sourceLine } from './article-source.ts';
import { briefingButtons } from './briefing-buttons.ts';
import { card, type Message } from './card.ts';
import { customIds } from './custom-ids.ts';
import { contentDate } from './dateline.ts';
import { capitalized } from './speaker-names.ts';
import { headlineLine, statementText } from './statement-text.ts';

/** What a briefing's article dates or orders, in the order of the content. */
export function timelineMessage(original: Briefing, page: number, language: Language): Message {
  const briefing = inLanguage(original, language);
  const { t } = language;
  return card(
    {
      title: t('view:timelineTitle'),
      subtitle: headlineLine(briefing, language),
      sections: [
        {
          paragraphs:
            briefing.timeline.length > 0
              ? briefing.timeline.map((entry) =>
                  t('view:titled', {
                    title: whenText(entry, briefing, language),
                    text: statementText(briefing, entry, language),
                  }),
                )
              : [t('view:timelineEmpty')],
        },
      ],
      footer: sourceLine(briefing, language),
      page,
      pageCustomId: (other) => customIds.timeline(briefing.slug, other),
      actions: briefingButtons(briefing, 'timeline', language),
    },
    language,
  );
}

/** When something of a timeline was, as plain text: `17 May 2024`, `Before 2024`. */
export function whenText(
  { date: on, before, after, from, to }: TimelineEntry,
  briefing: Briefing,
  language: Language,
): string {
  const { t, date } = language;
  if (before) return t('view:before', { date: date(before) });
  if (after) return t('view:after', { date: date(after) });
  if (from && to) return t('view:fromTo', { from: date(from), to: date(to) });
  if (from) return t('view:from', { date: date(from) });
  if (to) return t('view:to', { date: date(to) });
  return on ? capitalized(contentDate(on, briefing, language)) : '';
}
