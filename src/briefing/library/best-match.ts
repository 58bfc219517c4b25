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
 * What of a briefing that a search found matches best, as a reader of `preferred`, one of its languages, wants to see it.
 * What matches as well in another language comes after that.
 */
export function bestMatch({ briefing, words, nearly }: SearchHit, preferred: Briefing): BestMatch {
  const enough = fullScore(words, nearly);
  let best: BestMatch = { kind: 'headline', briefing: preferred };
  let highest = 0;
  for (const [text, match] of matchable(briefing, preferred)) {
    const score = scoreOf(text, words);
    if (score > highest) [best, highest] = [match, score];
    if (highest >= enough) break;
  }
  return best;
}

/** All by which a search may have found a briefing: what tells a reader most comes first. */
function* matchable(original: Briefing, preferred: Briefing): Generator<[text: string, match: BestMatch]> {
  yield* statementMatches(preferred);
  for (const entityKind of entityKinds)
    for (const entity of preferred[entityKind]) {
      const inOriginal = original[entityKind].find(({ id }) => id === entity.id);
      for (const name of new Set([
        ...namesOf(entity),
        ...(inOriginal ? namesInAll(original, entityKind, inOriginal) : []),
      ]))
        yield [name, { kind: 'name', briefing: preferred, entityKind, entity, name }];
    }
  for (const { name } of preferred.topics) yield [name, { kind: 'topic', briefing: preferred, name }];
  for (const { name } of preferred.subjects) yield [name, { kind: 'subject', briefing: preferred, name }];
  yield [preferred.headline, { kind: 'headline', briefing: preferred }];
  for (const briefing of [original, ...(original.translations ?? [])]) {
    if (briefing === preferred) continue;
    yield* statementMatches(briefing);
    for (const { name } of briefing.topics) yield [name, { kind: 'topic', briefing, name }];
    for (const { name } of briefing.subjects) yield [name, { kind: 'subject', briefing, name }];
    yield [briefing.headline, { kind: 'headline', briefing }];
  }
}

function* statementMatches(briefing: Briefing): Generator<[text: string, match: BestMatch]> {
  for (const statement of statementsOf(briefing)) {
    const { about, text } = statement;
    yield [about === undefined ? text : `${about}: ${text}`, { kind: 'statement', briefing, statement }];
  }
}

/** The word of a briefing, as it is written there, that is most like a word of a query; undefined if none is. */
export function spellingIn(
  original: Briefing,
  preferred: Briefing,
  candidates: ReadonlyMap<string, number>,
): string | undefined {
  let best: string | undefined;
  let highest = 0;
  for (const [text] of matchable(original, preferred))
    for (const { word: written } of writtenWords(text))
      for (const word of wordsOf(written)) {
        const weight = candidates.get(word) ?? 0;
        if (weight > highest) [best, highest] = [written, weight];
      }
  return best;
}
