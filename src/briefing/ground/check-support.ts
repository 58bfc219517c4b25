import type { Checker, Claim, Evidence, Finding } from './claim.ts';
import { isAboutArticle } from './closest.ts';
import { bearingOf } from './evidence.ts';
import { baseLanguage, sentencesOf } from './sentences.ts';

/** How far the articles' words bear a claim. */
export type Support = {
  /** From 0 to 1; less if what bears it stands in several sentences, or in another order. */
  readonly score: number;
  /** The part of its words that is found in the few sentences that bear it best: 0 to 1. */
  readonly coverage: number;
};

// In another language than the article's, words cannot be compared.
const unknown: Support = { score: 0.5, coverage: 0 };

/** Says how far the articles' words bear a claim: as far as they bear that sentence of it which they bear least. */
export function supportOf(claim: Claim, evidence: Evidence): Support {
  if (!isComparable(claim, evidence)) return unknown;
  const parts = sentencesOf(claim.text, claim.language).map((text) => bearingOf(text, evidence));
  const scores = parts.map(({ bearers: [best], order }) => ((best?.share ?? 0) + order) / 2);
  return { score: least(scores), coverage: least(parts.map(({ coverage }) => coverage)) };
}

function least(parts: readonly number[]): number {
  return parts.length === 0 ? 0 : Math.min(...parts);
}

// Below this, a sentence in an editor's own words has too little in common with the article to rest on it.
const leastCoverage = 0.2;
// Unless one sentence has so many of its words: the rest may be synonyms.
const fewTerms = 3;
// A paragraph is the wrong one if others bear a claim so much better …
const betterBy = 0.35;
/** … and well enough. */
const wellCovered = 0.6;

/** Finds sentences of a claim that nothing in the articles tells, and those that other paragraphs tell than it names. */
export const checkSupport: Checker = (claim, evidence, cited) => {
  if (!isComparable(claim, evidence)) return [];
  return sentencesOf(claim.text, claim.language).flatMap((text): Finding[] => {
    const everywhere = bearingOf(text, evidence);
    const [best] = everywhere.bearers;
    if (isAboutArticle(text)) return [];
    if (!best || (everywhere.coverage < leastCoverage && best.terms < fewTerms)) return [{ kind: 'unsupported', text }];
    if (cited.length === evidence.sentences.length) return [];
    const there = bearingOf(text, evidence, cited);
    if (everywhere.coverage < wellCovered || there.coverage > everywhere.coverage - betterBy) return [];
    if (cited.includes(best.sentence)) return [];
    return [{ kind: 'paragraph', text, says: best.sentence.text, paragraph: best.sentence.paragraph }];
  });
};

function isComparable({ language }: Claim, evidence: Evidence): boolean {
  return baseLanguage(language) === baseLanguage(evidence.language);
}
