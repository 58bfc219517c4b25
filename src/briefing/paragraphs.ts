import type { Briefing } from './briefing.ts';
import type { ParagraphLabel } from './file/schema.ts';

/** A paragraph of one of a briefing's sources: the source's place in `infoSources`, and the paragraph's number, from 1. */
export type Paragraph = { readonly source: number; readonly number: number };

/** The paragraph that a label of `source` names; one of an unknown source is of source -1. */
export function paragraphOf(label: ParagraphLabel, { infoSources }: Pick<Briefing, 'infoSources'>): Paragraph {
  if (typeof label === 'number') return { source: 0, number: label };
  const [sourceId, number] = label.split(':');
  return { source: infoSources.findIndex(({ id }) => id === sourceId), number: Number(number) };
}

/**
 * What stands before a source's paragraphs: nothing for the first, `A` in `¶A5` for one called `ap`. One with a digit
 * ends with a colon, since `¶AP25` could be two paragraphs.
 */
export function sourceMarks({ infoSources }: Pick<Briefing, 'infoSources'>): string[] {
  const others = infoSources.slice(1).map(({ id = '' }) => id);
  const markOf = (id: string) => {
    const lengths = Array.from(id, (_, i) => i + 1);
    const length = lengths.find((each) => others.filter((other) => other.startsWith(id.slice(0, each))).length === 1);
    const mark = id.slice(0, length ?? id.length).toUpperCase();
    return /\d/.test(mark) ? `${mark}:` : mark;
  };
  return ['', ...others.map(markOf)];
}
