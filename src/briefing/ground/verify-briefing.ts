import type { BriefingFile } from '../file/schema.ts';
import { paragraphOf } from '../paragraphs.ts';
import { claimsOf } from './briefing-claims.ts';
import { type Evidence, type Finding, type FindingKind, findingKinds, type ParagraphLabel } from './claim.ts';
import { type BriefingClaim, isSentence, namesIn, type Path } from './claim-reader.ts';
import { otherLanguage } from './language.ts';
import { evidenceOf, type SourceArticle } from './sentences.ts';
import { uncoveredIn } from './uncovered.ts';
import { verify } from './verify.ts';

/** A finding in a briefing. */
export type BriefingFinding = {
  /** Where what it is about stands in the file. */
  readonly path: Path;
  /** The statement as it is written there; for `uncovered`, the sentence of the article. */
  readonly statement: string;
  readonly finding: Finding;
  /** Why it stands all the same, if the file has a waiver for it. */
  readonly waived?: string;
};

/** What came of holding a briefing against its articles. */
export type BriefingReport = {
  /** How many claims it makes. */
  readonly claims: number;
  /** In the order of the file's parts, those that are waived among them. */
  readonly findings: readonly BriefingFinding[];
  /** The places in `waivers` of those that no finding fits any more. */
  readonly idleWaivers: readonly number[];
};

/** Holds every claim of a briefing against its articles, which are in the order of its `infoSources`. */
export function verifyBriefing(file: BriefingFile, articles: readonly SourceArticle[]): BriefingReport {
  const evidence = evidenceForBriefing(file, articles);
  const claims = claimsOf(file);
  const told = claims.filter(isSentence).map(({ claim }) => claim);
  const uncovered = uncoveredIn(told, file.leftOut, evidence);
  const found = [
    ...claims.flatMap((claim) => findingsOf(claim, evidence)),
    ...uncovered.map(
      (finding): BriefingFinding => ({ path: sourceOf(finding, file), statement: finding.text, finding }),
    ),
  ];
  const { findings, idleWaivers } = waive(found, file.waivers);
  return { claims: claims.length, findings, idleWaivers };
}

/** What a briefing is held against: its articles, and everyone in it by all of their names. */
export function evidenceForBriefing(file: BriefingFile, articles: readonly SourceArticle[]): Evidence {
  const date = file.contentCreated ?? file.infoSources[0]?.date;
  const isDay = date !== undefined && /^\d{4}-\d\d-\d\d$/.test(date);
  return evidenceOf(articles, {
    language: languageOf(articles, file.language),
    names: [...namesIn(file).values()],
    ...(isDay ? { date } : {}),
  });
}

// Of less text, a language is not told for sure; and of more, it is not told any better.
const languageLetters = { least: 200, most: 5_000 };

/** The language of articles: that of their briefing, unless they are surely in another. */
function languageOf(articles: readonly SourceArticle[], language: string): string {
  const text = articles.flatMap(({ article }) => article.paragraphs).join(' ');
  if (text.length < languageLetters.least) return language;
  return otherLanguage(text.slice(0, languageLetters.most), language) ?? language;
}

function findingsOf({ path, written, claim, kinds }: BriefingClaim, evidence: Evidence): BriefingFinding[] {
  const { findings } = verify(claim, evidence);
  const missing = (claim.source ?? []).flatMap((label) => missingParagraph(label, evidence));
  return [...findings, ...missing]
    .filter(({ kind }) => kinds?.includes(kind) ?? true)
    .map((finding) => ({ path, statement: written, finding }));
}

/** Where the file names the article that a finding is of. */
function sourceOf({ paragraph = 1 }: Finding, file: BriefingFile): Path {
  return ['infoSources', paragraphOf(paragraph, file).source];
}

/** A paragraph that no article has, as a finding. */
function missingParagraph(label: ParagraphLabel, { sentences }: Evidence): Finding[] {
  if (sentences.some(({ paragraph }) => paragraph === label)) return [];
  return [{ kind: 'paragraph', text: String(label) }];
}

/** Gives each waiver to the first finding of its kind and text that has none. */
function waive(
  found: readonly BriefingFinding[],
  waivers: BriefingFile['waivers'],
): Pick<BriefingReport, 'findings' | 'idleWaivers'> {
  const left = new Map(waivers.map((waiver, place) => [place, waiver]));
  const findings = found.map((each): BriefingFinding => {
    for (const [place, { kind, text, why }] of left)
      if (kind === each.finding.kind && text === each.finding.text.trim()) {
        left.delete(place);
        return { ...each, waived: why };
      }
    return each;
  });
  return { findings, idleWaivers: [...left.keys()] };
}

/** The findings that stand: those without a waiver. */
export function standing({ findings }: BriefingReport): BriefingFinding[] {
  return findings.filter(({ waived }) => waived === undefined);
}

/** How many findings of each kind there are, in the order in which kinds are told. */
export function countByKind(findings: readonly BriefingFinding[]): [kind: FindingKind, count: number][] {
  return findingKinds.flatMap((kind): [FindingKind, number][] => {
    const count = findings.filter(({ finding }) => finding.kind === kind).length;
    return count > 0 ? [[kind, count]] : [];
  });
}
