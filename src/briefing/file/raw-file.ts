import { nearestWord } from '../search/edit-distance.ts';
import { entityKinds } from './schema.ts';

/* A briefing file as YAML gives it, before it is known to have the shape of one. */

/** What is wrong with the value at a path, or with `ofKey`, with its key. */
export type Problem = {
  readonly path: readonly PropertyKey[];
  readonly message: string;
  /** What to do about it, where the message does not say so; a function where it takes long to find out. */
  readonly hint?: string | (() => string | undefined);
  readonly ofKey?: boolean;
  /** The place in the text, where it is not that of the value or key. */
  readonly offset?: number;
};

/** An object of the file. */
export type Node = Record<string, unknown>;
/** An object, and where it stands. */
export type Place = { node: Node; path: (string | number)[] };

/** The lists whose entries have ids. */
export const kindsWithIds = [...entityKinds, 'events'];

/** A hint at the known word that is most like one that is not known. */
export function didYouMean(written: string, known: Iterable<unknown>): string | undefined {
  const nearest = nearestWord(
    written,
    [...known].filter((id) => typeof id === 'string'),
  );
  return nearest === undefined ? undefined : `did you mean ${nearest}?`;
}

/** True for an object that is no list. */
export function isNode(value: unknown): value is Node {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The objects in a list of an object; none if it is no list. */
export function list(file: Node, key: string): Place[] {
  const value = file[key];
  const places: Place[] = [];
  if (Array.isArray(value))
    for (const [i, node] of value.entries()) if (isNode(node)) places.push({ node, path: [key, i] });
  return places;
}

/** Calls `visit` with every value within another, and its path; the path is one array that changes. */
export function walk(
  value: unknown,
  path: (string | number)[],
  visit: (value: unknown, path: readonly (string | number)[]) => void,
): void {
  if (typeof value !== 'object' || value === null) return;
  const step = (key: string | number, item: unknown) => {
    path.push(key);
    visit(item, path);
    walk(item, path, visit);
    path.pop();
  };
  if (Array.isArray(value)) for (const [i, item] of value.entries()) step(i, item);
  else if (isNode(value)) for (const key of Object.keys(value)) step(key, value[key]);
}
