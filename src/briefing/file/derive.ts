import type { Briefing, Description, Entity, Reaction, Statement, TimelineEntry, Topic } from '../briefing.ts';
import { firstDayOf } from './dates.ts';
import { createNameFinder } from './named.ts';
import { quoted } from './quoted.ts';
import {
  type BriefingFile,
  type Depth,
  depths,
  entityKinds,
  type WrittenEntity,
  type WrittenStatement,
  type WrittenTopic,
  whenKeys,
} from './schema.ts';
import { slugOf } from './slug.ts';

/*
 * What a file leaves out is derived, so that each fact is written once. What is written by hand wins over what is
 * derived.
 */

/** A complete briefing of the content of a valid file. */
export function derive(file: BriefingFile, slug: string): Briefing {
  const statementOf = (written: WrittenStatement) => statement(written, file.language);
  const optional = (written: WrittenStatement | undefined) => (written ? { ...statementOf(written) } : undefined);
  const descriptions = atEachDepth(file);
  const byId = new Map(
    file.descriptions.flatMap((each) => (each.id ? [[each.id, asStatement(each, file.language)] as const] : [])),
  );
  const topics = file.topics.map((topic) => completeTopic(topic, byId, statementOf));
  const facts = factsOf(file, statementOf);
  const did = isToldByHand(file) ? undefined : createDeeds(file, facts);
  const entity = (written: WrittenEntity): Entity => {
    const { id = slugOf(written.name), name, aliases, links } = written;
    return {
      id,
      name,
      ...(aliases ? { aliases } : {}),
      ...given('description', optional(written.description)),
      ...given('did', written.did?.map(statementOf) ?? did?.(id, topics)),
      ...(links ? { links } : {}),
    };
  };
  const { why: _why, next: _next, ...rest } = file;
  return {
    ...rest,
    slug,
    ...given('versionCreated', file.versionCreated ?? file.firstCreated),
    ...given('contentCreated', file.contentCreated ?? file.infoSources[0]?.date),
    descriptions,
    ...given('why', optional(file.why)),
    ...given('next', optional(file.next)),
    people: file.people.map(entity),
    organisations: file.organisations.map(entity),
    places: file.places.map(entity),
    events: file.events.map(({ id, description, ...event }) => ({
      ...event,
      id: id ?? slugOf(event.name),
      ...given('description', optional(description)),
    })),
    topics,
    timeline: file.timeline ?? timelineOf(facts),
  };
}

/** A property, unless it has no value. */
function given<Key extends string, Value>(key: Key, value: Value | undefined): { [key in Key]?: Value } {
  return value === undefined ? {} : ({ [key]: value } as { [key in Key]: Value });
}

function statement({ text, quote, ...rest }: WrittenStatement, language: string): Statement {
  return quote === undefined ? { text: text ?? '', ...rest } : { text: quoted(quote, language), quote: true, ...rest };
}

function asStatement({ id: _id, role: _role, value, ...rest }: BriefingFile['descriptions'][number], language: string) {
  return statement({ text: value, ...rest }, language);
}

/** The depths at which a description without a `role` is told. */
const usualDepths: readonly Depth[] = ['standard', 'full'];

/** The descriptions of each depth; the nearest depth stands in for one that has none. */
function atEachDepth({ descriptions, language }: BriefingFile): Description[] {
  const at = new Map(
    depths.map((depth) => [
      depth,
      descriptions.filter(({ role = usualDepths }) => role.includes(depth)).map((each) => describe(each, language)),
    ]),
  );
  return depths.flatMap((depth) => {
    const standIn = standIns[depth].find((other) => (at.get(other) ?? []).length > 0) ?? depth;
    return (at.get(standIn) ?? []).map((each): Description => ({ ...each, role: depth }));
  });
}

/** The depths that stand in for one, itself first, the nearest before others; of two as near, the longer one. */
const standIns: Readonly<Record<Depth, readonly Depth[]>> = {
  brief: ['brief', 'standard', 'full'],
  standard: ['standard', 'full', 'brief'],
  full: ['full', 'standard', 'brief'],
};

function describe(written: BriefingFile['descriptions'][number], language: string): Omit<Description, 'role'> {
  const { text, ...rest } = asStatement(written, language);
  return { ...given('id', written.id), value: text, ...rest };
}

function completeTopic(
  written: WrittenTopic,
  byId: ReadonlyMap<string, Statement>,
  statementOf: (written: WrittenStatement) => Statement,
): Topic {
  const { slug, name, command, statements, sections = [], reactions = [], open } = written;
  const shown = new Set<Statement | undefined>();
  // A statement that says how someone stands is told among the reactions, and each statement once.
  const told = (entries: readonly (string | WrittenStatement)[]) =>
    entries.flatMap((entry) => {
      const found = typeof entry === 'string' ? byId.get(entry) : statementOf(entry);
      if (!found || shown.has(found)) return [];
      shown.add(found);
      return found;
    });
  const all = [...(statements ? [{ statements }] : []), ...sections].map((section) => ({
    ...section,
    statements: told(section.statements),
  }));
  const isReaction = ({ stance, by }: Statement) => stance !== undefined && by !== undefined;
  const derived = all
    .flatMap((section) => section.statements)
    .flatMap(({ text, stance, by, source }): Reaction[] =>
      stance !== undefined && by !== undefined ? [{ who: by, stance, said: text, source: [...source] }] : [],
    );
  return {
    slug: slug ?? slugOf(name),
    name,
    ...given('command', command),
    sections: all
      .map((section) => ({ ...section, statements: section.statements.filter((each) => !isReaction(each)) }))
      .filter((section) => section.statements.length > 0),
    ...(reactions.length + derived.length > 0 ? { reactions: [...reactions, ...derived] } : {}),
    ...given('open', open?.map(statementOf)),
  };
}

/** Every statement of the story, once: the longest telling, and what topics add to it. */
function factsOf(file: BriefingFile, statementOf: (written: WrittenStatement) => Statement): Statement[] {
  const fullest = standIns.full.find((depth) =>
    file.descriptions.some(({ role = usualDepths }) => role.includes(depth)),
  );
  const longestTelling = file.descriptions
    // What is told at no more than a shorter depth, but dated or referred to, is a fact of its own.
    .filter(({ role = usualDepths }) => fullest !== undefined && role.includes(fullest))
    .map((each) => asStatement(each, file.language));
  const ofTopics = file.topics.flatMap(({ statements = [], sections = [] }) =>
    [...statements, ...sections.flatMap((section) => section.statements)].flatMap((entry) =>
      typeof entry === 'string' ? [] : [statementOf(entry)],
    ),
  );
  return [...new Map([...longestTelling, ...ofTopics].map((each) => [each.text, each])).values()];
}

/**
 * True if the story is told anew at each depth, as in files of before: such a file also says by hand what each one did,
 * and the same fact stands in it several times.
 */
function isToldByHand({ descriptions }: BriefingFile): boolean {
  const roles = descriptions.map(({ role = usualDepths }) => role);
  return (
    roles.every((role) => role.length === 1) && depths.every((depth) => roles.some((role) => role.includes(depth)))
  );
}

/** Makes the function that says what someone did and said: what names them, or is their claim, but for reactions. */
function createDeeds(file: BriefingFile, facts: readonly Statement[]) {
  const named = createNameFinder(
    entityKinds.flatMap((kind) => file[kind].map((each) => ({ ...each, id: each.id ?? slugOf(each.name) }))),
  );
  const about = facts.map((fact) => ({
    fact,
    ids: new Set([...named(fact.text), ...(fact.by ?? []).map((each) => (typeof each === 'string' ? each : each.of))]),
  }));
  return (id: string, topics: readonly Topic[]): Statement[] | undefined => {
    const stands = new Set(
      topics.flatMap(({ reactions = [] }) => reactions.filter(({ who }) => who.includes(id)).map(({ said }) => said)),
    );
    const deeds = about.filter(({ ids, fact }) => ids.has(id) && !stands.has(fact.text)).map(({ fact }) => fact);
    return deeds.length > 0 ? deeds : undefined;
  };
}

/** What is dated, in order; of the same day, in the order of the text. */
function timelineOf(facts: readonly Statement[]): TimelineEntry[] {
  return facts
    .filter((fact) => whenKeys.some((key) => fact[key] !== undefined))
    .map(
      ({ text, source, by, on, before, after, from, to }): TimelineEntry => ({
        ...given('date', on),
        ...given('before', before),
        ...given('after', after),
        ...given('from', from),
        ...given('to', to),
        text,
        source: [...source],
        ...given('by', by && [...by]),
      }),
    )
    .sort((a, b) => Number(orderOf(a) > orderOf(b)) - Number(orderOf(a) < orderOf(b)));
}

/** A text by which entries of a timeline are ordered: what was before a day comes before that day. */
function orderOf({ date, before, after, from, to }: TimelineEntry): string {
  const day = firstDayOf(date ?? before ?? after ?? from ?? to ?? '');
  return `${day} ${before !== undefined || (from === undefined && to !== undefined) ? 0 : after === undefined ? 1 : 2}`;
}
