import type { Statement, Topic } from '../briefing.ts';
import { createNameFinder } from './named.ts';
import { type BriefingFile, entityKinds } from './schema.ts';
import { slugOf } from './slug.ts';

/** Makes the function that says what someone did and said: what names them, or is their claim, but for reactions. */
export function createDeeds(file: BriefingFile, facts: readonly Statement[]) {
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
