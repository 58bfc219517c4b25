import { editDistance, letterBits, mayBeWithin } from './edit-distance.ts';
import { isUnspaced } from './words.ts';

// The weight of a word that only begins with the query word, or is only similar to it; the same word has weight 1.
const weights = { prefix: 0.375, similar: 0.45 };
// A word of four letters or more may have one typing error in four letters, two at most.
const typos = { minimumLength: 4, share: 0.25, most: 2 };

/** The words of a search index, and which of them a query word may mean. */
export class Vocabulary {
  readonly #words: readonly string[];
  readonly #bits: Int32Array;

  constructor(words: Iterable<string>) {
    this.#words = [...words].sort();
    this.#bits = Int32Array.from(this.#words, letterBits);
  }

  /** The words that are not more than three edits from another one, and mostly like it: the nearest first. */
  nearest(word: string): string[] {
    const most = Math.min(3, Math.floor(word.length / 2));
    const bits = letterBits(word);
    return this.#words
      .flatMap((each, i) => {
        if (!mayBeWithin(bits, this.#bits[i] ?? 0, most)) return [];
        const distance = editDistance(word, each, most);
        return distance <= most && distance < each.length / 2 ? { each, distance } : [];
      })
      .sort((a, b) => a.distance - b.distance)
      .map(({ each }) => each);
  }

  /**
   * The words that a query word may mean, each with its weight: the word itself, words that begin with it, and words
   * that are similar. A single letter matches the beginnings of words only if it is the `last` word of the query; a
   * character of a script without spaces always does.
   */
  *matches(query: string, last: boolean): Generator<[word: string, weight: number]> {
    const words = this.#words;
    const matchesPrefixes = query.length > 1 || last || isUnspaced(query);
    const first = lowerBound(words, query);
    let end = first;
    for (let word = words[end]; word?.startsWith(query); word = words[++end]) {
      if (word === query) yield [word, 1];
      else if (matchesPrefixes)
        yield [word, (weights.prefix * query.length) / (query.length + 0.3 * (word.length - query.length))];
    }
    if (query.length < typos.minimumLength) return;
    const most = Math.min(Math.round(query.length * typos.share), typos.most);
    const queryBits = letterBits(query);
    for (let i = 0; i < words.length; i++) {
      if (!mayBeWithin(queryBits, this.#bits[i] ?? 0, most) || (i >= first && i < end)) continue;
      const word = words[i] ?? '';
      const distance = editDistance(query, word, most);
      if (distance <= most) yield [word, (weights.similar * query.length) / (query.length + distance)];
    }
  }
}

/** How an indexed word stands to the query word that it was taken for. */
export type Nearness = 'same' | 'begins' | 'similar';

/** How an indexed word that was taken for a query word stands to it. */
export function nearnessOf(word: string, query: string): Nearness {
  if (word === query) return 'same';
  return word.startsWith(query) ? 'begins' : 'similar';
}

/** The index of the first of the sorted words that is not less than `word`. */
function lowerBound(words: readonly string[], word: string): number {
  let [low, high] = [0, words.length];
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((words[middle] ?? '') < word) low = middle + 1;
    else high = middle;
  }
  return low;
}
