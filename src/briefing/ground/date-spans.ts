import type { DateParts } from './found-date.ts';
import type { YearPart } from './vocabulary/date-words.ts';

/** Days from the first to the last, as `2024-05-17`. */
export type Span = { readonly from: string; readonly to: string };

/** When a date may be: several spans where it is not certain (`on Friday`), none where the article's day is needed and unknown. */
export function spansOf(parts: DateParts, articleDate: string | undefined): Span[] {
  const { year, decade } = parts;
  if (decade !== undefined) return [years(decade, decade + 9)];
  if (year !== undefined)
    return [parts.swapped ? [parts, swapped(parts)] : [parts]].flat().flatMap((p) => inYear(p, year));
  const today = dayOf(articleDate);
  if (!today) return [];
  if (parts.period !== undefined) return relativeSpans(parts, today);
  if (parts.weekday !== undefined && parts.day === undefined)
    return nearest(weekdays(parts.weekday, today), parts, today);
  if (parts.month === undefined && parts.part === undefined && parts.day === undefined) return [];
  const candidates = [-1, 0, 1].flatMap((offset) => inYear(parts, today.year + offset));
  return nearest(candidates, parts, today);
}

/** The day of the week that a day is, from 1, Monday. */
export function weekdayOf(day: string): number {
  return Temporal.PlainDate.from(day).dayOfWeek;
}

function dayOf(date: string | undefined): Temporal.PlainDate | undefined {
  if (!date || !/^\d{4}-\d\d-\d\d$/.test(date)) return undefined;
  return Temporal.PlainDate.from(date);
}

function swapped({ month, day, ...rest }: DateParts): DateParts {
  return { ...rest, ...(day ? { month: day } : {}), ...(month ? { day: month } : {}) };
}

function inYear({ month, day, part }: DateParts, year: number): Span[] {
  if (month !== undefined && day !== undefined) {
    const date = Temporal.PlainDate.from({ year, month, day });
    return [{ from: date.toString(), to: date.toString() }];
  }
  if (month !== undefined) return [months(year, month, month)];
  if (part !== undefined) return [partOfYear(part, year)];
  return [years(year, year)];
}

const firstMonths: Readonly<Record<YearPart, readonly [first: number, count: number]>> = {
  Q1: [1, 3],
  Q2: [4, 3],
  Q3: [7, 3],
  Q4: [10, 3],
  H1: [1, 6],
  H2: [7, 6],
  spring: [3, 3],
  summer: [6, 3],
  autumn: [9, 3],
  // `winter 2012` may be the one that begins it, or the one that ends it.
  winter: [12, 3],
};

function partOfYear(part: YearPart, year: number): Span {
  const [first, count] = firstMonths[part];
  const from = Temporal.PlainDate.from({ year, month: first, day: 1 });
  return span(from, from.add({ months: count }).subtract({ days: 1 }));
}

function months(year: number, first: number, last: number): Span {
  const from = Temporal.PlainDate.from({ year, month: first, day: 1 });
  return span(from, from.add({ months: last - first + 1 }).subtract({ days: 1 }));
}

function years(first: number, last: number): Span {
  return { from: `${String(first).padStart(4, '0')}-01-01`, to: `${String(last).padStart(4, '0')}-12-31` };
}

function span(from: Temporal.PlainDate, to: Temporal.PlainDate): Span {
  return { from: from.toString(), to: to.toString() };
}

function weekdays(weekday: number, today: Temporal.PlainDate): Span[] {
  return [-14, -7, 0, 7, 14].map((days) => {
    const date = today.add({ days: days + weekday - today.dayOfWeek });
    return span(date, date);
  });
}

// News tells of what was, and of what comes: the last one up to the article's day, and the next one after it.
function nearest(candidates: readonly Span[], { direction }: DateParts, today: Temporal.PlainDate): Span[] {
  const day = today.toString();
  const past = candidates.filter(({ from }) => from <= day);
  const coming = candidates.filter(({ to }) => to > day || (to === day && direction === undefined));
  // `last Friday` may be the one before the last, said on a Sunday.
  if (direction === -1) return past.filter(({ to }) => to < day).slice(-2);
  if (direction === 1) return coming.filter(({ from }) => from > day).slice(0, 2);
  return [...past.slice(-1), ...coming.slice(0, 2)];
}

function relativeSpans(parts: DateParts, today: Temporal.PlainDate): Span[] {
  const { period, offset = 0, approximate, weekday } = parts;
  switch (period) {
    case 'day':
      return [around(today.add({ days: offset }), 0)];
    case 'week': {
      const monday = today.add({ weeks: offset }).subtract({ days: today.dayOfWeek - 1 });
      if (weekday !== undefined) return [around(monday.add({ days: weekday - 1 }), 0)];
      if (approximate) return [around(today.add({ weeks: offset }), 4)];
      // In some countries the week begins on Sunday.
      return [span(monday.subtract({ days: 1 }), monday.add({ days: 6 }))];
    }
    case 'weekend': {
      const saturday = today.subtract({ days: today.dayOfWeek - 6 });
      return [-7, 0, 7]
        .filter((days) => offset === 0 || Math.sign(days) === Math.sign(offset))
        .map((days) => span(saturday.add({ days }), saturday.add({ days: days + 1 })));
    }
    case 'month': {
      const month = today.add({ months: offset });
      if (approximate) return [around(month, 16), months(month.year, month.month, month.month)];
      return [months(month.year, month.month, month.month)];
    }
    case 'quarter': {
      const month = today.add({ months: 3 * offset });
      const first = month.month - ((month.month - 1) % 3);
      return [months(month.year, first, first + 2)];
    }
    default:
      return yearSpans(parts, today);
  }
}

// `last year`, `two years ago`, `May last year`, `the first quarter of this year`
function yearSpans(parts: DateParts, today: Temporal.PlainDate): Span[] {
  const year = today.year + (parts.offset ?? 0);
  if (parts.month !== undefined || parts.part !== undefined) return inYear(parts, year);
  return parts.approximate ? [years(year - 1, year + 1)] : [years(year, year)];
}

function around(date: Temporal.PlainDate, days: number): Span {
  return span(date.subtract({ days }), date.add({ days }));
}
