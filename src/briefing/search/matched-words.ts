import type { QueryWords } from './search-index.ts';
import { nearnessOf } from './vocabulary.ts';
import { wordsOf } from './words.ts';

// What a word of the query adds to the score of a text.
const scores = { same: 3, begins: 2, similar: 1 } as const;

/** How well a text matches a query: more for each of its words that is in it than for one that it has in another form. */
export function scoreOf(text: string, query: QueryWords): number {
  const words = wordsOf(text);
  let score = 0;
  for (const [queried, candidates] of query) {
    let best = 0;
    for (const word of words)
      if (best < scores.same && candidates.has(word)) best = Math.max(best, scores[nearnessOf(word, queried)]);
    score += best;
  }
  return score;
}

/** The score of a text that has all words of a query, and those of `nearly` only as similar ones. */
export function fullScore(query: QueryWords, nearly: readonly string[]): number {
  let score = 0;
  for (const [queried, candidates] of query)
    score += nearly.includes(queried) ? scores.similar : candidates.has(queried) ? scores.same : scores.begins;
  return score;
}

/**
 * The words of a text that a query found, each with the word of the query: those that are the same, where there are
 * none those that begin so, and where there are none of these either, the most similar.
 */
export function matchedWords(text: string, query: QueryWords): Map<string, string> {
  const words = new Set(wordsOf(text));
  const matched = new Map<string, string>();
  for (const [queried, candidates] of query) {
    const found = [...words].filter((word) => candidates.has(word));
    const of = (nearness: string) => found.filter((word) => nearnessOf(word, queried) === nearness);
    const best = Math.max(...found.map((word) => candidates.get(word) ?? 0));
    const mostSimilar = of('similar').filter((word) => candidates.get(word) === best);
    const nearest = [of('same'), of('begins'), mostSimilar].find((each) => each.length > 0) ?? [];
    for (const word of nearest) matched.set(word, queried);
  }
  return matched;
}
