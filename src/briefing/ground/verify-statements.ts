import { z } from 'zod';
import type { Claim, Evidence, KnownName } from './claim.ts';
import { evidenceOf, type SourceArticle } from './sentences.ts';
import { type Verdict, verify } from './verify.ts';

/** What came of one statement of a JSONL file, a line of its own in the answer. */
export type StatementVerdict = { readonly id?: string | number } & Verdict;

/** Statements that cannot be read. The message names every line with what is wrong in it. */
export class StatementsError extends Error {
  override readonly name = 'StatementsError';
}

/** A list, of which one entry may be written without brackets, as in a briefing. */
function oneOrMore<T extends z.ZodType>(entry: T, error: string) {
  return z.union([z.array(entry).min(1), entry.transform((one) => [one])], { error });
}

const statementSchema = z.strictObject(
  {
    id: z.union([z.string(), z.number()]).optional(),
    text: z.string().trim().min(1, 'is empty; write the statement'),
    source: oneOrMore(
      z.union([z.int().min(1, 'paragraphs are counted from 1'), z.string().min(1)]),
      'is no paragraph, or list of them; write it as 4, or [4, "ap:2"]',
    ).optional(),
    by: oneOrMore(z.string().trim().min(1), 'is no name, or list of names; write it as "Name"').optional(),
    language: z
      .string()
      .regex(/^[a-z]{2,3}(-[a-z0-9]{2,8})*$/i, 'is no language tag, as en or pt-BR')
      .optional(),
  },
  {
    error: ({ code }) =>
      code === 'unrecognized_keys' ? 'a statement has only id, text, source, by and language' : undefined,
  },
);

type Statement = z.infer<typeof statementSchema>;

/** Statements as claims, and what they are held against. */
export type StatementClaims = {
  readonly evidence: Evidence;
  /** In the order of their lines, which are counted from 1. */
  readonly claims: readonly { readonly line: number; readonly id: Statement['id']; readonly claim: Claim }[];
};

/** Holds statements, one JSON object a line, against articles, in the same order. @throws {StatementsError} */
export function verifyStatements(jsonl: string, articles: readonly SourceArticle[], file: string): StatementVerdict[] {
  const { claims, evidence } = claimsOfStatements(jsonl, articles, file);
  return claims.map(({ id, claim }) => ({ ...(id === undefined ? {} : { id }), ...verify(claim, evidence) }));
}

/**
 * Reads statements, one JSON object a line, that rest on articles. `file` is only named in errors. A statement without a
 * language is in the language of the others. @throws {StatementsError} if any line is wrong.
 */
export function claimsOfStatements(jsonl: string, articles: readonly SourceArticle[], file: string): StatementClaims {
  const statements = readStatements(jsonl, file);
  const language = statements.find(({ statement }) => statement.language !== undefined)?.statement.language ?? 'en';
  const evidence = evidenceOf(articles, { language });
  requireParagraphs(statements, evidence, file);
  const claims = statements.map(({ line, statement }) => ({
    line,
    id: statement.id,
    claim: claimOf(statement, evidence),
  }));
  return { evidence, claims };
}

type Line = { readonly line: number; readonly statement: Statement };

function readStatements(jsonl: string, file: string): Line[] {
  const problems: string[] = [];
  const statements: Line[] = [];
  jsonl
    .replace(/^\uFEFF/, '')
    .split(/\r\n|\n|\r/)
    .forEach((line, i) => {
      if (line.trim() === '') return;
      const read = readStatement(line);
      if ('problem' in read) problems.push(`${file}, line ${i + 1}: ${read.problem}`);
      else statements.push({ line: i + 1, statement: read.statement });
    });
  if (problems.length > 0) throw new StatementsError(told(problems));
  if (statements.length === 0)
    throw new StatementsError(`${file}: no statement in it. Write one JSON object a line: {"text": "…"}`);
  return statements;
}

function requireParagraphs(statements: readonly Line[], { sentences }: Evidence, file: string): void {
  const paragraphs = new Set(sentences.map(({ paragraph }) => paragraph));
  const problems = statements.flatMap(({ line, statement: { source = [] } }) =>
    source
      .filter((paragraph) => !paragraphs.has(paragraph))
      .map((paragraph) => `${file}, line ${line}: source: the article has no paragraph ${paragraph}`),
  );
  if (problems.length > 0) throw new StatementsError(told(problems));
}

const mostTold = 20;

function told(problems: readonly string[]): string {
  const rest = problems.length - mostTold;
  return [...problems.slice(0, mostTold), ...(rest > 0 ? [`and ${rest} more lines like these`] : [])].join('\n');
}

function readStatement(line: string): { readonly statement: Statement } | { readonly problem: string } {
  let value: unknown;
  try {
    value = JSON.parse(line);
  } catch {
    return { problem: 'not JSON. Each line is one object: {"text": "…"}' };
  }
  const parsed = statementSchema.safeParse(value);
  if (parsed.success) return { statement: parsed.data };
  return {
    problem: parsed.error.issues
      .map(({ path, message }) => [path.join('.'), message].filter(Boolean).join(': '))
      .join('; '),
  };
}

function claimOf({ text, source, by, language }: Statement, evidence: Evidence): Claim {
  return {
    text,
    language: language ?? evidence.language,
    ...(source === undefined ? {} : { source }),
    ...(by === undefined ? {} : { by: by.map((name): KnownName => ({ name, aliases: [] })) }),
  };
}
