import { readFile, stat } from 'node:fs/promises';
import { createCheckRecord } from '../../briefing/file/check-record.ts';
import { createPositionFinder, type PositionFinder } from '../../briefing/file/positions.ts';
import { withChecked } from '../../briefing/file/write-checked.ts';
import { replaceFile } from '../../briefing/file/write-file.ts';
import { claimsOf } from '../../briefing/ground/briefing-claims.ts';
import { isSentence } from '../../briefing/ground/claim-reader.ts';
import type { SourceArticle } from '../../briefing/ground/sentences.ts';
import {
  type BriefingFinding,
  type BriefingReport,
  countByKind,
  evidenceForBriefing,
  standing,
  verifyBriefing,
} from '../../briefing/ground/verify-briefing.ts';
import { readArticles } from './articles.ts';
import { type FoundBriefing, findBriefing } from './find-briefing.ts';
import { findingText, waiverText } from './finding-text.ts';
import { tellSecondOpinions } from './second-opinions.ts';
import { type Desk, DeskError, type ExitCode } from './verb.ts';
import { verifyTranslations } from './verify-translations.ts';

type Options = {
  /** The files that were named, one for each source in their order. */
  readonly articles: readonly string[];
  readonly json: boolean;
  readonly write: boolean;
};

/** Holds a briefing against its articles, and tells what came of it. @throws {DeskError} @throws {ContentError} */
export async function verifySlug(
  slug: string,
  { articles: given, json, write }: Options,
  desk: Desk,
): Promise<ExitCode> {
  const found = await findBriefing(slug, desk);
  const articles = await readArticles(found, given, desk);
  const report = verifyBriefing(found.file, articles);
  const left = standing(report);
  desk.print(json ? reportAsJson(found, report) : reportText(found, report, articles.length));
  // JSON is about the briefing alone.
  const translations = await verifyTranslations(found);
  const tell = json ? desk.complain : desk.print;
  for (const { told } of translations) tell(told);
  await tellOpinions(found, articles, desk);
  if (left.length > 0 || translations.some(({ standing: count }) => count > 0)) {
    if (write) desk.complain(`Nothing was written to ${found.path}: findings stand.`);
    return 1;
  }
  if (write) {
    await writeChecked(found, articles, desk);
    desk.complain(`What was checked is written to ${found.path}.`);
  }
  return 0;
}

async function tellOpinions({ path, text, file }: FoundBriefing, articles: readonly SourceArticle[], desk: Desk) {
  const positionOf = createPositionFinder(text);
  const claims = claimsOf(file)
    .filter(isSentence)
    .map(({ claim, path: at }) => ({ claim, place: `${path}:${positionOf(at, false).line}` }));
  await tellSecondOpinions(claims, evidenceForBriefing(file, articles), desk);
}

async function writeChecked({ path, file, text }: FoundBriefing, articles: readonly SourceArticle[], { now }: Desk) {
  const day = new Date(now()).toISOString().slice(0, 10);
  const checked = withChecked(text, createCheckRecord(file, articles, day));
  if (checked === undefined)
    throw new DeskError(`${path}: nothing was written, since it is not written as one key a line.`);
  // A second opinion takes minutes, in which somebody may have saved the file.
  if ((await readFile(path, 'utf8')) !== text)
    throw new DeskError(`${path}: nothing was written, since the file has changed meanwhile. Run it again.`);
  await replaceFile(path, checked, (await stat(path)).mode & 0o777);
}

function reportText({ path, text, file }: FoundBriefing, report: BriefingReport, articleCount: number): string {
  const { claims, findings, idleWaivers } = report;
  const positionOf = createPositionFinder(text);
  const place = (at: readonly (string | number)[]) => {
    const { line, column } = positionOf(at, false);
    return `${path}:${line}:${column}`;
  };
  const left = standing(report);
  const waived = findings.length - left.length;
  const kinds = countByKind(left).map((each) => each.join(' '));
  return [
    ...inOrder(findings, positionOf).map((finding) => findingText(finding, place(finding.path))),
    ...idleWaivers.map((i) => {
      const { kind, text: words = '' } = file.waivers[i] ?? {};
      return `${place(['waivers', i])} waivers: no ${kind} “${words}” is found any more; take this waiver out`;
    }),
    [
      `${counted(claims, 'claim')} held against ${counted(articleCount, 'article')}: `,
      left.length === 0 ? 'no findings' : `${counted(left.length, 'finding')} (${kinds.join(', ')})`,
      waived === 0 ? '.' : `, ${waived} waived.`,
    ].join(''),
    ...howToWaive(inOrder(left, positionOf), file.waivers.length > 0),
  ].join('\n');
}

/** As the lines of the file come, and then what no line tells. */
function inOrder(findings: readonly BriefingFinding[], positionOf: PositionFinder): BriefingFinding[] {
  const placeOf = ({ path, finding }: BriefingFinding) =>
    finding.kind === 'uncovered' ? Number.POSITIVE_INFINITY : positionOf(path, false).offset;
  const placed = findings.map((each) => ({ each, place: placeOf(each) }));
  return placed.sort((a, b) => Number(a.place > b.place) - Number(a.place < b.place)).map(({ each }) => each);
}

function howToWaive(left: readonly BriefingFinding[], hasWaivers: boolean): string[] {
  const found = left.filter(({ finding }) => finding.kind !== 'uncovered');
  // A sentence that is left out on purpose has a list of its own.
  if (found.length === 0) return [];
  return [
    `If one is right all the same, ${hasWaivers ? 'add it to the waivers in the file' : 'waive it in the file'}, with the reason:`,
    ...(hasWaivers ? [] : ['waivers:']),
    ...found.map(waiverText),
  ];
}

/** The report as JSON: findings with their lines, counted from 1, and those that are waived with the reason. */
function reportAsJson(
  { path, slug, text, file }: FoundBriefing,
  { claims, findings, idleWaivers }: BriefingReport,
): string {
  const positionOf = createPositionFinder(text);
  const told = {
    slug,
    path,
    version: file.version,
    claims,
    findings: findings.map(({ path: at, statement, finding, waived }) => ({
      line: positionOf(at, false).line,
      at: at.join('.'),
      ...finding,
      statement,
      ...(waived === undefined ? {} : { waived }),
    })),
    idleWaivers: idleWaivers.map((i) => file.waivers[i]),
  };
  return JSON.stringify(told, null, 2);
}

function counted(number: number, what: string): string {
  return `${number} ${what}${number === 1 ? '' : 's'}`;
}
