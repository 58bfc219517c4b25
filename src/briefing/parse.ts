import { type Document, isMap, isNode, isPair, LineCounter, parseDocument } from 'yaml';
import type { z } from 'zod';
import { referenceProblems } from './references.ts';
import { type BriefingFile, briefingSchema } from './schema.ts';

// As many are told of one file at once; to look for the places of more takes too long.
const mostProblems = 500;

/** Checks the text of one briefing file; `file` only names it in the problems. */
export function parseBriefing(text: string, file: string): { briefing?: BriefingFile; problems: string[] } {
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
