import { firstDayOf, lastDayOf } from '../briefing/file/dates.ts';

/** The first and the last day, month or year of a time. */
export type Span = { readonly start: string; readonly end: string };

/**
 * A date as formats name it that know days, months and years only: a quarter by its first and last month. Undefined for a
 * season, whose months depend on where it is.
 */
export function spanOf(date: string): Span | undefined {
  if (!/-[QH]\d$/.test(date)) return /-[a-z]+$/.test(date) ? undefined : { start: date, end: date };
  return { start: firstDayOf(date).slice(0, 7), end: lastDayOf(date).slice(0, 7) };
}
