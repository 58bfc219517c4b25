import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parseBriefing } from '../../src/briefing/file/parse.ts';
import { articlePath, readArticle } from '../../src/briefing/ground/article.ts';
import { claimsOf } from '../../src/briefing/ground/briefing-claims.ts';
import { namesIn } from '../../src/briefing/ground/claim-reader.ts';
import { evidenceForBriefing } from '../../src/briefing/ground/verify-briefing.ts';
import type { CorpusArticle, TrueStatement } from './corpus.ts';

const slug = '2024-05-17-putin-harbin';
const root = join(import.meta.dirname, '..', '..');

/**
 * The first briefing as an article of the corpus: its statements are true. Its article is somebody else's text, so it
 * is looked for in a folder outside. @throws {Error} if it is not there.
 */
export async function readFirstBriefing(articlesFolder: string): Promise<CorpusArticle> {
  const file = parseBriefing(await readFile(join(root, 'content', 'briefings', `${slug}.yaml`), 'utf8'));
  if (!file) throw new Error(`${slug} is no valid briefing: npm run content -- check says why.`);
  const path = articlePath(articlesFolder, slug);
  const article = readArticle(await readFile(path), path);
  const statements = claimsOf(file)
    .filter(({ path: [part, , key] }) => part === 'descriptions' && (key === 'value' || key === 'quote'))
    .map(({ claim: { source = [], by = [], ...claim } }, i): TrueStatement => {
      const paragraphs = source.filter((paragraph) => typeof paragraph === 'number');
      return { id: `${slug} ${i + 1}`, claim: { ...claim, source: paragraphs, by }, swap: undefined, wrong: [] };
    });
  return {
    name: slug,
    language: file.language,
    names: [...namesIn(file).values()],
    camps: [],
    paragraphs: [article.title, ...article.paragraphs],
    evidence: evidenceForBriefing(file, [{ article }]),
    statements,
  };
}
