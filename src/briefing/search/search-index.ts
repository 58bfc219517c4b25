import { nearnessOf, Vocabulary } from './vocabulary.ts';
import { wordsOf } from './words.ts';

/** A text of a document, and its weight in the score. */
export type Field = { readonly text: string; readonly weight: number };
/** The indexed words that were taken for each word of a query, with their weights: 1 for the same word. */
export type QueryWords = ReadonlyMap<string, ReadonlyMap<string, number>>;
/** A document that a search found; a higher score is a better match. */
type Match<Id> = {
  readonly id: Id;
  readonly score: number;
  /** The words of the query of which the document has only similar ones. */
  readonly nearly: readonly string[];
};
/** What a search found. */
export type SearchResult<Id> = {
  /** Best first. */
  readonly matches: readonly Match<Id>[];
  readonly words: QueryWords;
};
/** How to search. */
export type SearchOptions<Id> = {
  /** Finds documents with any word of the query, even if others have all of them. */
  readonly anyWord?: boolean;
  /** Documents for which it is false are left out; `isTaken` says if an indexed word was taken for one of the query. */
  readonly accept: (id: Id, isTaken: (word: string) => boolean) => boolean;
  readonly limit: number;
};

/**
 * The documents that have a word, by ascending document number, and the word's weight in each. `occurrences` counts
 * the word in the text that is being added.
 */
type Postings = { readonly documents: number[]; readonly weights: number[]; occurrences: number };
// However often a word stands in a text, it counts at most this many times as much as once (as in BM25).
const saturation = 2.2;
// Fewer removed documents than this are not worth compacting the index.
const fewestToCompact = 1_000;

/**
 * An inverted index: finds documents by words, which may be cut short or misspelt. Arrays of numbers, where libraries
 * have maps, index ten thousand documents in a second and search them in a millisecond or two
 * (`npm run bench -- briefings`).
 */
export class SearchIndex<Id> {
  #postings = new Map<string, Postings>();
  #numbers = new Map<Id, number>();
  // By document number; undefined for a document that was removed.
  #ids: (Id | undefined)[] = [];
  #vocabulary: Vocabulary | undefined;
  // Of the current search, by document number: the score, and one bit for each query word that the document has, or
  // has as more than a similar one.
  #scores = new Float64Array(0);
  #matchedWords = new Uint16Array(0);
  #closelyMatchedWords = new Uint16Array(0);

  /** True if it has a document of this id. */
  has(id: Id): boolean {
    return this.#numbers.has(id);
  }

  /** Adds a document. The index must not have one of this id. */
  add(id: Id, fields: readonly Field[]): void {
    const number = this.#ids.push(id) - 1;
    this.#numbers.set(id, number);
    for (const { text, weight } of fields) {
      const inText: Postings[] = [];
      for (const word of wordsOf(text)) {
        const postings = this.#postingsOf(word);
        if (postings.occurrences++ === 0) inText.push(postings);
      }
      for (const postings of inText) addOccurrences(postings, number, weight);
    }
  }

  /** Removes a document, if there is one of this id. Its memory is freed by `compact`. */
  remove(id: Id): void {
    const number = this.#numbers.get(id);
    if (number === undefined) return;
    this.#numbers.delete(id);
    this.#ids[number] = undefined;
  }

  /**
   * Finds documents that have all words of the query, or if there are none, any of them. A query has at most 16 words.
   * A single letter matches the beginnings of words only if it is the last word of the query.
   */
  search(query: readonly string[], options: SearchOptions<Id>): SearchResult<Id> {
    this.#clearScores();
    const words = new Map<string, ReadonlyMap<string, number>>();
    for (const [i, word] of query.entries()) {
      const candidates = new Map(this.#currentVocabulary().matches(word, i === query.length - 1));
      words.set(word, candidates);
      for (const [candidate, weight] of candidates) {
        this.#score(candidate, weight, 1 << i, nearnessOf(candidate, word) !== 'similar');
      }
    }
    const withAllWords = options.anyWord ? [] : this.#best(2 ** query.length - 1, words, options);
    const best = withAllWords.length > 0 ? withAllWords : this.#best(0, words, options);
    return { matches: best.map((match) => ({ ...match, nearly: this.#nearly(match.id, query) })), words };
  }

  /** The indexed words that are like a word, however unlikely it is that they were meant; the nearest first. */
  nearestWords(word: string): string[] {
    return this.#currentVocabulary().nearest(word);
  }

  #nearly(id: Id, query: readonly string[]): string[] {
    const number = this.#numbers.get(id) ?? 0;
    const bits = (this.#matchedWords[number] ?? 0) & ~(this.#closelyMatchedWords[number] ?? 0);
    return query.filter((_, i) => bits & (1 << i));
  }

  /** The documents that have the query words of all these bits, best first; equal ones in the order of adding. */
  #best(requiredBits: number, words: QueryWords, { accept, limit }: SearchOptions<Id>) {
    const isTaken = (word: string) => words.values().some((candidates) => candidates.has(word));
    const ids = this.#ids;
    const scores = this.#scores;
    const matchedWords = this.#matchedWords;
    const best: { id: Id; score: number }[] = [];
    let least = 0;
    for (let number = 0; number < ids.length; number++) {
      const score = scores[number] ?? 0;
      if (score <= least || ((matchedWords[number] ?? 0) & requiredBits) !== requiredBits) continue;
      const id = ids[number];
      if (id === undefined || !accept(id, isTaken)) continue;
      let place = best.length;
      while (place > 0 && (best[place - 1]?.score ?? 0) < score) place -= 1;
      best.splice(place, 0, { id, score });
      if (best.length > limit) best.pop();
      if (best.length === limit) least = best.at(-1)?.score ?? 0;
    }
    return best;
  }

  /** Adds an indexed word to the scores of its documents; `bit` stands for the query word that it matches. */
  #score(word: string, weight: number, bit: number, isClose: boolean): void {
    const { documents = [], weights = [] } = this.#postings.get(word) ?? {};
    const scores = this.#scores;
    const matchedWords = this.#matchedWords;
    const closelyMatchedWords = this.#closelyMatchedWords;
    const weightedRarity =
      weight * Math.log(1 + (this.#ids.length - documents.length + 0.5) / (documents.length + 0.5));
    for (let i = 0; i < documents.length; i++) {
      const number = documents[i] ?? 0;
      scores[number] = (scores[number] ?? 0) + (weights[i] ?? 0) * weightedRarity;
      matchedWords[number] = (matchedWords[number] ?? 0) | bit;
      if (isClose) closelyMatchedWords[number] = (closelyMatchedWords[number] ?? 0) | bit;
    }
  }

  #clearScores(): void {
    const { length } = this.#ids;
    if (this.#scores.length >= length) {
      this.#scores.fill(0);
      this.#matchedWords.fill(0);
      this.#closelyMatchedWords.fill(0);
    } else {
      this.#scores = new Float64Array(2 * length);
      this.#matchedWords = new Uint16Array(2 * length);
      this.#closelyMatchedWords = new Uint16Array(2 * length);
    }
  }

  #postingsOf(word: string): Postings {
    const known = this.#postings.get(word);
    if (known) return known;
    const postings: Postings = { documents: [], weights: [], occurrences: 0 };
    this.#postings.set(word, postings);
    this.#vocabulary = undefined;
    return postings;
  }

  #currentVocabulary(): Vocabulary {
    this.#vocabulary ??= new Vocabulary(this.#postings.keys());
    return this.#vocabulary;
  }

  /**
   * Numbers the documents anew, without those that were removed, if these are many. It yields after each step; none may
   * be added or removed before the last.
   */
  *compact(): Generator<void> {
    const removed = this.#ids.length - this.#numbers.size;
    if (removed < fewestToCompact || removed < this.#numbers.size) return;
    const ids = this.#ids.filter((id) => id !== undefined);
    const numbers = new Map(ids.map((id, number) => [id, number]));
    const newNumbers = this.#ids.map((id) => (id === undefined ? undefined : numbers.get(id)));
    const allPostings = new Map<string, Postings>();
    for (const [word, { documents, weights }] of this.#postings) {
      const postings: Postings = { documents: [], weights: [], occurrences: 0 };
      for (const [i, document] of documents.entries()) {
        const number = newNumbers[document];
        if (number === undefined) continue;
        postings.documents.push(number);
        postings.weights.push(weights[i] ?? 0);
      }
      if (postings.documents.length > 0) allPostings.set(word, postings);
      yield;
    }
    this.#ids = ids;
    this.#numbers = numbers;
    this.#postings = allPostings;
    this.#vocabulary = undefined;
  }
}

/** Adds the occurrences of a word in one text of a document: each further one adds less (as in BM25). */
function addOccurrences(postings: Postings, number: number, fieldWeight: number): void {
  const { documents, weights, occurrences } = postings;
  const weight = (fieldWeight * saturation * occurrences) / (saturation - 1 + occurrences);
  postings.occurrences = 0;
  const last = documents.length - 1;
  if (documents[last] === number) weights[last] = (weights[last] ?? 0) + weight;
  else {
    documents.push(number);
    weights.push(weight);
  }
}
