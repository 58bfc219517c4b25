import type { Entity } from '../file/schema.ts';
import { type Search, WordIndex } from '../search/search-index.ts';

/** How a name was found: it is the one asked for, that is a part of it, or the two resemble each other. */
export type Likeness = 'same' | 'part' | 'similar';

// So many that a name finds are looked at more closely.
const ranked = 200;

/** The names of people, organisations and places, to be found by their words; each for as long as a briefing has it. */
export class EntityNames {
  readonly #index = new WordIndex();
  // In how many briefings an entity has a name, by the entity's id.
  readonly #counts = new Map<string, Map<string, number>>();

  /** Adds the names that one briefing gives an entity. */
  add(entity: Entity): void {
    this.#count(entity, 1);
  }

  /** Takes out the names that one briefing gave an entity. */
  remove(entity: Entity): void {
    this.#count(entity, -1);
  }

  /** The ids of entities that have one of the words in a name, best first. */
  search(asked: readonly string[]): Search {
    return this.#index.search(asked, { some: true, accept: () => true, limit: ranked });
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

const similar = 4;

/** How well the best of some names, each in words, fits the words asked for; 0 is the same, and more is worse. */
export function rankOf(names: readonly (readonly string[])[], asked: readonly string[]): number {
  return Math.min(...names.map((name) => rankOfName(name.join(' '), asked.join(' '))));
}

/** What a rank comes to. */
export function likenessOf(rank: number): Likeness {
  return rank === 0 ? 'same' : rank < similar ? 'part' : 'similar';
}

/** 0 the same, 1 begins with it, 2 a word begins with it, 3 has each of its words, `similar` only resembles it. */
function rankOfName(name: string, asked: string): number {
  if (name === asked) return 0;
  if (name.startsWith(asked)) return 1;
  if (` ${name}`.includes(` ${asked}`)) return 2;
  return asked.split(' ').every((word) => name.includes(word)) ? 3 : similar;
}
