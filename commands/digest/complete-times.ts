import type { CompletionChoice } from '../../src/command/command.ts';
import { parseDays } from '../../src/digest/schedule/parse-days.ts';
import { parseTime } from '../../src/digest/schedule/parse-time.ts';
import type { Language } from '../../src/text/language.ts';
import { UserError } from '../../src/text/user-error.ts';
import { limits } from '../../src/view/card.ts';
import { daysByName, daysText } from '../../src/view/digest-schedule.ts';

const noon = 12 * 60;
const commonTimes = [7, 8, 9, 10, 12, 15, 17, 18, 20, 21].map((hour) => hour * 60);
const quarters = Array.from({ length: 24 * 4 }, (_, i) => i * 15);

/** The times that what is typed may mean, as the language writes them: the hour of the morning before the evening's. */
export function completeTime(typed: string, language: Language): CompletionChoice[] {
  const written = typed.trim();
  if (written === '') return commonTimes.map((minutes) => timeChoice(minutes, language));
  const meant = understood(() => parseTime(written));
  const hour = /^\d{1,2}$/.test(written) ? meant : undefined;
  const offers = [
    ...(meant === undefined ? [] : [meant]),
    ...(hour !== undefined && hour > 0 && hour < noon ? [hour + noon] : []),
    ...quarters.filter((each) => [clock(each), language.time(each)].some((text) => text.startsWith(written))),
    ...(hour === undefined ? [] : [hour + 15, hour + 30, hour + 45]),
  ];
  return [...new Set(offers)].slice(0, limits.options).map((each) => timeChoice(each, language));
}

function timeChoice(minutes: number, language: Language): CompletionChoice {
  return { name: language.time(minutes), value: clock(minutes) };
}

/** `09:00`, which every language reads. */
function clock(minutes: number): string {
  return [Math.floor(minutes / 60), minutes % 60].map((part) => String(part).padStart(2, '0')).join(':');
}

const everyDay = [1, 2, 3, 4, 5, 6, 7];
const offered: readonly (readonly [value: string, days: readonly number[]])[] = [
  ['daily', everyDay],
  ['weekdays', [1, 2, 3, 4, 5]],
  ['weekends', [6, 7]],
  ...['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday'].map(
    (name, i) => [name, [i + 1]] as const,
  ),
];

/** The days that what is typed means, or those whose name has it in it; without either, those that are often chosen. */
export function completeDays(typed: string, language: Language): CompletionChoice[] {
  const written = typed.trim().toLowerCase();
  const meant = written === '' ? undefined : understood(() => parseDays(written, language.locale));
  const choices = offered.map(([value, days]) => ({ name: daysName(new Set(days), language), value }));
  const named = choices.filter(({ name }) => name.toLowerCase().includes(written));
  if (meant === undefined) return named.length > 0 ? named : choices;
  const group = offered.find(([, days]) => String(days) === String([...meant]))?.[0];
  const first = { name: daysName(meant, language), value: group ?? englishDays(meant) };
  return [first, ...named.filter(({ value }) => value !== first.value)];
}

/** Days with their names beside a word for them, so that nobody mistakes it. */
function daysName(days: ReadonlySet<number>, language: Language): string {
  const [text, names] = [daysText(days, language), daysByName(days, language)];
  return days.size > 1 && days.size < everyDay.length && text !== names ? `${text} · ${names}` : text;
}

/** Days as every language reads them. */
function englishDays(days: ReadonlySet<number>): string {
  return [...days].map((day) => offered.find(([, [first, ...more]]) => first === day && more.length === 0)?.[0]).join();
}

function understood<Value>(parse: () => Value): Value | undefined {
  try {
    return parse();
  } catch (error) {
    if (error instanceof UserError) return undefined;
    throw error;
  }
}
