import { type Translate, translator } from './translator.ts';

/** The language of one person or channel: texts, dates, numbers and lists. */
export type Language = {
  readonly locale: string;
  readonly t: Translate;
  /** A date as precise as the given one: `2024-05-17`, `2024-05` or `2024`. */
  date(partial: string): string;
  number(value: number): string;
  /** The short name of a day of the week; 1 is Monday, 7 Sunday. */
  weekday(day: number): string;
  list(items: readonly string[]): string;
};

const cachedLanguages = new Map<string, Language>();
// Discord has some thirty locales.
const mostCachedLanguages = 100;
// For each language; no page has as many.
const mostCachedDates = 1_000;

/** The language of a Discord locale. Unknown locales have English dates and texts; it never throws. */
export function language(locale = 'en'): Language {
  const known = cachedLanguages.get(locale);
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
  const cachedDates = new Map<string, string>();
  const format = (partial: string) => dates[partial.split('-').length - 1]?.format(new Date(partial)) ?? partial;
  const made: Language = {
    locale: tag,
    t,
    date(partial) {
      const text = cachedDates.get(partial) ?? format(partial);
      if (cachedDates.size >= mostCachedDates) cachedDates.clear();
      cachedDates.set(partial, text);
      return text;
    },
    number: (value) => numbers.format(value),
    weekday: (day) => weekdays.format(Date.UTC(2024, 0, day)), // 1 January 2024 was a Monday
    list: (items) => (items.length === 1 ? (items[0] ?? '') : lists.format(items)),
  };
  // Locales come from outside and must not fill the memory: only real ones are cached, since `en-x-…` has no end.
  if (tag === locale && cachedLanguages.size < mostCachedLanguages) cachedLanguages.set(locale, made);
  return made;
}

function supported(locale: string): string {
  try {
    return Intl.DateTimeFormat.supportedLocalesOf(locale)[0] === locale ? locale : 'en';
  } catch {
    return 'en';
  }
}
