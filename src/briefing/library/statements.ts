import { type Briefing, entityKinds } from '../file/schema.ts';
import { wordsOf } from '../search/words.ts';

/** A sentence of a briefing that stands for itself, with the ids of those whose claim it is. */
export type Passage = { readonly text: string; readonly by?: readonly string[] | undefined };

/** Every sentence of a briefing that a search may find, the longest account first. */
export function* passages(briefing: Briefing): Generator<Passage> {
  for (const depth of ['full', 'standard', 'brief'])
    for (const { role, value, by } of briefing.descriptions) if (role === depth) yield { text: value, by };
  for (const topic of briefing.topics) {
    for (const section of topic.sections) yield* section.statements;
    for (const reaction of topic.reactions ?? []) yield { text: reaction.said, by: [reaction.who] };
    yield* topic.open ?? [];
  }
  for (const kind of entityKinds)
    for (const { name, description, did = [], links = [] } of briefing[kind])
      for (const { text, by } of [description, ...did, ...links.map(({ text }) => ({ text, by: undefined }))])
        yield { text: `${name}: ${text}`, by };
  for (const { name, description } of briefing.events)
    yield { text: `${name}: ${description.text}`, by: description.by };
  for (const { label, value, unit } of briefing.figures) yield { text: `${label}: ${value} ${unit}` };
  yield* briefing.timeline.map(({ text }) => ({ text }));
  yield* (briefing.corrections ?? []).map(({ text }) => ({ text }));
  if (briefing.located) yield { text: briefing.located };
}

/** The passage with most of the words in it, or the first with `enough` of them; undefined if none has any. */
export function bestPassage(
  briefing: Briefing,
  words: ReadonlySet<string>,
  enough = Number.POSITIVE_INFINITY,
): Passage | undefined {
  let best: Passage | undefined;
  let most = 0;
  for (const passage of passages(briefing)) {
    const count = new Set(wordsOf(passage.text).filter((word) => words.has(word))).size;
    if (count > most) [best, most] = [passage, count];
    if (most >= Math.min(enough, words.size)) break;
  }
  return best;
}
