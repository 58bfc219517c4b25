import { type Hours, splitWords, typedWords, wordsFor } from '../../text/typed-words.ts';

/** What times of day are written with, in all languages; the words are folded. */
type TimeWords = {
  /** `9`, `9:30`, `9.30 Uhr` · `9h30`, `9 Uhr 30`, `9時5分`, `9点半` · `0900`. */
  readonly clocks: readonly RegExp[];
  /** What is said before a time, as `at`. */
  readonly before: RegExp;
  /** Chinese numerals, as they stand beside the words for hours and minutes. */
  readonly numerals: RegExp;
  readonly half: ReadonlySet<string>;
  /** The minutes since midnight of a time that has a name, by that name. */
  readonly named: ReadonlyMap<string, number>;
  /** The hours of a part of the day, by its name; the longest name first, as one may begin with another. */
  readonly parts: readonly (readonly [word: string, hours: readonly Hours[]])[];
};

let cached: TimeWords | undefined;

/** What times of day are written with, in all languages. */
export function timeWords(): TimeWords {
  cached ??= readWords();
  return cached;
}

/** Text that compares equal however it is written: without case, accents, full stops and width. */
export function foldTime(written: string): string {
  return written
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .trim()
    .replace(/\s+/g, ' ')
    .replaceAll('’', "'")
    .replace(/\.(?!\d)/g, '');
}

function readWords(): TimeWords {
  const hour = either(wordsFor(({ times }) => times.hour));
  const minute = either(wordsFor(({ times }) => times.minute));
  const half = either(wordsFor(({ times }) => times.half));
  const at = (words: readonly string[], minutes: number) => words.map((word) => [foldTime(word), minutes] as const);
  const parts = [...typedWords().values()].flatMap(({ times }) => Object.entries(times.parts ?? {}));
  return {
    clocks: [
      new RegExp(`^(\\d{1,2})(?:[:.](\\d{2}))? ?${hour}?$`),
      new RegExp(`^(\\d{1,2}) ?${hour} ?(\\d{2}|${half}|\\d{1,2}(?= ?${minute})) ?${minute}?$`),
      new RegExp(`^(\\d{2})(\\d{2}) ?${hour}?$`),
    ],
    before: new RegExp(`^${either(wordsFor(({ times }) => times.before))} `),
    numerals: new RegExp(
      `[零〇一二两兩三四五六七八九十]{1,3}(?=${hour}|${minute})|(?<=${hour})[一二三四五十]{1,3}$`,
      'g',
    ),
    half: new Set(wordsFor(({ times }) => times.half).map(foldTime)),
    named: new Map([
      ...at(
        wordsFor(({ times }) => times.noon),
        12 * 60,
      ),
      ...at(
        wordsFor(({ times }) => times.midnight),
        0,
      ),
    ]),
    parts: parts
      .flatMap(([words, hours]) => splitWords(words).map((word) => [foldTime(word), hours] as const))
      .sort(([a], [b]) => b.length - a.length),
  };
}

/** A pattern of any of some words; of none it matches nothing. */
function either(words: readonly string[]): string {
  const folded = [...new Set(words.map(foldTime))].sort((a, b) => b.length - a.length);
  return folded.length > 0 ? `(?:${folded.map((word) => RegExp.escape(word)).join('|')})` : '(?!)';
}
