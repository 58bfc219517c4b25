import { readdir, readFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { load } from 'js-yaml';
import { z } from 'zod';
import { readArticle } from '../../src/briefing/ground/article.ts';
import type { Claim, Evidence, KnownName } from '../../src/briefing/ground/claim.ts';
import { evidenceOf } from '../../src/briefing/ground/sentences.ts';

/*
 * Articles of our own, NAME.txt, each with NAME.yaml: what is truly said of it in an editor's words, and what is wrongly
 * said, where a person had to write that.
 */

/** The kinds of errors that are planted. */
export const plantedKinds = [
  'number',
  'date',
  'name',
  'quote',
  'attribution',
  'speaker',
  'polarity',
  'role',
  'paragraph',
  'invented',
  'copied',
] as const;
export type PlantedKind = (typeof plantedKinds)[number];

/** A false statement that a person wrote; what it does not give is as in the true one. */
type HandWritten = {
  readonly kind: PlantedKind;
  readonly text: string;
  readonly by?: readonly string[];
};

/** What an editor would truly write. */
export type TrueStatement = {
  /** The article's name and its number in the file, from 1: `port-strike 3`. */
  readonly id: string;
  readonly claim: Omit<Claim, 'source' | 'by'> & {
    readonly source: readonly number[];
    readonly by: readonly KnownName[];
  };
  /** Two names which, one put in the other's place, make it false. */
  readonly swap: readonly [string, string] | undefined;
  readonly wrong: readonly HandWritten[];
};

/** An article with what is truly said of it. */
export type CorpusArticle = {
  readonly name: string;
  readonly language: string;
  readonly names: readonly KnownName[];
  /** Names that speak for each other: what one says cannot be called false of another. */
  readonly camps: readonly (readonly string[])[];
  /** By their number: the title is 0. */
  readonly paragraphs: readonly string[];
  readonly evidence: Evidence;
  readonly statements: readonly TrueStatement[];
};

const oneOrMore = <T extends z.ZodType>(item: T) => z.union([item.transform((value) => [value]), z.array(item)]);
const name = z.string().min(1);
const wrongText = z.union([z.string(), z.strictObject({ text: z.string(), by: z.array(name) })]);
const fileSchema = z.strictObject({
  style: z.string(),
  language: z.string().default('en'),
  date: z.iso.date(),
  names: z.array(z.array(name).min(1)),
  camps: z.array(z.array(name)).default([]),
  statements: z
    .array(
      z.strictObject({
        text: z.string(),
        source: oneOrMore(z.int().min(1)),
        by: z.array(name).default([]),
        quote: z.literal(true).optional(),
        swap: z.tuple([name, name]).optional(),
        wrong: z.partialRecord(z.enum(plantedKinds), oneOrMore(wrongText)).default({}),
      }),
    )
    .min(1),
});

export const corpusFolder = join(import.meta.dirname, 'articles');
/** Looked at once, by nobody who builds what is measured. */
export const holdoutFolder = join(import.meta.dirname, 'holdout');

/** The articles of a folder, by name. @throws {Error} if one cannot be read, with its file. */
export async function readCorpus(folder: string): Promise<CorpusArticle[]> {
  const files = (await readdir(folder)).filter((file) => file.endsWith('.yaml')).sort();
  return Promise.all(
    files.map((file) => readCorpusArticle(join(folder, file), join(folder, file.replace(/yaml$/, 'txt')))),
  );
}

/** One article and the file with what is said of it. @throws {Error} if it cannot be read, with its file. */
async function readCorpusArticle(statementsPath: string, articlePath: string): Promise<CorpusArticle> {
  const article = readArticle(await readFile(articlePath), articlePath);
  const parsed = fileSchema.safeParse(load(await readFile(statementsPath, 'utf8')));
  if (!parsed.success) throw new Error(`${statementsPath}: ${z.prettifyError(parsed.error)}`);
  const { language, date, camps, statements } = parsed.data;
  const names = parsed.data.names.map(([first = '', ...aliases]) => ({ name: first, aliases }));
  const known = (said: string) => nameOf(said, names);
  const articleName = basename(statementsPath, '.yaml');
  return {
    name: articleName,
    language,
    names,
    camps,
    paragraphs: [article.title, ...article.paragraphs],
    evidence: evidenceOf([{ article }], { language, date, names }),
    statements: statements.map(({ text, source, by, quote, swap, wrong }, i) => ({
      id: `${articleName} ${i + 1}`,
      claim: { text, source, by: by.map(known), language, ...(quote && { quote }) },
      swap,
      wrong: plantedKinds.flatMap((kind) =>
        (wrong[kind] ?? []).map((said) => ({ kind, ...(typeof said === 'string' ? { text: said } : said) })),
      ),
    })),
  };
}

/** Somebody by all of their names; one who is not in the list, such as `police`, has only this one. */
export function nameOf(said: string, names: readonly KnownName[]): KnownName {
  return (
    names.find(({ name: first, aliases }) => first === said || aliases.includes(said)) ?? { name: said, aliases: [] }
  );
}
