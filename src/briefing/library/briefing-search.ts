import type { Briefing } from '../file/schema.ts';
import { type Field, SearchIndex, type SearchOptions, type SearchResult } from '../search/search-index.ts';
import { namesOf } from './entity-name-index.ts';
import { statementsOf } from './statements.ts';
import { entitiesIn } from './visible.ts';

/**
 * The full-text search of briefings, by slug. Briefings are indexed later than they are added: thousands take seconds,
 * in which the bot could be answering.
 */
export class BriefingSearch {
  readonly #index = new SearchIndex();
  readonly #unindexed = new Map<string, Briefing>();

  /** Adds a briefing; there must be none of its slug. */
  add(briefing: Briefing): void {
    this.#unindexed.set(briefing.slug, briefing);
  }

  /** Removes the briefing of this slug. */
  remove(slug: string): void {
    if (!this.#unindexed.delete(slug)) this.#index.remove(slug);
  }

  /** Indexes briefings for this many milliseconds; true once all are indexed. */
  indexFor(milliseconds: number): boolean {
    const end = performance.now() + milliseconds;
    for (const [slug, briefing] of this.#unindexed) {
      this.#index.add(slug, fieldsOf(briefing));
      this.#unindexed.delete(slug);
      if (performance.now() > end) break;
    }
    return this.#unindexed.size === 0;
  }

  /** Searches all briefings, and indexes those that are not indexed yet. */
  search(query: readonly string[], options: SearchOptions): SearchResult {
    this.indexFor(Number.POSITIVE_INFINITY);
    return this.#index.search(query, options);
  }
}

function fieldsOf(briefing: Briefing): Field[] {
  const { headline, topics, subjects } = briefing;
  const names = entitiesIn(briefing).flatMap(({ entity }) => namesOf(entity));
  return [
    { text: headline, weight: 3 },
    { text: names.join('\n'), weight: 3 },
    { text: [...topics, ...subjects].map(({ name }) => name).join('\n'), weight: 2 },
    { text: [...statementsOf(briefing)].map(({ text }) => text).join('\n'), weight: 1 },
  ];
}
