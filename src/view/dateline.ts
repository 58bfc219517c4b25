import type { Briefing } from '../briefing/briefing.ts';
import { lastDayOf } from '../briefing/file/dates.ts';
import { isSameLanguage } from '../briefing/in-language.ts';
import { publishedAt } from '../briefing/library/publication-status.ts';
import { baseLanguage } from '../text/base-language.ts';
import type { Language } from '../text/language.ts';

// A briefing that is published so long after its article's day says both.
const shownApartDays = 7;

/**
 * Day, place and, where it is not that of the reply, the language of a briefing, as plain text: `17 May 2024 · Harbin,
 * China`. The day is that of the news; where the briefing was published more than a week later, it says so.
 */
export function dateline(briefing: Briefing, language: Language): string {
  const { located } = briefing;
  const [day, published] = days(briefing, language);
  return [day, located, published, foreignText(briefing, language)].filter(Boolean).join(' · ');
}

/** The same without the place, and without when it was published where the day of the news is known. */
export function shortDateline(briefing: Briefing, language: Language): string {
  const [day] = days(briefing, language);
  return [day, foreignText(briefing, language)].filter(Boolean).join(' · ');
}

function days({ contentCreated, ...briefing }: Briefing, { t, date }: Language): string[] {
  const published = publishedAt(briefing)?.slice(0, 10);
  if (contentCreated === undefined)
    return [published === undefined ? t('view:dateUnknown') : t('view:publishedUndated', { date: date(published) })];
  const isLate = published !== undefined && daysBetween(lastDayOf(contentCreated), published) > shownApartDays;
  if (!isLate) return [date(contentCreated)];
  return [date(contentCreated), t('view:published', { date: date(published) })];
}

function daysBetween(first: string, second: string): number {
  return (Date.parse(second) - Date.parse(first)) / 86_400_000;
}

/** A date that stands beside a briefing's text, as the briefing's language writes it. */
export function contentDate(partial: string, { language: tag }: Briefing, language: Language): string {
  return baseLanguage(tag) === baseLanguage(language.locale) ? language.date(partial) : language.dateIn(tag, partial);
}

/** “briefing in Russian”, for who reads in another language; empty for who reads in this one. */
export function foreignText({ language: tag }: Briefing, { t, locale }: Language): string {
  if (isSameLanguage(tag, locale)) return '';
  return t('view:inLanguage', { language: new Intl.DisplayNames(locale, { type: 'language' }).of(tag) ?? tag });
}
