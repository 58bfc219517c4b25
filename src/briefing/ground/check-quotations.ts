import type { Checker, Finding, Sentence } from './claim.ts';
import { findWords, plainWordsOf, type WordStream, wordStreamOf } from './plain-words.ts';
import { quotationsIn } from './quotations.ts';
import { baseLanguage } from './sentences.ts';

/** Holds what stands between quotation marks against the articles, word for word. */
export const checkQuotations: Checker = (claim, evidence, cited) => {
  // A translated quotation cannot be compared.
  if (baseLanguage(claim.language) !== baseLanguage(evidence.language)) return [];
  const marked = quotationsIn(claim.text).map(({ text }) => text);
  const quotations = claim.quote && marked.length === 0 ? [claim.text] : marked;
  const stream = wordStreamOf(evidence);
  return quotations.flatMap((quotation): Finding[] => {
    const parts = partsOf(quotation);
    if (parts.length === 0) return [];
    const places = placesOf(parts, stream);
    const paragraph = places[0]?.paragraph;
    // Titles may be quoted without naming them as a source.
    const mayStandIn = (place: Sentence) => cited.includes(place) || /^(?:.*:)?0$/.test(String(place.paragraph));
    if (places.some(mayStandIn)) return [];
    if (paragraph !== undefined) return [{ kind: 'paragraph', text: quotation, paragraph }];
    return [{ kind: 'quote', text: quotation, ...nearest(parts.flat(), stream, cited) }];
  });
};

// An editor's ellipsis leaves words out; an editor's brackets stand for other words.
const gaps = /\.{3,}|…+|\[[^\][]{0,200}\]/gu;

/** The words of a quotation, in the parts that an editor's ellipses and brackets leave. */
function partsOf(quotation: string): string[][] {
  // `[T]his` is only a letter that was changed.
  const text = quotation.replace(/\[(\p{L})\](?=\p{L})/gu, '$1');
  return text
    .split(gaps)
    .map((part) => plainWordsOf(part).map(({ plain }) => plain))
    .filter((words) => words.length > 0);
}

// More words than that are left out only by an ellipsis that says nothing any more.
const mostWordsLeftOut = 150;

/** The sentences in which a quotation begins. */
function placesOf([first = [], ...rest]: readonly string[][], stream: WordStream): Sentence[] {
  const places: Sentence[] = [];
  for (let at = findWords(first, stream); at !== -1; at = findWords(first, stream, at + 1)) {
    let end = at + first.length;
    const goesOn = rest.every((part) => {
      const next = findWords(part, stream, end);
      const isNear = next !== -1 && next - end <= mostWordsLeftOut;
      end = next + part.length;
      return isNear;
    });
    const place = stream.words[at]?.sentence;
    if (goesOn && place && !places.includes(place)) places.push(place);
    if (places.length > 100) break;
  }
  return places;
}

// With fewer of its words in one place, the article has nothing like it.
const leastShareOfWords = 0.5;

/** What the article has that is most like the words of a quotation, at best in the cited paragraphs. */
function nearest(
  quoted: readonly string[],
  { words }: WordStream,
  cited: readonly Sentence[],
): Pick<Finding, 'says' | 'paragraph'> {
  const missing = new Map<string, number>();
  for (const word of quoted) missing.set(word, (missing.get(word) ?? 0) + 1);
  let shared = 0;
  let best = { score: 0, start: 0 };
  const isCited = new Set(cited);
  // A window of as many words as the quotation has, moved along the articles.
  const change = (word: string | undefined, by: 1 | -1) => {
    const left = word === undefined ? undefined : missing.get(word);
    if (word === undefined || left === undefined) return;
    if (by === 1 ? left > 0 : left >= 0) shared += by;
    missing.set(word, left - by);
  };
  words.forEach(({ plain }, i) => {
    change(plain, 1);
    change(words[i - quoted.length]?.plain, -1);
    const start = Math.max(0, i - quoted.length + 1);
    const sentence = words[start]?.sentence;
    const score = shared + (sentence && isCited.has(sentence) ? 0.5 : 0);
    if (score > best.score) best = { score, start };
  });
  const first = words[best.start];
  if (!first || best.score < leastShareOfWords * quoted.length) return {};
  const inSentence = words
    .slice(best.start, best.start + quoted.length)
    .filter(({ sentence }) => sentence === first.sentence);
  const says = first.sentence.text.slice(first.start, inSentence.at(-1)?.end);
  return { says, paragraph: first.sentence.paragraph };
}
