import type { DateWords } from './date-words.ts';
import { englishDates, englishNumbers } from './en.ts';
import type { NumberWords } from './vocabulary.ts';

/** The words of a language. */
export type Words = { readonly numbers: NumberWords; readonly dates: DateWords };

const english: Words = { numbers: englishNumbers, dates: englishDates };
const byLanguage: Readonly<Record<string, Words>> = { en: english };

/** The words of numbers and dates in a language, given as a tag (`pt-BR`); those of English, if we have none. */
export function wordsOf(language: string): Words {
  return byLanguage[language.slice(0, 2).toLowerCase()] ?? english;
}
