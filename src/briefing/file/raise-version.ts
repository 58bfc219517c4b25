import { COLLECTION_STYLE, EVENT_ID, getScalarValue, parseEvents, SCALAR_STYLE } from 'js-yaml';
import { parseShape } from './parse.ts';

type Events = ReturnType<typeof parseEvents>;
type ScalarEvent = Extract<Events[number], { type: typeof EVENT_ID.SCALAR }>;
type MappingEvent = Extract<Events[number], { type: typeof EVENT_ID.MAPPING }>;
type Edit = { readonly start: number; readonly end: number; readonly text: string };

/**
 * The text of a briefing file with this version, made at an instant in milliseconds since 1970: `version` and
 * `versionCreated` are set, or added where they are missing, and every other character stays: the editor says
 * what has changed. Undefined for a text that
 * has not the shape of a briefing, or has these values over several lines.
 */
export function raiseVersion(text: string, version: number, now: number): string | undefined {
  const before = parseShape(text);
  if (!before) return undefined;
  const versionCreated = new Date(now).toISOString().replace(/\.\d+Z$/, 'Z');
  const edits = editsOf(text, { version: String(version), versionCreated });
  if (!edits) return undefined;
  const raised = edits.reduce(
    (edited, { start, end, text: put }) => edited.slice(0, start) + put + edited.slice(end),
    text,
  );
  // YAML has more ways to write a value than are known here: what comes out must say just what it should.
  const wanted = JSON.stringify(sorted({ ...before, version, versionCreated }));
  return JSON.stringify(sorted(parseShape(raised) ?? {})) === wanted ? raised : undefined;
}

/** What sets these values of the file's own mapping, from the end of the text to its beginning. */
function editsOf(text: string, values: Readonly<Record<string, string>>): Edit[] | undefined {
  const events = parseEvents(text, {});
  const root = events.find((event): event is MappingEvent => event.type === EVENT_ID.MAPPING);
  if (!root) return undefined;
  const found = ownScalars(text, events);
  const missing: [string, string][] = [];
  const edits: Edit[] = [];
  for (const [key, value] of Object.entries(values)) {
    const scalar = found.get(key);
    if (!scalar) missing.push([key, value]);
    else if (scalar.style === SCALAR_STYLE.LITERAL_BLOCK || scalar.style === SCALAR_STYLE.FOLDED_BLOCK)
      return undefined;
    else edits.push({ start: scalar.valueStart, end: scalar.valueEnd, text: value });
  }
  if (missing.length > 0) edits.push(addition(text, root, missing));
  return edits.sort((a, b) => b.start - a.start);
}

/** Adds keys at the beginning of a mapping, each on a line of its own unless it is written in braces. */
function addition(text: string, { start, style }: MappingEvent, missing: readonly [string, string][]): Edit {
  if (style === COLLECTION_STYLE.FLOW) {
    const pairs = missing.map(([key, value]) => `"${key}": ${key === 'version' ? value : `"${value}"`}, `);
    return { start: start + 1, end: start + 1, text: pairs.join('') };
  }
  const indent = text.slice(text.lastIndexOf('\n', start - 1) + 1, start);
  const lineEnd = text.includes('\r\n') ? '\r\n' : '\n';
  const lines = missing.map(([key, value]) => `${key}: ${value}${lineEnd}${indent}`);
  return { start, end: start, text: lines.join('') };
}

/** The values of the file's own keys that are scalars, by key. */
function ownScalars(text: string, events: Events): Map<string, ScalarEvent> {
  const found = new Map<string, ScalarEvent>();
  let depth = 0;
  let key: ScalarEvent | undefined;
  for (const event of events) {
    if (event.type === EVENT_ID.POP) depth -= 1;
    if (depth === 1 && event.type === EVENT_ID.SCALAR) {
      if (key && event.valueStart >= 0) found.set(getScalarValue(text, key), event);
      key = key ? undefined : event;
    }
    if (event.type !== EVENT_ID.MAPPING && event.type !== EVENT_ID.SEQUENCE) continue;
    depth += 1;
    // A value that has parts of its own.
    if (depth === 2) key = undefined;
  }
  return found;
}

function sorted(briefing: object): unknown {
  return Object.entries(briefing).sort(([a], [b]) => (a < b ? -1 : 1));
}
