import type { CommandRequest, Context } from '../../src/command/command.ts';
import { parseCron } from '../../src/digest/schedule/cron.ts';
import { parseDays } from '../../src/digest/schedule/parse-days.ts';
import { parseTime } from '../../src/digest/schedule/parse-time.ts';
import { readableCron, unreadablePart } from '../../src/digest/schedule/readable.ts';
import { slotsAfter, upcoming } from '../../src/digest/schedule/slots.ts';
import { intervalBelow, spaced } from '../../src/digest/schedule/spacing.ts';
import { cronOf, defaultSchedule, weeklyOf, withDays, withTime } from '../../src/digest/schedule/weekly.ts';
import { isZone } from '../../src/digest/schedule/zones.ts';
import type { StoredDigest } from '../../src/store/digests.ts';
import { UserError } from '../../src/text/user-error.ts';
import type { Schedule } from '../../src/view/digest-schedule.ts';

/**
 * The cron fields that `time`, `days` and `cron` come to; without any of them, those there are. @throws {UserError} also
 * for one that posts more often than a digest may.
 */
export function cronFromOptions(
  { options, language }: Pick<CommandRequest, 'options' | 'language'>,
  context: Pick<Context, 'digestIntervalMs'>,
  present: string = cronOf(defaultSchedule),
): string {
  const [time, days, cron] = ['time', 'days', 'cron'].map((name) => options.text(name));
  if (cron !== undefined) {
    if (time !== undefined || days !== undefined) throw new UserError('digest:error.cronOrTime');
    return spacedCron(cron, context.digestIntervalMs / 60_000);
  }
  const chosen = {
    ...(days === undefined ? {} : { days: parseDays(days, language.locale) }),
    ...(time === undefined ? {} : { minutes: parseTime(time) }),
  };
  return cronWith(chosen, context, present);
}

/**
 * Cron fields at another time of day, in minutes since midnight, or on other days of the week, from 1, Monday.
 * @throws {UserError} for those that post more often than a digest may.
 */
export function cronWith(
  { minutes, days }: { readonly minutes?: number; readonly days?: ReadonlySet<number> },
  { digestIntervalMs }: Pick<Context, 'digestIntervalMs'>,
  present: string,
): string {
  if (minutes === undefined && days === undefined) return present;
  const onDays = days === undefined ? readable(present) : withDays(readable(present), days);
  return spacedCron(minutes === undefined ? onDays : withTime(onDays, minutes), digestIntervalMs / 60_000);
}

/** Cron fields that can be read: those that are there, else those of the default. */
function readable(cron: string): string {
  try {
    return parseCron(cron).text;
  } catch {
    return cronOf(defaultSchedule);
  }
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
 * it never is, or cannot be read.
 */
export function firstSlot(cron: string, zone: string, now: number): number {
  if (!isZone(zone)) throw new UserError('digest:error.zone', { zone });
  const [first] = slotsAfter(parseCron(cron), zone, Temporal.Instant.fromEpochMilliseconds(now)).take(1);
  if (first === undefined) throw new UserError('digest:error.never', { when: cron });
  return first.epochMilliseconds;
}

/** The next instants at which a digest is due, in seconds since 1970; none while it is paused or cannot be read. */
export function nextPosts(digest: StoredDigest, { now, digestIntervalMs }: Context): number[] {
  const cron = readableCron(digest);
  if (digest.nextSlot === null || !cron) return [];
  return spaced(cron, upcoming(cron, digest.zone, digest.nextSlot), digestIntervalMs)
    .filter(({ epochMilliseconds }) => epochMilliseconds > now())
    .take(3)
    .map(({ epochMilliseconds }) => epochMilliseconds / 1000)
    .toArray();
}

/** When a digest is posted, as people see it. */
export function scheduleOf(digest: Pick<StoredDigest, 'cron' | 'zone' | 'timezone'>): Schedule {
  const { cron: text, zone } = digest;
  const cron = readableCron(digest);
  return { zone, ...((cron && weeklyOf(cron)) ?? { cron: text }) };
}

/** A digest whose times can be read. @throws {UserError} that says what to set anew. */
export function requireReadable(digest: StoredDigest): StoredDigest {
  const { number, cron, zone } = digest;
  const part = unreadablePart(digest);
  if (part !== undefined) throw new UserError(`digest:unreadable.${part}`, { number, cron, zone });
  return digest;
}
