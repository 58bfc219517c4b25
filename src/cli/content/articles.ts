import { open } from 'node:fs/promises';
import type { BriefingFile } from '../../briefing/file/schema.ts';
import {
  type Article,
  ArticleError,
  articlePath,
  mostArticleBytes,
  readArticle,
} from '../../briefing/ground/article.ts';
import type { SourceArticle } from '../../briefing/ground/sentences.ts';
import { type Desk, DeskError } from './verb.ts';

/** A briefing, by what its articles are named after. */
type Sources = { readonly slug: string; readonly file: Pick<BriefingFile, 'infoSources'> };

/**
 * Reads the articles of a briefing in the order of its sources: first from the given files, then from where they are
 * looked for. @throws {DeskError} that names every place where one that is missing was looked for.
 */
export async function readArticles(
  { slug, file: { infoSources } }: Sources,
  given: readonly string[],
  { articlesFolder }: Desk,
): Promise<SourceArticle[]> {
  if (given.length > infoSources.length)
    throw new DeskError(
      `${slug} has ${infoSources.length === 1 ? 'one source' : `${infoSources.length} sources`}, and ${given.length} articles were given.`,
    );
  const places = infoSources.map(({ id }, i) => {
    const file = given[i];
    return { id, paths: file === undefined ? articlePaths(articlesFolder, slug, infoSources.length, i, id) : [file] };
  });
  const found = await Promise.all(
    places.map(async ({ id, paths }) => ({ id, paths, article: await firstArticle(paths) })),
  );
  const missing = found.filter(({ article }) => !article).flatMap(({ paths }) => paths);
  if (missing.length > 0) throw new DeskError(missingMessage(slug, missing));
  return found.flatMap(({ id, article }) => (article ? [{ article, ...(id === undefined ? {} : { id }) }] : []));
}

/** Where the article of a source is looked for: by the slug alone for the only one, or the first. */
function articlePaths(folder: string, slug: string, count: number, place: number, id: string | undefined): string[] {
  const named = id === undefined ? [] : [articlePath(folder, slug, id)];
  const unnamed = place === 0 ? [articlePath(folder, slug)] : [];
  return count === 1 ? [...unnamed, ...named] : [...named, ...unnamed];
}

async function firstArticle(paths: readonly string[]): Promise<Article | undefined> {
  for (const path of paths) {
    const article = await readArticleFile(path);
    if (article) return article;
  }
  return undefined;
}

/** An article's file; undefined if it is not there. @throws {DeskError} if it is no article. */
export async function readArticleFile(path: string): Promise<Article | undefined> {
  try {
    return readArticle(await readStart(path, mostArticleBytes + 1), path);
  } catch (error) {
    if (error instanceof ArticleError) throw new DeskError(error.message);
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'ENOENT' || code === 'ENOTDIR') return undefined;
    throw new DeskError(`${path}: cannot be read (${code ?? String(error)}).`);
  }
}

/** The first bytes of a file. */
async function readStart(path: string, mostBytes: number): Promise<Uint8Array> {
  await using handle = await open(path);
  const chunks: Buffer[] = [];
  for await (const chunk of handle.createReadStream({ end: mostBytes - 1, autoClose: false })) chunks.push(chunk);
  return Buffer.concat(chunks);
}

function missingMessage(slug: string, paths: readonly string[]): string {
  return `The article of ${slug} is not there. It was looked for at ${paths.join(' and at ')}.
Put its text there: the title on the first line, then its paragraphs with an empty line between them. Or name its file
with --article, or set ARTICLES_DIR to the folder that has it.`;
}
