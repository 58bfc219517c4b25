import type { FindingKind, ParagraphLabel } from '../../briefing/ground/claim.ts';
import type { BriefingFinding } from '../../briefing/ground/verify-briefing.ts';

/** What is wrong, in an editor's words. */
const meanings: Readonly<Record<FindingKind, string>> = {
  number: 'the article has no such number',
  date: 'the article has no such date',
  name: 'the article has no such name',
  quote: 'the article does not have these words, one for one',
  attribution:
    'the article gives this to somebody else, or to somebody where the briefing gives it to nobody, or as less sure; see by',
  polarity: 'the article has it the other way round',
  role: 'who does what to whom is not as the article has it',
  paragraph: 'this is not in the paragraph that is named',
  unsupported: 'the article does not say this',
  copied: 'this is copied from the article; say it in other words',
  uncovered: 'nothing tells this sentence of the article; tell it, or name it under leftOut',
};

/** The same where the article has something else in its place. */
const meaningsOfAnother: Partial<typeof meanings> = {
  number: 'the article has another number',
  date: 'the article has another date',
  name: 'the article has another name',
};

/**
 * A finding in three lines at most: `kind: “words”: what is wrong`, the statement, and what the article says. `place` is
 * its file, line and column.
 */
export function findingText({ finding, statement, waived }: BriefingFinding, place: string): string {
  const { kind, text, says, paragraph } = finding;
  const meaning = (says === undefined ? undefined : meaningsOfAnother[kind]) ?? meanings[kind];
  const where = paragraph === undefined ? '' : ` (${placeName(paragraph)})`;
  return [
    `${place} ${kind}: ${quoted(text)}${says === undefined ? where : ''}: ${waived === undefined ? meaning : `waived, ${waived}`}`,
    ...(kind === 'uncovered' || statement.trim() === text.trim() ? [] : [`    in: ${quoted(statement)}`]),
    ...(says === undefined ? [] : [`    the article${where}: ${quoted(says)}`]),
  ].join('\n');
}

/** A paragraph as an editor knows it: the title of an article is no paragraph. */
function placeName(paragraph: ParagraphLabel): string {
  const [source, number] = typeof paragraph === 'number' ? [undefined, paragraph] : paragraph.split(':');
  if (Number(number) !== 0) return `paragraph ${paragraph}`;
  return source === undefined ? 'title' : `title of ${source}`;
}

/** How a finding is waived: a line for the file. */
export function waiverText({ finding: { kind, text } }: BriefingFinding): string {
  return `  - { kind: ${kind}, text: ${escaped(text)}, why: … }`;
}

/** A text within quotation marks of YAML, without what a terminal would obey. */
function escaped(text: string): string {
  return JSON.stringify(text).replaceAll(
    /[\p{Cc}\u202a-\u202e\u2066-\u2069]/gu,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}

/** Words of a file's or an article's, on one line and without what a terminal would obey. */
function quoted(words: string): string {
  return `“${words.replaceAll(/[\s\p{Cc}\u202a-\u202e\u2066-\u2069]+/gu, ' ').trim()}”`;
}
