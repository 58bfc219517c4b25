import { checkAttribution } from './check-attribution.ts';
import { checkCopied } from './check-copied.ts';
import { checkDates } from './check-dates.ts';
import { checkNames } from './check-names.ts';
import { checkNumbers } from './check-numbers.ts';
import { checkPolarity } from './check-polarity.ts';
import { checkQuotations } from './check-quotations.ts';
import { checkRoles } from './check-role.ts';
import { checkSupport, supportOf } from './check-support.ts';
import { checkUnspacedNames } from './check-unspaced-names.ts';
import {
  type Checker,
  type Claim,
  type Evidence,
  type Finding,
  type FindingKind,
  findingKinds,
  type Sentence,
} from './claim.ts';

/** What came of holding one claim against the articles. */
export type Verdict = {
  /** `unclear` if nothing in it is wrong, but too little of it is found in the articles' words. */
  readonly verdict: 'supported' | 'unsupported' | 'unclear';
  /** How closely the articles' words bear it: from 0, nothing of it is in them, to 1. */
  readonly score: number;
  readonly findings: readonly Finding[];
};

// A checker a line.
const checkers: readonly Checker[] = [
  checkNumbers,
  checkDates,
  checkNames,
  checkUnspacedNames,
  checkQuotations,
  checkAttribution,
  checkPolarity,
  checkRoles,
  checkSupport,
  checkCopied,
];

// The claim may be true all the same: it stands in another paragraph, or in the article's own words.
const harmlessKinds: ReadonlySet<FindingKind> = new Set(['paragraph', 'copied']);
const leastCoverage = 0.5;

/** Holds one claim against the articles, with no service and no network. */
export function verify(claim: Claim, evidence: Evidence): Verdict {
  const cited = citedSentences(claim, evidence);
  const findings = inOrder(checkers.flatMap((check) => check(claim, evidence, cited)));
  const { score, coverage } = supportOf(claim, evidence);
  return { verdict: verdictOf(findings, coverage), score, findings };
}

function verdictOf(findings: readonly Finding[], coverage: number): Verdict['verdict'] {
  if (findings.some(({ kind }) => !harmlessKinds.has(kind))) return 'unsupported';
  return coverage >= leastCoverage ? 'supported' : 'unclear';
}

/** By kind, each of them once. */
function inOrder(findings: readonly Finding[]): Finding[] {
  const different = new Map(findings.map((finding) => [`${finding.kind} ${finding.text}`, finding]));
  return [...different.values()].sort((a, b) => findingKinds.indexOf(a.kind) - findingKinds.indexOf(b.kind));
}

function citedSentences({ source }: Claim, { sentences }: Evidence): readonly Sentence[] {
  if (!source) return sentences;
  return sentences.filter(({ paragraph }) => source.includes(paragraph));
}
