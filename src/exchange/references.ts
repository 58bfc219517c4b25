import { isDeepStrictEqual } from 'node:util';
import { derive } from '../briefing/file/derive.ts';
import { briefingSchema, type WrittenFile } from '../briefing/file/schema.ts';
import { slugOf } from '../briefing/file/slug.ts';
import { given } from './written.ts';

type Description = WrittenFile['descriptions'][number];
type Topic = NonNullable<WrittenFile['topics']>[number];
type Entries = NonNullable<Topic['statements']>;

/**
 * The same file with each fact written once: what topics, reactions and the timeline say in the words of a description
 * refers to that description, or is derived from it. What would come to say something else is left as it is.
 */
export function withReferences(file: WrittenFile): WrittenFile {
  // Checking the file will tell what is wrong with it.
  if (!briefingSchema.safeParse(file).success) return file;
  return sameOr(dated, sameOr(referring, file));
}

function sameOr(change: (file: WrittenFile) => WrittenFile, file: WrittenFile): WrittenFile {
  const changed = change(file);
  return isDeepStrictEqual(told(changed), told(file)) ? changed : file;
}

/** What a file tells its readers of statements, in order. */
function told(file: WrittenFile) {
  const { descriptions, topics, timeline } = derive(briefingSchema.parse(file), '');
  return {
    descriptions: descriptions.map(({ role, value, by }) => [role, value, by]),
    topics: topics.map(({ sections, reactions = [] }) => ({
      sections: sections.map(({ heading, statements }) => [heading, statements.map(({ text, by }) => [text, by])]),
      reactions: reactions.map(({ who, stance, said, reportedBy }) => [who, stance, said, reportedBy]),
    })),
    timeline: timeline.map(({ source: _, ...entry }) => entry),
  };
}

/** What is said by whom, so that two of them can be compared. */
function keyOf({ text, by = [] }: { text: string | undefined; by?: unknown }): string {
  return JSON.stringify([text, [by].flat()]);
}

/** Descriptions by their words. A quotation is told in marks, and stays written where it stands. */
function byWords(descriptions: readonly Description[]): Map<string, number> {
  return new Map(descriptions.map(({ value, by }, i) => [keyOf({ text: value, by }), i]));
}

function referring(file: WrittenFile): WrittenFile {
  const descriptions = file.descriptions.map((each) => ({ ...each }));
  const found = byWords(descriptions);
  const idFor = createIds(descriptions);
  const refer = (entries: Entries): Entries =>
    entries.map((entry) => {
      const at = typeof entry === 'string' ? undefined : found.get(keyOf({ text: entry.text, by: entry.by }));
      return at === undefined ? entry : idFor(at);
    });
  const topics = (file.topics ?? []).map(({ statements = [], sections, reactions = [], open, ...topic }) => {
    const ids: string[] = [];
    const others = reactions.filter(({ who, stance, said, reportedBy }) => {
      const at = found.get(keyOf({ text: said, by: who }));
      const description = at === undefined ? undefined : descriptions[at];
      if (at === undefined || !description || reportedBy !== undefined) return true;
      if (description.stance !== undefined && description.stance !== stance) return true;
      description.stance = stance;
      ids.push(idFor(at));
      return false;
    });
    const all = [...refer(statements), ...ids];
    return {
      ...topic,
      ...(all.length > 0 ? { statements: all } : {}),
      ...(sections ? { sections: sections.map((each) => ({ ...each, statements: refer(each.statements) })) } : {}),
      ...(others.length > 0 ? { reactions: others } : {}),
      ...given('open', open),
    };
  });
  return { ...file, descriptions, topics };
}

/** The timeline as dates of the descriptions that tell it. */
function dated(file: WrittenFile): WrittenFile {
  const { timeline = [], ...rest } = file;
  const descriptions = file.descriptions.map((each) => ({ ...each }));
  const found = byWords(descriptions);
  for (const { date, before, after, from, to, text, by } of timeline) {
    const description = descriptions[found.get(keyOf({ text, by })) ?? -1];
    if (!description) return file;
    Object.assign(
      description,
      Object.fromEntries(
        Object.entries({ on: date, before, after, from, to }).filter(([, each]) => each !== undefined),
      ),
    );
  }
  return { ...rest, descriptions };
}

// As long as it takes to know the statement again.
const wordsOfId = 3;

/** Makes the function that gives a description an id of its own, made of its first words. */
function createIds(descriptions: Description[]): (at: number) => string {
  const ids = new Set(descriptions.flatMap(({ id }) => id ?? []));
  return (at) => {
    const { id: written, ...description } = descriptions[at] ?? { source: 1 };
    if (written !== undefined) return written;
    const wish =
      slugOf(description.value ?? '')
        .split('-')
        .slice(0, wordsOfId)
        .join('-') || `statement-${at + 1}`;
    let id = wish;
    for (let i = 2; ids.has(id); i++) id = `${wish}-${i}`;
    ids.add(id);
    descriptions[at] = { id, ...description };
    return id;
  };
}
