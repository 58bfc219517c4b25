import { readFile } from 'node:fs/promises';
import type { SourceArticle } from '../../briefing/ground/sentences.ts';
import { claimsOfStatements, StatementsError, verifyStatements } from '../../briefing/ground/verify-statements.ts';
import { readArticleFile } from './articles.ts';
import { tellSecondOpinions } from './second-opinions.ts';
import { type Desk, DeskError, type ExitCode } from './verb.ts';

/**
 * Holds the statements of a file, one JSON object a line, against articles, and prints a verdict a line; 0 whatever the
 * verdicts are. @throws {DeskError} if a file cannot be used: then nothing is printed.
 */
export async function verifyStatementsFile(
  path: string,
  articlePaths: readonly string[],
  desk: Desk,
): Promise<ExitCode> {
  const articles: SourceArticle[] = [];
  for (const articlePath of articlePaths) {
    const article = await readArticleFile(articlePath);
    if (!article) throw new DeskError(`${articlePath}: there is no such file.`);
    articles.push({ article });
  }
  const jsonl = await readFile(path, 'utf8').catch((error: NodeJS.ErrnoException) => {
    throw new DeskError(`${path}: cannot be read (${error.code}).`);
  });
  try {
    for (const verdict of verifyStatements(jsonl, articles, path)) desk.print(JSON.stringify(verdict));
    const { claims, evidence } = claimsOfStatements(jsonl, articles, path);
    const placed = claims.map(({ line, claim }) => ({ claim, place: `${path}:${line}` }));
    await tellSecondOpinions(placed, evidence, desk);
    return 0;
  } catch (error) {
    if (error instanceof StatementsError) throw new DeskError(error.message);
    throw error;
  }
}
