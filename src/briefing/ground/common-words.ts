import { readFileSync } from 'node:fs';
import { baseLanguage } from './sentences.ts';
import { wordsOf } from './words.ts';

/*
 * Spelling dictionaries tell a word from a name: `fear` is in them, `Macron` only with its capital. They are read when the
 * first word is looked up in them, as text, which takes a few milliseconds; no speller is needed.
 */

const packages: Readonly<Record<string, string>> = {
  en: 'dictionary-en',
  de: 'dictionary-de',
  es: 'dictionary-es',
  fr: 'dictionary-fr',
  pt: 'dictionary-pt',
  ru: 'dictionary-ru',
};

const dictionaries = new Map<string, string>();

/** The file of a dictionary: an entry a line, with its flags after a slash, which say what endings it may have. */
function dictionaryOf(base: string): string {
  const known = dictionaries.get(base);
  if (known !== undefined) return known;
  const name = packages[base];
  const dictionary = name ? readFileSync(new URL('index.dic', import.meta.resolve(name)), 'utf8') : '';
  dictionaries.set(base, dictionary);
  return dictionary;
}

/** What a dictionary says of a word with a capital. `both` is a surname too, as `Brown`; `unknown` may be a name. */
export type Commonness = 'word' | 'both' | 'name' | 'unknown';

const found = new Map<string, Commonness>();
const mostFound = 20_000;

/** Whether a word with a capital is a name by itself, as a dictionary of its language has it. */
export function commonnessOf(word: string, language: string): Commonness {
  const id = `${baseLanguage(language)} ${word}`;
  const known = found.get(id);
  if (known) return known;
  const commonness = lookUp(word, baseLanguage(language));
  if (found.size >= mostFound) found.clear();
  found.set(id, commonness);
  return commonness;
}

function lookUp(word: string, base: string): Commonness {
  const plain = word.replace(/['’]s?$/, '').slice(0, 50);
  const lower = plain.toLowerCase();
  const capital = plain.charAt(0).toUpperCase() + lower.slice(1);
  const stem = wordsOf(lower, base)[0]?.stem ?? lower;
  if (base === 'de') return lookUpGerman(capital, stem);
  const isWord = hasEntry(base, lower) || (base === 'en' ? isEnglishForm(lower) : isForm(lower, stem, base));
  const isName = hasEntry(base, capital) || hasEntry(base, plain);
  if (isWord) return isName ? 'both' : 'word';
  return isName ? 'name' : 'unknown';
}

/** True for a plural, or a form that has a stem with an entry. */
function isForm(lower: string, stem: string, base: string): boolean {
  return (lower.endsWith('s') && hasEntry(base, lower.slice(0, -1))) || hasForm(base, stem);
}

// English endings, what the entry has in their place, and the flag of the entries that may have them.
const englishEndings = [
  ['s', [''], 'S'],
  ['ses', ['s'], 'S'],
  ['xes', ['x'], 'S'],
  ['hes', ['h'], 'S'],
  ['oes', ['o'], 'S'],
  ['ies', ['y'], 'S'],
  ['d', ['e'], 'D'],
  ['ed', [''], 'D'],
  ['ied', ['y'], 'D'],
  ['ing', ['', 'e'], 'G'],
  ['ings', ['', 'e'], 'J'],
  ['er', ['', 'e'], 'R'],
  ['ier', ['y'], 'R'],
  ['ers', ['', 'e'], 'Z'],
  ['est', ['', 'e'], 'T'],
  ['iest', ['y'], 'T'],
  ['ly', [''], 'Y'],
  ['ily', ['y'], 'Y'],
  ['ness', [''], 'P'],
  ['iness', ['y'], 'P'],
  ['ion', ['e', ''], 'N'],
  ['ions', ['e', ''], 'X'],
  ['able', ['', 'e'], 'B'],
  ['ment', [''], 'L'],
  ['ive', ['e', ''], 'V'],
] as const;

function isEnglishForm(word: string): boolean {
  const rest = /^(?:re|un|dis|in|non|pre|over)(?=\p{L}{4})/u.exec(word)?.[0];
  if (rest !== undefined && (hasEntry('en', word.slice(rest.length)) || isEnglishForm(word.slice(rest.length))))
    return true;
  return englishEndings.some(([ending, replaced, flag]) => {
    if (!word.endsWith(ending)) return false;
    const start = word.slice(0, -ending.length);
    return replaced.some((end) => flagsOf('en', start + end)?.includes(flag) ?? false);
  });
}

// In German all nouns have capitals. Those of the dictionary that have no plural and join no other word are names.
function lookUpGerman(capital: string, stem: string): Commonness {
  const flags = flagsOf('de', capital);
  const isEntry = flags !== undefined;
  if (isEntry && /^[Sm]*$/.test(flags)) return nounEnding.test(capital) ? 'word' : 'both';
  if (isEntry || hasEntry('de', capital.toLowerCase()) || nounEnding.test(capital)) return 'word';
  const capitalStem = stem.charAt(0).toUpperCase() + stem.slice(1);
  if (hasForm('de', stem) || hasForm('de', capitalStem)) return 'word';
  // `Reaktorpläne`: the last part of a compound is a word.
  for (let at = 3; at <= capital.length - 4; at++) {
    const last = capital.slice(at);
    const noun = last.charAt(0).toUpperCase() + last.slice(1);
    if (hasEntry('de', noun) || (last.length >= 5 && hasForm('de', wordsOf(noun, 'de')[0]?.stem ?? noun, true)))
      return 'word';
  }
  return 'unknown';
}

const nounEnding =
  /(?:ung|ungen|heit|heiten|keit|keiten|schaft|schaften|tion|tionen|tät|täten|ismus|nis|nisse|ment|ling|ium|ien|tum|chen|lein|enz|anz|age)$/;

/** The flags of an entry; undefined if the dictionary does not have it. */
function flagsOf(base: string, entry: string): string | undefined {
  const dictionary = dictionaryOf(base);
  // To search the text is quicker than to make a map of 300,000 entries for a few words.
  for (let at = dictionary.indexOf(`\n${entry}`); at !== -1; at = dictionary.indexOf(`\n${entry}`, at + 1)) {
    const rest = dictionary.slice(at + 1 + entry.length, at + 1 + entry.length + 40);
    if (/^\s/.test(rest)) return '';
    if (rest.startsWith('/')) return /^\/(\S*)/.exec(rest)?.[1];
  }
  return undefined;
}

function hasEntry(base: string, entry: string): boolean {
  return flagsOf(base, entry) !== undefined;
}

/** True if a word of the dictionary begins with the stem and has little after it. */
function hasForm(base: string, stem: string, withCapital = false): boolean {
  const dictionary = dictionaryOf(base);
  const start = withCapital ? stem.charAt(0).toUpperCase() + stem.slice(1) : stem;
  const mostLetters = start.length <= 3 ? 0 : start.length <= 5 ? 2 : 4;
  let at = dictionary.indexOf(`\n${start}`);
  for (let tries = 0; at !== -1 && tries < 30; tries++) {
    const rest = /^[^/\s]*/.exec(dictionary.slice(at + 1 + start.length, at + 60))?.[0] ?? '';
    if (rest.length <= mostLetters) return true;
    at = dictionary.indexOf(`\n${start}`, at + 1);
  }
  return false;
}
