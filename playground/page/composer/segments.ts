/** A part of what is typed after a command: an option with its text, or, without a name, text before any option. */
export type Segment = { readonly name?: string | undefined; readonly text: string };

const marks = /(?<=^|[\s:])"[^"]*"?|(?<=^|\s)([\p{L}\p{N}_-]+):/gu;

/**
 * Takes `name:value` pairs apart, at the names that are known; the first segment is the text before them, which may
 * be empty.
 */
export function segmentsOf(text: string, names: readonly string[]): readonly [Segment, ...Segment[]] {
  const known = new Map(names.map((name) => [name.toLowerCase(), name]));
  const found: { readonly name: string; readonly from: number; readonly start: number }[] = [];
  for (const match of text.matchAll(marks)) {
    const name = match[1] === undefined ? undefined : known.get(match[1].toLowerCase());
    if (name === undefined || found.some((each) => each.name === name)) continue;
    found.push({ name, from: match.index, start: match.index + match[0].length });
  }
  const rest = found.map(({ name, start }, i) => ({ name, text: text.slice(start, found[i + 1]?.from).trimStart() }));
  return [{ text: text.slice(0, found[0]?.from) }, ...rest];
}

/** A value without the quotes and spaces around it. */
export function unquoted(text: string): string {
  const [, quoted] = /^"([^"]*)"?$/.exec(text.trim()) ?? [];
  return quoted ?? text.trim();
}
