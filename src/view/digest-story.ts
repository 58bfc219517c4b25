import type { Briefing } from '../briefing/briefing.ts';
import { type Depth, depths } from '../briefing/file/schema.ts';
import { type ShownStatement, summaryAt } from '../briefing/library/statements.ts';
import type { Language } from '../text/language.ts';
import { shortenToSize, sizeOf } from './markdown.ts';
import { statementParagraphs } from './statement-text.ts';

/** What a digest tells of a briefing, as Markdown, and the depth at which there is more of it; undefined if that is all. */
export type DigestStory = { readonly text: string; readonly readOn: Depth | undefined };

/**
 * A briefing's story in `room` units of `sizeOf`: at this depth, or else at the next shorter one that is there in whole,
 * since one that breaks off loses its sense. Only where even the shortest has no room, it ends after a sentence.
 */
export function digestStory(briefing: Briefing, depth: Depth, room: number, language: Language): DigestStory {
  const wanted = depths.slice(0, depths.indexOf(depth) + 1).toReversed();
  for (const shown of wanted) {
    const text = paragraphs(briefing, storyAt(briefing, shown), language);
    if (sizeOf(text) < room) return { text, readOn: moreThan(briefing, shown, depth) };
  }
  return { text: beginning(briefing, storyAt(briefing, 'brief'), room, language), readOn: depth };
}

/** The statements at a depth, without the marks of paragraphs, which *Sources* has. */
function storyAt(briefing: Briefing, depth: Depth): ShownStatement[] {
  return summaryAt(briefing, depth).map(({ source: _source, ...statement }) => statement);
}

function paragraphs(briefing: Briefing, statements: readonly ShownStatement[], language: Language): string {
  return statementParagraphs(briefing, statements, language).join('\n\n');
}

/** The depth that was wanted if less is shown, else the next that tells more. */
function moreThan(briefing: Briefing, shown: Depth, wanted: Depth): Depth | undefined {
  const told = (depth: Depth) => JSON.stringify(storyAt(briefing, depth));
  const longer = depths.slice(depths.indexOf(shown) + 1).filter((depth) => told(depth) !== told(shown));
  return longer.find((depth) => depth === wanted) ?? longer[0];
}

const ellipsis: ShownStatement = { text: '…' };

/** As many statements and sentences as fit; what follows is an ellipsis. No statement loses its attribution. */
function beginning(
  briefing: Briefing,
  statements: readonly ShownStatement[],
  room: number,
  language: Language,
): string {
  const fits = (some: readonly ShownStatement[]) => sizeOf(paragraphs(briefing, some, language)) < room;
  const fitting: ShownStatement[] = [];
  for (const statement of statements) {
    if (fits([...fitting, statement])) {
      fitting.push(statement);
      continue;
    }
    // Nobody's own words are broken off.
    const cut = statement.quote
      ? undefined
      : shortened(statement, room, (text) => fits([...fitting, { ...statement, text }]));
    if (cut !== undefined) fitting.push({ ...statement, text: cut });
    else if (fits([...fitting, ellipsis])) fitting.push(ellipsis);
    break;
  }
  return paragraphs(briefing, fitting, language);
}

// A shorter beginning of a sentence says nothing.
const shortestBeginning = 40;

/** As many sentences of a statement as fit; of its first, if not even that does, as many words; undefined if none. */
function shortened({ text }: ShownStatement, room: number, fits: (text: string) => boolean): string | undefined {
  const ends = sentenceEnds(text).filter((end) => end < room);
  for (const end of ends.toReversed()) {
    const cut = `${text.slice(0, end).trimEnd()} …`;
    if (fits(cut)) return cut;
  }
  for (let size = Math.min(ends[0] ?? text.length, room); size >= shortestBeginning; size = Math.floor(size * 0.9)) {
    const cut = shortenToSize(text, size);
    if (fits(cut)) return cut;
  }
  return undefined;
}

const sentences = new Intl.Segmenter('en', { granularity: 'sentence' });

/** Where sentences end, but for the last. */
function sentenceEnds(text: string): number[] {
  return [...sentences.segment(text)].slice(1).map(({ index }) => index);
}
