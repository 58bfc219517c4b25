/*
 * Words that resemble each other. Most pairs do not, and are told apart by which letters they have: each letter that
 * is put in, left out or changed makes a difference of two such marks at most.
 */

/** Which letters a word has, as bits; letters share bits. */
export function lettersOf(word: string): number {
  let bits = 0;
  for (let i = 0; i < word.length; i++) bits |= 1 << (word.charCodeAt(i) & 31);
  return bits;
}

/** True if the letters of two words may differ by `most` changes only. */
export function mayBeSimilar(letters: number, others: number, most: number): boolean {
  let differing = letters ^ others;
  let count = 0;
  for (; differing !== 0 && count <= 2 * most; count++) differing &= differing - 1;
  return count <= 2 * most;
}

// Two rows of the table that is filled in; words are told apart thousands of times for one question.
let above = new Uint16Array(0);
let row = new Uint16Array(0);

/**
 * How many letters have to be put in, left out or changed to make one word the other (Levenshtein); more than `most`
 * is all the same.
 */
export function distance(a: string, b: string, most: number): number {
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
