import { didYouMean, isNode, kindsWithIds, list, type Node, type Problem, walk } from './raw-file.ts';
import { entityKinds } from './schema.ts';
import { slugOf } from './slug.ts';
import { statementProblems } from './statement-problems.ts';
import { topicProblems } from './topic-problems.ts';
import { versionProblems } from './version-problems.ts';

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
    ...statementProblems(file),
    ...topicProblems(file),
    ...versionProblems(file),
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
