import { UserError } from '../../text/user-error.ts';
import type { Cron } from './cron.ts';

/** A time of day, in minutes since midnight, on some days of the week: 1 is Monday, 7 Sunday. */
type Weekly = { readonly minutes: number; readonly days: ReadonlySet<number> };

/** When a digest is posted unless something else is said: every day at 09:00. */
export const defaultSchedule: Weekly = { minutes: 9 * 60, days: new Set([1, 2, 3, 4, 5, 6, 7]) };

/** A time of day as `09:00`, `9.30`, `9am` or `9:30 pm`, in minutes since midnight. @throws {UserError} */
export function parseTime(written: string): number {
  const [, hourText, minuteText, half] =
    /^(\d{1,2})(?:[:.](\d{2}))?\s*([ap])?(?:\.?m\.?)?$/i.exec(written.trim()) ?? [];
  const hour = Number(hourText);
  const minute = Number(minuteText ?? 0);
  const isTwelveHour = half !== undefined;
  // A bare 9 may be morning or evening.
  const isClear = hourText !== undefined && (isTwelveHour || minuteText !== undefined);
  if (
    !isClear ||
    /m/i.test(written) !== isTwelveHour ||
    minute > 59 ||
    (isTwelveHour ? hour < 1 || hour > 12 : hour > 23)
  )
    throw new UserError('digest:error.time', { time: written });
  return (isTwelveHour ? (hour % 12) + (half.toLowerCase() === 'p' ? 12 : 0) : hour) * 60 + minute;
}

const groups = new Map([
  ['daily', [1, 2, 3, 4, 5, 6, 7]],
  ['everyday', [1, 2, 3, 4, 5, 6, 7]],
  ['weekdays', [1, 2, 3, 4, 5]],
  ['weekends', [6, 7]],
]);

/** Days of the week as `daily`, `weekdays`, `weekends`, `mon,wed,fri` or `mon-fri`. @throws {UserError} */
export function parseDays(written: string): ReadonlySet<number> {
  const parts = written
    .toLowerCase()
    .replace(/\s+/g, ' ')
    .replace(/ ?[-–] ?/g, '-')
    .split(/[\s,;]+|\band\b/)
    .filter(Boolean);
  const days = parts.flatMap((part) => groups.get(part) ?? range(part, written));
  if (days.length === 0) throw new UserError('digest:error.days', { days: written, found: written });
  return new Set(days.sort((a, b) => a - b));
}

function range(part: string, written: string): number[] {
  const [from = 0, to = from, ...rest] = part.split('-').map(dayOf);
  if (from === 0 || to === 0 || rest.length > 0)
    throw new UserError('digest:error.days', { days: written, found: part });
  const length = ((to - from + 7) % 7) + 1;
  return Array.from({ length }, (_, i) => ((from - 1 + i) % 7) + 1);
}

/** A day by its English name or the beginning of it, three letters at least; 0 for none. */
function dayOf(name: string): number {
  const full = ['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday'];
  return name.length < 3 ? 0 : full.findIndex((day) => day.startsWith(name.replace(/s$/, ''))) + 1;
}

/** The cron fields of a time on days of the week. */
export function cronOf({ minutes, days }: Weekly): string {
  return withDays(withTime('* * * * *', minutes), days);
}

/** Cron fields at another time of day, on the same days. */
export function withTime(cron: string, minutes: number): string {
  const [, , ...days] = cron.split(' ');
  return [minutes % 60, Math.floor(minutes / 60), ...days].join(' ');
}

/** Cron fields on other days of the week, in the same months and at the same times. */
export function withDays(cron: string, days: ReadonlySet<number>): string {
  const [minute, hour, , months] = cron.split(' ');
  const list = days.size === 7 ? '*' : [...days].map((day) => day % 7).join(',');
  return [minute, hour, '*', months, list].join(' ');
}

/** Cron fields as a time on days of the week; undefined if they mean something else. */
export function weeklyOf({ times, weekdays }: Cron): Weekly | undefined {
  const [minutes, ...others] = times;
  return minutes === undefined || others.length > 0 || weekdays === undefined ? undefined : { minutes, days: weekdays };
}
