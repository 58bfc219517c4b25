import type { Evidence, Sentence } from './claim.ts';
import { sexCounterparts, sideCounterparts } from './english/counterparts.ts';
import { readEnglish } from './english/reading.ts';
import type { Word } from './english/words.ts';
import { type Misplaced, namesOfArticles } from './names-in-place.ts';

/**
 * Finds a noun for somebody that the cited sentences have not, where
 * they have its counterpart, which the claim has not: `her aunt` of `her niece`.
 */
export function counterpartIn(
  text: string,
  near: readonly Sentence[],
  evidence: Evidence,
  cited: readonly Sentence[],
): Misplaced | undefined {
  const { words } = readEnglish(text);
  const own = new Set(words.map(({ lemma }) => lemma));
  const there = new Set(cited.flatMap((sentence) => readEnglish(sentence.text).words.map(({ lemma }) => lemma)));
  const names = namesOfArticles(evidence);
  for (const [at, word] of words.entries()) {
    if (word.pos !== 'NOUN' || there.has(word.lemma)) continue;
    const bySide = sideCounterparts.get(word.lemma);
    const bySex = sexCounterparts.get(word.lemma);
    const named = namesBeside(words, at, names);
    const sentence = near.find((source) => {
      const others = readEnglish(source.text).words;
      return others.some(({ lemma }, i) => {
        if (own.has(lemma)) return false;
        // The other side of a tie is another person, unless the same name stands beside it.
        const isSameName = !namesBeside(others, i, names).isDisjointFrom(named);
        return bySex?.has(lemma) || (bySide?.has(lemma) && isSameName);
      });
    });
    if (sentence) return { words: [word], sentence };
  }
  return undefined;
}

const reachWords = 3;

function namesBeside(words: readonly Word[], at: number, names: ReadonlySet<string>): ReadonlySet<string> {
  const beside = words.slice(Math.max(0, at - reachWords), at + reachWords + 1);
  return new Set(beside.filter(({ pos, stem }) => pos === 'PROPN' && names.has(stem)).map(({ stem }) => stem));
}
