import { readFileSync } from 'node:fs';
import type { Briefing } from '../briefing.ts';
import type { CheckedFile } from './check-file.ts';
import { stalenessOf, stalenessWords } from './check-record.ts';
import { crossFileWarnings } from './cross-file.ts';
import { dateWarnings } from './date-warnings.ts';
import { lostText, textsIn } from './lost-text.ts';
import { parseShape, parseTranslation } from './parse.ts';
import { createPositionFinder, type PositionFinder } from './positions.ts';
import type { FileProblem } from './problem.ts';
import { located } from './problems.ts';
import type { Problem } from './raw-file.ts';
import type { BriefingFile } from './schema.ts';
import { placeholders } from './template.ts';
import { takenCommandNames } from './topic-problems.ts';

/** Discord's limit of global commands (https://docs.discord.com/developers/interactions/application-commands). */
export const commandLimit = 100;

/** The longest statement that readers take in at once. */
const statementLength = 500;

/**
 * What may be wrong in the text of a file that has no errors, each with its line. `now` is in milliseconds since 1970.
 * What needs to know languages is not among it: `ground/warnings.ts` has that.
 */
export function warningsOf(text: string, file: string, now: number): FileProblem[] {
  const content = parseShape(text);
  if (!content) return [];
  const positionOf = createPositionFinder(text);
  const found = [
    ...lostText(content, text, positionOf),
    ...dateWarnings(content, now),
    ...leftPlaceholders(content),
    ...longStatements(content),
    ...ambiguousNumbers(content, text, positionOf),
    ...staleCheck(content),
  ];
  return found.length === 0 ? [] : located(found, 'warning', text, file);
}

/** The same of files that were read; one that has gone since has none. */
export function fileWarnings(files: readonly CheckedFile[], now: number): FileProblem[] {
  return files.flatMap(({ path, translation, problems }) => {
    try {
      if (problems.length > 0) return [];
      const text = readFileSync(path, 'utf8');
      return translation ? translationWarnings(text, path) : warningsOf(text, path, now);
    } catch {
      return [];
    }
  });
}

/** The same of a translation, of which only the words are its own. */
export function translationWarnings(text: string, file: string): FileProblem[] {
  const content = parseTranslation(text);
  if (!content) return [];
  const found = [...lostText(content, text, createPositionFinder(text)), ...longStatements(content)];
  return found.length === 0 ? [] : located(found, 'warning', text, file);
}

/**
 * What may be wrong between files: two ids for one, more topics with a command than Discord has room for, and
 * translations that readers do not get.
 */
export function contentWarnings(files: readonly CheckedFile[]): FileProblem[] {
  return [...crossFileWarnings(files), ...commandWarnings(files), ...staleTranslations(files)];
}

/** Translations of an earlier version than that of the original. */
export function staleTranslations(files: readonly CheckedFile[]): FileProblem[] {
  return files.flatMap(({ path, slug, translation }) => {
    const staleVersion = translation?.staleVersion;
    if (staleVersion === undefined) return [];
    const original = files.find((file) => file.slug === slug && file.briefing)?.briefing;
    return original ? staleTranslation(textOf(path), path, original, staleVersion) : [];
  });
}

/** The warning of a translation that is of an earlier version than its original. */
export function staleTranslation(
  text: string,
  file: string,
  { slug, version }: Pick<Briefing, 'slug' | 'version'>,
  staleVersion: number,
): FileProblem[] {
  const message = `${slug} is version ${version}, and this translates version ${staleVersion}; readers get the original`;
  const hint = `translate what has changed, and set version to ${version}`;
  return located([{ path: ['version'], message, hint }], 'warning', text, file);
}

/** A warning if more topics ask for a command than Discord has room for. */
export function commandWarnings(files: readonly Pick<CheckedFile, 'briefing'>[]): FileProblem[] {
  const asking = files.flatMap(({ briefing }) => (briefing?.pubStatus === 'usable' ? briefing.topics : []));
  const count = new Set(asking.filter(({ command }) => command).map(({ slug }) => slug)).size;
  const room = commandLimit - takenCommandNames.length;
  if (count <= room) return [];
  const message = `${count} topics ask for a command, and Discord has room for ${room}`;
  const hint = 'those of the oldest briefings get none';
  return [{ file: 'content', severity: 'warning', path: '', message, hint }];
}

/** A file that cannot be read any more has its warnings without their places. */
function textOf(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return '';
  }
}

/** What `new` has written, and nobody has written anew. */
function leftPlaceholders(content: BriefingFile): Problem[] {
  const written: ReadonlySet<string> = new Set(Object.values(placeholders));
  return textsIn(content)
    .filter(({ text }) => written.has(text))
    .map(({ path, text }) => ({ path, message: `“${text}” is what a new file has; write your own` }));
}

function longStatements(content: object): Problem[] {
  return textsIn(content).flatMap(({ path, text }): Problem[] => {
    const isStatement = statementKeys.has(path.at(-1)) && !editorsParts.has(path[0]);
    if (!isStatement || text.length <= statementLength) return [];
    const message = `the statement has ${text.length} characters, and readers take in ${statementLength} at once`;
    return [{ path, message, hint: 'make two of it' }];
  });
}

const statementKeys: ReadonlySet<unknown> = new Set(['value', 'text', 'quote', 'said']);
// What the editors say of the briefing, which is no statement of an article's.
const editorsParts: ReadonlySet<unknown> = new Set(['waivers', 'updates', 'corrections']);

/** A check against the articles that was made of something else, as far as the file itself tells. */
function staleCheck(content: BriefingFile): Problem[] {
  const stale = stalenessOf(content);
  if (stale === undefined) return [];
  const message = `what verify checked on ${content.checked?.on} tells nothing any more: ${stalenessWords[stale]}`;
  return [{ path: ['checked'], message, hint: 'run verify --write again' }];
}

/** `value: 95.000` without quotes: some read it as 95, and others as 95,000. */
function ambiguousNumbers({ figures }: BriefingFile, text: string, positionOf: PositionFinder): Problem[] {
  return figures.flatMap((figure, i) =>
    (['value', 'min', 'max', 'was'] as const).flatMap((key): Problem[] => {
      const path = ['figures', i, key];
      const written = figure[key] === undefined ? '' : text.slice(positionOf(path, false).offset).slice(0, 20);
      const [number, whole = '', thousand = ''] = /^-?(\d{1,3})\.(\d{3})(?!\d)/.exec(written) ?? [];
      if (!number) return [];
      const message = `${number} is ${Number(number)} to some readers, and ${whole},${thousand} to others`;
      return [
        { path, message, hint: `write "${whole},${thousand}", or the number in quotes if it is meant as it stands` },
      ];
    }),
  );
}
