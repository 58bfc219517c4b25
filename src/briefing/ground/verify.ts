import { checkDates } from './check-dates.ts';
import { checkNumbers } from './check-numbers.ts';
import type { Checker, Claim, Evidence, Finding, Sentence } from './claim.ts';

/** What came of holding one claim against the articles. */
export type Verdict = {
  readonly verdict: 'supported' | 'unsupported' | 'unclear';
  /** From 0, nothing of it is in the articles, to 1. */
  readonly score: number;
  readonly findings: readonly Finding[];
};

// A checker a line.
const checkers: readonly Checker[] = [checkNumbers, checkDates];

/** Holds one claim against the articles, with no service and no network. */
export function verify(claim: Claim, evidence: Evidence): Verdict {
  const cited = citedSentences(claim, evidence);
  const findings = checkers.flatMap((check) => check(claim, evidence, cited));
  return {
    verdict: findings.length === 0 ? 'supported' : 'unsupported',
    score: findings.length === 0 ? 1 : 0,
    findings,
  };
}

function citedSentences({ source }: Claim, { sentences }: Evidence): readonly Sentence[] {
  if (!source) return sentences;
  return sentences.filter(({ paragraph }) => source.includes(paragraph));
}
