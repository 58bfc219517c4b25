import { YAMLException } from 'js-yaml';
import type { z } from 'zod';
import { readYaml } from './parse.ts';
import { createPositionFinder } from './positions.ts';
import { type Problem, referenceProblems } from './references.ts';
import { briefingSchema } from './schema.ts';

const problemsPerFile = 500;

/**
 * The problems of the text of one briefing file, each as `file:line:column path: what`; none if it can be used. The
 * file itself is not read: `file` is only named. Of more than 500 problems, the first 500 are given.
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
  const problems: Problem[] = [...schemaProblems(value), ...referenceProblems(value)];
  if (problems.length === 0) return [];
  const positionOf = createPositionFinder(text);
  return problems
    .slice(0, problemsPerFile)
    .map(({ path, message, ofKey = false }) => ({ path, message, position: positionOf(path, ofKey) }))
    .sort((a, b) => a.position.offset - b.position.offset)
    .map(({ path, message, position }) => `${file}:${position.line}:${position.column} ${nameOf(path)}: ${message}`);
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
