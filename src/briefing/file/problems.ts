import { YAMLException } from 'js-yaml';
import type { z } from 'zod';
import { nearestWord } from '../search/edit-distance.ts';
import { allowedKeys } from './allowed-keys.ts';
import { readYaml } from './parse.ts';
import { createPositionFinder } from './positions.ts';
import { excerptOf, type FileProblem } from './problem.ts';
import type { Problem } from './raw-file.ts';
import { referenceProblems } from './references.ts';
import { briefingSchema } from './schema.ts';
import { explainYaml } from './yaml-problem.ts';

const problemsPerFile = 500;

/**
 * The errors in the text of one briefing file, in the order in which they stand there; none if it can be used. The file
 * itself is not read: `file` is only named. Of more than 500, the first 500 are given.
 */
export function problemsOf(text: string, file: string): FileProblem[] {
  return problemsIn(text, file, (value) => [
    ...schemaProblems(briefingSchema, value, text),
    ...referenceProblems(value),
  ]);
}

/** The same of a file of another kind, `check` being what finds them in the value that the text stands for. */
export function problemsIn(text: string, file: string, check: (value: unknown) => readonly Problem[]): FileProblem[] {
  const lines = text.split('\n');
  let value: unknown;
  try {
    value = readYaml(text);
  } catch (error) {
    if (!(error instanceof YAMLException)) throw error;
    const problem = explainYaml(text, error);
    return [{ file, severity: 'error', ...problem, excerpt: excerptOf(lines, problem) }];
  }
  const problems = check(value);
  if (problems.length === 0) return [];
  return located(problems, 'error', text, file);
}

/** Problems at their places in a file, in the order in which they stand there. */
export function located(
  problems: readonly Problem[],
  severity: FileProblem['severity'],
  text: string,
  file: string,
): FileProblem[] {
  const lines = text.split('\n');
  const positionOf = createPositionFinder(text);
  return [...problems]
    .slice(0, problemsPerFile)
    .map(({ path, message, hint, ofKey = false, offset }) => ({
      path,
      message,
      hint: typeof hint === 'function' ? hint() : hint,
      position: offset === undefined ? positionOf(path, ofKey) : positionOf.at(offset),
    }))
    .sort((a, b) => a.position.offset - b.position.offset)
    .map(({ path, message, hint, position }) => ({
      file,
      line: position.line,
      column: position.column,
      severity,
      path: nameOf(path),
      message,
      ...(hint === undefined ? {} : { hint }),
      excerpt: excerptOf(lines, position),
    }));
}

/** What is wrong with the value of a file by its schema. */
export function schemaProblems(schema: z.ZodType, value: unknown, text: string): Problem[] {
  const issues = schema.safeParse(value, { reportInput: true }).error?.issues ?? [];
  return issues.flatMap((issue) => problemsOfIssue(issue, [], { value, text, schema }));
}

/** A file as it was read, and the schema that it is held against. */
type ReadFile = { readonly value: unknown; readonly text: string; readonly schema: z.ZodType };

type Issue = z.core.$ZodIssue;

function problemsOfIssue(issue: Issue, parents: readonly PropertyKey[], file: ReadFile): Problem[] {
  const path = [...parents, ...issue.path];
  if (issue.code === 'unrecognized_keys')
    return issue.keys.map((key) => ({ path: [...path, key], ofKey: true, ...unknownKey(key, path, file) }));
  const meant = issue.code === 'invalid_union' ? meantAlternative(issue) : undefined;
  if (meant) return meant.flatMap((each) => problemsOfIssue(each, path, file));
  return [{ path, ...describe(issue, path, file.text) }];
}

/** What is wrong by the only alternative that takes a value of this kind. An object or a list is meant as one. */
function meantAlternative({ errors }: Extract<Issue, { code: 'invalid_union' }>): readonly Issue[] | undefined {
  const within = errors.filter((issues) =>
    issues.some(({ path, code }) => path.length > 0 || code === 'unrecognized_keys'),
  );
  return within.length === 1 ? within[0] : undefined;
}

function unknownKey(key: string, path: readonly PropertyKey[], file: ReadFile): { message: string; hint?: string } {
  const parent = valueAt(file.value, path);
  // `{ value: China, which plans, source: [1] }`: what follows the comma is taken for a key without a value.
  if (/\s/.test(key) && parent !== undefined && parent[key] === null)
    return { message: 'a comma inside { … } ends the value', hint: 'put the text in quotes' };
  const allowed = allowedKeys(file.schema, path);
  if (file.schema !== briefingSchema && allowedKeys(briefingSchema, path).includes(key))
    return { message: 'expected no such key in a translation', hint: 'what is no text comes from the original' };
  const nearest = nearestWord(key, allowed);
  if (nearest !== undefined) return { message: 'expected no such key', hint: `did you mean ${nearest}?` };
  // All of a file's own keys would be a list that nobody reads.
  const hint = path.length > 0 ? `the keys here are ${allowed.join(', ')}` : 'docs/editors.md has those of a briefing';
  return { message: 'expected no such key', hint };
}

function valueAt(file: unknown, path: readonly PropertyKey[]): Record<string, unknown> | undefined {
  let value = file;
  for (const key of path) value = (value as Record<PropertyKey, unknown> | null | undefined)?.[key];
  return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : undefined;
}

function nameOf(path: readonly PropertyKey[]): string {
  const name = path.map((key) => (typeof key === 'number' ? `[${key}]` : `.${String(key)}`)).join('');
  return name.replace(/^\./, '');
}

function describe(issue: Issue, path: readonly PropertyKey[], text: string): { message: string; hint?: string } {
  const { input } = issue;
  const message = `${expectation(issue)}, found ${found(input)}`;
  const hint = hintFor(issue, path, text);
  return hint === undefined ? { message } : { message, hint };
}

function found(input: unknown): string {
  if (input === undefined || input === null || input === '') return 'nothing';
  if (typeof input === 'number') return String(input);
  return JSON.stringify(input)?.slice(0, 80) ?? String(input);
}

function hintFor(issue: Issue, path: readonly PropertyKey[], text: string): string | undefined {
  const { input } = issue;
  if (issue.code === 'invalid_value' && typeof input === 'string') {
    const nearest = nearestWord(input, issue.values.map(String));
    return nearest === undefined ? undefined : `did you mean ${nearest}?`;
  }
  if (issue.code !== 'invalid_type') return undefined;
  if (issue.expected === 'string') {
    if (input === null && isCommentAt(path, text)) return 'a # begins a comment: put the text in quotes';
    if (input !== null && input !== undefined) return 'put the text in quotes';
  }
  if (
    issue.expected === 'array' &&
    typeof input === 'object' &&
    Object.keys(input ?? {}).some((key) => key.startsWith('-'))
  )
    return 'a space is missing after the dash';
  if (issue.expected === 'array' && input !== null && input !== undefined)
    return 'begin each entry with a dash and a space, or put them in [ … ]';
  return undefined;
}

/** True if all that stands where a value should be is a comment. */
function isCommentAt(path: readonly PropertyKey[], text: string): boolean {
  const { offset } = createPositionFinder(text)(path, false);
  return /^:?[ \t]*#/.test(text.slice(offset, offset + 200));
}

const kinds: Readonly<Record<string, string>> = {
  string: 'a text',
  number: 'a number',
  int: 'a whole number',
  array: 'a list',
  object: 'keys with values',
  boolean: 'true or false',
};

function expectation(issue: Issue): string {
  switch (issue.code) {
    case 'invalid_type':
      return `expected ${kinds[issue.expected] ?? issue.expected}`;
    case 'invalid_value':
      return `expected ${issue.values.length > 1 ? 'one of ' : ''}${issue.values.map((value) => JSON.stringify(value)).join(', ')}`;
    case 'too_small':
      return issue.origin === 'string' && issue.minimum === 1
        ? 'expected a text'
        : `expected at least ${amount(issue.minimum, issue.origin)}`;
    case 'too_big':
      return `expected at most ${amount(issue.maximum, issue.origin)}`;
    default:
      return /^expected/.test(issue.message) ? issue.message : `expected another value (${issue.message})`;
  }
}

function amount(count: number | bigint, origin: string): string {
  if (origin === 'string') return `${count} characters`;
  if (origin === 'array') return Number(count) === 1 ? '1 entry' : `${count} entries`;
  return String(count);
}
