import type { Evidence } from './claim.ts';
import { countriesIn } from './countries.ts';
import { nameRunsIn } from './names.ts';
import { baseLanguage } from './sentences.ts';
import { sentencesWithWords, type Word, wordsOf } from './words.ts';

/** The words and names of the articles, for looking up those of a claim. */
export type ArticleNames = {
  /** Every word, as a key. */
  readonly keys: ReadonlySet<string>;
  readonly stems: ReadonlySet<string>;
  /** How the words are written that have a capital and may be names, by key. */
  readonly written: ReadonlyMap<string, string>;
  readonly countries: ReadonlySet<string>;
  /** First letters of names of several words: `hit` of `Harbin Institute of Technology`. */
  readonly acronyms: ReadonlySet<string>;
  /** Words that are written in capitals only: `HIT`, `U.N.`, by key. */
  readonly capitals: ReadonlySet<string>;
  /** By key, what stands beside a name's word in a name of several words; undefined if it stands alone. */
  readonly next: ReadonlyMap<string, ReadonlySet<string | undefined>>;
  readonly previous: ReadonlyMap<string, ReadonlySet<string | undefined>>;
  /** Keys of the briefing's names that are in the articles by one of their aliases. */
  readonly known: ReadonlySet<string>;
  /** All texts together, for names in writing without spaces. */
  readonly text: string;
};

const indexes = new WeakMap<Evidence, ArticleNames>();

/** The names of the articles, which are found once for all claims. */
export function articleNamesOf(evidence: Evidence): ArticleNames {
  const known = indexes.get(evidence);
  if (known) return known;
  const index = read(evidence);
  indexes.set(evidence, index);
  return index;
}

function read(evidence: Evidence): ArticleNames {
  const { language, names } = evidence;
  const keys = new Set<string>();
  const stems = new Set<string>();
  const written = new Map<string, string>();
  const countries = new Set<string>();
  const acronyms = new Set<string>();
  const capitals = new Set<string>();
  const next = new Map<string, Set<string | undefined>>();
  const previous = new Map<string, Set<string | undefined>>();
  const sentences = sentencesWithWords(evidence);
  for (const { text, words } of sentences) {
    for (const word of words) {
      keys.add(word.key);
      stems.add(word.stem);
      if (isInCapitals(word)) capitals.add(word.key);
    }
    for (const code of countriesIn(words, language).values()) countries.add(code);
    for (const { letters } of acronymsIn(text, words)) acronyms.add(letters);
    for (const run of nameRunsIn(text, words, language))
      run.forEach(({ key, text: name }, i) => {
        written.set(key, name.replace(/['’]s?$/, ''));
        add(next, key, run[i + 1]?.key);
        add(previous, key, run[i - 1]?.key);
      });
  }
  const text = sentences.map((sentence) => sentence.text).join('\n');
  const present = names.filter(({ name, aliases }) =>
    [name, ...aliases].some((alias) => isPresent(alias, { keys, text, language })),
  );
  const knownKeys = present.flatMap(({ name, aliases }) =>
    [name, ...aliases].flatMap((alias) => wordsOf(alias, language)),
  );
  return {
    keys,
    stems,
    written,
    countries,
    acronyms,
    capitals,
    next,
    previous,
    known: new Set(knownKeys.map(({ key }) => key)),
    text,
  };
}

function add(map: Map<string, Set<string | undefined>>, key: string, neighbour: string | undefined): void {
  const neighbours = map.get(key) ?? new Set();
  neighbours.add(neighbour);
  map.set(key, neighbours);
}

function isPresent(
  alias: string,
  { keys, text, language }: { keys: ReadonlySet<string>; text: string; language: string },
): boolean {
  const words = wordsOf(alias, language);
  if (/[\p{sc=Han}\p{sc=Hira}\p{sc=Kana}]/u.test(alias)) return text.includes(alias);
  const own = words.filter(({ isContent }) => isContent);
  return own.length > 0 && own.every(({ key }) => keys.has(key));
}

/** True for a word in capitals only, of two letters or more. */
export function isInCapitals({ text }: Word): boolean {
  return /^\p{Lu}[\p{Lu}.]+$/u.test(text);
}

// A name has at most so many words.
const mostNameWords = 7;

/** The first letters of words that stand together, from the number of the first to that of the last. */
export type Acronym = { readonly letters: string; readonly first: number; readonly last: number };

/** The first letters of words with capitals that stand together, with and without the small words between them. */
export function acronymsIn(text: string, words: readonly Word[]): Acronym[] {
  const acronyms: Acronym[] = [];
  const isCapital = (word: Word | undefined) => word !== undefined && /^\p{Lu}/u.test(word.text);
  for (let first = 0; first < words.length; first++) {
    if (!isCapital(words[first])) continue;
    let [all, capitals] = ['', ''];
    for (let at = first; at < Math.min(words.length, first + mostNameWords); at++) {
      const word = words[at];
      const before = words[at - 1];
      if (!word || (at > first && before && !/^[ \u00a0-]$/.test(text.slice(before.end, word.start)))) break;
      if (!isCapital(word) && (word.isContent || word.text.length > 3)) break;
      all += word.key.charAt(0);
      if (isCapital(word)) capitals += word.key.charAt(0);
      if (isCapital(word) && at > first)
        for (const letters of new Set([all, capitals])) acronyms.push({ letters, first, last: at });
    }
  }
  return acronyms;
}

// Endings that a word of a name may have more or less than in the article: `Russians`, `Texan`, `Berliner`, `Путиным`.
const endings: Readonly<Record<string, readonly string[]>> = {
  en: ['s', 'es', 'an', 'ans', 'ian', 'ians', 'ese', 'er', 'ers', 'ern'],
  de: ['s', 'er', 'ern', 'n', 'en', 'e', 'es', 'in', 'innen'],
  es: ['s', 'es'],
  fr: ['s', 'e', 'es'],
  pt: ['s', 'es'],
  ru: [
    'а',
    'у',
    'ом',
    'ым',
    'е',
    'ой',
    'ою',
    'ы',
    'и',
    'я',
    'ю',
    'ем',
    'ей',
    'ов',
    'ам',
    'ами',
    'ах',
    'ого',
    'ому',
    'ых',
    'ими',
    'ым',
  ],
};

/** True if a name's word is in the articles in one of its forms. */
export function hasWord({ key, stem }: Word, { keys, stems, known }: ArticleNames, language: string): boolean {
  const base = baseLanguage(language);
  if (keys.has(key) || known.has(key)) return true;
  // In English a stem loses too much of a name: `Jinping` would be `jinp`.
  if (base !== 'en' && stems.has(stem)) return true;
  return (endings[base] ?? []).some((ending) => {
    // `Voss` is not `Vos`.
    if ((base !== 'en' || ending.length > 1) && keys.has(key + ending)) return true;
    if (!key.endsWith(ending)) return false;
    const rest = key.slice(0, -ending.length);
    if (rest.length < 3) return false;
    if (keys.has(rest) || keys.has(`${rest}e`) || keys.has(`${rest}a`)) return true;
    return base === 'ru' && (endings.ru ?? []).some((other) => keys.has(rest + other));
  });
}
