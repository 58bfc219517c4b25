import type { Cron } from './cron.ts';

const minutesOfDay = 24 * 60;
// After so many the days of the month fall on the same days of the week again.
const calendarYears = 28;

/**
 * The instants of a schedule, but of one that comes too often only those that come `leastMs` after the one before, or
 * later; the first always stays. Of a schedule that may be set up none is left out, though clocks may be changed.
 */
export function* spaced(
  cron: Cron,
  instants: Iterable<Temporal.Instant>,
  leastMs: number,
): Generator<Temporal.Instant> {
  if (intervalBelow(leastMs / 60_000, cron) === undefined) return yield* instants;
  let last = Number.NEGATIVE_INFINITY;
  for (const instant of instants) {
    if (instant.epochMilliseconds - last < leastMs) continue;
    last = instant.epochMilliseconds;
    yield instant;
  }
}

/**
 * The shortest time between two times of a schedule that is below `limit`, in minutes by the clock on the wall;
 * undefined if there is none.
 */
export function intervalBelow(limit: number, cron: Cron): number | undefined {
  const { times } = cron;
  const gaps = times.slice(1).map((time, i) => time - (times[i] ?? 0));
  const [first = 0, last = 0] = [times[0], times.at(-1)];
  const overnight = first + minutesOfDay - last;
  if (overnight < limit && hasNeighbours(cron)) gaps.push(overnight);
  const shortest = Math.min(...gaps);
  return shortest < limit ? shortest : undefined;
}

// It is looked at each time that a digest is due.
const neighbours = new WeakMap<Cron, boolean>();

function hasNeighbours(cron: Cron): boolean {
  const known = neighbours.get(cron) ?? findNeighbours(cron);
  neighbours.set(cron, known);
  return known;
}

/** True if a schedule has two days in a row. */
function findNeighbours({ months, isDay }: Cron): boolean {
  const start = Temporal.PlainDate.from('2024-01-01');
  const end = start.add({ years: calendarYears });
  let before = false;
  for (let day = start; Temporal.PlainDate.compare(day, end) < 0; day = day.add({ days: 1 })) {
    const has = months.has(day.month) && isDay(day);
    if (has && before) return true;
    before = has;
  }
  return false;
}
