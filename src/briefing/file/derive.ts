import type { Briefing, Entity, Statement } from '../briefing.ts';
import { stalenessOf } from './check-record.ts';
import { createDeeds } from './derived-deeds.ts';
import { atEachDepth, isToldByHand, longestTelling } from './derived-depths.ts';
import { timelineOf } from './derived-timeline.ts';
import { completeTopic } from './derived-topic.ts';
import type { BriefingFile, WrittenEntity, WrittenStatement } from './schema.ts';
import { slugOf } from './slug.ts';
import { given, statementOf, statementOfDescription } from './written-statement.ts';

/*
 * What a file leaves out is derived, so that each fact is written once. What is written by hand wins over what is
 * derived.
 */

/** A complete briefing of the content of a valid file. */
export function derive(file: BriefingFile, slug: string): Briefing {
  const complete = (written: WrittenStatement) => statementOf(written, file.language);
  const optional = (written: WrittenStatement | undefined) => (written ? complete(written) : undefined);
  const descriptions = atEachDepth(file);
  const byId = new Map(
    file.descriptions.flatMap((each) =>
      each.id ? [[each.id, statementOfDescription(each, file.language)] as const] : [],
    ),
  );
  const topics = file.topics.map((topic) => completeTopic(topic, byId, complete));
  const facts = factsOf(file);
  const did = isToldByHand(file) ? undefined : createDeeds(file, facts);
  const entity = (written: WrittenEntity): Entity => {
    const { id = slugOf(written.name), name, inSentence, plural, aliases, links } = written;
    return {
      id,
      name,
      ...given('inSentence', inSentence),
      ...given('plural', plural),
      ...(aliases ? { aliases } : {}),
      ...given('description', optional(written.description)),
      ...given('did', written.did?.map(complete) ?? did?.(id, topics)),
      ...(links ? { links } : {}),
    };
  };
  const { why: _why, next: _next, ...rest } = file;
  return {
    ...rest,
    slug,
    ...given('versionCreated', file.versionCreated ?? file.firstCreated),
    ...given('contentCreated', file.contentCreated ?? file.infoSources[0]?.date),
    ...given('checkedOn', stalenessOf(file) === undefined ? file.checked?.on : undefined),
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

/** Every statement of the story, once: the longest telling, and what topics add to it. */
function factsOf(file: BriefingFile): Statement[] {
  const told = longestTelling(file).map((each) => statementOfDescription(each, file.language));
  const ofTopics = file.topics.flatMap(({ statements = [], sections = [] }) =>
    [...statements, ...sections.flatMap((section) => section.statements)].flatMap((entry) =>
      typeof entry === 'string' ? [] : [statementOf(entry, file.language)],
    ),
  );
  // The same words of two people, or of two days, are two facts.
  const keyOf = ({ source: _source, stance: _stance, ...fact }: Statement) =>
    JSON.stringify(Object.entries(fact).sort());
  return [...new Map([...told, ...ofTopics].map((each) => [keyOf(each), each])).values()];
}
