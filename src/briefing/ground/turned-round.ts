import type { KnownName, Sentence } from './claim.ts';
import type { Phrase } from './english/phrases.ts';
import type { Reading } from './english/reading.ts';
import { stemOf } from './english/words.ts';
import { type Misplaced, withAliases } from './names-in-place.ts';

/** A sentence of an article, and how it reads. */
export type Source = { readonly sentence: Sentence; readonly reading: Reading };

/** Stems of verbs that are the same from both sides: who meets somebody is met by them. */
export const mutual: ReadonlySet<string> = new Set(
  ['meet', 'marry', 'agree', 'talk', 'share', 'fight', 'play', 'face', 'be', 'have', 'do'].map(stemOf),
);

type Pair = { readonly doer: Phrase; readonly object: Phrase };

/** Somebody with a name who does in the claim what is done to them in the article by the same other one. */
export function turnedRound(
  told: Reading,
  sources: readonly Source[],
  names: readonly KnownName[],
): Misplaced | undefined {
  const meet = (one: Phrase, other: Phrase) => withAliases(new Set([one.head.stem]), names).has(other.head.stem);
  const given = sources.flatMap(({ sentence, reading }) => pairsOf(reading).map((pair) => ({ ...pair, sentence })));
  for (const { doer, object } of pairsOf(told)) {
    if (doer.names.size === 0 && object.names.size === 0) continue;
    if (given.some((pair) => meet(doer, pair.doer) && meet(object, pair.object))) continue;
    const reversed = given.find((pair) => meet(doer, pair.object) && meet(object, pair.doer));
    if (reversed) return { words: doer.words, sentence: reversed.sentence };
  }
  return undefined;
}

/** Who does something to whom, by nouns and names; not in verbs that are the same from both sides. */
function pairsOf({ clauses }: Reading): Pair[] {
  return clauses
    .filter(({ verb }) => verb.pos === 'VERB' && !mutual.has(verb.stem))
    .flatMap(({ subject, object: objects }) => subject.flatMap((doer) => objects.map((object) => ({ doer, object }))))
    .filter(({ doer, object }) => doer.stems.size > 0 && object.stems.size > 0 && !object.isTime);
}
