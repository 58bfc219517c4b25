import type { Options } from '../../src/command/command.ts';
import { type Cron, parseCron } from '../../src/digest/schedule/cron.ts';
import { slotsAfter } from '../../src/digest/schedule/slots.ts';
import { cronOf, defaultSchedule, parseDays, parseTime, weeklyOf } from '../../src/digest/schedule/weekly.ts';
import type { StoredDigest } from '../../src/store/digests.ts';
import { UserError } from '../../src/text/user-error.ts';
import type { Schedule } from '../../src/view/digest-schedule.ts';

/** The cron fields that `time`, `days` and `cron` come to; without any of them, those there are. @throws {UserError} */
export function cronFromOptions(options: Options, present: string = cronOf(defaultSchedule)): string {
  const [time, days, cron] = ['time', 'days', 'cron'].map((name) => options.text(name));
  if (cron !== undefined) {
    if (time !== undefined || days !== undefined) throw new UserError('digest:error.cronOrTime');
    return parseCron(cron).text;
  }
  if (time === undefined && days === undefined) return present;
  const base = weeklyOf(parseCron(present)) ?? defaultSchedule;
  return cronOf({
    minutes: time === undefined ? base.minutes : parseTime(time),
    days: days === undefined ? base.days : parseDays(days),
  });
}

/**
 * The first instant after `now` at which a schedule is due, both in milliseconds since 1970. @throws {UserError} if
 * it never is.
 */
export function firstSlot(cron: string, zone: string, now: number): number {
  const [first] = nextSlots(parseCron(cron), zone, now, 1);
  if (first === undefined) throw new UserError('digest:error.never', { when: cron });
  return first;
}

/** The next instants at which a digest is due, in seconds since 1970; none while it is paused. */
export function nextPosts({ cron, zone, paused }: StoredDigest, now: number): number[] {
  return paused === null ? nextSlots(parseCron(cron), zone, now, 3).map((slot) => slot / 1000) : [];
}

function nextSlots(cron: Cron, zone: string, now: number, count: number): number[] {
  return slotsAfter(cron, zone, Temporal.Instant.fromEpochMilliseconds(now))
    .take(count)
    .map(({ epochMilliseconds }) => epochMilliseconds)
    .toArray();
}

/** When a digest is posted, as people see it. */
export function scheduleOf({ cron, zone }: Pick<StoredDigest, 'cron' | 'zone'>): Schedule {
  return { zone, ...(weeklyOf(parseCron(cron)) ?? { cron }) };
}
