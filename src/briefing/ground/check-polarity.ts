import type { Checker, Finding } from './claim.ts';
import { closestSentences } from './closest.ts';
import { antonyms, companions } from './english/lexicon.ts';
import { type Reading, readEnglish } from './english/reading.ts';
import { isContent, type Word } from './english/words.ts';

/** Finds a not, an up or a down that the article has otherwise. */
export const checkPolarity: Checker = (claim, evidence, cited) =>
  closestSentences(claim, evidence, cited).flatMap(({ text, closest }) => {
    const told = readEnglish(text);
    const sources = closest.map((sentence) => ({ sentence, reading: readEnglish(sentence.text) }));
    const readings = sources.map(({ reading }) => reading);
    const word = oppositeOf(told, readings) ?? negatedOtherwise(told, readings);
    if (!word) return [];
    const source = sources.find(({ reading }) => reading === word.reading);
    const finding: Finding = { kind: 'polarity', text };
    return [source ? { ...finding, says: source.sentence.text, paragraph: source.sentence.paragraph } : finding];
  });

type Contradiction = { readonly reading: Reading };

/** A sentence that has the opposite of a word where the claim has the word. */
function oppositeOf(told: Reading, readings: readonly Reading[]): Contradiction | undefined {
  for (const [at, word] of told.words.entries()) {
    const opposites = antonyms.get(word.stem);
    if (!opposites || told.words.some(({ stem }) => opposites.has(stem))) continue;
    const same = companions.get(word.stem);
    for (const reading of readings) {
      const near = reading.words.findIndex(({ stem }, i) => opposites.has(stem) && isSamePlace(told, at, reading, i));
      if (near < 0) continue;
      if (
        readings.some((other) => other.words.some(({ stem }, i) => same?.has(stem) && isSamePlace(told, at, other, i)))
      )
        continue;
      if (told.negated[at] === reading.negated[near]) return { reading };
    }
  }
  return undefined;
}

const reachWords = 7;
const leastShared = 2;

/** True if two words of two sentences stand among the same words. */
function isSamePlace(a: Reading, atA: number, b: Reading, atB: number): boolean {
  const around = new Set(
    wordsAround(a.words, atA)
      .filter(isContent)
      .map(({ stem }) => stem),
  );
  const shared = wordsAround(b.words, atB).filter((word) => isContent(word) && around.has(word.stem));
  return new Set(shared.map(({ stem }) => stem)).size >= Math.min(leastShared, around.size);
}

function wordsAround(words: readonly Word[], at: number): Word[] {
  return words
    .slice(Math.max(0, at - reachWords), at + reachWords + 1)
    .filter((_, i) => i !== Math.min(at, reachWords));
}

/** A sentence in which a word of the claim is denied and in the claim is not, or the other way round. */
function negatedOtherwise(told: Reading, readings: readonly Reading[]): Contradiction | undefined {
  for (const [at, word] of told.words.entries()) {
    if (!isContent(word) || (word.pos !== 'VERB' && word.pos !== 'ADJ' && word.pos !== 'NOUN')) continue;
    const found = readings.flatMap((reading) =>
      reading.words.flatMap(({ stem }, i) => (stem === word.stem ? [{ reading, isNegated: reading.negated[i] }] : [])),
    );
    const [first] = found;
    if (first && found.every(({ isNegated }) => isNegated !== told.negated[at])) return { reading: first.reading };
  }
  return undefined;
}
