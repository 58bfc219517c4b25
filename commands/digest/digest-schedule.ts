import type { Context, Options } from '../../src/command/command.ts';
import { parseCron } from '../../src/digest/schedule/cron.ts';
import { slotsAfter } from '../../src/digest/schedule/slots.ts';
import { intervalBelow, spaced } from '../../src/digest/schedule/spacing.ts';
import { cronOf, defaultSchedule, parseDays, parseTime, weeklyOf } from '../../src/digest/schedule/weekly.ts';
import type { StoredDigest } from '../../src/store/digests.ts';
import { UserError } from '../../src/text/user-error.ts';
import type { Schedule } from '../../src/view/digest-schedule.ts';

/**
 * The cron fields that `time`, `days` and `cron` come to; without any of them, those there are. @throws {UserError} also
 * for one that posts more often than a digest may.
 */
export function cronFromOptions(
  options: Options,
  { digestIntervalMs }: Pick<Context, 'digestIntervalMs'>,
  present: string = cronOf(defaultSchedule),
): string {
  const [time, days, cron] = ['time', 'days', 'cron'].map((name) => options.text(name));
  if (cron !== undefined) {
    if (time !== undefined || days !== undefined) throw new UserError('digest:error.cronOrTime');
    return spacedCron(cron, digestIntervalMs / 60_000);
  }
  if (time === undefined && days === undefined) return present;
  const base = weeklyOf(parseCron(present)) ?? defaultSchedule;
  return cronOf({
    minutes: time === undefined ? base.minutes : parseTime(time),
    days: days === undefined ? base.days : parseDays(days),
  });
}

/** Cron fields whose times are far enough from each other. @throws {UserError} if they are not. */
function spacedCron(written: string, leastMinutes: number): string {
  const cron = parseCron(written);
  const found = intervalBelow(leastMinutes, cron);
  if (found === undefined) return cron.text;
  const example = leastMinutes <= 60 ? '0 * * * *' : '0 9 * * *';
  throw new UserError('digest:error.tooOften', { cron: cron.text, count: found, least: leastMinutes, example });
}

/**
 * The first instant after `now` at which a schedule is due, both in milliseconds since 1970. @throws {UserError} if
 * it never is.
 */
export function firstSlot(cron: string, zone: string, now: number): number {
  const [first] = slotsAfter(parseCron(cron), zone, Temporal.Instant.fromEpochMilliseconds(now)).take(1);
  if (first === undefined) throw new UserError('digest:error.never', { when: cron });
  return first.epochMilliseconds;
}

/** The next instants at which a digest is due, in seconds since 1970; none while it is paused. */
export function nextPosts(digest: StoredDigest, { now, digestIntervalMs }: Context): number[] {
  return spaced(parseCron(digest.cron), upcoming(digest), digestIntervalMs)
    .filter(({ epochMilliseconds }) => epochMilliseconds > now())
    .take(3)
    .map(({ epochMilliseconds }) => epochMilliseconds / 1000)
    .toArray();
}

/** The slot that a digest waits for, and those after it. */
function* upcoming({ cron, zone, nextSlot }: StoredDigest): Generator<Temporal.Instant> {
  if (nextSlot === null) return;
  const first = Temporal.Instant.fromEpochMilliseconds(nextSlot);
  yield first;
  yield* slotsAfter(parseCron(cron), zone, first);
}

/** When a digest is posted, as people see it. */
export function scheduleOf({ cron, zone }: Pick<StoredDigest, 'cron' | 'zone'>): Schedule {
  return { zone, ...(weeklyOf(parseCron(cron)) ?? { cron }) };
}
