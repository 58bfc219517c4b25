import type { Claim, Evidence, Finding } from '../../src/briefing/ground/claim.ts';
import { verify } from '../../src/briefing/ground/verify.ts';
import type { CorpusArticle, TrueStatement } from './corpus.ts';
import { type Planted, plantErrors, rightKinds } from './planting.ts';

/** A planted error and what was found in it. */
export type Tried = { readonly error: Planted; readonly findings: readonly Finding[] };
/** Something that was found in a true statement. */
type FalseAlarm = { readonly statement: TrueStatement; readonly finding: Finding };
/** What came of holding true and false statements against their articles. */
export type Results = {
  readonly articles: number;
  readonly statements: number;
  readonly alarms: readonly FalseAlarm[];
  readonly tried: readonly Tried[];
};

/** Holds everything that is said of these articles, true and false, against them. */
export function tryAll(articles: readonly CorpusArticle[]): Results {
  const statements = articles.flatMap((article) => article.statements.map((statement) => ({ statement, article })));
  return {
    articles: articles.length,
    statements: statements.length,
    alarms: statements.flatMap(({ statement, article }) =>
      findingsIn(statement.claim, article.evidence).map((finding) => ({ statement, finding })),
    ),
    tried: articles.flatMap((article) =>
      plantErrors(article).map((error) => ({ error, findings: findingsIn(error.claim, article.evidence) })),
    ),
  };
}

function findingsIn(claim: Claim, evidence: Evidence): readonly Finding[] {
  return verify(claim, evidence).findings;
}

/** True if one of the findings calls the error what it is. */
export function isRightlyNamed({ error, findings }: Tried): boolean {
  return findings.some(({ kind }) => rightKinds[error.kind].includes(kind));
}
