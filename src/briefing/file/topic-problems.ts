import { didYouMean, list, type Node, type Place, type Problem } from './raw-file.ts';
import { slugOf } from './slug.ts';

/** Discord's limit for the name of a command. */
export const commandNameLength = 32;

/** The names of the bot's own commands, which no topic's command may take. */
export const takenCommandNames = [
  'summary',
  'who',
  'topic',
  'compare',
  'timeline',
  'search',
  'latest',
  'corrections',
  'help',
  'digest',
];

/** What is wrong with the topics: slugs, commands, statements that are named. */
export function topicProblems(file: Node): Problem[] {
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
