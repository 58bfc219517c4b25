import type { Phrases } from './phrases.ts';

/** How a number is limited: about so much; a little less; more, or less, than; at least; at most; several of that size. */
export type Bound = 'about' | 'nearly' | 'over' | 'under' | 'from' | 'to' | 'many';

/** How a language writes numbers and their units. */
export type NumberWords = {
  readonly decimalMark: '.' | ',';
  /** True if `95 000` is one number. Fixed spaces part thousands in every language. */
  readonly spaceParts: boolean;
  /** Words that count below a thousand. */
  readonly numerals: Phrases<number>;
  /** Words that multiply what stands before them: hundred, dozen, million. */
  readonly scales: Phrases<number>;
  /** Words between the parts of one number: the `and` of `two hundred and forty`. */
  readonly joins: Phrases<true>;
  /** True if the `and` also stands after tens: `treinta y cinco`. */
  readonly joinsTens: boolean;
  /** True if numbers are written in one word: `zweihundertvierzig`. */
  readonly compounds: boolean;
  /** True if 80 is four twenties, and 70 and 90 are 60 and 80 with a number from 10 to 19. */
  readonly vigesimal: boolean;
  /** `a`, where it counts as one: `a million`. */
  readonly articles: Phrases<true>;
  /** `half`, `third`; a number may stand before them. */
  readonly fractions: Phrases<number>;
  /** True if a fraction needs no article, since its words are no ordinals: `Drittel`. */
  readonly fractionsAlone: boolean;
  /** `and a half`. */
  readonly andHalf: Phrases<number>;
  readonly ordinals: Phrases<number>;
  /** What ends an ordinal in digits: the `rd` of `3rd`. */
  readonly ordinalEndings: Phrases<true>;
  /** Plurals with no number before them: `hundreds`. */
  readonly many: Phrases<number>;
  /** Words that say how many times: `doubled`. */
  readonly multiples: Phrases<number>;
  /** Between a part and its whole: the `in` of `two in three`. */
  readonly outOf: Phrases<true>;
  /** Before what a number was, and before what it came to: `from`, `to`. */
  readonly changes: Phrases<'from' | 'to'>;
  /** Units by their symbols: USD, %, point, year, km. */
  readonly units: Phrases<string>;
  /** Between a number and its unit: the `more` of `three more years`. */
  readonly beforeUnits: Phrases<true>;
  /** True if words are not parted, and numbers are written in Chinese characters too. */
  readonly han: boolean;
  /** Behind a number of one character: the `人` of `三人`. */
  readonly counters: Phrases<true>;
  readonly boundsBefore: Phrases<Bound>;
  readonly boundsAfter: Phrases<Bound>;
  /** Between the ends of a range. */
  readonly ranges: Phrases<true>;
  /** Words that are never what is counted. */
  readonly functionWords: Phrases<true>;
};
