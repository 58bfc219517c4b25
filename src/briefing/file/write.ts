import { COLLECTION_STYLE, CORE_SCHEMA, dump, type Node, SCALAR_STYLE, visit } from 'js-yaml';

/** What a file says first, in this order; what is not named here follows as it comes. */
const keyOrder = [
  'headline',
  'contentCreated',
  'located',
  'language',
  'version',
  'pubStatus',
  'urgency',
  'firstCreated',
  'versionCreated',
  'embargoedUntil',
  'expires',
  'infoSources',
  'descriptions',
  'why',
  'next',
  'people',
  'organisations',
  'places',
  'events',
  'subjects',
  'figures',
  'topics',
  'timeline',
  'updates',
  'corrections',
  'pictures',
  'leftOut',
  'waivers',
  'checked',
];

const lineWidthColumns = 120;
// With commas and indentation, that is a line.
const longestListCharacters = 80;

/**
 * The text of a briefing file, as an editor would write it: each list after an empty line, quotes only where YAML needs
 * them. Empty lists are left out. The keys of entries stay in their order. The comment's lines come first.
 */
export function briefingText(file: Readonly<Record<string, unknown>>, comment = ''): string {
  const entries = Object.entries(file)
    .filter(([, value]) => value !== undefined && !(Array.isArray(value) && value.length === 0))
    .sort(([a], [b]) => placeOf(a) - placeOf(b));
  const values = entries.filter(([, value]) => typeof value !== 'object');
  const lists = entries.filter(([, value]) => typeof value === 'object');
  const comments = comment === '' ? [] : [comment.replace(/^/gm, '# ')];
  const parts = [
    ...comments,
    ...(values.length > 0 ? [yaml(Object.fromEntries(values))] : []),
    ...lists.map(([key, value]) => `\n${yaml({ [key]: value })}`),
  ];
  return `${parts.join('\n')}\n`;
}

function placeOf(key: string): number {
  const place = keyOrder.indexOf(key);
  return place < 0 ? keyOrder.length : place;
}

function yaml(value: unknown): string {
  return dump(value, {
    schema: CORE_SCHEMA,
    // An alias is refused when the file is read.
    noRefs: true,
    lineWidth: lineWidthColumns,
    quoteStyle: 'double',
    transform: (documents) =>
      visit(documents, (node) => {
        if (isShortList(node)) node.style = COLLECTION_STYLE.FLOW;
        // As a block, it would run on into what comes after it.
        if (node.kind === 'scalar' && /\n$/.test(node.value)) node.style = SCALAR_STYLE.DOUBLE_QUOTED;
      }),
  }).replace(/\n$/, '');
}

/** True for a list of single values, as paragraphs or ids, that fits one line. */
function isShortList(node: Node): node is Extract<Node, { kind: 'sequence' }> {
  if (node.kind !== 'sequence') return false;
  const lengths = node.items.map((item) => (item.kind === 'scalar' ? item.value.length : Number.POSITIVE_INFINITY));
  return lengths.reduce((sum, length) => sum + length, 0) <= longestListCharacters;
}
