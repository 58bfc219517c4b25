import { YAMLException } from 'js-yaml';
import { type Document, isMap, isNode, isPair, LineCounter, parseDocument } from 'yaml';
import type { z } from 'zod';
import { readYaml } from './parse.ts';
import { referenceProblems } from './references.ts';
import { briefingSchema } from './schema.ts';

/*
 * What is wrong with a briefing's file, and where. What stands in the file is for `readYaml` alone to say; a second
 * reader of YAML, a tenth as fast, only knows the places. Where the two differ, the file is refused or is what the
 * first one reads.
 */

type Problem = { readonly path: readonly PropertyKey[]; readonly message: string; readonly ofKey?: boolean };

// As many are told of one file at once; to look for the places of more takes too long.
const mostProblems = 500;

/**
 * Every problem of the text of one briefing file, as `file:line:column path: what`; none if it can be used. `file` is
 * only named.
 */
export function problemsOf(text: string, file: string): string[] {
  let value: unknown;
  try {
    value = readYaml(text);
  } catch (error) {
    if (!(error instanceof YAMLException)) return [`${file}:1:1 YAML: ${String(error)}`];
    const { line = 0, column = 0 } = error.mark ?? {};
    return [`${file}:${line + 1}:${column + 1} YAML: ${error.reason}`];
  }
  const found: Problem[] = [...schemaProblems(value), ...referenceProblems(value)];
  if (found.length === 0) return [];
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines, prettyErrors: false });
  return found
    .slice(0, mostProblems)
    .map(({ path, message, ofKey = false }) => ({
      offset: offsetOf(document, path, ofKey),
      text: `${nameOf(path)}: ${message}`,
    }))
    .sort((a, b) => a.offset - b.offset)
    .map(({ offset, text }) => {
      const { line, col } = lines.linePos(offset);
      return `${file}:${line}:${col} ${text}`;
    });
}

function schemaProblems(value: unknown): Problem[] {
  const issues = briefingSchema.safeParse(value, { reportInput: true }).error?.issues ?? [];
  return issues.flatMap((issue): Problem[] =>
    issue.code === 'unrecognized_keys'
      ? issue.keys.map((key) => ({
          path: [...issue.path, key],
          message: 'expected no such key; is it misspelt?',
          ofKey: true,
        }))
      : [{ path: issue.path, message: describe(issue) }],
  );
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
