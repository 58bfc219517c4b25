import type { Language } from '../text/language.ts';

/**
 * When a digest is posted, as people see it: a time, in minutes since midnight, on days of the week from 1, Monday,
 * or cron fields.
 */
export type Schedule = { readonly zone: string } & (
  | { readonly minutes: number; readonly days: ReadonlySet<number> }
  | { readonly cron: string }
);

/** A schedule in words, as plain text: `weekdays at 09:00 (Europe/Berlin)`. */
export function scheduleText(schedule: Schedule, { t, weekday, list }: Language): string {
  const { zone } = schedule;
  if ('cron' in schedule) return t('digest:schedule.cron', { cron: schedule.cron, zone });
  const { minutes, days } = schedule;
  const time = `${String(Math.floor(minutes / 60)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`;
  const name = ({ '1234567': 'daily', '12345': 'weekdays', '67': 'weekends' } as const)[[...days].sort().join('')];
  return name
    ? t(`digest:schedule.${name}`, { time, zone })
    : t('digest:schedule.weekly', { days: list([...days].sort().map(weekday)), time, zone });
}
