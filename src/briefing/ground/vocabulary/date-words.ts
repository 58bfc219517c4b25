import { Phrases } from './phrases.ts';

/** A stretch of time by which dates are counted from the article's. */
export type Period = 'day' | 'week' | 'weekend' | 'month' | 'quarter' | 'year';
/** A part of a year: a quarter, a half, a season. */
export type YearPart = 'Q1' | 'Q2' | 'Q3' | 'Q4' | 'H1' | 'H2' | 'spring' | 'summer' | 'autumn' | 'winter';
/** Such a stretch, so many before (-1) or after (1) that of the article. */
type Relative = { readonly period: Period; readonly offset: number };

/** How a language writes dates. */
export type DateWords = {
  readonly months: Phrases<number>;
  /** Months whose names are other words too: they need a day, a year or a preposition beside them. */
  readonly doubtfulMonths: Phrases<true>;
  /** From 1, Monday. */
  readonly weekdays: Phrases<number>;
  /** Between a day, its month and its year: `of`, `de`. */
  readonly links: Phrases<true>;
  /** Behind a day in digits: `th`, `.`, `er`. */
  readonly dayEndings: Phrases<true>;
  /** Before a month: `in`, `since`, `early`; before a year too. */
  readonly beforeYears: Phrases<true>;
  /** Behind a year: `году`. */
  readonly afterYears: Phrases<true>;
  /** `yesterday`, `last week`, `this year`. */
  readonly relatives: Phrases<Relative>;
  /** What looks like one of them: `por la mañana`. */
  readonly noDates: Phrases<true>;
  /** `last`, `next`, before or behind a weekday, a month or a season. */
  readonly directions: Phrases<number>;
  /** `ago`: before the stretch (`vor zwei Jahren`), or behind it. */
  readonly agoBefore: Phrases<true>;
  readonly agoAfter: Phrases<true>;
  readonly yearParts: Phrases<YearPart>;
  /** Behind or before the digits of a decade: `1990s`, `años 90`. */
  readonly decadeBefore: Phrases<true>;
  readonly decadeAfter: Phrases<true>;
  /** Hours of the afternoon, and any, behind a time: `p.m.`, `Uhr`. */
  readonly afterHours: Phrases<'any' | 'am' | 'pm'>;
  /** `noon`, in minutes. */
  readonly clockWords: Phrases<number>;
};

/** How they are written down: for each value its words, parted by `|`. */
export type WrittenDateWords = {
  readonly months: readonly string[];
  readonly doubtfulMonths?: string;
  readonly weekdays: readonly string[];
  readonly links?: string;
  readonly dayEndings?: string;
  readonly beforeYears?: string;
  readonly afterYears?: string;
  /** By period and offset: `{ day: { '-1': 'yesterday' } }` */
  readonly relatives: Readonly<Partial<Record<Period, Readonly<Record<number, string>>>>>;
  readonly noDates?: string;
  readonly directions?: Readonly<Record<number, string>>;
  readonly agoBefore?: string;
  readonly agoAfter?: string;
  readonly yearParts: Readonly<Partial<Record<YearPart, string>>>;
  readonly decadeBefore?: string;
  readonly decadeAfter?: string;
  readonly afterHours?: Readonly<Partial<Record<'any' | 'am' | 'pm', string>>>;
  readonly clockWords?: Readonly<Record<number, string>>;
};

/** The words of dates, ready to be looked up in. */
export function dateWords(written: WrittenDateWords): DateWords {
  return {
    months: counted(written.months),
    doubtfulMonths: words(written.doubtfulMonths),
    weekdays: counted(written.weekdays),
    links: words(written.links),
    dayEndings: words(written.dayEndings),
    beforeYears: words(written.beforeYears),
    afterYears: words(written.afterYears),
    relatives: relatives(written.relatives),
    noDates: words(written.noDates),
    directions: byNumber(written.directions),
    agoBefore: words(written.agoBefore),
    agoAfter: words(written.agoAfter),
    yearParts: new Phrases(Object.entries(written.yearParts) as [YearPart, string][]),
    decadeBefore: words(written.decadeBefore),
    decadeAfter: words(written.decadeAfter),
    afterHours: new Phrases(Object.entries(written.afterHours ?? {}) as ['any' | 'am' | 'pm', string][]),
    clockWords: byNumber(written.clockWords),
  };
}

function counted(lists: readonly string[]): Phrases<number> {
  return new Phrases(lists.map((list, i) => [i + 1, list] as const));
}

function byNumber(lists: Readonly<Record<number, string>> = {}): Phrases<number> {
  return new Phrases(Object.entries(lists).map(([value, list]) => [Number(value), list] as const));
}

function words(list = ''): Phrases<true> {
  return new Phrases([[true, list]]);
}

function relatives(written: WrittenDateWords['relatives']): Phrases<Relative> {
  const lists = Object.entries(written).flatMap(([period, byOffset]) =>
    Object.entries(byOffset).map(
      ([offset, list]) => [{ period: period as Period, offset: Number(offset) }, list] as const,
    ),
  );
  return new Phrases(lists);
}
