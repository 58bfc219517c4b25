import { commandLine, fallbackLanguage, type Translate, textLanguage, translator } from './translator.ts';

/** The language of one person or channel: its texts, and dates, numbers and lists as that language writes them. */
export type Language = {
  readonly locale: string;
  readonly t: Translate;
  /** A date as precise as the given one: `2024-05-17`, `2024-05` or `2024`. */
  date(partial: string): string;
  /** The same as a language writes it in which there need not be texts; where that is unknown, in this one. */
  dateIn(tag: string, partial: string): string;
  /** A day so many days ago: “today”, “yesterday”, “3 days ago”. */
  daysAgo(days: number): string;
  number(value: number): string;
  /** Digits as a sum of money in a currency, as `USD`; the digits stay as they are. */
  money(digits: string, currency: string): string;
  /** Digits with the sign for percent; the digits stay as they are. */
  percent(digits: string): string;
  /** The short name of a day of the week; 1 is Monday, 7 Sunday. */
  weekday(day: number): string;
  /** A time of day, as minutes from midnight: `09:00`, or `9:00 AM`. */
  time(minutes: number): string;
  list(items: readonly string[]): string;
  /** Alternatives: `a, b or c`. */
  either(items: readonly string[]): string;
  /** A command line with English names, as Discord shows it in this language: `/wer name:xi` for `/who name:xi`. */
  command(line: string): string;
};

// Its texts are British, and to Intl mere `en` is American.
const britishEnglish = 'en-GB';

const cachedLanguages = new Map<string, Language>();
// By locale. To find the tag takes as long as the texts of a reply.
const cachedTags = new Map<string, string>();
// Discord has some thirty locales.
const mostCachedLanguages = 100;
// For each language; no page has as many.
const mostCachedDates = 1_000;

/** The language of a Discord locale; English if there are no texts in it. It never throws. */
export function language(locale: string = fallbackLanguage): Language {
  const tag = cachedTags.get(locale) ?? formatTag(locale);
  if (cachedTags.size < mostCachedLanguages) cachedTags.set(locale, tag);
  const known = cachedLanguages.get(tag);
  if (known) return known;
  const numbers = new Intl.NumberFormat(tag, { maximumFractionDigits: 20 });
  const relativeTimes = new Intl.RelativeTimeFormat(tag, { numeric: 'auto' });
  const weekdays = new Intl.DateTimeFormat(tag, { weekday: 'short', timeZone: 'UTC' });
  const times = new Intl.DateTimeFormat(tag, { timeStyle: 'short', timeZone: 'UTC' });
  const lists = new Intl.ListFormat(tag);
  const alternatives = new Intl.ListFormat(tag, { type: 'disjunction' });
  const cachedDates = new Map<string, string>();
  const t = translator(tag);
  const format = (partial: string) => periodText(partial, t) ?? dateFormats(tag).format(partial);
  const made: Language = {
    locale: tag,
    t,
    date(partial) {
      const text = cachedDates.get(partial) ?? format(partial);
      if (cachedDates.size >= mostCachedDates) cachedDates.clear();
      cachedDates.set(partial, text);
      return text;
    },
    dateIn(other, partial) {
      const isKnown = Intl.DateTimeFormat.supportedLocalesOf(other).length > 0;
      const written = other === fallbackLanguage ? britishEnglish : other;
      return periodText(partial, t) ?? dateFormats(isKnown ? written : tag).format(partial);
    },
    money: (digits, currency) => withDigits(tag, digits, { style: 'currency', currency }),
    percent: (digits) => withDigits(tag, digits, { style: 'percent' }),
    daysAgo: (days) => relativeTimes.format(-days, 'day'),
    number: (value) => numbers.format(value),
    weekday: (day) => weekdays.format(Date.UTC(2024, 0, day)), // 1 January 2024 was a Monday
    time: (minutes) => times.format(minutes * 60_000),
    command: (line) => commandLine(tag, line),
    either: (items) => alternatives.format(items),
    list: (items) => (items.length === 1 ? (items[0] ?? '') : lists.format(items)),
  };
  // Locales come from outside and must not fill the memory.
  if (cachedLanguages.size < mostCachedLanguages) cachedLanguages.set(tag, made);
  return made;
}

type DateFormats = { readonly format: (partial: string) => string };

const cachedFormats = new Map<string, DateFormats>();

/** The first of a month where it is written otherwise than other days, of which Intl knows nothing. */
const firstOfMonth: Readonly<Record<string, string>> = { fr: '1er', pt: '1º' };

/** Years, months and days as a language writes them. */
function dateFormats(tag: string): DateFormats {
  const known = cachedFormats.get(tag);
  if (known) return known;
  const formats = [
    new Intl.DateTimeFormat(tag, { year: 'numeric', timeZone: 'UTC' }),
    new Intl.DateTimeFormat(tag, { year: 'numeric', month: 'long', timeZone: 'UTC' }),
    new Intl.DateTimeFormat(tag, { dateStyle: 'long', timeZone: 'UTC' }),
  ];
  const first = firstOfMonth[new Intl.Locale(tag).language];
  const made = {
    format(partial: string) {
      const parts = formats[partial.split('-').length - 1]?.formatToParts(new Date(partial));
      if (!parts) return partial;
      return parts.map(({ type, value }) => (type === 'day' && value === '1' ? (first ?? value) : value)).join('');
    },
  };
  if (cachedFormats.size < mostCachedLanguages) cachedFormats.set(tag, made);
  return made;
}

/** Digits as they are, within the signs and spaces that a language puts around such a number. */
function withDigits(tag: string, digits: string, options: Intl.NumberFormatOptions): string {
  const [, sign = '', unsigned = ''] = /^([-+−]?)(.*)$/s.exec(digits) ?? [];
  const parts = new Intl.NumberFormat(tag, { ...options, maximumFractionDigits: 0 }).formatToParts(1);
  return sign + parts.map(({ type, value }) => (type === 'integer' ? unsigned : value)).join('');
}

/** A quarter, a half-year or a season in words; undefined for any other date. */
function periodText(partial: string, t: Translate): string | undefined {
  const [, year, part = ''] = /^(\d{4})-([QH]\d|[a-z]+)$/.exec(partial) ?? [];
  if (!year) return undefined;
  return t(`view:period.${part}`, { year });
}

/**
 * The language tag by which numbers, dates and lists are written: that of the texts, so that no sentence is in two
 * languages. Only a variant of the same language keeps its own: dates in `en-GB` are British.
 */
function formatTag(locale: string): string {
  const ofTexts = textLanguage(locale);
  try {
    // Without extensions, which could bring another calendar or other digits.
    const { baseName } = new Intl.Locale(locale);
    const isVariant = baseName.startsWith(`${ofTexts}-`);
    if (isVariant && Intl.DateTimeFormat.supportedLocalesOf(baseName).length > 0) return baseName;
  } catch {
    // Not a language tag.
  }
  return ofTexts === fallbackLanguage ? britishEnglish : ofTexts;
}
