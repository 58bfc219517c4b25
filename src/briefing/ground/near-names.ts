import { editDistance } from '../search/edit-distance.ts';

// Shorter names are too often one letter from another.
const leastLetters = 3;
// A name of so many letters may have two wrong.
const lettersForTwo = 8;

/** The one of the names that a word is misspelt from: a letter off, two of a long one, or two letters swapped. */
export function nearestName(word: string, names: Iterable<string>): string | undefined {
  let nearest: string | undefined;
  let least = Number.POSITIVE_INFINITY;
  for (const name of names) {
    const letters = Math.min(word.length, name.length);
    if (name === word || letters < leastLetters) continue;
    const most = letters >= lettersForTwo ? 2 : 1;
    const distance = isSwapped(word, name) ? 1 : editDistance(word, name, most);
    if (distance <= most && distance < least) [nearest, least] = [name, distance];
  }
  return nearest;
}

/** True if two neighbouring letters are all that differs: `Lavorv` for `Lavrov`. */
function isSwapped(one: string, other: string): boolean {
  if (one.length !== other.length) return false;
  let at = 0;
  while (at < one.length && one[at] === other[at]) at += 1;
  return one[at] === other[at + 1] && one[at + 1] === other[at] && one.slice(at + 2) === other.slice(at + 2);
}
