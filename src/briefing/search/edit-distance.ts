/*
 * The edit distance between two words, for fuzzy matches. Most pairs of words are too different, and the bits of their
 * letters show it at once: each insertion, deletion or substitution of a letter changes two bits at most.
 */

/** Which letters a word has, one bit each; several letters may share a bit. */
export function letterBits(word: string): number {
  let bits = 0;
  for (let i = 0; i < word.length; i++) bits |= 1 << (word.charCodeAt(i) & 31);
  return bits;
}

/** False if words with these letter bits are certainly more than `most` edits apart. */
export function mayBeWithin(bits: number, otherBits: number, most: number): boolean {
  let differing = bits ^ otherBits;
  let count = 0;
  for (; differing !== 0 && count <= 2 * most; count++) differing &= differing - 1;
  return count <= 2 * most;
}

// Two rows of the table, allocated once: a single query compares thousands of words.
let above = new Uint16Array(0);
let row = new Uint16Array(0);

/**
 * The Levenshtein distance: how many letters have to be inserted, deleted or substituted to make one word the other.
 * Above `most` it is not computed to the end, and the result is some number above `most`.
 */
export function editDistance(a: string, b: string, most: number): number {
  if (Math.abs(a.length - b.length) > most) return most + 1;
  if (row.length <= b.length) [above, row] = [new Uint16Array(2 * b.length + 1), new Uint16Array(2 * b.length + 1)];
  for (let j = 0; j <= b.length; j++) row[j] = j;
  for (let i = 1; i <= a.length; i++) {
    [above, row] = [row, above];
    let [left, least] = [i, i];
    row[0] = i;
    for (let j = 1; j <= b.length; j++) {
      const changed = (above[j - 1] ?? 0) + (a.charCodeAt(i - 1) === b.charCodeAt(j - 1) ? 0 : 1);
      left = Math.min(changed, (above[j] ?? 0) + 1, left + 1);
      row[j] = left;
      least = Math.min(least, left);
    }
    if (least > most) return most + 1;
  }
  return row[b.length] ?? 0;
}

/** The word that somebody meant who wrote another one: the nearest one, if it is near enough; else undefined. */
export function nearestWord(written: string, words: Iterable<string>): string | undefined {
  let nearest: string | undefined;
  // A slip changes a letter or two, and no more than a third of a word.
  let least = Math.min(3, Math.floor(written.length / 3) + 1);
  for (const word of words) {
    const distance = editDistance(written, word, least);
    if (distance < least || (distance === least && nearest === undefined)) [nearest, least] = [word, distance];
  }
  return nearest;
}
