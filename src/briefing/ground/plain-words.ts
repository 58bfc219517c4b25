import type { Evidence, Sentence } from './claim.ts';

/** A word as it is spoken, and where it stands in its text: no case, no punctuation, but with its endings. */
export type PlainWord = { readonly plain: string; readonly start: number; readonly end: number };

// A Chinese or Japanese character, a sign that is spoken, or a word with the apostrophes in it.
const pattern =
  /[\p{sc=Han}\p{sc=Hira}\p{sc=Kana}ー々〇]|[%$€£¥₽]|[[\p{L}\p{N}]--[\p{sc=Han}\p{sc=Hira}\p{sc=Kana}ー々〇]](?:[[\p{L}\p{M}\p{N}]--[\p{sc=Han}\p{sc=Hira}\p{sc=Kana}ー々〇]]|['’](?=\p{L}))*/gv;

/** The words of a text one for one, as two texts are compared that say the same word for word. */
export function plainWordsOf(text: string): PlainWord[] {
  return Array.from(text.matchAll(pattern), ({ 0: word, index }) => ({
    plain: word.normalize('NFKC').toLowerCase().replaceAll('’', "'"),
    start: index,
    end: index + word.length,
  }));
}

/** The words of all articles, one after the other. */
export type WordStream = {
  /** The words with a space before and after each. */
  readonly text: string;
  readonly words: readonly (PlainWord & { readonly sentence: Sentence })[];
  /** Where each word begins in `text`. */
  readonly offsets: readonly number[];
};

const streams = new WeakMap<Evidence, WordStream>();

/** The words of the articles, which are read once for all claims. */
export function wordStreamOf(evidence: Evidence): WordStream {
  const known = streams.get(evidence);
  if (known) return known;
  const words = evidence.sentences.flatMap((sentence) =>
    plainWordsOf(sentence.text).map((word) => ({ ...word, sentence })),
  );
  const offsets: number[] = [];
  let length = 1;
  for (const { plain } of words) {
    offsets.push(length);
    length += plain.length + 1;
  }
  const stream = { text: ` ${words.map(({ plain }) => plain).join(' ')} `, words, offsets };
  streams.set(evidence, stream);
  return stream;
}

/** Where the words stand one after the other in the stream, from the word number `from` on; -1 if they do not. */
export function findWords(words: readonly string[], { text, offsets }: WordStream, from = 0): number {
  const start = offsets[from];
  if (start === undefined) return -1;
  const offset = text.indexOf(` ${words.join(' ')} `, start - 1);
  return offset === -1 ? -1 : wordAt(offset + 1, offsets);
}

function wordAt(offset: number, offsets: readonly number[]): number {
  let [low, high] = [0, offsets.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((offsets[middle] ?? 0) < offset) low = middle + 1;
    else high = middle;
  }
  return low;
}
