import type { Sentence } from './claim.ts';
import { datesOf } from './dates.ts';
import type { FoundDate } from './found-date.ts';
import type { FoundNumber } from './found-number.ts';
import { numbersOf } from './numbers.ts';
import { type Token, tokensOf } from './tokens.ts';
import { type Word, wordsOf } from './words.ts';

/** The numbers and dates of a text. A date's digits are not among the numbers. */
export type Facts = {
  readonly text: string;
  readonly language: string;
  readonly tokens: readonly Token[];
  readonly words: readonly Word[];
  readonly numbers: readonly FoundNumber[];
  readonly dates: readonly FoundDate[];
};

/** Reads the numbers and dates of a text in a language, given as a tag. */
export function factsOf(text: string, language: string): Facts {
  const tokens = tokensOf(text);
  const dates = datesOf(text, tokens, language);
  const ofDates = new Set(
    dates.flatMap(({ first, last }) => Array.from({ length: last - first }, (_, i) => first + i)),
  );
  const numbers = numbersOf(text, tokens, language, (index) => ofDates.has(index));
  return { text, language, tokens, words: wordsOf(text, language), dates, numbers };
}

const known = new WeakMap<Sentence, Facts>();

/** The same of a sentence of an article. Each is read once. */
export function factsOfSentence(sentence: Sentence, language: string): Facts {
  const before = known.get(sentence);
  if (before?.language === language) return before;
  const facts = factsOf(sentence.text, language);
  known.set(sentence, facts);
  return facts;
}
