import type { Briefing, Entity } from '../briefing.ts';
import { type EntityKind, entityKinds } from '../file/schema.ts';
import { SearchIndex, type SearchOptions, type SearchResult } from '../search/search-index.ts';
import { lettersOf, queriedWordsOf, wordsOf } from '../search/words.ts';

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
  add(id: string, names: readonly string[]): void {
    this.#count(id, names, 1);
  }

  /** Removes the names that one briefing gave an entity. */
  remove(id: string, names: readonly string[]): void {
    this.#count(id, names, -1);
  }

  /** The ids of entities with any of the words in a name, best first, of those that are accepted. */
  search(query: readonly string[], accept: SearchOptions<string>['accept']): SearchResult<string> {
    return this.#index.search(query, { anyWord: true, accept, limit: mostRanked });
  }

  /** Frees the memory of removed names, step by step; none may be added or removed meanwhile. */
  compact(): Generator<void> {
    return this.#index.compact();
  }

  #count(id: string, names: readonly string[], by: 1 | -1): void {
    const counts = this.#counts.get(id) ?? new Map<string, number>();
    const indexed = counts.size > 0;
    let changed = false;
    for (const name of names) {
      const count = (counts.get(name) ?? 0) + by;
      if (count > 0) counts.set(name, count);
      else counts.delete(name);
      changed ||= count === Math.max(by, 0);
    }
    if (!changed) return;
    if (indexed) this.#index.remove(id);
    if (counts.size > 0) this.#index.add(id, [{ text: [...counts.keys()].flatMap(spellings).join('\n'), weight: 1 }]);
    if (counts.size > 0) this.#counts.set(id, counts);
    else this.#counts.delete(id);
  }
}

/** The name and the aliases of an entity. */
export function namesOf({ name, aliases = [] }: Entity): string[] {
  return [name, ...aliases];
}

/** What a briefing calls each of its people, organisations and places, in all its languages; by their ids. */
export function namesById(briefing: Briefing): Map<string, string[]> {
  const names = new Map<string, string[]>();
  for (const kind of entityKinds)
    for (const entity of briefing[kind]) names.set(entity.id, namesInAll(briefing, kind, entity));
  return names;
}

/** What a briefing calls an entity, in all its languages: in its own first. */
export function namesInAll({ translations = [] }: Briefing, kind: EntityKind, entity: Entity): string[] {
  if (translations.length === 0) return namesOf(entity);
  const translated = translations.flatMap((each) => each[kind].find(({ id }) => id === entity.id) ?? []);
  return [...new Set([entity, ...translated].flatMap(namesOf))];
}

/** A name as it is written, and in one word, as people type `xijinping`. */
function spellings(name: string): string[] {
  return name.includes(' ') ? [name, lettersOf(name)] : [name];
}

/** A name, or what is looked for, as its words, and as its letters and digits alone. */
export type NameWords = { readonly words: readonly string[]; readonly letters: string };

/** The words of a name. */
export function nameWordsOf(name: string): NameWords {
  return { words: wordsOf(name), letters: lettersOf(name) };
}

/** The words of a name that somebody looks for. */
export function queriedName(typed: string): NameWords {
  return { words: queriedWordsOf(typed), letters: lettersOf(typed) };
}

const similarRank = 4;

/** How well the best of some names matches a query; 0 is the same name, and more is worse. */
export function rankOf(names: Iterable<NameWords>, query: NameWords): number {
  let best = similarRank;
  for (const name of names) best = Math.min(best, rankOfName(name, query));
  return best;
}

/** The kind of match that a rank of `rankOf` stands for. */
export function likenessOf(rank: number): Likeness {
  return rank === 0 ? 'same' : rank < similarRank ? 'part' : 'similar';
}

function rankOfName(name: NameWords, query: NameWords): number {
  if (name.letters === query.letters || hasSameWords(name, query)) return 0;
  if (name.letters.startsWith(query.letters)) return 1;
  const words = name.words.join(' ');
  const beginsAtWord = ` ${words}`.includes(` ${query.words.join(' ')}`);
  if (beginsAtWord) return 2;
  const hasEachWord = query.words.every((word) => words.includes(word));
  return hasEachWord ? 3 : similarRank;
}

/** True for `Jinping Xi` and Xi Jinping: which name of a person comes first, no two languages agree. */
function hasSameWords(name: NameWords, query: NameWords): boolean {
  return name.words.length === query.words.length && query.words.every((word) => name.words.includes(word));
}
