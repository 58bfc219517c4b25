import { join } from 'node:path';

/** An article as its file has it. */
export type Article = { readonly title: string; readonly paragraphs: readonly string[] };

/** An article's file that cannot be used. The message is for the editor: which file, what is wrong, and what to do. */
export class ArticleError extends Error {
  override readonly name = 'ArticleError';
}

/** A larger file is no article. */
export const mostArticleBytes = 5_000_000;

/** Where an article is looked for: `SLUG.txt`, or `SLUG.SOURCE.txt` where a briefing has several sources. */
export function articlePath(directory: string, slug: string, source?: string): string {
  return join(directory, source === undefined ? `${slug}.txt` : `${slug}.${source}.txt`);
}

/**
 * Reads an article: its title on the first line; then its paragraphs, parted by empty lines where there are any, else
 * one a line. `file` is only named. Throws an `ArticleError` if it is not an article.
 */
export function readArticle(bytes: Uint8Array, file: string): Article {
  const refuse = (problem: string) => new ArticleError(`${file}: ${problem}`);
  if (bytes.length > mostArticleBytes) throw refuse("it is larger than 5 MB. Keep only the article's own text.");
  let text: string;
  try {
    text = new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    throw refuse('it is not UTF-8 text. Save it as plain text in UTF-8.');
  }
  // Text in UTF-16 without a mark at its beginning is valid UTF-8, with a NUL in each letter.
  if (text.includes('\0')) throw refuse('it is not plain text. Save it as plain text in UTF-8.');
  if (looksLikeHtml(text)) throw refuse('it is HTML. Copy the text as the page shows it, without tags.');

  const lines = text
    .normalize('NFC')
    .split(/\r\n|[\n\r\u2028\u2029]/)
    .map((line) => line.trim());
  const first = lines.findIndex((line) => line !== '');
  const title = lines[first];
  if (title === undefined)
    throw refuse("it is empty. Put the article's title on the first line and its paragraphs below.");
  const paragraphs = paragraphsOf(lines.slice(first + 1));
  if (paragraphs.length === 0)
    throw refuse('it has one line, which is taken for the title. Put the paragraphs on the lines below.');
  return { title, paragraphs };
}

function paragraphsOf(lines: readonly string[]): string[] {
  const body = lines.slice(
    lines.findIndex((line) => line !== ''),
    lines.findLastIndex((line) => line !== '') + 1,
  );
  if (!body.includes('')) return body;
  const paragraphs: string[][] = [[]];
  for (const line of body) {
    if (line === '') paragraphs.push([]);
    else paragraphs.at(-1)?.push(line);
  }
  return paragraphs.filter((wrapped) => wrapped.length > 0).map((wrapped) => wrapped.reduce(unwrap));
}

// A line of Chinese or Japanese goes on in the next one without a space.
function unwrap(text: string, line: string): string {
  const withoutSpace = /[\p{sc=Han}\p{sc=Hira}\p{sc=Kana}\u3000-\u303f\uff00-\uffef]$/u.test(text.slice(-2));
  return withoutSpace ? text + line : `${text} ${line}`;
}

function looksLikeHtml(text: string): boolean {
  if (/^\s{0,100}<(?:!doctype|html|\?xml)/i.test(text)) return true;
  const tags = text.slice(0, 100_000).match(/<\/?(?:html|head|body|div|p|span|br|a|article|section|h[1-6])[\s/>]/gi);
  return tags !== null && tags.length >= 3;
}
