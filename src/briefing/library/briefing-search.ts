import type { Briefing } from '../briefing.ts';
import { type Field, SearchIndex, type SearchOptions, type SearchResult } from '../search/search-index.ts';
import { namesById } from './entity-name-index.ts';
import { statementsOf } from './statements.ts';

// Nobody else is answered while a search indexes.
const maxIndexingMs = 100;

/**
 * The full-text search of briefings. Those of the start are indexed later than they are added: thousands take seconds,
 * in which the bot could be answering.
 */
export class BriefingSearch {
  readonly #index = new SearchIndex<Briefing>();
  readonly #unindexed = new Set<Briefing>();
  #isReady = false;

  /** Adds a briefing, to be indexed later unless it has been prepared. */
  add(briefing: Briefing): void {
    if (!this.#index.has(briefing)) this.#unindexed.add(briefing);
  }

  /** Indexes a briefing before it is added, if all others are indexed. It is found as soon as it is accepted. */
  prepare(briefing: Briefing): void {
    if (this.#isReady && !this.#index.has(briefing)) this.#index.add(briefing, fieldsOf(briefing));
  }

  /** Removes a briefing. */
  remove(briefing: Briefing): void {
    if (!this.#unindexed.delete(briefing)) this.#index.remove(briefing);
  }

  /** Indexes briefings for this many milliseconds; true once all are indexed. */
  indexFor(milliseconds: number): boolean {
    const end = performance.now() + milliseconds;
    for (const briefing of this.#unindexed) {
      this.#index.add(briefing, fieldsOf(briefing));
      this.#unindexed.delete(briefing);
      if (performance.now() > end) break;
    }
    this.#isReady = this.#unindexed.size === 0;
    return this.#isReady;
  }

  /**
   * Searches all briefings. Where some are not indexed yet it indexes for a moment, and gives undefined if that was not
   * enough: a part of them would look like all.
   */
  search(query: readonly string[], options: SearchOptions<Briefing>): SearchResult<Briefing> | undefined {
    return this.indexFor(maxIndexingMs) ? this.#index.search(query, options) : undefined;
  }

  /** The words of all briefings that are like a word, the nearest first. */
  nearestWords(word: string): string[] {
    return this.#index.nearestWords(word);
  }

  /** Frees the memory of removed briefings, step by step; none may be added or removed meanwhile. */
  compact(): Generator<void> {
    return this.#index.compact();
  }
}

/** The words of a briefing in each of its languages. */
function fieldsOf(briefing: Briefing): Field[] {
  const versions = [briefing, ...(briefing.translations ?? [])];
  const texts = (of: (version: Briefing) => readonly string[]) => versions.flatMap(of).join('\n');
  return [
    { text: texts(({ headline }) => [headline]), weight: 3 },
    { text: [...namesById(briefing).values()].flat().join('\n'), weight: 3 },
    { text: texts(({ topics, subjects }) => [...topics, ...subjects].map(({ name }) => name)), weight: 2 },
    {
      text: texts((version) => [...statementsOf(version)].map(({ about = '', text }) => `${about} ${text}`)),
      weight: 1,
    },
  ];
}
