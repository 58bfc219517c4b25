import { wordsOf } from './names.ts';
import { distance, lettersOf, mayBeSimilar } from './similar.ts';

/** A text of a document, and how much a word in it counts. */
export type Field = { readonly text: string; readonly weight: number };
/** What a search found, best first, and every indexed word that it took for one of those asked for. */
export type Search = { readonly found: readonly Found[]; readonly words: ReadonlySet<string> };
export type Found = { readonly id: string; readonly score: number };
export type SearchOptions = {
  /** One of the words is always enough. */
  readonly some?: boolean;
  /** Leaves documents out. */
  readonly accept: (id: string) => boolean;
  readonly limit: number;
};

/** The documents that have a word, by their numbers, and how much the word counts in each. */
type Postings = { documents: number[]; weights: number[] };
/** By a document's number: its score, and which of the words it has, as bits; and the bit of the word that is looked for. */
type Tally = { readonly scores: Float64Array; readonly has: Uint16Array; readonly mark: number };
/** All words in their order, and the letters of each. */
type Vocabulary = { readonly words: readonly string[]; readonly letters: Int32Array };

// How much a word counts that only begins as the one asked for, or only resembles it, against 1 for the same.
const likeness = { prefix: 0.375, similar: 0.45 };
// Words of four letters and more may have one letter in four wrong, two at most.
const tolerated = { from: 4, share: 0.25, most: 2 };
// What a word counts for more often in a text is never more than so many times what it counts for once.
const saturation = 2.2;
// Below so many, documents that are gone are not worth clearing up after.
const fewGone = 1_000;

/**
 * Finds documents by words, which may be cut short or misspelt. It is a few arrays of numbers, since thousands of documents are to be
 * indexed in a second, and a word that is in each of them found in a few milliseconds.
 */
export class WordIndex {
  readonly #postings = new Map<string, Postings>();
  readonly #numbers = new Map<string, number>();
  // By number; empty for one that is gone.
  #ids: (string | undefined)[] = [];
  #vocabulary: Vocabulary | undefined;

  /** Adds a document; one of this id must not be there. */
  add(id: string, fields: readonly Field[]): void {
    const number = this.#ids.push(id) - 1;
    this.#numbers.set(id, number);
    for (const [word, weight] of weigh(fields)) {
      const postings = this.#postings.get(word);
      if (postings) {
        postings.documents.push(number);
        postings.weights.push(weight);
      } else {
        this.#postings.set(word, { documents: [number], weights: [weight] });
        this.#vocabulary = undefined;
      }
    }
  }

  /** Removes a document. */
  remove(id: string): void {
    const number = this.#numbers.get(id);
    if (number === undefined) return;
    this.#numbers.delete(id);
    this.#ids[number] = undefined;
    const gone = this.#ids.length - this.#numbers.size;
    if (gone > fewGone && gone > this.#numbers.size) this.#clearUp();
  }

  /**
   * Documents that have all of these words, or where there are none, one of them; at most 16 words. A single letter is the beginning of a
   * word only at the end.
   */
  search(asked: readonly string[], options: SearchOptions): Search {
    const scores = new Float64Array(this.#ids.length);
    const has = new Uint16Array(this.#ids.length);
    const words = new Set<string>();
    for (const [i, word] of asked.entries())
      for (const [candidate, factor] of this.#candidates(word, i === asked.length - 1)) {
        words.add(candidate);
        this.#score(candidate, factor, { scores, has, mark: 1 << i });
      }
    const every = 2 ** asked.length - 1;
    const all = options.some ? [] : this.#best(scores, (number) => has[number] === every, options);
    return { found: all.length > 0 ? all : this.#best(scores, () => true, options), words };
  }

  #best(scores: Float64Array, fits: (number: number) => boolean, { accept, limit }: SearchOptions): Found[] {
    const best: Found[] = [];
    for (let number = 0; number < scores.length; number++) {
      const score = scores[number] ?? 0;
      const id = this.#ids[number];
      if (id === undefined || score === 0 || !fits(number)) continue;
      const last = best[limit - 1];
      if ((last && last.score >= score) || !accept(id)) continue;
      let place = best.length;
      while (place > 0 && (best[place - 1]?.score ?? 0) < score) place -= 1;
      best.splice(place, 0, { id, score });
      if (best.length > limit) best.pop();
    }
    return best;
  }

  /** Adds to the score of each document that has an indexed word, and marks that it has the one asked for. */
  #score(word: string, factor: number, { scores, has, mark }: Tally): void {
    const { documents = [], weights = [] } = this.#postings.get(word) ?? {};
    const rarity = Math.log(1 + (this.#ids.length - documents.length + 0.5) / (documents.length + 0.5));
    for (let i = 0; i < documents.length; i++) {
      const number = documents[i] ?? 0;
      scores[number] = (scores[number] ?? 0) + (weights[i] ?? 0) * rarity * factor;
      has[number] = (has[number] ?? 0) | mark;
    }
  }

  /** The indexed words that may be meant by one that was asked for, and how much each counts. */
  *#candidates(asked: string, last: boolean): Generator<[word: string, factor: number]> {
    const { words, letters } = this.#sorted();
    const begins = asked.length > 1 || last;
    const first = lowerBound(words, asked);
    let end = first;
    for (let word = words[end]; word?.startsWith(asked); word = words[++end]) {
      if (word === asked) yield [word, 1];
      else if (begins)
        yield [word, (likeness.prefix * asked.length) / (asked.length + 0.3 * (word.length - asked.length))];
    }
    if (asked.length < tolerated.from) return;
    const most = Math.min(Math.round(asked.length * tolerated.share), tolerated.most);
    const own = lettersOf(asked);
    for (let i = 0; i < words.length; i++) {
      if (!mayBeSimilar(own, letters[i] ?? 0, most) || (i >= first && i < end)) continue;
      const word = words[i] ?? '';
      const wrong = distance(asked, word, most);
      if (wrong <= most) yield [word, (likeness.similar * asked.length) / (asked.length + wrong)];
    }
  }

  #sorted(): Vocabulary {
    if (!this.#vocabulary) {
      const words = [...this.#postings.keys()].sort();
      this.#vocabulary = { words, letters: Int32Array.from(words, lettersOf) };
    }
    return this.#vocabulary;
  }

  /** Numbers the documents anew, without those that are gone. */
  #clearUp(): void {
    const ids = this.#ids.filter((id) => id !== undefined);
    for (const [number, id] of ids.entries()) this.#numbers.set(id, number);
    for (const [word, { documents, weights }] of this.#postings) {
      const kept: Postings = { documents: [], weights: [] };
      for (const [i, document] of documents.entries()) {
        const number = this.#numbers.get(this.#ids[document] ?? '');
        if (number === undefined) continue;
        kept.documents.push(number);
        kept.weights.push(weights[i] ?? 0);
      }
      if (kept.documents.length > 0) this.#postings.set(word, kept);
      else this.#postings.delete(word);
    }
    this.#ids = ids;
    this.#vocabulary = undefined;
  }
}

/** How much each word of a document counts: more in a field that weighs more, and a little more for each time (as BM25 has it). */
function weigh(fields: readonly Field[]): Map<string, number> {
  const weights = new Map<string, number>();
  for (const { text, weight } of fields) {
    const times = new Map<string, number>();
    for (const word of wordsOf(text)) times.set(word, (times.get(word) ?? 0) + 1);
    for (const [word, count] of times) {
      const counted = (weight * saturation * count) / (saturation - 1 + count);
      weights.set(word, (weights.get(word) ?? 0) + counted);
    }
  }
  return weights;
}

/** The place of the first word that does not stand before another. */
function lowerBound(words: readonly string[], word: string): number {
  let [low, high] = [0, words.length];
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((words[middle] ?? '') < word) low = middle + 1;
    else high = middle;
  }
  return low;
}
