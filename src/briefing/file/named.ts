import type { Entity } from '../briefing.ts';

type Named = Pick<Entity, 'id' | 'name' | 'aliases'>;

/**
 * Makes the function that finds which of some entities a text names, by name or alias; gives their ids. A name within a
 * longer one does not count: “South China Sea” does not name China.
 */
export function createNameFinder(entities: readonly Named[]): (text: string) => ReadonlySet<string> {
  const ids = new Map<string, string[]>();
  for (const { id, name, aliases = [] } of entities)
    for (const each of [name, ...aliases]) ids.set(each, [...(ids.get(each) ?? []), id]);
  if (ids.size === 0) return () => new Set();
  const longestFirst = [...ids.keys()].sort((a, b) => b.length - a.length);
  const pattern = new RegExp(longestFirst.map(patternOf).join('|'), 'gu');
  return (text) => new Set([...text.matchAll(pattern)].flatMap(([found]) => ids.get(found) ?? []));
}

// Names in these scripts stand in a text without spaces around them.
const unspaced = /[\p{sc=Han}\p{sc=Hira}\p{sc=Kana}]/u;

function patternOf(name: string): string {
  const [first = '', last = ''] = [[...name].at(0), [...name].at(-1)];
  const isLetter = (character: string) => /[\p{L}\p{N}]/u.test(character) && !unspaced.test(character);
  return [
    isLetter(first) ? '(?<![\\p{L}\\p{N}])' : '',
    RegExp.escape(name),
    isLetter(last) ? '(?![\\p{L}\\p{N}])' : '',
  ].join('');
}
