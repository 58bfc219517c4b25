import { isDeepStrictEqual } from 'node:util';
import { COLLECTION_STYLE, EVENT_ID, getScalarValue, parseEvents } from 'js-yaml';
import { readYaml } from './parse.ts';

/**
 * The text of a briefing file with one more entry in `updates`, for a version; what is new in it is still to be written,
 * and every other character stays. Undefined for a text that is no YAML, or has its lists in brackets.
 */
export function addUpdate(text: string, version: number): string | undefined {
  try {
    const before = Object.entries(readYaml(text) ?? {});
    const added = withEntry(text, version);
    // YAML has more ways to write a list than are known here: what comes out must say just what it should.
    const { updates = [], ...rest }: Record<string, unknown> = Object.fromEntries(before);
    const wanted = { ...rest, updates: [...(Array.isArray(updates) ? updates : []), { version, text: null }] };
    return added !== undefined && isDeepStrictEqual({ ...Object(readYaml(added)) }, wanted) ? added : undefined;
  } catch {
    return undefined;
  }
}

function withEntry(text: string, version: number): string | undefined {
  const lineEnd = text.includes('\r\n') ? '\r\n' : '\n';
  const entryAt = (margin: string) => `${lineEnd}${margin}- version: ${version}${lineEnd}${margin}  text: `;
  const list = updatesIn(text);
  if (list === 'none') {
    const body = text.replace(/\r?\n$/, '');
    return `${body}${lineEnd}${lineEnd}updates:${entryAt('  ')}${lineEnd}`;
  }
  if (list === 'other') return undefined;
  const indent = text.slice(text.lastIndexOf('\n', list.start - 1) + 1, list.start);
  const at = endOfLine(text, list.end);
  return text.slice(0, at) + entryAt(indent) + text.slice(at);
}

/** Where the file's own list `updates` begins, at its first dash, and where its last value ends. */
function updatesIn(text: string): { readonly start: number; readonly end: number } | 'none' | 'other' {
  let depth = 0;
  let isKey = true;
  let isNext = false;
  let start: number | undefined;
  let end = 0;
  for (const event of parseEvents(text, {})) {
    if (event.type === EVENT_ID.POP) {
      depth -= 1;
      if (start !== undefined && depth === 1) return { start, end };
    }
    if (event.type === EVENT_ID.SCALAR) {
      end = Math.max(end, event.valueEnd);
      if (depth !== 1) continue;
      if (isNext) return 'other';
      isNext = isKey && getScalarValue(text, event) === 'updates';
      isKey = !isKey;
    }
    if (event.type !== EVENT_ID.MAPPING && event.type !== EVENT_ID.SEQUENCE) continue;
    if (depth === 1) {
      if (isNext && event.style !== COLLECTION_STYLE.BLOCK) return 'other';
      if (isNext) start = event.start;
      isKey = true;
    }
    depth += 1;
  }
  return 'none';
}

/** The end of the line in which a value ends; empty lines after a text over several lines are no part of it. */
function endOfLine(text: string, end: number): number {
  const last = text.slice(0, end).trimEnd().length;
  const [rest = ''] = /^.*/.exec(text.slice(last)) ?? [];
  return last + rest.length;
}
