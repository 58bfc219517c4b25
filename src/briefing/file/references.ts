import { depths, entityKinds } from './schema.ts';

/** What is wrong with the value at a path, or with `ofKey`, with its key. */
export type Problem = { readonly path: readonly PropertyKey[]; readonly message: string; readonly ofKey?: boolean };

type Node = Record<string, unknown>;
type Place = { node: Node; path: (string | number)[] };

/**
 * What the schema cannot check because it concerns two parts of a briefing: ids, paragraphs, depths, dates, versions.
 * It takes the raw value, so that an editor reads these problems together with those of the schema. A part without
 * its expected shape is skipped here, since the schema reports it.
 */
export function referenceProblems(file: unknown): Problem[] {
  if (!isNode(file)) return [];
  return [
    ...ids(file),
    ...references(file),
    ...descriptions(file),
    ...topics(file),
    ...corrections(file),
    ...instants(file),
  ];
}

const kindsWithIds = [...entityKinds, 'events'];

function ids(file: Node): Problem[] {
  const owners = new Map<unknown, string>();
  return kindsWithIds
    .flatMap((kind) => list(file, kind))
    .flatMap(({ node, path }) => {
      const owner = owners.get(node.id);
      if (typeof node.id !== 'string') return [];
      if (!owner) {
        owners.set(node.id, `${path[0]}[${path[1]}]`);
        return [];
      }
      return [
        { path: [...path, 'id'], message: `expected an id of its own, found "${node.id}", which ${owner} has too` },
      ];
    });
}

/** Checks every reference to an entity or to a paragraph of the article. */
function references(file: Node): Problem[] {
  const entityIds = new Set(entityKinds.flatMap((kind) => list(file, kind)).map(({ node }) => node.id));
  const paragraphCount = list(file, 'infoSources')[0]?.node.paragraphs;
  const problems: Problem[] = [];
  walk(file, [], (value, path) => {
    const [key, parent] = [path.at(-1), path.at(-2)];
    const isEntityId = key === 'who' || key === 'to' || parent === 'by';
    if (isEntityId && typeof value === 'string' && !entityIds.has(value))
      problems.push({
        path: [...path],
        message: `expected the id of an entry in people, organisations or places, found "${value}"`,
      });
    if (
      parent === 'source' &&
      typeof value === 'number' &&
      typeof paragraphCount === 'number' &&
      value > paragraphCount
    )
      problems.push({
        path: [...path],
        message: `expected a paragraph of the article, 1 to ${paragraphCount}, found ${value}`,
      });
  });
  return problems;
}

function descriptions(file: Node): Problem[] {
  return depths.flatMap((depth) => {
    const count = list(file, 'descriptions').filter(({ node }) => node.role === depth).length;
    const message =
      count === 0
        ? `expected at least one entry with role "${depth}", found none`
        : depth === 'brief' && count > 1
          ? `expected one entry with role "brief", found ${count}`
          : undefined;
    return message ? [{ path: ['descriptions'], message }] : [];
  });
}

/** Discord's limit for the name of a command. */
const commandNameLength = 32;

/** The names of the bot's own commands, which no topic's command may take. */
export const takenCommandNames = [
  'summary',
  'who',
  'topic',
  'timeline',
  'search',
  'latest',
  'corrections',
  'help',
  'digest',
];

function topics(file: Node): Problem[] {
  const slugs = new Set<unknown>();
  return list(file, 'topics').flatMap(({ node, path }) => {
    const { slug } = node;
    if (typeof slug !== 'string') return [];
    const problems: Problem[] = [];
    const at = [...path, 'slug'];
    if (slugs.has(slug))
      problems.push({ path: at, message: `expected a slug of its own, found "${slug}" a second time` });
    if (node.command && slug.length > commandNameLength)
      problems.push({
        path: at,
        message: `expected at most ${commandNameLength} characters for a topic with a command, found ${slug.length}`,
      });
    if (node.command && takenCommandNames.includes(slug))
      problems.push({
        path: at,
        message: `expected a slug that no command has, for a topic with a command, found "${slug}"`,
      });
    slugs.add(slug);
    return problems;
  });
}

function corrections(file: Node): Problem[] {
  const { version } = file;
  let last = 0;
  return list(file, 'corrections').flatMap(({ node, path }) => {
    const corrected = node.version;
    if (typeof corrected !== 'number') return [];
    const before = last;
    last = Math.max(last, corrected);
    const message =
      typeof version === 'number' && corrected > version
        ? `expected at most the version of the briefing, ${version}, found ${corrected}`
        : corrected === before
          ? `expected a version of its own, found ${corrected} a second time; put both texts into one entry`
          : corrected < before
            ? `expected a version above ${before}, found ${corrected}; put the oldest correction first`
            : undefined;
    return message ? [{ path: [...path, 'version'], message }] : [];
  });
}

function instants(file: Node): Problem[] {
  return [...ordered(file, 'firstCreated', 'versionCreated'), ...ordered(file, 'embargoedUntil', 'expires')];
}

function ordered(file: Node, first: string, second: string): Problem[] {
  const [from, to] = [file[first], file[second]];
  if (typeof from !== 'string' || typeof to !== 'string' || !(Date.parse(to) < Date.parse(from))) return [];
  return [{ path: [second], message: `expected an instant not before ${first}, ${from}, found ${to}` }];
}

function isNode(value: unknown): value is Node {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function list(file: Node, key: string): Place[] {
  const value = file[key];
  const places: Place[] = [];
  if (Array.isArray(value))
    for (const [i, node] of value.entries()) if (isNode(node)) places.push({ node, path: [key, i] });
  return places;
}

/** Calls `visit` with every value within another, and its path; the path is one array that changes. */
function walk(
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
