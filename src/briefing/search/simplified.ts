import { createRequire } from 'node:module';

const require = createRequire(import.meta.url);

// Entries as `國 国`, parted by bars: OpenCC's table, from the traditional character to the simplified one.
let table: string | undefined;
const known = new Map<string, string>();

/** A Chinese character as it is written in simplified Chinese; any other character as it is. */
export function simplified(character: string): string {
  const found = known.get(character) ?? lookUp(character);
  known.set(character, found);
  return found;
}

function lookUp(character: string): string {
  // Loaded when the first such character comes up, so that a start without any does not pay for it.
  table ??= `|${require('opencc-js/dict/TSCharacters').default}`;
  const entry = `|${character} `;
  const at = table.indexOf(entry);
  return at < 0 ? character : String.fromCodePoint(table.codePointAt(at + entry.length) ?? 0);
}
