import type { Cron } from './cron.ts';

const minutesOfDay = 24 * 60;
// After so many the days of the month fall on the same days of the week again.
const calendarYears = 28;

/** The instants without those that come sooner than `leastMs` after the one before; the first always stays. */
export function* spaced(instants: Iterable<Temporal.Instant>, leastMs: number): Generator<Temporal.Instant> {
  let last = Number.NEGATIVE_INFINITY;
  for (const instant of instants) {
    if (instant.epochMilliseconds - last < leastMs) continue;
    last = instant.epochMilliseconds;
    yield instant;
  }
}

/**
 * The shortest time between two times of a schedule that is below `limit`, in minutes by the clock on the wall;
 * undefined if there is none. When clocks are changed two may come closer.
 */
export function intervalBelow(limit: number, { times, months, isDay }: Cron): number | undefined {
  const gaps = times.slice(1).map((time, i) => time - (times[i] ?? 0));
  const [first = 0, last = 0] = [times[0], times.at(-1)];
  const overnight = first + minutesOfDay - last;
  if (overnight < limit && hasNeighbours({ months, isDay })) gaps.push(overnight);
  const shortest = Math.min(...gaps);
  return shortest < limit ? shortest : undefined;
}

/** True if a schedule has two days in a row. */
function hasNeighbours({ months, isDay }: Pick<Cron, 'months' | 'isDay'>): boolean {
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
