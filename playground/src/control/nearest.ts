/** The candidate that is most like a word, if one is like it. */
export function nearest(word: string, candidates: Iterable<string>): string | undefined {
  const asked = word.toLowerCase();
  let best: { candidate: string; away: number } | undefined;
  for (const candidate of candidates) {
    const name = candidate.toLowerCase();
    const away = asked.length > 1 && name.startsWith(asked) ? 0 : distance(asked, name);
    if (away <= Math.max(1, Math.floor(asked.length / 3)) && (!best || away < best.away)) best = { candidate, away };
  }
  return best?.candidate;
}

/** How many letters must be put in, taken out, replaced or exchanged with the next to make one word of the other. */
function distance(a: string, b: string): number {
  let beforeLast: number[] = [];
  let last = Array.from({ length: b.length + 1 }, (_, j) => j);
  for (let i = 1; i <= a.length; i++) {
    const row = [i];
    for (let j = 1; j <= b.length; j++) {
      const same = a[i - 1] === b[j - 1] ? 0 : 1;
      const exchanged = i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1];
      row[j] = Math.min(
        (last[j] ?? 0) + 1,
        (row[j - 1] ?? 0) + 1,
        (last[j - 1] ?? 0) + same,
        exchanged ? (beforeLast[j - 2] ?? 0) + 1 : Number.POSITIVE_INFINITY,
      );
    }
    beforeLast = last;
    last = row;
  }
  return last[b.length] ?? 0;
}
