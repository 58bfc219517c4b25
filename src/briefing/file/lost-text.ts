import type { PositionFinder } from './positions.ts';
import type { Problem } from './raw-file.ts';

/** A text of a file, and its path. */
export type WrittenText = { readonly path: readonly PropertyKey[]; readonly text: string };

/** Every text in a part of a file, with its path. */
export function textsIn(value: unknown, path: readonly PropertyKey[] = []): WrittenText[] {
  if (typeof value === 'string') return [{ path, text: value }];
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, part]) =>
    textsIn(part, [...path, Array.isArray(value) ? Number(key) : key]),
  );
}

/**
 * Warns of texts without quotes of which YAML takes a part for something else, and leaves it out: after ` #` for a
 * comment, between `&` and a space for a name.
 */
export function lostText(content: object, text: string, positionOf: PositionFinder): Problem[] {
  return textsIn(content).flatMap(({ path, text: value }): Problem[] => {
    const { plainEnd, anchorStart } = positionOf(path, false);
    if (anchorStart !== undefined)
      return [{ path, message: 'the word after & is lost', hint: 'put the text in quotes', offset: anchorStart }];
    if (plainEnd === undefined || plainEnd < 0) return [];
    const after = /^[ \t]+#(.?)/.exec(text.slice(plainEnd, plainEnd + 200));
    // After one word, as `usable`, a # and a space begin a note of the editor's.
    if (!after || (!/\s/.test(value) && /^\s?$/.test(after[1] ?? ''))) return [];
    const hint = 'put the text in quotes, or a note on a line of its own';
    return [{ path, message: 'what stands after # is lost', hint, offset: plainEnd + after[0].indexOf('#') }];
  });
}
