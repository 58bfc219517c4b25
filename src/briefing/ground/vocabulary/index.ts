import { baseLanguage } from '../sentences.ts';
import type { DateWords } from './date-words.ts';
import { germanDates, germanNumbers } from './de.ts';
import { englishDates, englishNumbers } from './en.ts';
import { spanishDates, spanishNumbers } from './es.ts';
import { frenchDates, frenchNumbers } from './fr.ts';
import { japaneseDates, japaneseNumbers } from './ja.ts';
import { portugueseDates, portugueseNumbers } from './pt.ts';
import { russianDates, russianNumbers } from './ru.ts';
import type { NumberWords } from './vocabulary.ts';
import { chineseDates, chineseNumbers } from './zh.ts';

/** The words of a language. */
export type Words = { readonly numbers: NumberWords; readonly dates: DateWords };

const english: Words = { numbers: englishNumbers, dates: englishDates };
const byLanguage: Readonly<Record<string, Words>> = {
  en: english,
  de: { numbers: germanNumbers, dates: germanDates },
  es: { numbers: spanishNumbers, dates: spanishDates },
  fr: { numbers: frenchNumbers, dates: frenchDates },
  ja: { numbers: japaneseNumbers, dates: japaneseDates },
  pt: { numbers: portugueseNumbers, dates: portugueseDates },
  ru: { numbers: russianNumbers, dates: russianDates },
  zh: { numbers: chineseNumbers, dates: chineseDates },
};

/** The words of numbers and dates in a language, given as a tag (`pt-BR`); those of English, if we have none. */
export function wordsOf(language: string): Words {
  return byLanguage[baseLanguage(language)] ?? english;
}
