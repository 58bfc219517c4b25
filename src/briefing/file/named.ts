import type { Entity } from '../briefing.ts';

type Named = Pick<Entity, 'id' | 'name' | 'aliases'>;

/** Names by their characters, one after the other: looking one up takes as long as it is, however many there are. */
type Trie = { readonly next: Map<string, Trie>; readonly ids: string[] };

/**
 * Makes the function that finds which of some entities a text names, by name or alias; gives their ids. A name within a
 * longer one does not count: “South China Sea” does not name China.
 */
export function createNameFinder(entities: readonly Named[]): (text: string) => ReadonlySet<string> {
  const root: Trie = { next: new Map(), ids: [] };
  for (const { id, name, aliases = [] } of entities) for (const each of [name, ...aliases]) add(root, each, id);
  return (text) => {
    const characters = [...text];
    const found = new Set<string>();
    for (let start = 0; start < characters.length; start++) {
      if (isWithinWord(characters, start)) continue;
      const longest = longestAt(root, characters, start);
      if (!longest) continue;
      for (const id of longest.ids) found.add(id);
      start = longest.end - 1;
    }
    return found;
  };
}

function add(root: Trie, name: string, id: string): void {
  let node = root;
  for (const character of name) {
    const next = node.next.get(character) ?? { next: new Map(), ids: [] };
    node.next.set(character, next);
    node = next;
  }
  node.ids.push(id);
}

/** The longest name that begins at a place of a text and ends with a word. */
function longestAt(root: Trie, characters: readonly string[], start: number) {
  let longest: { readonly ids: readonly string[]; readonly end: number } | undefined;
  let node: Trie | undefined = root;
  for (let end = start; node; end++) {
    if (node.ids.length > 0 && !isWithinWord(characters, end)) longest = { ids: node.ids, end };
    node = node.next.get(characters[end] ?? '');
  }
  return longest;
}

/** True between two letters or digits of one word. */
function isWithinWord(characters: readonly string[], place: number): boolean {
  return isLetter(characters[place - 1]) && isLetter(characters[place]);
}

// Words in these scripts have no spaces around them.
const unspaced = /[\p{sc=Han}\p{sc=Hira}\p{sc=Kana}]/u;

function isLetter(character: string | undefined): boolean {
  return character !== undefined && /[\p{L}\p{M}\p{N}]/u.test(character) && !unspaced.test(character);
}
