import type { Briefing } from '../briefing.ts';
import { createPause } from '../pause.ts';
import { attachTranslations } from './attach-translations.ts';
import { type BriefingCache, type CheckedFile, checkFile } from './check-file.ts';
import { checkTranslation } from './check-translation.ts';
import { crossFileErrors } from './cross-file.ts';
import { readFileName } from './file-name.ts';
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

/**
 * The slugs of briefings whose files have problems. Of two files with one slug, it is not known which one is meant. A
 * translation that has problems is left out, and does not keep its original from readers.
 */
export function badSlugs(files: readonly CheckedFile[]): Set<string> {
  return new Set(
    files.filter(({ problems, translation }) => problems.length > 0 && !translation).map(({ slug }) => slug),
  );
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
  const pause = createPause();
  const paths = await briefingPaths(directory);
  const readAll = async (of: readonly string[], read: (path: string) => CheckedFile | undefined) => {
    const byName = new Map<string, CheckedFile>();
    const found: CheckedFile[] = [];
    for (const path of of) {
      await pause();
      const file = read(path);
      if (!file) continue;
      const name = file.translation ? `${file.slug}.${file.translation.language}` : file.slug;
      const other = byName.get(name);
      if (!other) byName.set(name, file);
      found.push(other ? withDuplicate(file, name, other.path) : file);
    }
    return { found, byName };
  };
  const originals = await readAll(
    paths.filter((path) => !isTranslation(path)),
    (path) => checkFile(path, previousByPath.get(path), cache),
  );
  const translations = await readAll(paths.filter(isTranslation), (path) =>
    checkTranslation(path, originals.byName, previousByPath.get(path), cache),
  );
  const files = [...originals.found, ...translations.found];
  // Those that are in use as they are come first, so that a change never makes an older file the bad one.
  const inOrder = [...files.filter(isKnown), ...files.filter((file) => !isKnown(file))];
  const errors = await crossFileErrors(inOrder, pause);
  // Without its hash, a file is checked again at the next reading: another one may have changed by then.
  const checked = files.map((file) => {
    const problems = errors.get(file);
    return problems ? { ...file, hash: '', problems } : file;
  });
  return attachTranslations(checked, previousByPath);
}

/** A slug that is taken, or a second translation into one language. */
function withDuplicate(file: CheckedFile, name: string, otherPath: string): CheckedFile {
  const what = file.translation ? 'one translation into each language' : 'a slug of its own';
  const message = `expected ${what}, found "${name}", which ${otherPath} has too`;
  const hint = file.translation ? 'remove one of the files' : 'rename one of the files';
  return { ...file, hash: '', problems: [...file.problems, fileError(file.path, message, hint)] };
}

const isTranslation = (path: string) => readFileName(path).language !== undefined;

async function briefingPaths(directory: string): Promise<readonly string[]> {
  const folder = briefingFolder(directory);
  const { files } = await listFiles(folder).catch((error: NodeJS.ErrnoException) => {
    const hint = 'set CONTENT_DIR to a folder that has "briefings" in it';
    throw new ContentError([fileError(folder, `cannot be read (${error.code})`, hint)]);
  });
  if (files.every(isTranslation))
    throw new ContentError([fileError(folder, 'expected at least one briefing, found no .yaml file')]);
  return files;
}
