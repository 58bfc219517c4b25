import type { Briefing } from '../briefing/briefing.ts';
import { publishedAt } from '../briefing/library/publication-status.ts';
import type { Language } from '../text/language.ts';
import { foreignText } from './dateline.ts';
import { escapeMarkdown } from './markdown.ts';

/** The urgencies that are said in words; the others need none. */
const saidUrgencies: Readonly<Record<number, string>> = { 1: 'urgent', 2: 'important', 3: 'important' };
/** News of so many days ago or fewer is said to be; older news has a date. */
const mostDaysAgo = 7;

/**
 * How important a briefing is, if it is more than others, where its news is from, how old it is on the day of a post,
 * `2024-05-17`, and its language where that is another: `**Important** · Harbin, China · yesterday`, as Markdown.
 */
export function newsLine(briefing: Briefing, day: string, language: Language): string {
  const importance = saidUrgencies[briefing.urgency];
  return [
    importance && language.t(`digest:importance.${importance}`),
    ...[briefing.located, newsDay(briefing, day, language), foreignText(briefing, language)].map(
      (part) => part && escapeMarkdown(part),
    ),
  ]
    .filter(Boolean)
    .join(' · ');
}

/** The day of the news by its article; where no article has one, that of its publication. */
function newsDay(briefing: Briefing, day: string, language: Language): string {
  if (briefing.contentCreated !== undefined) return dayFrom(briefing.contentCreated, day, language);
  const published = publishedAt(briefing)?.slice(0, 10);
  if (published === undefined) return language.t('view:dateUnknown');
  return language.t('digest:newsUndated', { date: language.date(published) });
}

/** A day as it is called on another: “yesterday”, “3 days ago”; as a date where it is later, or long ago. */
function dayFrom(date: string, day: string, language: Language): string {
  const isDay = /^\d{4}-\d{2}-\d{2}$/.test(date);
  const days = (Date.parse(day) - Date.parse(date)) / 86_400_000;
  return isDay && days >= 0 && days <= mostDaysAgo ? language.daysAgo(days) : language.date(date);
}
