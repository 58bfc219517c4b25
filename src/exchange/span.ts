import { firstDayOf, lastDayOf } from '../briefing/file/dates.ts';

/** The first and the last day, month or year of a time. */
export type Span = { readonly start: string; readonly end: string };
/** A span that may have no beginning, or no end. */
export type OpenSpan = { readonly start: string | undefined; readonly end: string | undefined };

/** True for a season, whose months depend on where it is. */
export function isSeason(date: string): boolean {
  return /-[a-z]+$/.test(date);
}

/**
 * A date as formats name it that know days, months and years only: a quarter by its first and last month, a season by its
 * year.
 */
export function spanOf(date: string): Span {
  const [year = ''] = date.split('-');
  if (isSeason(date)) return { start: year, end: year };
  if (!/-[QH]\d$/.test(date)) return { start: date, end: date };
  return { start: firstDayOf(date).slice(0, 7), end: lastDayOf(date).slice(0, 7) };
}

/** The date of a span, if it is one: a quarter for its first and last month. */
export function dateOf({ start, end }: OpenSpan): string | undefined {
  if (start === undefined || start === end) return start;
  const [year, first] = start.split('-');
  const period = ['Q1', 'Q2', 'Q3', 'Q4', 'H1', 'H2'].map((part) => `${year}-${part}`);
  return first && period.find((each) => spanOf(each).start === start && spanOf(each).end === end);
}
