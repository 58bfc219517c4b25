import type { Claim } from '../../store/deliveries/claims.ts';
import type { Cron } from './cron.ts';
import { spaced } from './spacing.ts';

// The rarest date, a 29 February on a given day of the week, comes after 40 years at most, over a century's end.
const horizon = { years: 41 };

/**
 * The instants after `after` at which a schedule is due in a zone, in order; at most as many years ahead as the
 * rarest date needs. A local time that the clock skips is due at the instant right after the gap; one that comes
 * twice is due the first time; several that come to one instant are one.
 */
export function* slotsAfter(cron: Cron, zone: string, after: Temporal.Instant): Generator<Temporal.Instant> {
  let last = after;
  for (const day of days(cron, after.toZonedDateTimeISO(zone).toPlainDate()))
    for (const minutes of cron.times) {
      const wall = day.toPlainDateTime({ hour: Math.floor(minutes / 60), minute: minutes % 60 });
      const instant = instantOf(wall, zone);
      if (Temporal.Instant.compare(instant, last) <= 0) continue;
      last = instant;
      yield instant;
    }
}

function* days({ months, isDay }: Cron, today: Temporal.PlainDate): Generator<Temporal.PlainDate> {
  const end = today.add(horizon);
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

function* upcoming(cron: Cron, zone: string, first: number): Generator<Temporal.Instant> {
  const from = Temporal.Instant.fromEpochMilliseconds(first);
  yield from;
  yield* slotsAfter(cron, zone, from);
}
