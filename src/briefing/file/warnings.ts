import type { CheckedFile } from './check-file.ts';
import type { FileProblem } from './problem.ts';
import { takenCommandNames } from './references.ts';

type File = Pick<CheckedFile, 'path' | 'briefing'>;

/** Discord's limit of global commands (https://docs.discord.com/developers/interactions/application-commands). */
export const commandLimit = 100;

/** What the content may leave out, or ask for in vain, though readers would miss it: of each file, and of all together. */
export function contentWarnings(files: readonly File[]): FileProblem[] {
  return [...files.flatMap(warningsOf), ...commandWarnings(files)];
}

/**
 * What a file may leave out. Posts of a briefing that was withdrawn without a reason can only say that
 * it was.
 */
export function warningsOf({ path, briefing }: File): FileProblem[] {
  if (briefing?.pubStatus !== 'canceled') return [];
  const { version, corrections = [] } = briefing;
  if (corrections.some((correction) => correction.version === version)) return [];
  const what =
    version === 1 ? 'raise version, and say why in corrections' : `say why in corrections, of version ${version}`;
  return [warning(path, 'pubStatus is canceled, and nothing says why', what)];
}

function commandWarnings(files: readonly File[]): FileProblem[] {
  const asking = files.flatMap(({ briefing }) => (briefing?.pubStatus === 'usable' ? briefing.topics : []));
  const count = new Set(asking.filter(({ command }) => command).map(({ slug }) => slug)).size;
  const room = commandLimit - takenCommandNames.length;
  if (count <= room) return [];
  const message = `${count} topics ask for a command, and Discord has room for ${room}`;
  return [warning('content', message, 'those of the oldest briefings get none')];
}

function warning(file: string, message: string, hint: string): FileProblem {
  return { file, severity: 'warning', path: '', message, hint };
}
