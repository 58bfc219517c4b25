import { type Translate, translator } from './text.ts';

/** How the bot speaks to one person or channel: texts, dates, numbers and lists in their language. */
export type Language = {
  readonly locale: string;
  readonly t: Translate;
  /** A day, month or year, as precise as it is given: `2024-05-17`, `2024-05` or `2024`. */
  date(partial: string): string;
  number(value: number): string;
  /** A day of the week in short; 1 is Monday, 7 Sunday. */
  weekday(day: number): string;
  list(items: readonly string[]): string;
};

const languages = new Map<string, Language>();
// Discord has some thirty locales.
const most = 100;
// Of a language; more than a page of anything has.
const mostDates = 1_000;

/** The language of a Discord locale; English for one that the bot does not speak. Never throws, whatever the locale. */
export function language(locale = 'en'): Language {
  const known = languages.get(locale);
  if (known) return known;
  const t = translator(locale);
  const tag = supported(locale);
  const dates = [
    new Intl.DateTimeFormat(tag, { year: 'numeric', timeZone: 'UTC' }),
    new Intl.DateTimeFormat(tag, { year: 'numeric', month: 'long', timeZone: 'UTC' }),
    new Intl.DateTimeFormat(tag, { dateStyle: 'long', timeZone: 'UTC' }),
  ];
  const numbers = new Intl.NumberFormat(tag, { maximumFractionDigits: 20 });
  const weekdays = new Intl.DateTimeFormat(tag, { weekday: 'short', timeZone: 'UTC' });
  const lists = new Intl.ListFormat(tag);
  const written = new Map<string, string>();
  const date = (partial: string) => dates[partial.split('-').length - 1]?.format(new Date(partial)) ?? partial;
  const made: Language = {
    locale: tag,
    t,
    date(partial) {
      const text = written.get(partial) ?? date(partial);
      if (written.size >= mostDates) written.clear();
      written.set(partial, text);
      return text;
    },
    number: (value) => numbers.format(value),
    weekday: (day) => weekdays.format(Date.UTC(2024, 0, day)), // 1 January 2024 was a Monday
    list: (items) => (items.length === 1 ? (items[0] ?? '') : lists.format(items)),
  };
  // Only locales that exist are kept, and so many: of `en-x-…` there is no end, and what comes from outside cannot
  // fill the memory.
  if (tag === locale && languages.size < most) languages.set(locale, made);
  return made;
}

function supported(locale: string): string {
  try {
    return Intl.DateTimeFormat.supportedLocalesOf(locale)[0] === locale ? locale : 'en';
  } catch {
    return 'en';
  }
}
