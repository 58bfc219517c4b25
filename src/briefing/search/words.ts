import { romanised } from './romanised.ts';
import { simplified } from './simplified.ts';

/*
 * What a word is to a search, and when two are the same: whatever their case, diacritics and width, in traditional or
 * simplified characters, in Cyrillic or Latin letters.
 */

// Diacritics, and what stands in words without being a letter: soft hyphens, zero-width spaces and joiners, and the
// stroke that stretches Arabic words.
const unlettered = /[\p{M}\p{Default_Ignorable_Code_Point}\u0640]+/gu;

// Their words have no spaces between them. A word is then each two characters that stand side by side: this finds all
// that a dictionary would find, whichever words it knows.
const scripts = ['Han', 'Hira', 'Kana', 'Thai', 'Laoo', 'Khmr', 'Mymr'].map((script) => `\\p{scx=${script}}`).join('');
const unspacedCharacter = `[[${scripts}]&&[\\p{L}\\p{N}]]`;
const letters = `[[\\p{L}\\p{N}]--[${scripts}\u02bc]]+`;
const runs = new RegExp(`${unspacedCharacter}+|${letters}(?:['‘’\u02bc\\-‐‑]${letters})*`, 'gv');
const unspaced = new RegExp(`^${unspacedCharacter}`, 'v');
const joiners = /['‘’\u02bc\-‐‑]/;
const apostrophe = /['‘’\u02bc]/;

// ASCII needs no folding, which saves four fifths of the time.
const isAscii = /^[\0-\x7f]*$/;
const asciiWords = /[a-z\d]+/g;
const asciiRuns = /[a-z\d]+(?:['-][a-z\d]+)*/g;

// What more parts than these are joined to is a phrase, not another spelling of a word.
const mostJoined = 3;

/** The words of a text that is searched: `O’Brien` gives `o`, `brien` and `obrien`, 习近平 gives 习近, 近平 and 平. */
export function wordsOf(text: string): string[] {
  const found = runsOf(text);
  if (isAscii.test(text)) return joiners.test(text) ? found.flatMap(partsAndWhole) : found;
  return found.flatMap((run) =>
    unspaced.test(run) ? [...pairs(run), Array.from(run).at(-1) ?? ''] : partsAndWhole(run),
  );
}

function partsAndWhole(run: string): string[] {
  if (!joiners.test(run)) return [run];
  const parts = run.split(joiners);
  return parts.length <= mostJoined && !/\p{N}/u.test(run) ? [...parts, parts.join('')] : parts;
}

/** The words of what somebody looks for: `O’Brien` gives `brien`, `l’Ukraine` gives `ukraine`, 习近平 gives 习近 and 近平. */
export function queriedWordsOf(text: string): string[] {
  return runsOf(text).flatMap((run) => {
    if (unspaced.test(run)) return Array.from(run).length > 1 ? pairs(run) : run;
    const parts = run.split(joiners);
    const long = apostrophe.test(run) ? parts.filter((part) => part.length > 1) : parts;
    return long.length > 0 ? long : parts;
  });
}

/** The letters and digits of a text, folded, without anything between them: `xijinping`. */
export function lettersOf(text: string): string {
  if (isAscii.test(text)) return text.toLowerCase().replace(/[^a-z\d]+/g, '');
  return runsOf(text)
    .map((run) => run.replace(/[^\p{L}\p{N}]+|\u02bc/gu, ''))
    .join('');
}

const invisible = '[\\p{M}\\p{Default_Ignorable_Code_Point}]*';
const writtenLetters = `(?:[[\\p{L}\\p{N}]--[${scripts}\u02bc]]${invisible})+`;
const written = new RegExp(
  `(?:${unspacedCharacter}${invisible})+|${writtenLetters}(?:['‘’\u02bc\\-‐‑]${writtenLetters})*`,
  'gv',
);

/** A word as it is written in a text, and where it begins there, in UTF-16 units. */
export type WrittenWord = { readonly word: string; readonly at: number };

/** The words of a text as they are written, with what apostrophes and hyphens join; a script without spaces is one. */
export function writtenWords(text: string): Iterable<WrittenWord> {
  return Iterator.from(text.matchAll(written)).map(({ 0: word, index }) => ({ word, at: index }));
}

/** The parts of a written word between its apostrophes and hyphens. */
export function writtenParts(word: string): Iterable<WrittenWord> {
  return Iterator.from(word.matchAll(/[^'‘’\u02bc\-‐‑]+/g)).map(({ 0: part, index }) => ({ word: part, at: index }));
}

/** True if a word is of a script that puts no spaces between words. */
export function isUnspaced(word: string): boolean {
  return unspaced.test(word);
}

function runsOf(text: string): string[] {
  if (isAscii.test(text)) return text.toLowerCase().match(joiners.test(text) ? asciiRuns : asciiWords) ?? [];
  return Array.from(fold(text).match(runs) ?? [], (run) =>
    unspaced.test(run) ? Array.from(run, simplified).join('') : run,
  );
}

/** A text without differences of diacritics, case, width, script and invisible characters. */
function fold(text: string): string {
  return romanised(text.normalize('NFKD').replace(unlettered, '').toLowerCase());
}

/** Each two characters that stand side by side. */
function pairs(run: string): string[] {
  const characters = Array.from(run);
  return characters.slice(1).map((character, i) => characters[i] + character);
}
