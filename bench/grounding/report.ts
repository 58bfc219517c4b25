import type { FindingKind } from '../../src/briefing/ground/claim.ts';
import { findingKinds } from '../../src/briefing/ground/claim.ts';
import { type Measured, plain, type Section } from '../table.ts';
import { type PlantedKind, plantedKinds } from './corpus.ts';
import { isRightlyNamed, type Results, type Tried } from './measuring-findings.ts';

// In percent: issue 14.
const aims: Readonly<Record<'exact' | 'meaning', { found: number; alarms: number }>> = {
  exact: { found: 99, alarms: 1 },
  meaning: { found: 85, alarms: 3 },
};
const aimOf: Readonly<Partial<Record<PlantedKind | FindingKind, keyof typeof aims>>> = {
  number: 'exact',
  date: 'exact',
  name: 'exact',
  quote: 'exact',
  attribution: 'meaning',
  speaker: 'meaning',
  polarity: 'meaning',
  role: 'meaning',
};

/** Recall and false alarms of one language's articles, kind by kind. */
export function sectionOf(title: string, results: Results): Section {
  const { articles, statements, tried } = results;
  const counted = `${articles} articles, ${statements} true statements, ${tried.length} planted errors`;
  return {
    title: `grounding, ${title}: ${counted}`,
    rows: [
      ...plantedKinds.map((kind) =>
        found(
          kind,
          tried.filter(({ error }) => error.kind === kind),
          aimOf[kind],
        ),
      ),
      found('all', tried),
      ...findingKinds.filter((kind) => kind !== 'uncovered').map((kind) => alarmsOf(results, kind)),
      alarmsOf(results),
    ],
  };
}

function found(name: string, tried: readonly Tried[], aim?: keyof typeof aims): Measured {
  const withAny = tried.filter(({ findings }) => findings.length > 0).length;
  const rightly = tried.filter(isRightlyNamed).length;
  const what = `planted: ${name}`;
  const from = `found ${withAny} of ${tried.length}, ${percent(rightly, tried.length).toFixed(1)} % by its right kind`;
  const share = percent(withAny, tried.length);
  if (!aim) return { ...plain(what, share, '%'), from };
  const limit = aims[aim].found;
  return { what, measured: `${share.toFixed(1)} %`, limit: `≥ ${limit} %`, ok: share >= limit, from };
}

function alarmsOf({ alarms, statements }: Results, kind?: FindingKind): Measured {
  const alarmed = new Set(
    alarms.filter(({ finding }) => !kind || finding.kind === kind).map(({ statement }) => statement.id),
  );
  const what = `false alarms: ${kind ?? 'all'}`;
  const share = percent(alarmed.size, statements);
  const from = `${alarmed.size} of ${statements}`;
  const aim = kind && aimOf[kind];
  if (!aim) return { what, measured: `${share.toFixed(1)} %`, from };
  const limit = aims[aim].alarms;
  return { what, measured: `${share.toFixed(1)} %`, limit: `≤ ${limit} %`, ok: share <= limit, from };
}

/** One language in two lines. */
export function linesOf(language: string, results: Results): Measured[] {
  const { tried, alarms, statements } = results;
  const parts = plantedKinds.flatMap((kind) => {
    const ofKind = tried.filter(({ error }) => error.kind === kind);
    if (ofKind.length === 0) return [];
    return [`${kind} ${ofKind.filter(({ findings }) => findings.length > 0).length}/${ofKind.length}`];
  });
  const alarmKinds = findingKinds.flatMap((kind) => {
    const count = alarms.filter(({ finding }) => finding.kind === kind).length;
    return count === 0 ? [] : [`${kind} ${count}`];
  });
  return [
    { ...found(language, tried), from: parts.join(', ') },
    { ...alarmsOf(results), what: '  false alarms', from: [`of ${statements} statements`, ...alarmKinds].join(', ') },
  ];
}

/** Every false alarm, and every planted error that was missed or named otherwise, a line or two each. */
export function listOf({ alarms, tried }: Results): string {
  const missed = tried.filter((each) => !isRightlyNamed(each));
  return [
    `False alarms (${alarms.length}):`,
    ...alarms.map(({ statement, finding }) => {
      const says = finding.says === undefined ? '' : `, says “${finding.says}”`;
      return `  ${finding.kind.padEnd(11)} ${statement.id} [${statement.claim.source}]: “${finding.text}”${says}\n      ${statement.claim.text}`;
    }),
    `Missed, or not by the right kind (${missed.length}):`,
    ...plantedKinds
      .flatMap((kind) => missed.filter(({ error }) => error.kind === kind))
      .map(({ error, findings }) => {
        const instead =
          findings.length === 0 ? 'MISSED' : `only ${[...new Set(findings.map((finding) => finding.kind))].join(', ')}`;
        const { text, source, by = [] } = error.claim;
        const speakers = by.length === 0 ? '' : ` by ${by.map(({ name }) => name).join(', ')}`;
        return `  ${error.kind.padEnd(11)} ${error.statement.id} [${source}]${speakers} (${error.how}): ${instead}\n      ${text}`;
      }),
  ].join('\n');
}

function percent(part: number, whole: number): number {
  return whole === 0 ? 0 : (part / whole) * 100;
}
