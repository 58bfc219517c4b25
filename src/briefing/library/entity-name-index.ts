import type { Entity } from '../briefing.ts';
import { SearchIndex, type SearchOptions, type SearchResult } from '../search/search-index.ts';

/** How a name matches a query: it is the same, the query is a part of it, or the two are similar. */
export type Likeness = 'same' | 'part' | 'similar';

// Of more matches than this, the rest is not ranked.
const mostRanked = 200;

/** Finds entities by the words of their names. A name stays for as long as any briefing has it. */
export class EntityNameIndex {
  readonly #index = new SearchIndex<string>();
  // By entity id and name: in how many briefings the entity has the name.
  readonly #counts = new Map<string, Map<string, number>>();

  /** Adds the names that one briefing gives an entity. */
  add(entity: Entity): void {
    this.#count(entity, 1);
  }

  /** Removes the names that one briefing gave an entity. */
  remove(entity: Entity): void {
    this.#count(entity, -1);
  }

  /** The ids of entities with any of the words in a name, best first, of those that are accepted. */
  search(query: readonly string[], accept: SearchOptions<string>['accept']): SearchResult<string> {
    return this.#index.search(query, { anyWord: true, accept, limit: mostRanked });
  }

  /** Frees the memory of removed names, step by step; none may be added or removed meanwhile. */
  compact(): Generator<void> {
    return this.#index.compact();
  }

  #count(entity: Entity, by: 1 | -1): void {
    const { id } = entity;
    const counts = this.#counts.get(id) ?? new Map<string, number>();
    const indexed = counts.size > 0;
    let changed = false;
    for (const name of namesOf(entity)) {
      const count = (counts.get(name) ?? 0) + by;
      if (count > 0) counts.set(name, count);
      else counts.delete(name);
      changed ||= count === Math.max(by, 0);
    }
    if (!changed) return;
    if (indexed) this.#index.remove(id);
    if (counts.size > 0) this.#index.add(id, [{ text: [...counts.keys()].join('\n'), weight: 1 }]);
    if (counts.size > 0) this.#counts.set(id, counts);
    else this.#counts.delete(id);
  }
}

/** The name and the aliases of an entity. */
export function namesOf({ name, aliases = [] }: Entity): string[] {
  return [name, ...aliases];
}

const similarRank = 4;

/** How well the best of some names, each as its words, matches a query; 0 is the same name, and more is worse. */
export function rankOf(names: readonly (readonly string[])[], query: readonly string[]): number {
  return Math.min(...names.map((name) => rankOfName(name.join(' '), query.join(' '))));
}

/** The kind of match that a rank of `rankOf` stands for. */
export function likenessOf(rank: number): Likeness {
  return rank === 0 ? 'same' : rank < similarRank ? 'part' : 'similar';
}

function rankOfName(name: string, query: string): number {
  if (name === query) return 0;
  if (name.startsWith(query)) return 1;
  const beginsAtWord = ` ${name}`.includes(` ${query}`);
  if (beginsAtWord) return 2;
  const hasEachWord = query.split(' ').every((word) => name.includes(word));
  return hasEachWord ? 3 : similarRank;
}
