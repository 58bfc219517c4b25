import type { Claim } from '../../store/deliveries/claims.ts';
import type { Cron } from './cron.ts';
import { spaced } from './spacing.ts';

// The rarest date, a 29 February on a given day of the week, comes after 40 years at most, over a century's end.
const horizon = { years: 41 };

/**
 * The instants after `after` at which a schedule is due in a zone, in order, up to `until`; without it, as many years
 * ahead as the rarest date needs. A local time that the clock skips is due at the instant right after the gap; one that
 * comes twice is due the first time; several that come to one instant are one. But a schedule of every hour goes on
 * hour by hour: it leaves out what is skipped, and is due again in an hour that comes twice.
 */
export function* slotsAfter(
  cron: Cron,
  zone: string,
  after: Temporal.Instant,
  { until }: { readonly until?: Temporal.Instant } = {},
): Generator<Temporal.Instant> {
  let last = after;
  const today = after.toZonedDateTimeISO(zone).toPlainDate();
  const end = until?.toZonedDateTimeISO(zone).toPlainDate().add({ days: 1 }) ?? today.add(horizon);
  for (const day of days(cron, today, end))
    for (const instant of instantsOf(cron, day, zone)) {
      if (Temporal.Instant.compare(instant, last) <= 0) continue;
      if (until && Temporal.Instant.compare(instant, until) > 0) return;
      last = instant;
      yield instant;
    }
}

function instantsOf({ times, isHourly }: Cron, day: Temporal.PlainDate, zone: string): Iterable<Temporal.Instant> {
  const walls = times
    .values()
    .map((minutes) => day.toPlainDateTime({ hour: Math.floor(minutes / 60), minute: minutes % 60 }));
  if (!isHourly || day.toZonedDateTime(zone).hoursInDay === 24) return walls.map((wall) => instantOf(wall, zone));
  return [...walls].flatMap((wall) => everyInstantOf(wall, zone)).sort(Temporal.Instant.compare);
}

/** The instants at which a clock in a zone shows a time: none, one or two. */
function everyInstantOf(wall: Temporal.PlainDateTime, zone: string): Temporal.Instant[] {
  return (['earlier', 'later'] as const)
    .map((disambiguation) => wall.toZonedDateTime(zone, { disambiguation }))
    .filter((zoned) => zoned.toPlainDateTime().equals(wall))
    .map((zoned) => zoned.toInstant());
}

function* days(
  { months, isDay }: Cron,
  today: Temporal.PlainDate,
  end: Temporal.PlainDate,
): Generator<Temporal.PlainDate> {
  // A day that the clock skipped as a whole comes to an instant of the next one.
  let day = today.subtract({ days: 1 });
  while (Temporal.PlainDate.compare(day, end) < 0) {
    if (!months.has(day.month)) day = day.with({ day: 1 }).add({ months: 1 });
    else {
      if (isDay(day)) yield day;
      day = day.add({ days: 1 });
    }
  }
}

function instantOf(wall: Temporal.PlainDateTime, zone: string): Temporal.Instant {
  const zoned = wall.toZonedDateTime(zone, { disambiguation: 'earlier' });
  if (zoned.toPlainDateTime().equals(wall)) return zoned.toInstant();
  // "Earlier" stands before the gap, by as much as the gap is long: the gap ends at the next transition.
  return (zoned.getTimeZoneTransition('next') ?? wall.toZonedDateTime(zone)).toInstant();
}

const hourMs = 60 * 60_000;
// Zone data can change an offset by so much at most.
const dayMs = 24 * hourMs;

/**
 * A slot, in milliseconds since 1970, where its schedule has it now. One that was counted out by other zone data, as of
 * an older version of Node, is the nearest slot there is, within a day.
 */
export function settledSlot(cron: Cron, zone: string, slot: number): number {
  for (const reach of [0, hourMs, dayMs]) {
    const from = Temporal.Instant.fromEpochMilliseconds(slot - reach - 1);
    const until = Temporal.Instant.fromEpochMilliseconds(slot + reach);
    const near = slotsAfter(cron, zone, from, { until }).map(({ epochMilliseconds }) => epochMilliseconds);
    const [nearest] = [...near].sort((a, b) => Math.abs(a - slot) - Math.abs(b - slot));
    if (nearest !== undefined) return nearest;
  }
  return slot;
}

/**
 * Whether a slot falls away when its digest gets other times, all instants in milliseconds since 1970: by those it would
 * have been due already, and nothing else of its day is to come.
 * @param slot the one that the digest waits for, by the times before, in `zoneBefore`.
 * @returns when it would have been due; undefined if it does not fall away.
 */
export function fallsAway(
  slot: number,
  zoneBefore: string,
  { cron, zone, now }: { readonly cron: Cron; readonly zone: string; readonly now: number },
): number | undefined {
  const day = Temporal.Instant.fromEpochMilliseconds(slot).toZonedDateTimeISO(zoneBefore).toPlainDate();
  const isOfDay = (instant: Temporal.Instant) => instant.toZonedDateTimeISO(zone).toPlainDate().equals(day);
  const begin = day.toZonedDateTime(zone).epochMilliseconds;
  const [first] = slotsAfter(cron, zone, Temporal.Instant.fromEpochMilliseconds(begin - 1)).take(1);
  const [next] = slotsAfter(cron, zone, Temporal.Instant.fromEpochMilliseconds(now)).take(1);
  if (!first || !isOfDay(first) || first.epochMilliseconds > now) return undefined;
  return next && (isOfDay(next) || next.epochMilliseconds <= slot) ? undefined : first.epochMilliseconds;
}

/** The slots of a digest that have come due, and when it is due next, in milliseconds since 1970; null if never. */
export type DueSlots = Pick<Claim, 'slots' | 'next'>;

/**
 * For so many minutes a slot is on time, whatever its digest's catch-up: the tick that finds it may be late, and many
 * may be due at once.
 */
export const onTimeMinutes = 2;

// The rest comes due again in the next transaction.
const maxSlotsAtOnce = 1_000;

/**
 * Decides what becomes of the slots of a digest from `first`, the one it waits for, up to `now`, both in milliseconds
 * since 1970. The last one is posted if it is no later than `catchUpMinutes`, and those before it are merged into it. Of
 * a schedule that comes too often, what comes sooner than `intervalMs` after the slot before it is no slot.
 */
export function dueSlots(
  cron: Cron,
  zone: string,
  first: number,
  now: number,
  catchUpMinutes: number,
  intervalMs = 0,
): DueSlots {
  const due: number[] = [];
  let next: number | null = null;
  for (const { epochMilliseconds: slot } of spaced(cron, upcoming(cron, zone, first), intervalMs)) {
    if (slot > now || due.length === maxSlotsAtOnce) {
      next = slot;
      break;
    }
    due.push(slot);
  }
  const last = next !== null && next <= now ? undefined : due.at(-1);
  const oldest = now - Math.max(catchUpMinutes, onTimeMinutes) * 60_000;
  return {
    slots: due.map((slot) => {
      if (slot < oldest) return { slot, status: 'missed', reason: 'late' };
      return slot === last ? { slot, status: 'pending', reason: null } : { slot, status: 'missed', reason: 'merged' };
    }),
    next,
  };
}

/** The slot that a digest waits for, where its schedule has it now, and those after it. */
export function* upcoming(cron: Cron, zone: string, first: number): Generator<Temporal.Instant> {
  const from = Temporal.Instant.fromEpochMilliseconds(settledSlot(cron, zone, first));
  yield from;
  yield* slotsAfter(cron, zone, from);
}
