import { readFileSync, type Stats } from 'node:fs';
import { readdir, stat } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { load } from 'js-yaml';
import { referenceProblems } from './references.ts';
import { type Briefing, type BriefingFile, briefingSchema, slugLength, slugPattern } from './schema.ts';

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

/** A briefing file as it was read: the briefing, or what is wrong with it. */
export type BriefingSource = {
  readonly file: string;
  /** Changes when the file does. */
  readonly stamp: string;
  readonly slug: string;
  readonly briefing?: Briefing;
  readonly problems: readonly string[];
};

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

/**
 * Reads the files that are new or have changed since `before`, and takes the others from there.
 * @throws {ContentError} if there is no file to read.
 */
export async function readBriefings(
  directory: string,
  before: readonly BriefingSource[] = [],
): Promise<BriefingSource[]> {
  const known = new Map(before.map((source) => [source.file, source]));
  const taken = new Map<string, string>();
  const sources: BriefingSource[] = [];
  const files = await briefingFiles(directory);
  const stats = await Promise.all(files.map((file) => stat(file).catch((error: NodeJS.ErrnoException) => error)));
  for (const [i, file] of files.entries()) {
    const source = await readSource(file, stats[i], known.get(file));
    if (!source) continue;
    const other = taken.get(source.slug);
    taken.set(source.slug, other ?? file);
    const duplicate = `${file}: expected a slug of its own, found "${source.slug}", which ${other} has too. Rename one of the files.`;
    sources.push(other ? { ...source, stamp: '', problems: [...source.problems, duplicate] } : source);
  }
  return sources;
}

async function briefingFiles(directory: string): Promise<string[]> {
  const folder = join(directory, 'briefings');
  const entries = await readdir(folder, { withFileTypes: true, recursive: true }).catch(
    (error: NodeJS.ErrnoException) => {
      throw new ContentError([
        `${folder}: cannot be read (${error.code}). Set CONTENT_DIR to a folder that has "briefings" in it.`,
      ]);
    },
  );
  // Links lead out of the folder: neither files nor folders are read by one.
  const links = entries
    .filter((entry) => entry.isSymbolicLink())
    .map(({ parentPath, name }) => join(parentPath, name, '/'));
  const files = entries
    .filter((entry) => entry.isFile() && /\.ya?ml$/.test(entry.name))
    .map((entry) => join(entry.parentPath, entry.name))
    .filter((file) => !links.some((link) => file.startsWith(link)))
    .sort();
  if (files.length === 0) throw new ContentError([`${folder}: expected at least one briefing, found no .yaml file.`]);
  return files;
}

// In bytes: many times as large as any briefing, and read while nobody has to wait for answers.
const largest = 200_000;

/** Undefined if the file has gone since it was listed. */
async function readSource(
  file: string,
  found: Stats | Error | undefined,
  known: BriefingSource | undefined,
): Promise<BriefingSource | undefined> {
  const slug = basename(file).replace(/\.ya?ml$/, '');
  try {
    if (!found || found instanceof Error) throw found;
    const { mtimeMs, size, ino } = found;
    const stamp = `${mtimeMs}:${size}:${ino}`;
    if (known?.stamp === stamp) return known;
    if (size > largest) throw new Error(`${size} bytes; ${largest} is the most`);
    // All at once before anybody waits for answers, and a few while they do: it takes half the time of one that does not block.
    const text = readFileSync(file, 'utf8');
    const fine = readFast(text);
    // What is seldom needed is loaded when it is.
    const { briefing, problems } = fine
      ? { briefing: fine, problems: [] }
      : (await import('./parse.ts')).parseBriefing(text, file);
    const bad = slugProblem(slug, file);
    return {
      file,
      stamp,
      slug,
      problems: [...problems, ...bad],
      ...(briefing ? { briefing: { ...briefing, slug } } : {}),
    };
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    if (code === 'ENOENT') return undefined;
    return { file, stamp: '', slug, problems: [`${file}: cannot be read (${code ?? message}).`] };
  }
}

function slugProblem(slug: string, file: string): string[] {
  if (slugPattern.test(slug) && slug.length <= slugLength) return [];
  return [
    `${file}: expected a file name of at most ${slugLength} lower-case letters, digits and hyphens, as "2024-05-17-harbin.yaml".`,
  ];
}

/**
 * By a reader of YAML that is ten times as fast as the other, and knows no places: undefined if there is anything wrong, for the other one
 * to tell.
 */
function readFast(text: string): BriefingFile | undefined {
  try {
    const value = load(text, { maxAliases: 0 });
    const { success, data } = briefingSchema.safeParse(value);
    return success && referenceProblems(value).length === 0 ? data : undefined;
  } catch {
    return undefined;
  }
}
