import { Vocabulary } from './vocabulary.ts';
import { wordsOf } from './words.ts';

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

/**
 * The documents that have a word, by their numbers, ascending, and how much it counts in each; and how often it
 * stands in the text that is being added.
 */
type Postings = { readonly documents: number[]; readonly weights: number[]; times: number };
// What a word counts for more often in a text is never more than so many times what it counts for once.
const saturation = 2.2;
// Below so many, documents that are gone are not worth clearing up after.
const fewGone = 1_000;

/**
 * Finds documents by words, which may be cut short or misspelt. It is a few arrays of numbers, in place of a
 * library's maps: ten thousand documents are indexed in a second, and what is in each of them is found in a
 * millisecond or two (`npm run bench -- briefings`).
 */
export class WordIndex {
  readonly #postings = new Map<string, Postings>();
  readonly #numbers = new Map<string, number>();
  // By number; empty for one that is gone.
  #ids: (string | undefined)[] = [];
  #vocabulary: Vocabulary | undefined;
  // By a document's number, for the search that is going on: its score, and which of the words it has, as bits.
  #scores = new Float64Array(0);
  #has = new Uint16Array(0);

  /** Adds a document; one of this id must not be there. */
  add(id: string, fields: readonly Field[]): void {
    const number = this.#ids.push(id) - 1;
    this.#numbers.set(id, number);
    for (const { text, weight } of fields) {
      const met: Postings[] = [];
      for (const word of wordsOf(text)) {
        const postings = this.#postingsOf(word);
        if (postings.times++ === 0) met.push(postings);
      }
      for (const postings of met) weigh(postings, number, weight);
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
   * Documents that have all of these words, or where there are none, one of them; at most 16 words. A single letter
   * is the beginning of a word only at the end.
   */
  search(asked: readonly string[], options: SearchOptions): Search {
    this.#clearTally();
    const words = new Set<string>();
    for (const [i, word] of asked.entries())
      for (const [candidate, factor] of this.#meant(word, i === asked.length - 1)) {
        words.add(candidate);
        this.#score(candidate, factor, 1 << i);
      }
    const all = options.some ? [] : this.#best(2 ** asked.length - 1, options);
    return { found: all.length > 0 ? all : this.#best(0, options), words };
  }

  /**
   * The documents that have at least the words of these bits, best first; of those that are equally good, what was
   * added first.
   */
  #best(wanted: number, { accept, limit }: SearchOptions): Found[] {
    const [ids, scores, has] = [this.#ids, this.#scores, this.#has];
    const best: Found[] = [];
    let least = 0;
    for (let number = 0; number < ids.length; number++) {
      const score = scores[number] ?? 0;
      if (score <= least || ((has[number] ?? 0) & wanted) !== wanted) continue;
      const id = ids[number];
      if (id === undefined || !accept(id)) continue;
      let place = best.length;
      while (place > 0 && (best[place - 1]?.score ?? 0) < score) place -= 1;
      best.splice(place, 0, { id, score });
      if (best.length > limit) best.pop();
      if (best.length === limit) least = best.at(-1)?.score ?? 0;
    }
    return best;
  }

  /** Adds to the score of each document that has an indexed word, and marks that it has the one asked for. */
  #score(word: string, factor: number, mark: number): void {
    const { documents = [], weights = [] } = this.#postings.get(word) ?? {};
    const [scores, has] = [this.#scores, this.#has];
    const rarity = factor * Math.log(1 + (this.#ids.length - documents.length + 0.5) / (documents.length + 0.5));
    for (let i = 0; i < documents.length; i++) {
      const number = documents[i] ?? 0;
      scores[number] = (scores[number] ?? 0) + (weights[i] ?? 0) * rarity;
      has[number] = (has[number] ?? 0) | mark;
    }
  }

  #clearTally(): void {
    const { length } = this.#ids;
    if (this.#scores.length >= length) {
      this.#scores.fill(0);
      this.#has.fill(0);
    } else {
      this.#scores = new Float64Array(2 * length);
      this.#has = new Uint16Array(2 * length);
    }
  }

  #postingsOf(word: string): Postings {
    const known = this.#postings.get(word);
    if (known) return known;
    const postings: Postings = { documents: [], weights: [], times: 0 };
    this.#postings.set(word, postings);
    this.#vocabulary = undefined;
    return postings;
  }

  /** The indexed words that may be meant by one that was asked for, and how much each counts. */
  #meant(asked: string, last: boolean): Iterable<[word: string, factor: number]> {
    this.#vocabulary ??= new Vocabulary(this.#postings.keys());
    return this.#vocabulary.meant(asked, last);
  }

  /** Numbers the documents anew, without those that are gone. */
  #clearUp(): void {
    const ids = this.#ids.filter((id) => id !== undefined);
    for (const [number, id] of ids.entries()) this.#numbers.set(id, number);
    for (const [word, { documents, weights }] of this.#postings) {
      const kept: Postings = { documents: [], weights: [], times: 0 };
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

/**
 * Adds what a word counts for in a text of a document: more where the text weighs more, and a little more for each
 * time (as BM25 has it).
 */
function weigh(postings: Postings, number: number, weight: number): void {
  const { documents, weights, times } = postings;
  const counted = (weight * saturation * times) / (saturation - 1 + times);
  postings.times = 0;
  const last = documents.length - 1;
  if (documents[last] === number) weights[last] = (weights[last] ?? 0) + counted;
  else {
    documents.push(number);
    weights.push(counted);
  }
}
