import { readdir, readFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { type Document, isMap, isNode, isPair, LineCounter, parseDocument } from 'yaml';
import type { z } from 'zod';
import { referenceProblems } from './references.ts';
import { type Briefing, briefingSchema } from './schema.ts';

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

const slugPattern = /^[a-z0-9]+(-[a-z0-9]+)*$/;

/**
 * Reads every briefing in `directory`/briefings.
 * @throws {ContentError} with all problems of all files at once.
 */
export async function loadBriefings(directory: string): Promise<Briefing[]> {
  const folder = join(directory, 'briefings');
  const entries = await readdir(folder, { withFileTypes: true, recursive: true }).catch(
    (error: NodeJS.ErrnoException) => {
      throw new ContentError([
        `${folder}: cannot be read (${error.code}). Set CONTENT_DIR to a folder that has "briefings" in it.`,
      ]);
    },
  );
  const files = entries
    .filter((entry) => entry.isFile() && /\.ya?ml$/.test(entry.name))
    .map((entry) => join(entry.parentPath, entry.name))
    .sort();
  if (files.length === 0) throw new ContentError([`${folder}: expected at least one briefing, found no .yaml file.`]);

  const problems: string[] = [];
  const briefings: Briefing[] = [];
  const seen = new Map<string, string>();
  for (const file of files) {
    const slug = basename(file).replace(/\.ya?ml$/, '');
    const result = parseBriefing(await readFile(file, 'utf8'), file);
    problems.push(...result.problems);
    if (!slugPattern.test(slug) || slug.length > 64)
      problems.push(
        `${file}: expected a file name of at most 64 lower-case letters, digits and hyphens, as "2024-05-17-harbin.yaml".`,
      );
    const other = seen.get(slug);
    if (other)
      problems.push(
        `${file}: expected a slug of its own, found "${slug}", which ${other} has too. Rename one of the files.`,
      );
    seen.set(slug, file);
    if (result.briefing) briefings.push({ ...result.briefing, slug });
  }
  if (problems.length > 0) throw new ContentError(problems);
  return briefings;
}

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
