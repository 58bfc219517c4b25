import { depths, entityKinds } from './schema.ts';

export type Problem = { path: (string | number)[]; message: string };

type Node = Record<string, unknown>;
type Place = { node: Node; path: (string | number)[] };

/**
 * What one part of a briefing says about another and the schema cannot see: ids, paragraphs, depths, dates, versions.
 * Takes the file's raw value, so that an editor reads these problems together with those of the schema; whatever does
 * not have its expected shape is the schema's to report and is passed over here.
 */
export function referenceProblems(file: unknown): Problem[] {
  if (!isNode(file)) return [];
  return [
    ...ids(file),
    ...references(file),
    ...paragraphs(file),
    ...descriptions(file),
    ...topics(file),
    ...corrections(file),
    ...instants(file),
  ];
}

const kinds = [...entityKinds, 'events'];

function ids(file: Node): Problem[] {
  const owners = new Map<unknown, string>();
  return kinds
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

function references(file: Node): Problem[] {
  const actors = new Set(entityKinds.flatMap((kind) => list(file, kind)).map(({ node }) => node.id));
  return [...walk(file, [])]
    .filter(({ path }) => {
      const key = path.at(-1);
      return key === 'who' || key === 'to' || path.at(-2) === 'by';
    })
    .flatMap(({ value, path }) =>
      typeof value !== 'string' || actors.has(value)
        ? []
        : [{ path, message: `expected the id of an entry in people, organisations or places, found "${value}"` }],
    );
}

function paragraphs(file: Node): Problem[] {
  const count = list(file, 'infoSources')[0]?.node.paragraphs;
  if (typeof count !== 'number') return [];
  return [...walk(file, [])].flatMap(({ value, path }) =>
    path.at(-2) === 'source' && typeof value === 'number' && value > count
      ? [{ path, message: `expected a paragraph of the article, 1 to ${count}, found ${value}` }]
      : [],
  );
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

/** The names of the commands that there always are: no topic's command can have one of them. */
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
  if (!Array.isArray(value)) return [];
  return value.flatMap((node, i) => (isNode(node) ? [{ node, path: [key, i] }] : []));
}

function* walk(value: unknown, path: (string | number)[]): Generator<{ value: unknown; path: (string | number)[] }> {
  if (typeof value !== 'object' || value === null) return;
  const entries = Array.isArray(value) ? value.entries() : Object.entries(value);
  for (const [key, item] of entries) {
    yield { value: item, path: [...path, key] };
    yield* walk(item, [...path, key]);
  }
}
