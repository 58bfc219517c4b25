import type { Language } from '../text/language.ts';
import { zoneText } from './zone-text.ts';

/**
 * When a digest is posted, as people see it: a time, in minutes since midnight, on days of the week from 1, Monday,
 * or cron fields.
 */
export type Schedule = { readonly zone: string } & (
  | { readonly minutes: number; readonly days: ReadonlySet<number> }
  | { readonly cron: string }
);

/** A schedule in words, as plain text: `weekdays 09:00 Berlin`. */
export function scheduleText(schedule: Schedule, language: Language): string {
  const { t, time, locale } = language;
  const zone = zoneText(schedule.zone, locale);
  if ('cron' in schedule) return t('digest:schedule.cron', { cron: schedule.cron, zone });
  const { minutes, days } = schedule;
  return t('digest:schedule.weekly', { days: daysText(days, language), time: time(minutes), zone });
}

const named: Readonly<Record<string, string>> = { '1234567': 'daily', '12345': 'weekdays', '67': 'weekends' };

/** Days of the week in words: `weekdays`, `Monday`, `Mon and Thu`. */
export function daysText(days: ReadonlySet<number>, language: Language): string {
  const sorted = [...days].sort();
  const name = named[sorted.join('')];
  if (name !== undefined) return language.t(`digest:days.${name}`);
  const [only, ...others] = sorted;
  if (only !== undefined && others.length === 0) return fullName(only, language);
  return daysByName(days, language);
}

/** Days of the week by their short names, three or more in a row as a range: `Mon–Wed and Sat`. */
export function daysByName(days: ReadonlySet<number>, { t, list, weekday }: Language): string {
  const runs: number[][] = [];
  for (const day of [...days].sort()) {
    const run = runs.at(-1);
    if (run?.at(-1) === day - 1) run.push(day);
    else runs.push([day]);
  }
  const texts = runs.flatMap((run) => {
    const [from = 1, to = from] = [run[0], run.at(-1)];
    return run.length < 3 ? run.map(weekday) : t('digest:days.range', { from: weekday(from), to: weekday(to) });
  });
  return list(texts);
}

function fullName(day: number, { locale }: Language): string {
  // 1 January 2024 was a Monday.
  return new Date(Date.UTC(2024, 0, day)).toLocaleDateString(locale, { weekday: 'long', timeZone: 'UTC' });
}

/** A post that is to come, at an instant in seconds since 1970: by the digest's clock, and by the reader's own. */
export function nextPostText(at: number, zone: string, { t, time, locale }: Language): string {
  const { hour, minute } = Temporal.Instant.fromEpochMilliseconds(at * 1000).toZonedDateTimeISO(zone);
  const day = new Date(at * 1000).toLocaleDateString(locale, {
    weekday: 'long',
    day: 'numeric',
    month: 'long',
    timeZone: zone,
  });
  return t('digest:nextPost', { day, time: time(hour * 60 + minute), zone: zoneText(zone, locale), at });
}
