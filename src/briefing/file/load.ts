import { setImmediate } from 'node:timers/promises';
import { type BriefingSource, type Checked, readSource } from './check-file.ts';
import { briefingFolder, listFiles } from './folder.ts';
import type { Briefing } from './schema.ts';

export type { BriefingSource } from './check-file.ts';

/** Thrown when content cannot be used: every problem of every file, one per line, as `file:line:column path: what`. */
export class ContentError extends Error {
  override readonly name = 'ContentError';
  readonly problems: readonly string[];

  constructor(problems: readonly string[]) {
    super(
      `The content has ${problems.length === 1 ? 'a problem' : `${problems.length} problems`}:\n${problems.join('\n')}`,
    );
    this.problems = problems;
  }
}

/**
 * Reads every briefing in `directory`/briefings.
 * @throws {ContentError} with all problems of all files at once.
 */
export async function loadBriefings(directory: string): Promise<Briefing[]> {
  const sources = await readBriefings(directory);
  const problems = sources.flatMap(({ problems }) => problems);
  if (problems.length > 0) throw new ContentError(problems);
  return sources.flatMap(({ briefing }) => briefing ?? []);
}

// What somebody waits at most for an answer while files are read, in milliseconds.
const turn = 5;

/**
 * Reads every file, and checks those that say anything else than they did `before`, or than any of those that are
 * `checked`. By their bytes: times and sizes are no proof, and ten thousand are read in the time that it takes to ask
 * for those.
 * @throws {ContentError} if there is no file to read.
 */
export async function readBriefings(
  directory: string,
  before: readonly BriefingSource[] = [],
  checked: Checked = new Map(),
): Promise<BriefingSource[]> {
  const known = new Map(before.map((source) => [source.file, source]));
  const taken = new Map<string, string>();
  const sources: BriefingSource[] = [];
  let end = performance.now() + turn;
  for (const file of await briefingFiles(directory)) {
    if (performance.now() > end) {
      await setImmediate();
      end = performance.now() + turn;
    }
    const source = await readSource(file, known.get(file), checked);
    if (!source) continue;
    const other = taken.get(source.slug);
    taken.set(source.slug, other ?? file);
    const duplicate = `${file}: expected a slug of its own, found "${source.slug}", which ${other} has too. Rename one of the files.`;
    sources.push(other ? { ...source, digest: '', problems: [...source.problems, duplicate] } : source);
  }
  return sources;
}

async function briefingFiles(directory: string): Promise<readonly string[]> {
  const folder = briefingFolder(directory);
  const { files } = await listFiles(folder).catch((error: NodeJS.ErrnoException) => {
    throw new ContentError([
      `${folder}: cannot be read (${error.code}). Set CONTENT_DIR to a folder that has "briefings" in it.`,
    ]);
  });
  if (files.length === 0) throw new ContentError([`${folder}: expected at least one briefing, found no .yaml file.`]);
  return files;
}
