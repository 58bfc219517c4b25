import { english } from './en.ts';
import type { NumberWords } from './vocabulary.ts';

const byLanguage: Readonly<Record<string, NumberWords>> = { en: english };

/** The words of numbers in a language, given as a tag (`pt-BR`); those of English, if we have none. */
export function numberWordsOf(language: string): NumberWords {
  return byLanguage[language.slice(0, 2).toLowerCase()] ?? english;
}
