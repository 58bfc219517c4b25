import { nearestWord } from '../search/edit-distance.ts';
import { firstDayOf, isInCalendar, lastDayOf } from './dates.ts';
import { entityKinds } from './schema.ts';
import { slugOf } from './slug.ts';

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

type Node = Record<string, unknown>;
type Place = { node: Node; path: (string | number)[] };

/**
 * What the schema cannot check because it concerns two parts of a briefing: ids, paragraphs, dates, versions, what stands
 * in place of what. It takes the raw value, so that an editor reads these problems together with those of the schema. A
 * part without its expected shape is skipped here, since the schema reports it.
 */
export function referenceProblems(file: unknown): Problem[] {
  if (!isNode(file)) return [];
  return [
    ...sourceIds(file),
    ...ids(file),
    ...references(file),
    ...descriptions(file),
    ...statements(file),
    ...amounts(file),
    ...pictures(file),
    ...topics(file),
    ...timeline(file),
    ...versions(file, 'updates', 'update'),
    ...versions(file, 'corrections', 'correction'),
    ...reasons(file),
    ...instants(file),
  ];
}

/** With several sources, all but the first need an id by which statements name their paragraphs. */
function sourceIds(file: Node): Problem[] {
  const seen = new Set<unknown>();
  return list(file, 'infoSources').flatMap(({ node, path }, i): Problem[] => {
    const { id } = node;
    if (id === undefined)
      return i === 0 ? [] : [{ path, message: 'expected an id, by which statements name its paragraphs, as "ap"' }];
    if (seen.has(id))
      return [{ path: [...path, 'id'], message: `expected an id of its own, found "${id}" a second time` }];
    seen.add(id);
    return [];
  });
}

const kindsWithIds = [...entityKinds, 'events'];

/** The id that is written, or the one that the name gives. */
function idOf({ id, name }: Node): unknown {
  return id ?? (typeof name === 'string' ? slugOf(name) : undefined);
}

function ids(file: Node): Problem[] {
  const owners = new Map<unknown, string>();
  return kindsWithIds
    .flatMap((kind) => list(file, kind))
    .flatMap(({ node, path }): Problem[] => {
      const id = idOf(node);
      if (typeof id !== 'string') return [];
      if (id === '') return [{ path, message: 'expected an id, since none can be made of the name' }];
      const owner = owners.get(id);
      if (owner) {
        const message = `expected an id of its own, found "${id}", which ${owner} has too`;
        return [{ path: [...path, node.id === undefined ? 'name' : 'id'], message }];
      }
      owners.set(id, `${path[0]}[${path[1]}]`);
      return [];
    });
}

/** Checks every reference to an entity or to a paragraph of an article. */
function references(file: Node): Problem[] {
  const entityIds = new Set(entityKinds.flatMap((kind) => list(file, kind)).map(({ node }) => idOf(node)));
  const sources = list(file, 'infoSources').map(({ node }) => node);
  const problems: Problem[] = [];
  walk(file, [], (value, path) => {
    const [key, parent] = [path.at(-1), path.at(-2)];
    const isOf = (name: string) => key === name || (parent === name && typeof key === 'number');
    const isEntityId =
      isOf('who') ||
      isOf('by') ||
      (key === 'to' && path.at(-3) === 'links') ||
      (key === 'of' && [parent, path.at(-3)].includes('by'));
    if (isEntityId && typeof value === 'string' && !entityIds.has(value))
      problems.push({
        path: [...path],
        message: `expected the id of an entry in people, organisations or places, found "${value}"`,
        hint: () => didYouMean(value, entityIds),
      });
    if (isOf('source')) {
      const message = sourceProblem(value, sources);
      if (message) problems.push({ path: [...path], message });
    }
  });
  return problems;
}

function sourceProblem(label: unknown, sources: readonly Node[]): string | undefined {
  if (Array.isArray(label) || (typeof label === 'string' && !/^[^:]+:\d+$/.test(label))) return undefined;
  const [sourceId, number] = typeof label === 'string' ? label.split(':') : [undefined, label];
  const source = sourceId === undefined ? sources[0] : sources.find(({ id }) => id === sourceId);
  if (!source && sourceId === undefined) return undefined;
  if (!source) return `expected the id of one of infoSources before the colon, found "${sourceId}"`;
  const { paragraphs } = source;
  if (typeof paragraphs !== 'number' || !(Number(number) > paragraphs)) return undefined;
  return `expected a paragraph of the article, 1 to ${paragraphs}, found ${number}`;
}

function descriptions(file: Node): Problem[] {
  const seen = new Set<unknown>();
  const briefs = list(file, 'descriptions').filter(({ node }) => node.role === 'brief').length;
  const message = `expected one entry with role "brief", found ${briefs}`;
  return [
    ...(briefs > 1 ? [{ path: ['descriptions'], message }] : []),
    ...list(file, 'descriptions').flatMap(({ node, path }): Problem[] => {
      const { id } = node;
      if (id === undefined || !seen.has(id)) {
        seen.add(id);
        return [];
      }
      return [{ path: [...path, 'id'], message: `expected an id of its own, found "${id}" a second time` }];
    }),
  ];
}

/** Each statement has its words in one place, somebody who says it where it needs that, and one date. */
function statements(file: Node): Problem[] {
  return statementPlaces(file).flatMap(({ node, path }): Problem[] => {
    const words = path[0] === 'descriptions' ? 'value' : 'text';
    const [written, quote] = [node[words], node.quote];
    return [
      ...((written === undefined) === (quote === undefined)
        ? [
            {
              path,
              message: `expected either "${words}" or "quote", found ${quote === undefined ? 'neither' : 'both'}`,
            },
          ]
        : []),
      ...(quote !== undefined && node.by === undefined
        ? [{ path, message: 'expected "by" beside "quote": whose words are they?' }]
        : []),
      ...(node.stance !== undefined && node.by === undefined
        ? [{ path, message: 'expected "by" beside "stance": whose stance is it?' }]
        : []),
      ...whenProblems(node, path, 'on', false),
    ];
  });
}

/** The keys that say when something was may stand alone, and `from` and `to` together. */
function whenProblems(node: Node, path: Place['path'], onKey: 'on' | 'date', isNeeded: boolean): Problem[] {
  const keys = [onKey, 'before', 'after', 'from', 'to'].filter((key) => node[key] !== undefined);
  const isRange = keys.every((key) => key === 'from' || key === 'to');
  const [from, to] = [String(node.from), String(node.to)];
  // What the calendar does not have, the schema reports.
  if (isRange && isInCalendar(from) && isInCalendar(to) && firstDayOf(from) > lastDayOf(to))
    return [{ path: [...path, 'to'], message: `expected a date not before ${from}, found ${to}` }];
  if (keys.length === 0 ? !isNeeded : keys.length === 1 || isRange) return [];
  return [{ path, message: `expected exactly one of "${onKey}", "before", "after", and "from" with or without "to"` }];
}

/** Every statement of a file, but for those that are named by their id. */
function statementPlaces(file: Node): Place[] {
  const at = ({ node, path }: Place, key: string) =>
    isNode(node[key]) ? [{ node: node[key], path: [...path, key] }] : [];
  const within = ({ node, path }: Place, key: string) =>
    list(node, key).map((place) => ({ ...place, path: [...path, ...place.path] }));
  const root = { node: file, path: [] };
  return [
    ...list(file, 'descriptions'),
    ...at(root, 'why'),
    ...at(root, 'next'),
    ...kindsWithIds
      .flatMap((kind) => list(file, kind))
      .flatMap((place) => [...at(place, 'description'), ...within(place, 'did')]),
    ...list(file, 'topics').flatMap((place) => [
      ...within(place, 'statements'),
      ...within(place, 'sections').flatMap((section) => within(section, 'statements')),
      ...within(place, 'open'),
    ]),
  ];
}

function amounts(file: Node): Problem[] {
  return list(file, 'figures').flatMap(({ node, path }) => {
    const isRange = node.min !== undefined || node.max !== undefined;
    if ((node.value !== undefined) !== isRange) return [];
    return [{ path, message: `expected either "value" or "min" and "max", found ${isRange ? 'both' : 'neither'}` }];
  });
}

function pictures(file: Node): Problem[] {
  return list(file, 'pictures').flatMap(({ node, path }) => {
    if ((node.uri === undefined) !== (node.file === undefined)) return [];
    return [{ path, message: `expected either "uri" or "file", found ${node.uri === undefined ? 'neither' : 'both'}` }];
  });
}

function timeline(file: Node): Problem[] {
  return list(file, 'timeline').flatMap(({ node, path }) => whenProblems(node, path, 'date', true));
}

/** Discord's limit for the name of a command. */
export const commandNameLength = 32;

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
  const statementIds = new Set(list(file, 'descriptions').map(({ node }) => node.id));
  return list(file, 'topics').flatMap((place) => {
    const { node, path } = place;
    const slug = node.slug ?? (typeof node.name === 'string' ? slugOf(node.name) : undefined);
    const problems = [...unknownStatements(place, statementIds), ...emptyTopic(place)];
    if (typeof slug !== 'string') return problems;
    const at = [...path, node.slug === undefined ? 'name' : 'slug'];
    if (slug === '') problems.push({ path, message: 'expected a slug, since none can be made of the name' });
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

/** What a topic names by an id that no description has. */
function unknownStatements({ node, path }: Place, statementIds: ReadonlySet<unknown>): Problem[] {
  const named = [
    { entries: node.statements, at: [...path, 'statements'] },
    ...list(node, 'sections').map((section) => ({
      entries: section.node.statements,
      at: [...path, ...section.path, 'statements'],
    })),
  ];
  return named.flatMap(({ entries, at }) =>
    (Array.isArray(entries) ? entries : []).flatMap((entry, i) =>
      typeof entry === 'string' && !statementIds.has(entry)
        ? [
            {
              path: [...at, i],
              message: `expected the id of a statement in descriptions, found "${entry}"`,
              hint: () => didYouMean(entry, statementIds),
            },
          ]
        : [],
    ),
  );
}

function emptyTopic({ node, path }: Place): Problem[] {
  const parts = ['statements', 'sections', 'reactions'];
  if (parts.some((key) => node[key] !== undefined)) return [];
  return [{ path, message: 'expected "statements" or "sections", found neither' }];
}

/** Entries that each belong to a version of their own, the oldest first. */
function versions(file: Node, key: 'updates' | 'corrections', what: string): Problem[] {
  const { version = 1 } = file;
  let last = 0;
  return list(file, key).flatMap(({ node, path }) => {
    const entry = node.version;
    if (typeof entry !== 'number') return [];
    const before = last;
    last = Math.max(last, entry);
    const message =
      typeof version === 'number' && entry > version
        ? `expected at most the version of the briefing, ${version}, found ${entry}`
        : entry === before
          ? `expected a version of its own, found ${entry} a second time; put both texts into one entry`
          : entry < before
            ? `expected a version above ${before}, found ${entry}; put the oldest ${what} first`
            : undefined;
    return message ? [{ path: [...path, 'version'], message }] : [];
  });
}

/** A raised version and a withdrawal each say why: readers who had the earlier version are told. */
function reasons(file: Node): Problem[] {
  const { version = 1, pubStatus } = file;
  if (!Number.isSafeInteger(version)) return [];
  const says = (key: 'corrections' | 'updates') => list(file, key).some(({ node }) => node.version === version);
  if (pubStatus === 'canceled' && !says('corrections')) {
    const hint = `${version === 1 ? 'raise version, and ' : ''}say why in corrections${version === 1 ? '' : `, of version ${version}`}`;
    return [{ path: ['pubStatus'], message: 'it is canceled, and nothing says why', hint }];
  }
  if (version === 1 || says('corrections') || says('updates')) return [];
  const hint = `say it in updates, of version ${version}; or in corrections, if something was wrong`;
  return [{ path: ['version'], message: `version is ${version}, and nothing says what has changed`, hint }];
}

function instants(file: Node): Problem[] {
  return [...ordered(file, 'firstCreated', 'versionCreated'), ...ordered(file, 'embargoedUntil', 'expires')];
}

function ordered(file: Node, first: string, second: string): Problem[] {
  const [from, to] = [file[first], file[second]];
  if (typeof from !== 'string' || typeof to !== 'string' || !(Date.parse(to) < Date.parse(from))) return [];
  return [{ path: [second], message: `expected an instant not before ${first}, ${from}, found ${to}` }];
}

function didYouMean(written: string, known: Iterable<unknown>): string | undefined {
  const nearest = nearestWord(
    written,
    [...known].filter((id) => typeof id === 'string'),
  );
  return nearest === undefined ? undefined : `did you mean ${nearest}?`;
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
