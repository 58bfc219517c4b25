import type { Briefing, Entity, Statement } from '../briefing.ts';
import type { BriefingFile, WrittenEntity, WrittenStatement, WrittenTopic } from './schema.ts';
import { ownKeys } from './translation-texts.ts';
import { given, statementOf, statementOfDescription } from './written-statement.ts';

/**
 * A complete briefing in another language: the original, made of `file`, with each text as its translation has it;
 * `translated` is the file with these texts. What was derived for the original is not derived anew, so that the same
 * statements stand in the same places, whatever the names in them look like in the other language.
 */
export function translate(original: Briefing, file: BriefingFile, translated: BriefingFile): Briefing {
  const { language } = translated;
  const say = createSpeech(file, translated);
  const complete = (written: WrittenStatement) => statementOf(written, language);
  const optional = (written: WrittenStatement | undefined) => (written ? complete(written) : undefined);
  const entities = (entries: readonly Entity[], written: readonly WrittenEntity[]) =>
    entries.map((entry, i): Entity => {
      const { name = entry.name, description, did, links, ...rest } = written[i] ?? {};
      return {
        ...withOwn(entry, rest),
        name,
        ...given('description', optional(description)),
        ...given('did', did?.map(complete) ?? entry.did?.map(say)),
        ...given('links', links),
      };
    });
  const { headline, located, infoSources, subjects, figures, pictures, updates, corrections } = translated;
  const { checkedOn: _, translations: __, ...rest } = original;
  return {
    ...rest,
    language,
    headline,
    ...given('located', located),
    infoSources,
    descriptions: original.descriptions.map(({ value, by, ...description }) => {
      const { text, by: speakers } = say({ text: value, by, source: description.source });
      return { ...description, value: text, ...given('by', speakers) };
    }),
    ...given('why', optional(translated.why)),
    ...given('next', optional(translated.next)),
    people: entities(original.people, translated.people),
    organisations: entities(original.organisations, translated.organisations),
    places: entities(original.places, translated.places),
    events: original.events.map((event, i) => {
      const { name = event.name, description } = translated.events[i] ?? {};
      return { ...event, name, ...given('description', optional(description)) };
    }),
    subjects,
    figures,
    topics: original.topics.map((topic, i) => {
      const written = translated.topics[i];
      const heading = createHeadings(file.topics[i], written);
      return {
        ...topic,
        name: written?.name ?? topic.name,
        ...given('command', written?.command),
        sections: topic.sections.map((section) => ({
          ...section,
          ...given('heading', section.heading && heading(section.heading)),
          statements: section.statements.map(say),
        })),
        ...given(
          'reactions',
          topic.reactions?.map((reaction, place) => {
            const { source, who, said } = reaction;
            const { text, by = who } = say({ text: said, by: who, source });
            // Those that are written by hand come first; the others are statements that say how somebody stands.
            return written?.reactions?.[place] ?? { ...reaction, who: by, said: text };
          }),
        ),
        ...given('open', written?.open?.map(complete)),
      };
    }),
    timeline: translated.timeline ?? original.timeline.map(say),
    pictures,
    updates,
    ...given('corrections', corrections),
  };
}

type Said = Pick<Statement, 'text' | 'by' | 'source'>;

/** Makes the function that says a statement of the original in the words of its translation. */
function createSpeech(file: BriefingFile, translated: BriefingFile): <T extends Said>(statement: T) => T {
  const words = new Map<string, Said>();
  const keyOf = ({ text, by = [] }: Said) => JSON.stringify([text, by]);
  const after = statementsOf(translated);
  for (const [i, before] of statementsOf(file).entries()) {
    const said = after[i];
    if (said && !words.has(keyOf(before))) words.set(keyOf(before), said);
  }
  return (statement) => {
    const { text = statement.text, by } = words.get(keyOf(statement)) ?? {};
    return { ...statement, text, ...given('by', by ?? statement.by) };
  };
}

/** The statements of which others are derived, in the order of the file. */
function statementsOf({ descriptions, topics, language }: BriefingFile): Statement[] {
  const own = topics.flatMap(({ statements = [], sections = [] }) => [
    ...statements,
    ...sections.flatMap((section) => section.statements),
  ]);
  return [
    ...descriptions.map((each) => statementOfDescription(each, language)),
    ...own.flatMap((entry) => (typeof entry === 'string' ? [] : [statementOf(entry, language)])),
  ];
}

function createHeadings(topic: WrittenTopic | undefined, translated: WrittenTopic | undefined) {
  const headings = new Map(
    topic?.sections?.map(({ heading }, i) => [heading, translated?.sections?.[i]?.heading ?? heading]),
  );
  return (heading: string) => headings.get(heading) ?? heading;
}

/** An entry without what its language has of its own, and with what the other one has. */
function withOwn<T extends object>(entry: T, other: object): T {
  const isOwn = ([key]: [string, unknown]) => ownKeys.includes(key);
  return Object.fromEntries([
    ...Object.entries(entry).filter((each) => !isOwn(each)),
    ...Object.entries(other).filter(isOwn),
  ]) as T;
}
