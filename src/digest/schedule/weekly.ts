import type { Cron } from './cron.ts';

/** A time of day, in minutes since midnight, on some days of the week: 1 is Monday, 7 Sunday. */
type Weekly = { readonly minutes: number; readonly days: ReadonlySet<number> };

/** When a digest is posted unless something else is said: every day at 09:00. */
export const defaultSchedule: Weekly = { minutes: 9 * 60, days: new Set([1, 2, 3, 4, 5, 6, 7]) };

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
