import type { Briefing, Entity } from '../briefing.ts';
import { type EntityKind, entityKinds } from '../file/schema.ts';
import { fullScore, scoreOf } from '../search/matched-words.ts';
import { wordsOf, writtenWords } from '../search/words.ts';
import { namesInAll, namesOf } from './entity-name-index.ts';
import type { SearchHit } from './library.ts';
import { type FoundStatement, statementsOf } from './statements.ts';

/** What a search found a briefing by; `briefing` is the one of its languages that has it. */
export type BestMatch = { readonly briefing: Briefing } & (
  | { readonly kind: 'statement'; readonly statement: FoundStatement }
  | { readonly kind: 'name'; readonly entityKind: EntityKind; readonly entity: Entity; readonly name: string }
  | { readonly kind: 'topic' | 'subject'; readonly name: string }
  | { readonly kind: 'headline' }
);

/**
 * What of a briefing that a search found matches best, as a reader of `preferred`, one of its languages, wants to see it:
 * in another language only where that has nothing that matches.
 */
export function bestMatch({ briefing, words, nearly }: SearchHit, preferred: Briefing): BestMatch {
  const enough = fullScore(words, nearly);
  let best: BestMatch | undefined;
  let highest = 0;
  for (const version of versionsOf(briefing, preferred)) {
    for (const [text, match] of matchable(briefing, version)) {
      const score = scoreOf(text, words);
      if (score > highest) [best, highest] = [match, score];
      if (highest >= enough) break;
    }
    if (best) return best;
  }
  return { kind: 'headline', briefing: preferred };
}

/** A briefing in each of its languages, the preferred one first. */
function versionsOf(original: Briefing, preferred: Briefing): ReadonlySet<Briefing> {
  return new Set([preferred, original, ...(original.translations ?? [])]);
}

/**
 * All of a briefing in one of its languages by which a search may have found it, with everyone's names in all languages:
 * what tells a reader most comes first.
 */
function* matchable(original: Briefing, version: Briefing): Generator<[text: string, match: BestMatch]> {
  for (const statement of statementsOf(version)) {
    const { about, text } = statement;
    yield [about === undefined ? text : `${about}: ${text}`, { kind: 'statement', briefing: version, statement }];
  }
  for (const entityKind of entityKinds)
    for (const entity of version[entityKind]) {
      const inOriginal = original[entityKind].find(({ id }) => id === entity.id);
      const inAll = inOriginal ? namesInAll(original, entityKind, inOriginal) : [];
      for (const name of new Set([...namesOf(entity), ...inAll]))
        yield [name, { kind: 'name', briefing: version, entityKind, entity, name }];
    }
  for (const { name } of version.topics) yield [name, { kind: 'topic', briefing: version, name }];
  for (const { name } of version.subjects) yield [name, { kind: 'subject', briefing: version, name }];
  yield [version.headline, { kind: 'headline', briefing: version }];
}

/** The word of a briefing, as it is written there, that is most like a word of a query; undefined if none is. */
export function spellingIn(
  original: Briefing,
  preferred: Briefing,
  candidates: ReadonlyMap<string, number>,
): string | undefined {
  let best: string | undefined;
  let highest = 0;
  for (const version of versionsOf(original, preferred))
    for (const [text] of matchable(original, version))
      for (const { word: written } of writtenWords(text))
        for (const word of wordsOf(written)) {
          const weight = candidates.get(word) ?? 0;
          if (weight > highest) [best, highest] = [written, weight];
        }
  return best;
}
