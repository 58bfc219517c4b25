import type { QueryWords } from './search-index.ts';
import { nearnessOf } from './vocabulary.ts';
import { wordsOf } from './words.ts';

/** How well a text matches a query: 1 for each of its words that is in it, and less for one that is only like it. */
export function scoreOf(text: string, query: QueryWords): number {
  const words = wordsOf(text);
  let score = 0;
  for (const candidates of query.values()) score += bestWeight(words, candidates);
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
    const best = bestWeight(found, candidates);
    const mostSimilar = of('similar').filter((word) => candidates.get(word) === best);
    const nearest = [of('same'), of('begins'), mostSimilar].find((each) => each.length > 0) ?? [];
    for (const word of nearest) matched.set(word, queried);
  }
  return matched;
}

function bestWeight(words: Iterable<string>, candidates: ReadonlyMap<string, number>): number {
  let best = 0;
  for (const word of words) best = Math.max(best, candidates.get(word) ?? 0);
  return best;
}
