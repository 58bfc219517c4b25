import { distance, lettersOf, mayBeSimilar } from './edit-distance.ts';

// How much a word counts that only begins as the one asked for, or only resembles it, against 1 for the same.
const likeness = { prefix: 0.375, similar: 0.45 };
// Words of four letters and more may have one letter in four wrong, two at most.
const tolerated = { from: 4, share: 0.25, most: 2 };

/** Words, among which those are looked for that somebody may mean. */
export class Vocabulary {
  readonly #words: readonly string[];
  readonly #letters: Int32Array;

  constructor(words: Iterable<string>) {
    this.#words = [...words].sort();
    this.#letters = Int32Array.from(this.#words, lettersOf);
  }

  /**
   * The words that may be meant by one that was asked for, and how much each counts, 1 for the same. A single letter
   * is the beginning of a word only if it is what was typed `last`.
   */
  *meant(asked: string, last: boolean): Generator<[word: string, factor: number]> {
    const words = this.#words;
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
      if (!mayBeSimilar(own, this.#letters[i] ?? 0, most) || (i >= first && i < end)) continue;
      const word = words[i] ?? '';
      const wrong = distance(asked, word, most);
      if (wrong <= most) yield [word, (likeness.similar * asked.length) / (asked.length + wrong)];
    }
  }
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
