import type { Claim, Evidence, Sentence } from './claim.ts';
import { bearingOf } from './evidence.ts';
import { baseLanguage, sentencesOf } from './sentences.ts';

/** A sentence of a claim, and the sentences of the articles that tell most of it. */
export type Closest = {
  readonly text: string;
  /** The best first. */
  readonly closest: readonly Sentence[];
  /** The first of them, and those that are about as good. */
  readonly best: readonly Sentence[];
  /** Of the paragraphs that the claim names, the one that tells most of it, however little that is. */
  readonly likely: readonly Sentence[];
};

const mostClosest = 3;
// A sentence that has less of a claim's words than this tells something else.
const leastShare = 0.3;
// One that has so much less than the best one only has some words in common with it.
const leastOfBest = 0.7;
const aboutAsGood = 0.85;

/** What tells most of each sentence of an English claim: of the paragraphs that it names, unless others tell much more. */
export function closestSentences(claim: Claim, evidence: Evidence, cited: readonly Sentence[]): Closest[] {
  if (baseLanguage(claim.language) !== 'en' || baseLanguage(evidence.language) !== 'en') return [];
  const parts = sentencesOf(claim.text, claim.language).filter((text) => !isAboutArticle(text));
  return parts.map((text) => {
    const among = cited.length > 0 ? cited : evidence.sentences;
    const { bearers } = bearingOf(text, evidence, among);
    const top = bearers[0]?.share ?? 0;
    const close = bearers.filter(({ share }) => share >= Math.max(leastShare, top * leastOfBest)).slice(0, mostClosest);
    return {
      text,
      closest: close.map(({ sentence }) => sentence),
      likely: claim.source ? bearers.slice(0, 1).map(({ sentence }) => sentence) : [],
      best: close.filter(({ share }) => share >= top * aboutAsGood).map(({ sentence }) => sentence),
    };
  });
}

/** True for what an editor says of the article itself: `The article does not say whose fears these are.` */
export function isAboutArticle(text: string): boolean {
  return /\b(?:article|report|source)s?(?:['’]s)? (?:itself |also |own )?(?:does|do|did|names?|gives?|says?|calls?|quotes?|reads?|sees?|takes?|ties|has|mentions?|leaves|view)\b/i.test(
    text,
  );
}
