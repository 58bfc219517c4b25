import { isDeepStrictEqual } from 'node:util';
import { COLLECTION_STYLE, EVENT_ID, getScalarValue, parseEvents } from 'js-yaml';
import { parseBriefing } from './parse.ts';
import type { BriefingFile } from './schema.ts';
import { briefingText } from './write.ts';

/** A part of a text, from one offset until before another. */
type Part = { readonly start: number; readonly end: number };

/**
 * The text of a briefing file with this `checked`, in place of the one that it has, or at its end; every other character
 * stays. Undefined for a text that is no valid briefing, or is not written as one key a line.
 */
export function withChecked(text: string, checked: NonNullable<BriefingFile['checked']>): string | undefined {
  const before = parseBriefing(text);
  const keys = before && ownKeys(text);
  if (!keys) return undefined;
  const lineEnd = text.includes('\r\n') ? '\r\n' : '\n';
  const block = briefingText({ checked }).trim().replaceAll('\n', lineEnd);
  const place = keys.get('checked');
  const written = place
    ? text.slice(0, place.start) + block + text.slice(place.end)
    : `${text.trimEnd()}${lineEnd}${lineEnd}${block}${lineEnd}`;
  // YAML has more ways to write a value than are known here: what comes out must say just what it should.
  return isDeepStrictEqual(parseBriefing(written), { ...before, checked }) ? written : undefined;
}

/**
 * Where each key of the file stands with its value, without the comments and empty lines behind; undefined if the file
 * is written in braces.
 */
function ownKeys(text: string): Map<string, Part> | undefined {
  const keys: { readonly name: string; readonly start: number }[] = [];
  let depth = 0;
  let isKey = true;
  for (const event of parseEvents(text, {})) {
    if (event.type === EVENT_ID.POP) depth -= 1;
    // The document is the outermost collection.
    if (event.type === EVENT_ID.MAPPING && depth === 1 && event.style === COLLECTION_STYLE.FLOW) return undefined;
    if (depth === 2 && event.type !== EVENT_ID.POP) {
      if (isKey && event.type === EVENT_ID.SCALAR)
        keys.push({ name: getScalarValue(text, event), start: text.lastIndexOf('\n', event.valueStart) + 1 });
      isKey = !isKey;
    }
    if ([EVENT_ID.DOCUMENT, EVENT_ID.MAPPING, EVENT_ID.SEQUENCE].some((type) => type === event.type)) depth += 1;
  }
  return new Map(
    keys.map(({ name, start }, i) => {
      const lines = text.slice(start, keys[i + 1]?.start ?? text.length).split('\n');
      // Comments at the margin belong to what comes after them.
      const last = lines.findLastIndex((line) => line.trim() !== '' && !line.startsWith('#'));
      const value = lines
        .slice(0, last + 1)
        .join('\n')
        .trimEnd();
      return [name, { start, end: start + value.length }];
    }),
  );
}
