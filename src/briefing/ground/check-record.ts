import { hash } from 'node:crypto';
import type { BriefingFile } from '../file/schema.ts';
import type { Article } from './article.ts';
import { claimsOf } from './briefing-claims.ts';
import type { SourceArticle } from './sentences.ts';

/** What a file keeps of the check against its articles. */
export type CheckRecord = NonNullable<BriefingFile['checked']>;

/** Why a check tells nothing any more. */
export type Staleness = 'version' | 'text' | 'article';

// What the schema takes for a hash in `checked`.
const hashDigits = 12;

/** The record of a check of this day, `2024-05-18`. */
export function createCheckRecord(file: BriefingFile, articles: readonly SourceArticle[], day: string): CheckRecord {
  return {
    on: day,
    version: file.version,
    statements: hashOfClaims(file),
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
  if (checked.statements !== hashOfClaims(file)) return 'text';
  if (!articles) return undefined;
  const before = checked.articles.map(({ paragraphs }) => paragraphs.join());
  const now = articles.map(({ article }) => hashesOf(article).join());
  return before.join('\n') === now.join('\n') ? undefined : 'article';
}

/** Of what the claims of a file say, not of where they stand in it. */
function hashOfClaims(file: BriefingFile): string {
  return hashOf(JSON.stringify(claimsOf(file).map(({ claim }) => claim)));
}

/** The title first, as paragraph 0. */
function hashesOf({ title, paragraphs }: Article): string[] {
  return [title, ...paragraphs].map(hashOf);
}

function hashOf(text: string): string {
  return hash('sha256', text).slice(0, hashDigits);
}
