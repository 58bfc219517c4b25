import type { Evidence, Sentence } from './claim.ts';
import { type Terms, termsOf } from './terms.ts';

/** How well one sentence of an article bears a text. */
type Bearer = {
  readonly sentence: Sentence;
  /** Where it stands in `evidence.sentences`. */
  readonly index: number;
  /** The part of the text's words that it has, weighted by how rare they are in the articles: 0 to 1. */
  readonly share: number;
  /** How many of its words it has. */
  readonly terms: number;
};

/** What of the articles bears a text. */
export type Bearing = {
  /** The sentences that bear any of it, the best first. */
  readonly bearers: readonly Bearer[];
  /** The part of its words that the best few sentences have together: 0 to 1. */
  readonly coverage: number;
  /** The part of it that one sentence says in the same order, word for word: 0 to 1. */
  readonly order: number;
};

const mostTogether = 3;

/** Finds what bears a text, among all sentences or among some. */
export function bearingOf(text: string, evidence: Evidence, among: readonly Sentence[] = evidence.sentences): Bearing {
  const { terms: sentenceTerms, weightOf } = readingOf(evidence);
  const terms = termsOf(text, evidence.language);
  const allowed = among === evidence.sentences ? undefined : new Set(among);
  const content = [...terms.content].map((term) => ({ term, weight: weightOf(term) }));
  const whole = content.reduce((sum, { weight }) => sum + weight, 0);
  if (whole === 0) return { bearers: [], coverage: 0, order: 0 };

  const shareOf = (isThere: (term: string) => boolean) =>
    content.reduce((sum, { term, weight }) => (isThere(term) ? sum + weight : sum), 0) / whole;
  const bearers = evidence.sentences
    .map((sentence, index) => ({
      sentence,
      index,
      share: shareOf((term) => has(sentenceTerms[index], term)),
      terms: content.filter(({ term }) => has(sentenceTerms[index], term)).length,
    }))
    .filter(({ sentence, share }) => share > 0 && allowed?.has(sentence) !== false)
    .sort((a, b) => b.share - a.share);
  return { bearers, ...together(), order: orderIn(bearers[0]) };

  /** The best sentence, and each time the one that adds the most to it. */
  function together(): { coverage: number } {
    const found = new Set<string>();
    let coverage = 0;
    for (let count = 0; count < mostTogether; count += 1) {
      let best: { share: number; index: number } | undefined;
      for (const { index } of bearers) {
        const share = shareOf((term) => found.has(term) || has(sentenceTerms[index], term));
        if (share > (best?.share ?? coverage)) best = { share, index };
      }
      if (!best) break;
      coverage = best.share;
      for (const term of sentenceTerms[best.index]?.content ?? []) found.add(term);
    }
    return { coverage };
  }

  function orderIn(best: Bearer | undefined): number {
    const sentence = best && sentenceTerms[best.index];
    return sentence ? longestCommonSubsequence(terms.all, sentence.all) / terms.all.length : 0;
  }
}

function has(terms: Terms | undefined, term: string): boolean {
  return terms?.content.has(term) ?? false;
}

type Reading = { readonly terms: readonly Terms[]; readonly weightOf: (term: string) => number };

const readings = new WeakMap<Evidence, Reading>();

function readingOf(evidence: Evidence): Reading {
  let reading = readings.get(evidence);
  if (!reading) {
    reading = read(evidence);
    readings.set(evidence, reading);
  }
  return reading;
}

function read({ sentences, language }: Evidence): Reading {
  const terms = sentences.map(({ text }) => termsOf(text, language));
  const counts = new Map<string, number>();
  for (const { content } of terms) for (const term of content) counts.set(term, (counts.get(term) ?? 0) + 1);
  // A word that no sentence has weighs as one that half a sentence has.
  const weightOf = (term: string) => Math.log(1 + sentences.length / (counts.get(term) ?? 0.5));
  return { terms, weightOf };
}

// Longer sentences than this are compared by their beginnings, so that a hostile article costs no more.
const mostCompared = 400;

/** How many of one list's items the other has in the same order. */
function longestCommonSubsequence(a: readonly string[], b: readonly string[]): number {
  const columns = b.slice(0, mostCompared);
  let previous = new Array<number>(columns.length + 1).fill(0);
  for (const item of a.slice(0, mostCompared)) {
    const row = [0];
    columns.forEach((other, i) => {
      row.push(item === other ? (previous[i] ?? 0) + 1 : Math.max(previous[i + 1] ?? 0, row[i] ?? 0));
    });
    previous = row;
  }
  return previous.at(-1) ?? 0;
}
