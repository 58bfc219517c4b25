import type { Checker, Sentence } from './claim.ts';
import { closestSentences } from './closest.ts';
import { boundsOf, wrongChange } from './english/amounts.ts';
import { type Direction, directionsOf } from './english/directions.ts';
import { implicitNegatives, negations } from './english/lexicon.ts';
import { type Reading, readEnglish } from './english/reading.ts';
import { isContent, type Word } from './english/words.ts';

/** Finds a not, an up or a down that the article has otherwise. */
export const checkPolarity: Checker = (claim, evidence, cited) =>
  closestSentences(claim, evidence, cited).flatMap(({ text, closest, best, likely }) => {
    const told = readEnglish(text);
    const near = best.length > 0 ? best : likely;
    const among = [...new Set([...near, ...closest, ...(claim.source ? cited : [])])].map(sourceOf);
    const found =
      turnedOrder(told, among) ??
      otherBound(told, among) ??
      turnedChange(told, among) ??
      oppositeOf(told, among) ??
      deniedByClaim(told, near.map(sourceOf));
    if (!found) return [];
    const { text: says, paragraph } = found.source.sentence;
    return [{ kind: 'polarity', text: found.word?.text ?? text, says, paragraph }];
  });

type Source = { readonly sentence: Sentence; readonly reading: Reading; readonly directions: readonly Direction[] };
type Contradiction = { readonly source: Source; readonly word?: Word };

function sourceOf(sentence: Sentence): Source {
  const reading = readEnglish(sentence.text);
  return { sentence, reading, directions: directionsOf(reading) };
}

/** A `more than` of the claim, and a sentence that has a `less than` before the same number. */
function otherBound(told: Reading, sources: readonly Source[]): Contradiction | undefined {
  for (const { word, number, side } of boundsOf(told)) {
    const has =
      (way: number) =>
      ({ reading }: Source) =>
        boundsOf(reading).some((bound) => bound.number === number && bound.side === way);
    const source = sources.find(has(-side));
    if (source && !sources.some(has(side))) return { source, word };
  }
  return undefined;
}

/** A change of the claim that contradicts its own numbers. */
function turnedChange(told: Reading, [source]: readonly Source[]): Contradiction | undefined {
  const word = source && wrongChange(told);
  return word && { source, word };
}

/** A word of the claim, and a sentence that has the opposite word in its place. */
function oppositeOf(told: Reading, sources: readonly Source[]): Contradiction | undefined {
  const own = directionsOf(told);
  for (const one of own) {
    let same = 0;
    let opposite: { source: Source; fit: number } | undefined;
    for (const source of sources) {
      for (const other of source.directions) {
        const way = compared(one, other);
        if (way === 0) continue;
        const fit = fitOf(told, one, source.reading, other);
        if (way > 0) same = Math.max(same, fit + (one.word.stem === other.word.stem ? sameWord : 0));
        else if (isToldByOthers(told, one, source.reading, other)) continue;
        else if (fit > (opposite?.fit ?? 0)) opposite = { source, fit };
      }
    }
    if (opposite && opposite.fit >= leastFit && opposite.fit > same) return { source: opposite.source, word: one.word };
  }
  return undefined;
}

/** A `before` of the claim, and a sentence that has an `after` before the same words; or the other way round. */
function turnedOrder(told: Reading, sources: readonly Source[]): Contradiction | undefined {
  for (const [at, word] of told.words.entries()) {
    const opposite = orders.get(word.lower);
    if (!opposite) continue;
    const next = contentStems(told.words.slice(at + 1, at + 1 + nextWords));
    const isSame = ({ words }: Reading, order: string) =>
      words.some(
        ({ lower }, i) => lower === order && !contentStems(words.slice(i + 1, i + 1 + nextWords)).isDisjointFrom(next),
      );
    const source = sources.find(({ reading }) => isSame(reading, opposite));
    if (source && !sources.some(({ reading }) => isSame(reading, word.lower))) return { source, word };
  }
  return undefined;
}

const orders: ReadonlyMap<string, string> = new Map([
  ['before', 'after'],
  ['after', 'before'],
]);

// Two words that tell of the same have this much around them in common.
const leastFit = 2;
// How much the article's own use of the claim's word counts for it.
const sameWord = 2;

/** True if only a `not` makes the difference, and the one without it may say so in another word: `no woman before` and `the first woman`. */
function isToldByOthers(a: Reading, one: Direction, b: Reading, other: Direction): boolean {
  if (a.negated[one.at] === b.negated[other.at]) return a.negated[one.at] === true;
  return a.negated[one.at] ? hasOtherNo(b, other.at) : hasOtherNo(a, one.at);
}

/** True if a word around another one may say no. */
function hasOtherNo({ words }: Reading, at: number): boolean {
  return words.some((word, i) => i !== at && Math.abs(i - at) <= reachWords && mayDeny(word));
}

/** 1 if two words say the same of one thing, -1 if they say opposites, 0 if they tell of different things. */
function compared(a: Direction, b: Direction): -1 | 0 | 1 {
  let result: -1 | 0 | 1 = 0;
  for (const [row, way] of a.ways) {
    const other = b.ways.get(row);
    if (other === undefined) continue;
    if (other === way) return 1;
    result = -1;
  }
  return result;
}

const reachWords = 8;
const nextWords = 3;

/** How much the words around two words have in common; what stands next to them, and numbers, twice. */
function fitOf(a: Reading, one: Direction, b: Reading, other: Direction): number {
  const [near, nearOther] = [stemsAround(a, one.at, nextWords), stemsAround(b, other.at, nextWords)];
  const [wide, wideOther] = [stemsAround(a, one.at, reachWords), stemsAround(b, other.at, reachWords)];
  let fit = 0;
  for (const stem of wide) {
    if (stem === one.word.stem || !wideOther.has(stem)) continue;
    fit += (near.has(stem) && nearOther.has(stem) ? 2 : 1) * (/^\d/.test(stem) ? 2 : 1);
  }
  return fit;
}

function stemsAround({ words }: Reading, at: number, reach: number): Set<string> {
  return contentStems([...words.slice(Math.max(0, at - reach), at), ...words.slice(at + 1, at + reach + 1)]);
}

function contentStems(words: readonly Word[]): Set<string> {
  return new Set(words.filter((word) => isContent(word) && !shares.has(word.lower)).map(({ stem }) => stem));
}

const shares = new Set(['percent', 'per', 'cent']);

/** A sentence that tells what the claim denies, with no word that says no. */
function deniedByClaim(told: Reading, sources: readonly Source[]): Contradiction | undefined {
  const [best] = sources;
  const denied = deniedWords(told);
  if (!best || denied.size === 0 || sources.some(({ reading }) => reading.words.some(mayDeny))) return undefined;
  const [own, other] = [contentStems(told.words), contentStems(best.reading.words)];
  return !other.isDisjointFrom(denied) && own.intersection(other).size >= leastFit ? { source: best } : undefined;
}

/** Stems of the words that a sentence denies and nowhere tells. */
function deniedWords({ words, negated }: Reading): Set<string> {
  const isDeniable = (word: Word) => isContent(word) && word.pos !== 'PROPN' && word.pos !== 'NUM';
  const told = new Set(words.filter((_, at) => !negated[at]).map(({ stem }) => stem));
  return contentStems(words.filter((word, at) => negated[at] && isDeniable(word))).difference(told);
}

const negativeForm =
  /^(?:un(?!i|der|til)|non|dis(?!cuss|trict|play|tan|cover)|im(?:p|m)|in(?:valid|correct|complete|capable|eligible|visible|dependen)|ir(?:r)|il(?:l))\p{L}{3}|less$/u;

/** True for a word that may say that something is not so: `without`, `unable`, `only`, `instead`. */
function mayDeny({ lemma, lower }: Word): boolean {
  return (
    negations.has(lemma) || implicitNegatives.has(lemma) || implicitNegatives.has(lower) || negativeForm.test(lower)
  );
}
