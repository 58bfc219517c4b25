import { type Span, spansOf, weekdayOf } from './date-spans.ts';
import type { DateParts } from './found-date.ts';

/** True if an article that says one date bears a claim that says another: `17 May 2024` for `on Friday`. */
export function bearsDate(article: DateParts, claim: DateParts, articleDate: string | undefined): boolean {
  if (article.minutes !== undefined || claim.minutes !== undefined) return article.minutes === claim.minutes;
  if (isSameWriting(article, claim)) return true;
  if (claim.weekday !== undefined && claim.day !== undefined && !isOnWeekday(article, claim)) return false;
  const [said, told] = [spansOf(article, articleDate), spansOf(claim, articleDate)];
  if (said.length > 0 && told.length > 0) return said.some((inner) => told.some((outer) => contains(outer, inner)));
  return agreeAsWritten(article, claim);
}

/** The parts of a day that is given as `2024-05-17`; undefined if it is not known to the day. */
export function partsOfDay(date: string | undefined): DateParts | undefined {
  const [year, month, day] = date?.split('-').map(Number) ?? [];
  return year && month && day ? { year, month, day } : undefined;
}

function isSameWriting(a: DateParts, b: DateParts): boolean {
  const names = ['year', 'month', 'day', 'weekday', 'part', 'decade', 'period', 'offset', 'direction'] as const;
  return names.every((name) => a[name] === b[name]);
}

function contains(outer: Span, inner: Span): boolean {
  return outer.from <= inner.from && inner.to <= outer.to;
}

// `Thursday, 17 May 2024` was a Friday.
function isOnWeekday(article: DateParts, claim: DateParts): boolean {
  if (article.weekday !== undefined) return article.weekday === claim.weekday;
  const [day] = spansOf(claim, undefined);
  return !day || weekdayOf(day.from) === claim.weekday;
}

// The article's day is not known, so that weekdays and days without a year cannot be counted out.
function agreeAsWritten(article: DateParts, claim: DateParts): boolean {
  if (article.period !== undefined || claim.period !== undefined) {
    return article.period === claim.period && article.offset === claim.offset && article.weekday === claim.weekday;
  }
  for (const name of ['year', 'month', 'day', 'part'] as const) {
    if (article[name] !== undefined && claim[name] !== undefined && article[name] !== claim[name]) return false;
  }
  if (article.month !== undefined && claim.month !== undefined) {
    return claim.day === undefined || article.day !== undefined;
  }
  if (article.part !== undefined && claim.part !== undefined) return true;
  return weekdayOfParts(article) !== undefined && weekdayOfParts(article) === weekdayOfParts(claim);
}

function weekdayOfParts(parts: DateParts): number | undefined {
  if (parts.weekday !== undefined) return parts.weekday;
  const [day] = parts.day === undefined ? [] : spansOf(parts, undefined);
  return day && weekdayOf(day.from);
}
