import { readdir, readFile, stat } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { type Document, isMap, isNode, isPair, LineCounter, parseDocument } from 'yaml';
import type { z } from 'zod';
import { referenceProblems } from './references.ts';
import { type Briefing, briefingSchema, slugLength, slugPattern } from './schema.ts';

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
  for (const file of await briefingFiles(directory)) {
    const source = await readSource(file, known.get(file));
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
async function readSource(file: string, known: BriefingSource | undefined): Promise<BriefingSource | undefined> {
  const slug = basename(file).replace(/\.ya?ml$/, '');
  try {
    const { mtimeMs, size, ino } = await stat(file);
    const stamp = `${mtimeMs}:${size}:${ino}`;
    if (known?.stamp === stamp) return known;
    if (size > largest) throw new Error(`${size} bytes; ${largest} is the most`);
    const { briefing, problems } = parseBriefing(await readFile(file, 'utf8'), file);
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

// As many are told of one file at once; to look for the places of more takes too long.
const mostProblems = 500;

type Parsed = { briefing?: z.infer<typeof briefingSchema>; problems: string[] };

/** Checks the text of one briefing file; `file` only names it in the problems. */
export function parseBriefing(text: string, file: string): Parsed {
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines, prettyErrors: false });
  const at = (offset: number) => {
    const { line, col } = lines.linePos(offset);
    return `${file}:${line}:${col}`;
  };
  if (document.errors.length > 0)
    return { problems: document.errors.map((error) => `${at(error.pos[0])} YAML: ${error.message}`) };

  let value: unknown;
  try {
    value = document.toJS({ maxAliasCount: 0 });
  } catch (error) {
    return {
      problems: [`${file}:1:1 YAML: ${error instanceof Error ? error.message : String(error)}; write aliases out.`],
    };
  }
  const result = briefingSchema.safeParse(value, { reportInput: true });
  const found: { path: readonly PropertyKey[]; message: string; key?: boolean }[] = [
    ...(result.error?.issues ?? []).flatMap((issue) =>
      issue.code === 'unrecognized_keys'
        ? issue.keys.map((key) => ({
            path: [...issue.path, key],
            message: 'expected no such key; is it misspelt?',
            key: true,
          }))
        : [{ path: issue.path, message: describe(issue) }],
    ),
    ...referenceProblems(value),
  ];
  const problems = found
    .slice(0, mostProblems)
    .map(({ path, message, key = false }) => ({
      offset: offsetOf(document, path, key),
      text: `${nameOf(path)}: ${message}`,
    }))
    .sort((a, b) => a.offset - b.offset)
    .map(({ offset, text }) => `${at(offset)} ${text}`);
  return result.success && problems.length === 0 ? { briefing: result.data, problems } : { problems };
}

/** Where the value at `path` stands; for one that is missing, where its nearest parent does. */
function offsetOf(document: Document, path: readonly PropertyKey[], ofKey: boolean): number {
  for (let length = path.length; length >= 0; length--) {
    const part = path.slice(0, length);
    if (ofKey && length === path.length) {
      const parent = document.getIn(part.slice(0, -1), true);
      const pair = isMap(parent)
        ? parent.items.find((item) => isPair(item) && String(item.key) === String(path.at(-1)))
        : undefined;
      if (pair && isNode(pair.key) && pair.key.range) return pair.key.range[0];
    }
    const node = part.length === 0 ? document.contents : document.getIn(part, true);
    if (isNode(node) && node.range) return node.range[0];
  }
  return 0;
}

function nameOf(path: readonly PropertyKey[]): string {
  const name = path.map((key) => (typeof key === 'number' ? `[${key}]` : `.${String(key)}`)).join('');
  return name.replace(/^\./, '') || 'the file';
}

function describe(issue: z.core.$ZodIssue): string {
  const expected = expectation(issue);
  const found =
    issue.input === undefined ? 'nothing' : (JSON.stringify(issue.input)?.slice(0, 80) ?? String(issue.input));
  return `${expected}, found ${found}`;
}

function expectation(issue: z.core.$ZodIssue): string {
  switch (issue.code) {
    case 'invalid_type':
      return `expected ${issue.expected}`;
    case 'invalid_value':
      return `expected ${issue.values.length > 1 ? 'one of ' : ''}${issue.values.map((value) => JSON.stringify(value)).join(', ')}`;
    case 'too_small':
      return `expected at least ${issue.minimum}${unit(issue.origin)}`;
    case 'too_big':
      return `expected at most ${issue.maximum}${unit(issue.origin)}`;
    default:
      return /^expected/.test(issue.message) ? issue.message : `expected another value (${issue.message})`;
  }
}

function unit(origin: string): string {
  return origin === 'string' ? ' characters' : origin === 'array' ? ' entries' : '';
}
