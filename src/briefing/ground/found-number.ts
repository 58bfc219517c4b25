import type { Bound } from './vocabulary/vocabulary.ts';

/** What a number counts, as far as its own words say. */
type Reading = {
  readonly value: number;
  /** `USD`, `%`, `point`, `year`, `km`: what it counts, if that is a unit. */
  readonly unit?: string;
};

/** A number that stands in a text. */
export type FoundNumber = Reading & {
  /** As it is written, with its unit: `$240 billion`. */
  readonly text: string;
  /** `more than $240 billion`: with what limits it. */
  readonly phrase: string;
  /** Where `text` begins, and where it ends, in UTF-16 units. */
  readonly start: number;
  readonly end: number;
  /** What else it may be: `6m` is six million, or six metres. */
  readonly or?: Reading;
  /** The words behind it that may be what it counts: `northern`, `furnaces`. None if it has a unit. */
  readonly nouns: readonly string[];
  /** What limits it: `about`, `more than`. */
  readonly bound?: Bound;
  /** The other end of a range, or the other side of a score. */
  readonly other?: number;
  readonly kind: 'count' | 'ordinal' | 'score' | 'one';
  /** What its digits are multiplied by: 1e6 in `2 million`. */
  readonly scale: number;
  /** True if no digit is in it. */
  readonly inWords: boolean;
  /** Its first token, and the one after its last. */
  readonly first: number;
  readonly last: number;
};
