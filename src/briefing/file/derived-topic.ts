import type { Reaction, Statement, Topic } from '../briefing.ts';
import type { WrittenStatement, WrittenTopic } from './schema.ts';
import { slugOf } from './slug.ts';
import { given } from './written-statement.ts';

/**
 * A topic with the statements that it names by their ids, each once. Those that say how someone stands are among its
 * reactions.
 */
export function completeTopic(
  written: WrittenTopic,
  byId: ReadonlyMap<string, Statement>,
  statementOf: (written: WrittenStatement) => Statement,
): Topic {
  const { slug, name, command, statements, sections = [], reactions = [], open } = written;
  const shown = new Set<string>();
  // A statement that says how someone stands is told among the reactions, and each statement once.
  const told = (entries: readonly (string | WrittenStatement)[]) =>
    entries.flatMap((entry) => {
      const found = typeof entry === 'string' ? byId.get(entry) : statementOf(entry);
      const words = JSON.stringify([found?.text, found?.by]);
      if (!found || shown.has(words)) return [];
      shown.add(words);
      return found;
    });
  const all = [...(statements ? [{ statements }] : []), ...sections].map((section) => ({
    ...section,
    statements: told(section.statements),
  }));
  const derived = all.flatMap((section) => section.statements).flatMap(reactionOf);
  return {
    slug: slug ?? slugOf(name),
    name,
    ...given('command', command),
    sections: all
      .map((section) => ({
        ...section,
        statements: section.statements.filter((each) => reactionOf(each).length === 0),
      }))
      .filter((section) => section.statements.length > 0),
    ...(reactions.length + derived.length > 0 ? { reactions: [...reactions, ...derived] } : {}),
    ...given('open', open?.map(statementOf)),
  };
}

/** How those whose claim it is stand; nothing unless the statement says that. */
function reactionOf({ text, stance, by, source, quote }: Statement): Reaction[] {
  if (stance === undefined || by === undefined) return [];
  return [{ who: by, stance, said: text, source: [...source], ...given('quote', quote) }];
}
