import { COLLECTION_STYLE, EVENT_ID, getScalarValue, parseEvents, SCALAR_STYLE } from 'js-yaml';

type ScalarEvent = Extract<Event, { type: typeof EVENT_ID.SCALAR }>;
type Event = ReturnType<typeof parseEvents>[number];

/** What is known of how a value is written. */
type Writing = {
  /** Where a text that is not in quotes ends. */
  readonly plainEnd?: number;
  /** Where a name for the value begins, which YAML takes from `&` to the next space. */
  readonly anchorStart?: number;
};

/** Where a value of a YAML document begins, and its parts; `keyStart` is where its key begins, if it has one. */
type Node = Writing & { readonly start: number; readonly keyStart?: number; readonly children: Map<string, Node> };

/** A place in a text; lines and columns are counted from 1. */
type Position = { readonly offset: number; readonly line: number; readonly column: number };

/** Finds places in a text. */
export type PositionFinder = {
  /** Where the value at a path begins, or with `ofKey`, where its key does. */
  (path: readonly PropertyKey[], ofKey: boolean): Position & Writing;
  /** The line and column of an offset. */
  readonly at: (offset: number) => Position;
};

/**
 * Finds where a value stands in a YAML text that js-yaml can read, or with `ofKey`, where its key does. For a value
 * that is missing, it gives the position of the nearest parent.
 */
export function createPositionFinder(text: string): PositionFinder {
  const root = treeOf(text);
  const lineStarts = [0, ...[...text.matchAll(/\n/g)].map(({ index }) => index + 1)];
  const at = (offset: number): Position => {
    const line = lineStarts.findLastIndex((start) => start <= offset);
    return { offset, line: line + 1, column: offset - (lineStarts[line] ?? 0) + 1 };
  };
  const positionOf = (path: readonly PropertyKey[], ofKey: boolean) => {
    let node = root;
    let found = 0;
    for (const key of path) {
      const child = node.children.get(String(key));
      if (!child) break;
      node = child;
      found += 1;
    }
    const offset = ofKey && found === path.length ? (node.keyStart ?? node.start) : node.start;
    const { plainEnd, anchorStart } = found === path.length ? node : {};
    return {
      ...at(offset),
      ...(plainEnd === undefined ? {} : { plainEnd }),
      ...(anchorStart === undefined ? {} : { anchorStart }),
    };
  };
  return Object.assign(positionOf, { at });
}

function treeOf(text: string): Node {
  const events = parseEvents(text, {}).values();
  // How far the text is read: an empty value has no position of its own, and comes after this.
  let readUntil = 0;
  const next = (): Event | undefined => {
    const event = events.next().value;
    if (event?.type === EVENT_ID.SCALAR) readUntil = Math.max(readUntil, event.valueEnd, event.tagEnd);
    if (event?.type === EVENT_ID.SEQUENCE || event?.type === EVENT_ID.MAPPING) readUntil = event.start;
    return event;
  };
  /** Where the next mark ends. It is near, or missing: looking through the whole text each time would take too long. */
  const endOf = (mark: '-' | ':'): number => {
    const index = text.slice(readUntil, readUntil + 200).indexOf(mark);
    return index < 0 ? readUntil : readUntil + index + 1;
  };
  const read = (event: Event | undefined, emptyStart: number, keyStart?: number): Node => {
    const children = new Map<string, Node>();
    const node = (start: number): Node => ({
      start,
      children,
      ...(keyStart === undefined ? {} : { keyStart }),
      ...writingOf(event),
    });
    if (event?.type === EVENT_ID.SCALAR) return node(scalarStart(text, event) ?? Math.max(emptyStart, event.tagEnd));
    if (event?.type === EVENT_ID.SEQUENCE)
      for (;;) {
        const afterDash = event.style === COLLECTION_STYLE.BLOCK ? endOf('-') : readUntil;
        const item = next();
        if (!item || item.type === EVENT_ID.POP) return node(event.start);
        // After an empty item, the next one must not find the same dash.
        readUntil = Math.max(readUntil, afterDash);
        children.set(String(children.size), read(item, afterDash));
      }
    if (event?.type === EVENT_ID.MAPPING)
      for (let key = next(); key && key.type !== EVENT_ID.POP; key = next()) {
        if (key.type !== EVENT_ID.SCALAR) throw new Error('a key that is a list or an object');
        const start = scalarStart(text, key) ?? event.start;
        const afterColon = endOf(':');
        children.set(getScalarValue(text, key), read(next(), afterColon, start));
      }
    return node(event && 'start' in event ? event.start : emptyStart);
  };
  next(); // The document.
  return read(next(), 0);
}

function writingOf(event: Event | undefined): Writing {
  if (!event || !('anchorStart' in event)) return {};
  return {
    ...(event.anchorStart > 0 ? { anchorStart: event.anchorStart - 1 } : {}),
    ...(event.type === EVENT_ID.SCALAR && event.style === SCALAR_STYLE.PLAIN ? { plainEnd: event.valueEnd } : {}),
  };
}

/** The offset of a scalar's first character, its quote or its block indicator; undefined if it is empty. */
function scalarStart(text: string, { style, valueStart }: ScalarEvent): number | undefined {
  if (valueStart < 0) return undefined;
  switch (style) {
    case SCALAR_STYLE.SINGLE_QUOTED:
    case SCALAR_STYLE.DOUBLE_QUOTED:
      return valueStart - 1;
    case SCALAR_STYLE.LITERAL_BLOCK:
    case SCALAR_STYLE.FOLDED_BLOCK: {
      const before = text.slice(0, valueStart).trimEnd();
      const headerLine = before.lastIndexOf('\n') + 1;
      const indicator = before.slice(headerLine).search(/[|>][-+\d]*\s*(#.*)?$/);
      return headerLine + Math.max(indicator, 0);
    }
    default:
      return valueStart;
  }
}
