import { type Token, tokensOf } from '../tokens.ts';

type Entry<Value> = { readonly rest: readonly string[]; readonly value: Value };

/** Finds the words and phrases of a list among tokens. A `*` at the end of a word stands for any ending. */
export class Phrases<Value> {
  #byFirst = new Map<string, Entry<Value>[]>();
  #byPrefix = new Map<string, Entry<Value>[]>();
  // The longest first: `процентн* пункт*` is longer than `процент*`.
  #prefixLengths: readonly number[] = [];

  /** @param lists values, each with its words: `[['%', 'percent|per cent']]` */
  constructor(lists: Iterable<readonly [Value, string]>) {
    for (const [value, words] of lists) {
      for (const phrase of words.split('|')) if (phrase) this.#add(phrase, value);
    }
    this.#prefixLengths = [...new Set([...this.#byPrefix.keys()].map((prefix) => prefix.length))].sort((a, b) => b - a);
    // The longest phrase wins.
    for (const entries of [...this.#byFirst.values(), ...this.#byPrefix.values()]) {
      entries.sort((a, b) => b.rest.length - a.rest.length);
    }
  }

  #add(phrase: string, value: Value): void {
    const [first = '', ...rest] = wordsOf(phrase);
    const prefix = first.endsWith('*');
    const key = prefix ? first.slice(0, -1) : first;
    const map = prefix ? this.#byPrefix : this.#byFirst;
    const entries = map.get(key) ?? [];
    entries.push({ rest, value });
    map.set(key, entries);
  }

  /** The longest phrase that begins at a token, and how many tokens it has. */
  at(tokens: readonly Token[], index: number): { readonly value: Value; readonly length: number } | undefined {
    const key = tokens[index]?.key;
    if (key === undefined) return undefined;
    const exact = this.#match(this.#byFirst.get(key), tokens, index);
    if (exact) return exact;
    for (const length of this.#prefixLengths) {
      if (key.length < length) continue;
      const found = this.#match(this.#byPrefix.get(key.slice(0, length)), tokens, index);
      if (found) return found;
    }
    return undefined;
  }

  /** The longest phrase that ends right before a token. */
  before(tokens: readonly Token[], index: number): { readonly value: Value; readonly length: number } | undefined {
    for (let length = longestPhrase; length > 0; length--) {
      const found = index >= length ? this.at(tokens, index - length) : undefined;
      if (found?.length === length) return found;
    }
    return undefined;
  }

  #match(entries: readonly Entry<Value>[] | undefined, tokens: readonly Token[], index: number) {
    for (const { rest, value } of entries ?? []) {
      if (rest.every((word, i) => sameWord(tokens[index + 1 + i]?.key, word)))
        return { value, length: rest.length + 1 };
    }
    return undefined;
  }
}

const longestPhrase = 5;

function wordsOf(phrase: string): string[] {
  const words: string[] = [];
  for (const { key } of tokensOf(phrase)) {
    if (key === '*') words.push(`${words.pop()}*`);
    else words.push(key);
  }
  return words;
}

function sameWord(key: string | undefined, word: string): boolean {
  return word.endsWith('*') ? (key?.startsWith(word.slice(0, -1)) ?? false) : key === word;
}
