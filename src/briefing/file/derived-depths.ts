import type { Description } from '../briefing.ts';
import { type BriefingFile, type Depth, depths, whenKeys } from './schema.ts';
import { given, statementOfDescription } from './written-statement.ts';

/** The depths at which a description without a `role` is told. */
const usualDepths: readonly Depth[] = ['standard', 'full'];

/** The descriptions of each depth; the nearest depth stands in for one that has none. */
export function atEachDepth({ descriptions, language }: BriefingFile): Description[] {
  const at = new Map(
    depths.map((depth) => [
      depth,
      descriptions.filter(({ role = usualDepths }) => role.includes(depth)).map((each) => describe(each, language)),
    ]),
  );
  return depths.flatMap((depth) => {
    const standIn = standIns[depth].find((other) => (at.get(other) ?? []).length > 0) ?? depth;
    return (at.get(standIn) ?? []).map((each): Description => ({ ...each, role: depth }));
  });
}

/** The depths that stand in for one, itself first, the nearest before others; of two as near, the longer one. */
const standIns: Readonly<Record<Depth, readonly Depth[]>> = {
  brief: ['brief', 'standard', 'full'],
  standard: ['standard', 'full', 'brief'],
  full: ['full', 'standard', 'brief'],
};

function describe(written: BriefingFile['descriptions'][number], language: string): Omit<Description, 'role'> {
  const { text, ...rest } = statementOfDescription(written, language);
  return { ...given('id', written.id), value: text, ...rest };
}

/** The descriptions of the longest telling, and those of shorter ones that have a date of their own. */
export function longestTelling({ descriptions }: BriefingFile): BriefingFile['descriptions'] {
  const at = (depth: Depth) => descriptions.filter(({ role = usualDepths }) => role.includes(depth));
  const longest = standIns.full.map(at).find((found) => found.length > 0) ?? [];
  return descriptions.filter((each) => longest.includes(each) || whenKeys.some((key) => each[key] !== undefined));
}

/**
 * True if the story is told anew at each depth, as in files of before: such a file also says by hand what each one did,
 * and the same fact stands in it several times.
 */
export function isToldByHand({ descriptions }: BriefingFile): boolean {
  const roles = descriptions.map(({ role = usualDepths }) => role);
  return (
    roles.every((role) => role.length === 1) && depths.every((depth) => roles.some((role) => role.includes(depth)))
  );
}
