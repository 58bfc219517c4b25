/* Dates as precise as an article is: `2024`, `2024-05`, `2024-05-17`, `2024-Q1`, `2024-H1`, `2024-autumn`. */

const firstMonths: Readonly<Record<string, number>> = {
  Q1: 1,
  Q2: 4,
  Q3: 7,
  Q4: 10,
  H1: 1,
  H2: 7,
  // Of the northern hemisphere; only their order in a timeline depends on it.
  spring: 3,
  summer: 6,
  autumn: 9,
  winter: 12,
};

/** The first day of a date, as `2024-01-01`. */
export function firstDayOf(date: string): string {
  const [year = '', part = '01', dayOfMonth = '01'] = date.split('-');
  const month = firstMonths[part];
  return [year, month === undefined ? part : String(month).padStart(2, '0'), dayOfMonth].join('-');
}

/** The last day of a date, as `2024-12-31`. */
export function lastDayOf(date: string): string {
  const first = Temporal.PlainDate.from(firstDayOf(date));
  const [, part, dayOfMonth] = date.split('-');
  if (dayOfMonth !== undefined) return first.toString();
  const months = part === undefined ? 12 : part.startsWith('H') ? 6 : /^\d/.test(part) ? 1 : 3;
  return first.add({ months }).subtract({ days: 1 }).toString();
}

/** False for a date that the calendar does not have, as `2023-11-31`. */
export function isInCalendar(date: string): boolean {
  try {
    Temporal.PlainDate.from(firstDayOf(date), { overflow: 'reject' });
    return true;
  } catch {
    return false;
  }
}
