import type { Briefing, TimelineEntry } from '../briefing/briefing.ts';
import { inLanguage } from '../briefing/in-language.ts';
import type { Language } from '../text/language.ts';
import { sourceLine } from './article-source.ts';
import { briefingButtons } from './briefing-buttons.ts';
import { card, type Message } from './card.ts';
import { customIds } from './custom-ids.ts';
import { contentDate } from './dateline.ts';
import { entityLine } from './entity-line.ts';
import { sizeOf } from './markdown.ts';
import { capitalized } from './speaker-names.ts';
import { headlineLine, statementText } from './statement-text.ts';

// In units of `sizeOf`, below the size of a page.
const longestDay = 1_800;

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
          paragraphs: briefing.timeline.length > 0 ? days(briefing, language) : [t('view:timelineEmpty')],
        },
        { title: t('view:eventsUndated'), tight: true, paragraphs: undatedEvents(briefing, language) },
      ],
      footer: sourceLine(briefing, language),
      page,
      screens: 2,
      pageCustomId: (other) => customIds.timeline(briefing.slug, other),
      actions: briefingButtons(briefing, 'timeline', language),
    },
    language,
  );
}

/** The entries, several in a row of the same day as a list under it; a day has no more than a page has room for. */
function days(briefing: Briefing, language: Language): string[] {
  const found: { readonly title: string; readonly texts: string[] }[] = [];
  for (const entry of briefing.timeline) {
    const title = whenText(entry, briefing, language);
    const text = statementText(briefing, entry, language);
    const last = found.at(-1);
    const isSame = last?.title === title && sizeOf([...last.texts, text].join('\n')) <= longestDay;
    if (last && isSame) last.texts.push(text);
    else found.push({ title, texts: [text] });
  }
  return found.map(({ title, texts }) => {
    const lines = texts.length === 1 ? texts : texts.map((text) => language.t('view:bullet', { text }));
    return language.t('view:titled', { title, text: lines.join('\n') });
  });
}

/** What the article names as an event without saying when it was. */
function undatedEvents(briefing: Briefing, language: Language): string[] {
  return briefing.events
    .filter(({ date }) => date === undefined)
    .map((event) => entityLine(briefing, event, true, language));
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
