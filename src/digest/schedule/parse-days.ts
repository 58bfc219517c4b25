import { baseLanguage } from '../../text/base-language.ts';
import { UserError } from '../../text/user-error.ts';
import { type DayWord, dayLanguages, dayVocabulary, isSpaced, wordsOf } from './day-words.ts';

/** The most words of one expression, as `по будним дням`. */
const mostWords = 4;
/** No list of days is longer. */
const mostCharacters = 300;

/**
 * Days of the week as people write them in any of the languages: `daily`, `Mo-Fr`, `lundi`, `по будням`, `周一到周五`.
 * A word that means other days in two languages is the person's own language's, or refused.
 * @param locale the person's language.
 * @throws {UserError} with what is not understood.
 */
export function parseDays(written: string, locale: string): ReadonlySet<number> {
  const refuse = (found: string) => new UserError('digest:error.days', { days: written, found });
  if (written.length > mostCharacters) throw refuse(written);
  const words = wordsOf(written);
  const days = new Set<number>();
  // The day at which a range may begin.
  let start: number | undefined;
  let isAfterFrom = false;
  let isRange = false;
  for (let at = 0; at < words.length; ) {
    const { meaning, length } = longestMeaning(words.slice(at, at + mostWords), baseLanguage(locale));
    if (meaning === undefined || meaning === 'not') throw refuse(words[at] ?? written);
    at += length;
    if (meaning === 'from') isAfterFrom = true;
    if (meaning === 'to' || (meaning === 'toAfterFrom' && isAfterFrom)) {
      if (start === undefined || isRange) throw refuse(written);
      isRange = true;
    }
    if (typeof meaning === 'string') continue;
    const [only = 0, ...others] = meaning;
    if (isRange && others.length > 0) throw refuse(written);
    for (const day of isRange && start !== undefined ? daysBetween(start, only) : meaning) days.add(day);
    // No range begins where another ends.
    start = isRange || others.length > 0 ? undefined : only;
    isAfterFrom = isAfterFrom && !isRange;
    isRange = false;
  }
  if (days.size === 0 || isRange) throw refuse(written);
  return new Set([...days].sort((a, b) => a - b));
}

/** The days from one to another, over a week's end if need be. */
function daysBetween(from: number, to: number): number[] {
  return Array.from({ length: ((to - from + 7) % 7) + 1 }, (_, i) => ((from - 1 + i) % 7) + 1);
}

/** What the most words from the first on mean together, and how many they are. */
function longestMeaning(words: readonly string[], language: string): { meaning: DayWord | undefined; length: number } {
  for (let length = words.length; length > 0; length -= 1) {
    const meaning = meaningOf(words.slice(0, length), language);
    if (meaning !== undefined) return { meaning, length };
  }
  return { meaning: undefined, length: 0 };
}

/** What an expression means in a person's language, else in all others that have it; undefined if they differ. */
function meaningOf(words: readonly string[], own: string): DayWord | undefined {
  if (words.join() === '-') return 'to';
  const inOwn = meaningsIn(words, own);
  const found = inOwn.length > 0 ? inOwn : dayLanguages.flatMap((language) => meaningsIn(words, language));
  const [first, ...others] = new Map(found.map((meaning) => [String(meaning), meaning])).values();
  return others.length > 0 ? undefined : first;
}

/** The words as they stand, else in the singular, else as the beginning of days' names. */
function meaningsIn(words: readonly string[], language: string): readonly DayWord[] {
  const { meanings, names } = dayVocabulary(language);
  const singular = words.map((word) => word.replace(/(?<=..)s$/, '')).join(' ');
  const known = meanings.get(words.join(' ')) ?? meanings.get(singular);
  if (known) return known;
  // Two letters are a day's in Mo-Fr; one alone is too little.
  if (singular.length < 2 || !isSpaced(singular)) return [];
  return names.flatMap((name, i) => (name.startsWith(singular) ? [[i + 1]] : []));
}
