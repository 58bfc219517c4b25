import { firstDayOf, isInCalendar, lastDayOf } from './dates.ts';
import { isNode, kindsWithIds, list, type Node, type Place, type Problem } from './raw-file.ts';

/** What is wrong within statements, and in what is written like them: ids, words, speakers, dates, amounts, pictures. */
export function statementProblems(file: Node): Problem[] {
  return [...descriptions(file), ...statements(file), ...amounts(file), ...pictures(file), ...timeline(file)];
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
