import { parse, validateDetailed } from 'node-cron';
import { UserError } from '../../text/user-error.ts';

/** What five cron fields mean: the local times of a day, and which days have them. */
export type Cron = {
  /** The fields as they were written, with one space between them. */
  readonly text: string;
  /** Minutes since midnight, ascending. */
  readonly times: readonly number[];
  /** True if it is due in every hour of a day: such a schedule follows the hours as they pass. */
  readonly isHourly: boolean;
  readonly months: ReadonlySet<number>;
  readonly isDay: (day: Temporal.PlainDate) => boolean;
  /** The days of the week that it comes to, 1 is Monday, 7 Sunday; undefined if the date counts as well. */
  readonly weekdays: ReadonlySet<number> | undefined;
};

const hoursOfDay = 24;
const monthsOfYear = 12;
const daysOfLongestMonth = 31;
const everyWeekday: ReadonlySet<number> = new Set([1, 2, 3, 4, 5, 6, 7]);

const fieldNames: readonly string[] = ['minute', 'hour', 'dayOfMonth', 'month', 'dayOfWeek'];

// node-cron expands a range before it checks it: `0-99999999` would fill the memory. No field needs more characters
// than these, or numbers of four digits.
const maxFieldLength = 200;
const isExcessive = (field: string) =>
  field.length > maxFieldLength || /\d{4}/.test(field.replaceAll(/\b0+(?=\d)/g, ''));

// Most digests that are due in a minute share a few schedules.
const cache = new Map<string, Cron>();
const maxCached = 1_000;

/**
 * Reads five cron fields, with node-cron's rules for each. @throws {UserError} that fieldNames the field and shows one
 * that works.
 */
export function parseCron(written: string): Cron {
  const found = cache.get(written);
  if (found) return found;
  const cron = readCron(written);
  if (cache.size < maxCached) cache.set(written, cron);
  return cron;
}

function readCron(written: string): Cron {
  const text = written.trim().replace(/\s+/g, ' ');
  const fields = text.split(' ');
  if (fields.length !== fieldNames.length || fields.some((field) => field === ''))
    throw new UserError('digest:error.cronFields', { cron: written, count: text === '' ? 0 : fields.length });
  const excess = fields.findIndex(isExcessive);
  if (excess >= 0)
    throw new UserError(`digest:error.cronField.${fieldNames[excess]}`, { cron: written, found: fields[excess] ?? '' });
  const { errors } = validateDetailed(text);
  const [error] = errors;
  if (error) {
    const at = fieldNames.indexOf(error.field);
    throw new UserError(at < 0 ? 'digest:error.cron' : `digest:error.cronField.${fieldNames[at]}`, {
      cron: written,
      found: fields[at] ?? written,
    });
  }
  const { minute, hour, dayOfMonth, month, dayOfWeek } = parse(text);
  const minutes = new Set(minute);
  const inMonth = dayOfMonth.map((value) => monthDayRule(value, text));
  const inWeek = dayOfWeek.map((value) => weekDayRule(value));
  const monthDay = (day: Temporal.PlainDate) => inMonth.some((rule) => rule(day));
  const weekDay = (day: Temporal.PlainDate) => inWeek.some((rule) => rule(day));
  // Where both day fields are restricted, either may hold; a field that begins with * is not restricted
  // (https://man7.org/linux/man-pages/man5/crontab.5.html). node-cron itself wants both.
  const either = [fields[2], fields[4]].every((field) => !/^[*?]/.test(field ?? ''));
  return {
    text,
    isHourly: new Set(hour).size === hoursOfDay,
    weekdays: new Set(month).size === monthsOfYear ? weekdaysOf(dayOfMonth, dayOfWeek, either) : undefined,
    times: [...new Set(hour)].flatMap((h) => [...minutes].map((m) => h * 60 + m)).sort((a, b) => a - b),
    months: new Set(month),
    isDay: either ? (day) => monthDay(day) || weekDay(day) : (day) => monthDay(day) && weekDay(day),
  };
}

/** The days of the week that two day fields come to; undefined if the date counts as well. */
function weekdaysOf(
  monthDays: readonly (number | string)[],
  weekDays: readonly (number | string)[],
  either: boolean,
): ReadonlySet<number> | undefined {
  const isEveryDate = new Set(monthDays.filter((value) => typeof value === 'number')).size === daysOfLongestMonth;
  const numbers = weekDays.filter((value) => typeof value === 'number');
  // 0 and 7 are both Sunday.
  const plain = new Set(numbers.map((value) => value || 7).sort((a, b) => a - b));
  if (either ? isEveryDate || plain.size === 7 : isEveryDate && plain.size === 7) return everyWeekday;
  return isEveryDate && numbers.length === weekDays.length ? plain : undefined;
}

type DayRule = (day: Temporal.PlainDate) => boolean;

/** A day of the month: its number, `L` for the last, `L-2` for the second before the last. */
function monthDayRule(value: number | string, cron: string): DayRule {
  if (typeof value === 'number') return ({ day }) => day === value;
  const offset = /^L(?:-(\d+))?$/i.exec(value);
  if (!offset) throw new UserError('digest:error.cronField.dayOfMonth', { cron, found: value });
  return ({ day, daysInMonth }) => day === daysInMonth - Number(offset[1] ?? 0);
}

/** A day of the week from 0 or 7, Sunday; `5#2` for the second Friday of the month, `5L` for the last. */
function weekDayRule(value: number | string): DayRule {
  const [, weekday, nth, last] = /^(\d)(?:#(\d)|(L))?$/i.exec(String(value)) ?? [];
  return ({ day, dayOfWeek, daysInMonth }) =>
    dayOfWeek % 7 === Number(weekday) % 7 &&
    (nth === undefined || Math.ceil(day / 7) === Number(nth)) &&
    (last === undefined || day + 7 > daysInMonth);
}
