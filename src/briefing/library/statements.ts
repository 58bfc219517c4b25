import { type Briefing, entityKinds } from '../file/schema.ts';
import { wordsOf } from '../search/words.ts';

/** A statement of a briefing as it is shown. */
export type Statement = {
  readonly text: string;
  /** The ids of the entities that it is attributed to; without them, the article says it itself. */
  readonly by?: readonly string[] | undefined;
  /** The paragraphs of the article that it rests on, where they are shown. */
  readonly source?: readonly number[] | undefined;
};

/** Every statement that a search may find, those of topics with their source; the longest description comes first. */
export function* statementsOf(briefing: Briefing): Generator<Statement> {
  for (const depth of ['full', 'standard', 'brief'])
    for (const { role, value, by } of briefing.descriptions) if (role === depth) yield { text: value, by };
  for (const topic of briefing.topics) {
    for (const section of topic.sections) yield* section.statements;
    for (const reaction of topic.reactions ?? []) yield { text: reaction.said, by: [reaction.who] };
    yield* topic.open ?? [];
  }
  for (const kind of entityKinds)
    for (const { name, description, did = [], links = [] } of briefing[kind])
      for (const { text, by } of [description, ...did, ...links.map((link) => ({ text: link.text, by: undefined }))])
        yield { text: `${name}: ${text}`, by };
  for (const { name, description } of briefing.events)
    yield { text: `${name}: ${description.text}`, by: description.by };
  for (const { label, value, unit } of briefing.figures) yield { text: `${label}: ${value} ${unit}` };
  yield* briefing.timeline.map(({ text }) => ({ text }));
  yield* (briefing.corrections ?? []).map(({ text }) => ({ text }));
  if (briefing.located) yield { text: briefing.located };
}

/** The statement with most of these words, or the first with `enough` of them; undefined if none has any. */
export function bestStatement(
  briefing: Briefing,
  words: ReadonlySet<string>,
  enough = Number.POSITIVE_INFINITY,
): Statement | undefined {
  let best: Statement | undefined;
  let most = 0;
  for (const statement of statementsOf(briefing)) {
    const count = new Set(wordsOf(statement.text).filter((word) => words.has(word))).size;
    if (count > most) [best, most] = [statement, count];
    if (most >= Math.min(enough, words.size)) break;
  }
  return best;
}
