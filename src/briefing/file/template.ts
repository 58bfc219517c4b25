/** The line of a briefing file by which editors' programs find the schema. */
export const schemaLine = '# yaml-language-server: $schema=../briefing.schema.json';

/** What stands in a new file where an editor is to write. */
export const placeholders = {
  headline: 'The headline',
  source: 'The source',
  uri: 'https://example.org/article',
  statement: 'The first statement.',
} as const;

/**
 * The text of a new briefing file: the shortest one that is valid, with a comment where something is to be written, at
 * an instant in milliseconds since 1970. It is withheld, so that nobody reads what is not written yet. `paragraphs` is
 * how many its article has, where that is known.
 */
export function briefingTemplate(now: number, paragraphs?: number): string {
  const instant = new Date(now).toISOString().replace(/\.\d+Z$/, 'Z');
  return `${schemaLine}
# in your own words
headline: ${placeholders.headline}
pubStatus: withheld # readers get it once this line is gone
# contentCreated: 2024-05-17 # the article's day, or its month or year as 2024-05 or 2024; without it: “date unknown”
firstCreated: ${instant}

infoSources:
  # who published the article, and where it is; without an address, take that line out
  - name: ${placeholders.source}
    uri: ${placeholders.uri}${paragraphs === undefined ? '' : `\n    paragraphs: ${paragraphs}`}

descriptions:
  # what the article says, in your own words, and the paragraph that says it
  - value: ${placeholders.statement}
    source: 1
`;
}
