/** A part of what is typed after a command: an option with its value, or, without a name, text before any option. */
export type Segment = {
  readonly name?: string | undefined;
  /** The value without quotes and the spaces around it. */
  readonly value: string;
  /** The value as it is typed, from `start` on. */
  readonly typed: string;
  readonly start: number;
};

const marks = /(?<=^|[\s:])"[^"]*"?|(?<=^|\s)([\p{L}\p{N}_-]+):/gu;

/** Takes `name:value` pairs apart; a value goes on until the next option that is known, and may be quoted. */
export function segmentsOf(text: string, names: Iterable<string>): Segment[] {
  const known = new Map([...names].map((name) => [name.toLowerCase(), name]));
  const found: { name?: string | undefined; from: number; start: number }[] = [{ from: 0, start: 0 }];
  for (const match of text.matchAll(marks)) {
    const name = match[1] && known.get(match[1].toLowerCase());
    if (name) found.push({ name, from: match.index, start: match.index + match[0].length });
  }
  return found
    .map(({ name, start }, i) => {
      const typed = text.slice(start, found[i + 1]?.from);
      return { name, value: unquote(typed), typed, start };
    })
    .filter(({ name, value }) => name !== undefined || value !== '');
}

/** What looks like an option in a text that is not quoted, with its name: `tmie` in `#news tmie:09:00`. */
export function optionsLike(typed: string): string[] {
  return [...typed.matchAll(/"[^"]*"?|(?<=^|\s)([a-z][a-z0-9_-]*):(?=[^\s/])/gi)].flatMap(({ 1: name }) => name ?? []);
}

/** A value so that it is read back as it is. */
export function quote(value: string): string {
  return /^\s|\s$|^"|(^|\s)[\p{L}\p{N}_-]+:/u.test(value) && !value.includes('"') ? `"${value}"` : value;
}

function unquote(typed: string): string {
  const text = typed.trim();
  const [, quoted] = /^"([^"]*)"?$/.exec(text) ?? [];
  return quoted ?? text;
}
