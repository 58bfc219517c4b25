import { matchedWords } from '../briefing/search/matched-words.ts';
import type { QueryWords } from '../briefing/search/search-index.ts';
import {
  isUnspaced,
  lettersOf,
  type WrittenWord,
  wordsOf,
  writtenParts,
  writtenWords,
} from '../briefing/search/words.ts';
import { shorten } from './markdown.ts';

// What is left as it is: an escaped character, code, a tag, a link; and the signs that begin or end a mark. Plain text
// in our Markdown has all of these escaped, so that each is one of our own.
const markup = /\\[\s\S]|`[^`]*`|<[^<>]*>|\[[^\]]*\]\([^)]*\)|\*+|_+|~~|\|\|/g;
const markSign = /^[*_~|]/;

/** Markdown with the words in bold that a query found, but for those in another mark, in code or in a link. */
export function markWords(markdown: string, query: QueryWords): string {
  const matched = matchedWords(markdown, query);
  if (matched.size === 0) return markdown;
  let marked = '';
  let at = 0;
  let open: string | undefined;
  let before = '';
  for (const { 0: sign, index } of [...markdown.matchAll(markup), { 0: '', index: markdown.length }]) {
    const text = markdown.slice(at, index);
    marked += open === undefined ? markText(text, matched, before, sign) : text;
    marked += sign;
    at = index + sign.length;
    before = sign;
    if (markSign.test(sign)) open = open === undefined ? sign : open === sign ? undefined : open;
  }
  return marked;
}

/** Plain text with words in bold, but for one that touches the sign of another mark: the two would become one sign. */
function markText(text: string, matched: ReadonlyMap<string, string>, before: string, after: string): string {
  let marked = '';
  let at = 0;
  for (const { from, to } of places(text, matched)) {
    const touches = (from === 0 && markSign.test(before)) || (to === text.length && markSign.test(after));
    if (touches) continue;
    marked += `${text.slice(at, from)}**${text.slice(from, to)}**`;
    at = to;
  }
  return marked + text.slice(at);
}

/** Plain text in at most so many characters, in which the first word is that a query found. */
export function excerptWith(text: string, query: QueryWords, length: number): string {
  if (text.length <= length) return text;
  const first = places(text, matchedWords(text, query))[0]?.from ?? 0;
  // A part of what comes before stays: nobody understands a word without its sentence.
  const begin = first > length / 2 ? text.lastIndexOf(' ', first - length / 4) + 1 : 0;
  return shorten(begin > 0 ? `… ${text.slice(begin)}` : text, length);
}

type Place = { readonly from: number; readonly to: number };

/** Where the words stand, in order; those side by side as one, with the space between them. */
function places(text: string, matched: ReadonlyMap<string, string>): Place[] {
  const found: { from: number; to: number }[] = [];
  for (const { word, at } of writtenWords(text)) {
    const folded = wordsOf(word);
    if (!folded.some((each) => matched.has(each))) continue;
    for (const { from, to } of isUnspaced(folded[0] ?? '') ? charactersIn(word, matched) : wordIn(word, matched)) {
      const last = found.at(-1);
      const isNext = last && text.slice(last.to, at + from).trim() === '';
      if (isNext) last.to = Math.max(last.to, at + to);
      else found.push({ from: at + from, to: at + to });
    }
  }
  return found;
}

/** A word that is found as one, as `obrien`; or those of its parts that are found. */
function wordIn(word: string, matched: ReadonlyMap<string, string>): Place[] {
  if (matched.has(lettersOf(word))) return [{ from: 0, to: word.length }];
  const isFound = (part: WrittenWord) => wordsOf(part.word).some((each) => matched.has(each));
  return Iterator.from(writtenParts(word))
    .filter(isFound)
    .map((part) => ({ from: part.at, to: part.at + part.word.length }))
    .toArray();
}

const characters = /\P{M}\p{M}*/gu;

/** In a script without spaces, a word is two characters, or one where one alone was looked for. */
function charactersIn(run: string, matched: ReadonlyMap<string, string>): Place[] {
  const all = Array.from(run.matchAll(characters), ({ 0: text, index }) => ({
    folded: lettersOf(text),
    from: index,
    to: index + text.length,
  }));
  return all.flatMap(({ folded, from, to }, i) => {
    const next = all[i + 1];
    const queried = matched.get(folded + (next?.folded ?? ''));
    if (queried === undefined) return [];
    return [{ from, to: queried === folded ? to : (next?.to ?? to) }];
  });
}
