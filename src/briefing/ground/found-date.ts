import type { Period, YearPart } from './vocabulary/date-words.ts';

/** A date as a text writes it, with the parts that it names. */
export type DateParts = {
  readonly year?: number;
  /** From 1 to 12; of `5/6/2024` the day may be the month too, which `swapped` says. */
  readonly month?: number;
  readonly day?: number;
  readonly swapped?: true;
  /** From 1, Monday. */
  readonly weekday?: number;
  readonly part?: YearPart;
  /** The first year of a decade. */
  readonly decade?: number;
  /** A stretch counted from the article's date; with `approximate` it is only about so long ago. */
  readonly period?: Period;
  readonly offset?: number;
  readonly approximate?: true;
  /** -1 for `last Friday`, 1 for `next Friday`. */
  readonly direction?: number;
  /** A time of day, in minutes. */
  readonly minutes?: number;
};

/** A date that stands in a text. */
export type FoundDate = {
  readonly text: string;
  /** Where it begins in the text, and where it ends, in UTF-16 units. */
  readonly start: number;
  readonly end: number;
  readonly parts: DateParts;
  /** Its first token, and the one after its last. */
  readonly first: number;
  readonly last: number;
};

/** What begins at a token: parts of a date, and the token after it. */
export type DateAt = { readonly parts: DateParts; readonly last: number } | undefined;
