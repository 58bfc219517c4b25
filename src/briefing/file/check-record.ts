import { hash } from 'node:crypto';
import type { Article } from '../ground/article.ts';
import type { SourceArticle } from '../ground/sentences.ts';
import type { BriefingFile } from './schema.ts';
import { publishingKeys } from './told-text.ts';

/** What a file keeps of the check against its articles. */
export type CheckRecord = NonNullable<BriefingFile['checked']>;

/** Why a check tells nothing any more. */
export type Staleness = 'version' | 'text' | 'article';

// What the schema takes for a hash in `checked`.
const hashDigits = 7;

/** The record of a check of this day, `2024-05-18`. */
export function createCheckRecord(file: BriefingFile, articles: readonly SourceArticle[], day: string): CheckRecord {
  return {
    on: day,
    version: file.version,
    statements: hashOfStatements(file),
    articles: articles.map(({ id, article }) => ({
      ...(id === undefined ? {} : { id }),
      paragraphs: hashesOf(article),
    })),
  };
}

/**
 * Why the check that a file has is stale; undefined if it is not, or if there is none. Without its articles it is stale
 * only if the file itself tells.
 */
export function stalenessOf(file: BriefingFile, articles?: readonly SourceArticle[]): Staleness | undefined {
  const { checked, version } = file;
  if (!checked) return undefined;
  if (checked.version !== version) return 'version';
  if (checked.statements !== hashOfStatements(file)) return 'text';
  if (!articles) return undefined;
  const before = checked.articles.map(({ paragraphs }) => paragraphs.join());
  const now = articles.map(({ article }) => hashesOf(article).join());
  return before.join('\n') === now.join('\n') ? undefined : 'article';
}

// How a briefing is published, and what it says of itself: a check is not of these.
const unchecked: ReadonlySet<string> = new Set<keyof BriefingFile>([
  ...publishingKeys,
  'updates',
  'corrections',
  'pictures',
  'checked',
]);

/** What has changed since a check that is stale, in words. */
export const stalenessWords: Readonly<Record<Staleness, string>> = {
  version: 'this is another version',
  text: 'the text has changed since',
  article: 'the article has changed since',
};

/** Of all that a file states; a list that is empty is as one that is not there. */
function hashOfStatements(file: BriefingFile): string {
  const stated = Object.entries(file)
    .filter(
      ([key, value]) => !unchecked.has(key) && value !== undefined && !(Array.isArray(value) && value.length === 0),
    )
    .sort(([a], [b]) => (a < b ? -1 : 1));
  return hashOf(JSON.stringify(stated));
}

/** The title first, as paragraph 0. */
function hashesOf({ title, paragraphs }: Article): string[] {
  return [title, ...paragraphs].map(hashOf);
}

function hashOf(text: string): string {
  // The letter keeps YAML from reading a number.
  return `h${hash('sha256', text).slice(0, hashDigits)}`;
}
