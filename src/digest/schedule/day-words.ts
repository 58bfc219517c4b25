import { baseLanguage } from '../../text/base-language.ts';
import { languages, translator } from '../../text/translator.ts';
import { splitWords, typedWords } from '../../text/typed-words.ts';

/** What a word for days means: days of the week from 1, Monday; or how the days around it belong together. */
export type DayWord = readonly number[] | 'and' | 'to' | 'from' | 'toAfterFrom' | 'filler' | 'not';

const everyDay = [1, 2, 3, 4, 5, 6, 7];
const groups = { daily: everyDay, weekdays: [1, 2, 3, 4, 5], weekends: [6, 7] } as const;

/** Han and kana, which are written without spaces: each character is a word of its own. */
const unspaced = '[\\p{Script=Han}\\p{Script=Hiragana}\\p{Script=Katakana}]';
const wordPattern = new RegExp(`${unspaced}|(?:(?!${unspaced})[\\p{L}\\p{M}\\p{N}'])+|-`, 'gu');

/** True for a word of a script that has spaces, which may be cut short. */
export function isSpaced(word: string): boolean {
  return !new RegExp(unspaced, 'u').test(word);
}

/**
 * Text as words that compare equal however they are written: without case, accents, full stops and width. A dash is a
 * word of its own, and other signs are none.
 */
export function wordsOf(text: string): string[] {
  const folded = text
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .normalize('NFC')
    .toLowerCase()
    .replaceAll('’', "'")
    .replaceAll('週', '周')
    .replace(/[‐-―−~〜]/g, '-')
    // In Japanese, what is typed for a dash is often the sign for a long vowel.
    .replace(/(?<=[月火水木金土日曜])ー/g, '-')
    // One says 周一三五, and 周一至五.
    .replace(/(?:周|星期|礼拜)[一二三四五六日天](?:[、,和及到至-]?[一二三四五六日天])+/g, (days) =>
      days.replace(/星期|礼拜/g, '周').replace(/(?<!周)[一二三四五六日天]/g, '周$&'),
    );
  return folded.match(wordPattern) ?? [];
}

/** What a language calls the days, and words for several of them or between them, by their words joined with a space. */
export type DayVocabulary = {
  readonly meanings: ReadonlyMap<string, readonly DayWord[]>;
  /** The names in full, from Monday on. */
  readonly names: readonly string[];
};

const cached = new Map<string, DayVocabulary>();

/** The languages in which days are understood. */
export const dayLanguages = [...new Set(languages.map(baseLanguage))];

/** What a language calls the days. */
export function dayVocabulary(language: string): DayVocabulary {
  const known = cached.get(language);
  if (known) return known;
  const made = readVocabulary(language);
  cached.set(language, made);
  return made;
}

function readVocabulary(language: string): DayVocabulary {
  const meanings = new Map<string, DayWord[]>();
  const add = (written: string | undefined, meaning: DayWord) => {
    for (const word of splitWords(written)) {
      const key = wordsOf(word).join(' ');
      meanings.set(key, [...(meanings.get(key) ?? []), meaning]);
    }
  };
  const folders = languages.filter((folder) => baseLanguage(folder) === language);
  const wordsTyped = folders.flatMap((folder) => typedWords().get(folder)?.days ?? []);
  for (const kind of ['daily', 'weekdays', 'weekends'] as const) {
    for (const words of wordsTyped) add(words[kind], groups[kind]);
    // What the bot itself says is understood.
    for (const folder of folders) add(translator(folder)(`digest:days.${kind}`), groups[kind]);
  }
  for (const kind of ['and', 'to', 'from', 'toAfterFrom', 'filler', 'not'] as const)
    for (const words of wordsTyped) add(words[kind], kind);
  const names = namesOf(language, 'long');
  for (const each of [names, namesOf(language, 'short'), ...wordsTyped.map((words) => words.names ?? [])])
    for (const [i, name] of each.entries()) add(name, [i + 1]);
  // A letter that is a word, as the Russian for `with`, is no day.
  const letters = namesOf(language, 'narrow').map(
    (letter) => [letter, meanings.has(wordsOf(letter).join(' '))] as const,
  );
  for (const [i, [letter, isTaken]] of letters.entries()) if (!isTaken && isSpaced(letter)) add(letter, [i + 1]);
  return { meanings, names: names.map((name) => wordsOf(name).join(' ')) };
}

/** The names of the days, from Monday on. */
function namesOf(language: string, weekday: 'long' | 'short' | 'narrow'): string[] {
  const format = new Intl.DateTimeFormat(language, { weekday, timeZone: 'UTC' });
  return everyDay.map((day) => format.format(Date.UTC(2024, 0, day))); // 1 January 2024 was a Monday
}
