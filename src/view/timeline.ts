import type { Briefing, TimelineEntry } from '../briefing/file/schema.ts';
import type { Language } from '../text/language.ts';
import { card, type Message } from './card.ts';
import { customIds } from './custom-ids.ts';
import { escapeMarkdown } from './markdown.ts';
import { headlineLine, paragraphReferences, sourceLine } from './statement-text.ts';

/** What a briefing's article dates or orders, in the order of the content. */
export function timelineMessage(briefing: Briefing, page: number, language: Language): Message {
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
                    title: when(entry, language),
                    text: `${escapeMarkdown(entry.text)} ${paragraphReferences(entry.source)}`,
                  }),
                )
              : [t('view:timelineEmpty')],
        },
      ],
      footer: sourceLine(briefing, language),
      page,
      pageCustomId: (other) => customIds.timeline(briefing.slug, other),
      actions: [
        { label: t('view:buttons.summary'), customId: customIds.summary(briefing.slug, 'standard') },
        { label: t('view:buttons.sources'), customId: customIds.sources(briefing.slug) },
      ],
    },
    language,
  );
}

function when({ date: on, before, after }: TimelineEntry, { t, date }: Language): string {
  if (before) return t('view:before', { date: date(before) });
  if (after) return t('view:after', { date: date(after) });
  return on ? date(on) : '';
}
