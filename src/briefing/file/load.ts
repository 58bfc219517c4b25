import type { Briefing } from '../briefing.ts';
import { createPause } from '../pause.ts';
import { type BriefingCache, type CheckedFile, checkFile } from './check-file.ts';
import { crossFileErrors } from './cross-file.ts';
import { briefingFolder, listFiles } from './folder.ts';
import { type FileProblem, fileError, problemText } from './problem.ts';

/** The content cannot be used. The message has every problem of every file, as `problemText` tells it. */
export class ContentError extends Error {
  override readonly name = 'ContentError';
  readonly problems: readonly FileProblem[];

  constructor(problems: readonly FileProblem[]) {
    const count = problems.length === 1 ? 'a problem' : `${problems.length} problems`;
    super(`The content has ${count}:\n${problems.map(problemText).join('\n')}`);
    this.problems = problems;
  }
}

/** The slugs of files that have problems. Of two files with one slug, it is not known which one is meant. */
export function badSlugs(files: readonly CheckedFile[]): Set<string> {
  return new Set(files.filter(({ problems }) => problems.length > 0).map(({ slug }) => slug));
}

/**
 * Reads every briefing in `directory`/briefings, as `readBriefings` does.
 * @throws {ContentError} with all problems of all files at once.
 */
async function loadFiles(directory: string, cache?: BriefingCache): Promise<CheckedFile[]> {
  const files = await readBriefings(directory, [], cache);
  const problems = files.flatMap((file) => file.problems);
  if (problems.length > 0) throw new ContentError(problems);
  return files;
}

/** The briefings of `loadFiles`. @throws {ContentError} */
export async function loadBriefings(directory: string): Promise<Briefing[]> {
  return (await loadFiles(directory)).flatMap(({ briefing }) => briefing ?? []);
}

/**
 * Reads every file of `directory`/briefings, and checks those whose bytes are neither those of a `previous` reading
 * nor in the cache. It compares hashes: times and sizes prove nothing, and asking for them takes as long as reading.
 * @throws {ContentError} if there is no file to read.
 */
export async function readBriefings(
  directory: string,
  previous: readonly CheckedFile[] = [],
  cache: BriefingCache = new Map(),
): Promise<CheckedFile[]> {
  const previousByPath = new Map(previous.map((file) => [file.path, file]));
  const isKnown = (file: CheckedFile) => file.problems.length === 0 && previousByPath.get(file.path) === file;
  const pathBySlug = new Map<string, string>();
  const files: CheckedFile[] = [];
  const pause = createPause();
  for (const path of await briefingPaths(directory)) {
    await pause();
    const file = checkFile(path, previousByPath.get(path), cache);
    if (!file) continue;
    const other = pathBySlug.get(file.slug);
    if (other === undefined) {
      pathBySlug.set(file.slug, path);
      files.push(file);
    } else {
      const message = `expected a slug of its own, found "${file.slug}", which ${other} has too`;
      const duplicate = fileError(path, message, 'rename one of the files');
      files.push({ ...file, hash: '', problems: [...file.problems, duplicate] });
    }
  }
  // Those that are in use as they are come first, so that a change never makes an older file the bad one.
  const inOrder = [...files.filter(isKnown), ...files.filter((file) => !isKnown(file))];
  const errors = await crossFileErrors(inOrder, pause);
  // Without its hash, a file is checked again at the next reading: another one may have changed by then.
  return errors.size === 0
    ? files
    : files.map((file) => ({ ...file, ...(errors.has(file) ? { hash: '', problems: errors.get(file) ?? [] } : {}) }));
}

async function briefingPaths(directory: string): Promise<readonly string[]> {
  const folder = briefingFolder(directory);
  const { files } = await listFiles(folder).catch((error: NodeJS.ErrnoException) => {
    const hint = 'set CONTENT_DIR to a folder that has "briefings" in it';
    throw new ContentError([fileError(folder, `cannot be read (${error.code})`, hint)]);
  });
  if (files.length === 0)
    throw new ContentError([fileError(folder, 'expected at least one briefing, found no .yaml file')]);
  return files;
}
