import type { Checker, Sentence } from './claim.ts';
import { closestSentences } from './closest.ts';
import { antonyms, companions, implicitNegatives, negations, plainNegatives } from './english/lexicon.ts';
import { type Reading, readEnglish } from './english/reading.ts';
import { isContent, type Word } from './english/words.ts';

/** Finds a not, an up or a down that the article has otherwise. */
export const checkPolarity: Checker = (claim, evidence, cited) =>
  closestSentences(claim, evidence, cited).flatMap(({ text, best, likely }) => {
    const told = readEnglish(text);
    const near = best.length > 0 ? best : likely;
    const sources = near.map((sentence) => ({ sentence, reading: readEnglish(sentence.text) }));
    const found = oppositeOf(told, sources) ?? deniedOtherwise(told, sources);
    if (!found) return [];
    const { text: says, paragraph } = found.source.sentence;
    return [{ kind: 'polarity', text: found.word?.text ?? text, says, paragraph }];
  });

type Source = { readonly sentence: Sentence; readonly reading: Reading };
type Contradiction = { readonly source: Source; readonly word?: Word };

/** A word of the claim, and a sentence that has the opposite word in its place. */
function oppositeOf(told: Reading, sources: readonly Source[]): Contradiction | undefined {
  for (const [at, word] of told.words.entries()) {
    const opposites = antonyms.get(word.stem);
    if (!opposites || told.words.some(({ stem }) => opposites.has(stem))) continue;
    const same = companions.get(word.stem);
    const subject = subjectStems(told, at);
    const isSaidToo = ({ reading }: Source) =>
      reading.words.some(({ stem }, i) => same?.has(stem) && mayBeOf(subject, subjectStems(reading, i)));
    if (sources.some(isSaidToo)) continue;
    for (const source of sources) {
      const { words, negated } = source.reading;
      const other = words.findIndex(
        ({ stem }, i) =>
          opposites.has(stem) &&
          mayBeOf(subject, subjectStems(source.reading, i)) &&
          isSamePlace(told.words, at, words, i),
      );
      if (other >= 0 && told.negated[at] === negated[other]) return { source, word };
    }
  }
  return undefined;
}

/** What the verb at a place is said of, by stems; nothing if no verb is there, or nothing is named. */
function subjectStems({ clauses }: Reading, at: number): ReadonlySet<string> {
  const clause = clauses.find((candidate) => candidate.at === at);
  const phrases = clause ? [...clause.subject, ...(clause.isPassive ? clause.object : [])] : [];
  return new Set(phrases.flatMap(({ stems }) => [...stems]));
}

function mayBeOf(subject: ReadonlySet<string>, other: ReadonlySet<string>): boolean {
  return subject.size === 0 || other.size === 0 || !subject.isDisjointFrom(other);
}

const reachWords = 8;
const nextWords = 3;
const leastShared = 2;

/** True if two words of two sentences stand among the same words; `before` and `after`, if the same follows. */
function isSamePlace(a: readonly Word[], atA: number, b: readonly Word[], atB: number): boolean {
  if (a[atA]?.lower === 'before' || a[atA]?.lower === 'after') {
    const next = contentStems(b.slice(atB + 1, atB + 1 + nextWords));
    return [...contentStems(a.slice(atA + 1, atA + 1 + nextWords))].some((stem) => next.has(stem));
  }
  const shared = contentStems(wordsAround(a, atA, reachWords)).intersection(
    contentStems(wordsAround(b, atB, reachWords)),
  );
  const close = contentStems(wordsAround(a, atA, nextWords)).intersection(contentStems(wordsAround(b, atB, nextWords)));
  return close.size > 0 || shared.size >= leastShared;
}

function contentStems(words: readonly Word[]): Set<string> {
  return new Set(words.filter(isContent).map(({ stem }) => stem));
}

function wordsAround(words: readonly Word[], at: number, reach: number): Word[] {
  return [...words.slice(Math.max(0, at - reach), at), ...words.slice(at + 1, at + reach + 1)];
}

/** A sentence that denies what the claim tells, or tells what the claim denies. */
function deniedOtherwise(told: Reading, sources: readonly Source[]): Contradiction | undefined {
  const [best] = sources;
  if (!best) return undefined;
  const deniedByClaim = deniedWords(told);
  if (deniedByClaim.size > 0) {
    if (sources.some(({ reading }) => isNegative(reading))) return undefined;
    return contentStems(best.reading.words).isDisjointFrom(deniedByClaim) ? undefined : { source: best };
  }
  const stems = contentStems(told.words);
  if (saysNo(told)) return undefined;
  return sources.every(({ reading }) => !deniedWords(reading).isDisjointFrom(stems)) ? { source: best } : undefined;
}

/** Stems of the words that a sentence denies and nowhere tells. */
function deniedWords({ words, negated }: Reading): Set<string> {
  const isDeniable = (word: Word) => isContent(word) && word.pos !== 'PROPN' && word.pos !== 'NUM';
  const told = new Set(words.filter((_, at) => !negated[at]).map(({ stem }) => stem));
  return contentStems(words.filter((word, at) => negated[at] && isDeniable(word))).difference(told);
}

const negativeForm =
  /^(?:un(?!i|der|til)|non|dis(?!cuss|trict|play|tan|cover)|im(?:p|m)|in(?:valid|correct|complete|capable|eligible|visible|dependen)|ir(?:r)|il(?:l))\p{L}{3}|less$/u;

/** True if a word of a sentence says that something is not so: `dropped`, `without`, `unable`. */
function saysNo({ words }: Reading): boolean {
  return words.some(
    ({ lemma, lower }) => negations.has(lemma) || plainNegatives.has(lemma) || negativeForm.test(lower),
  );
}

/** True if any word of a sentence may say so in other words: `only`, `first`, `instead`. */
function isNegative({ words }: Reading): boolean {
  return words.some(
    ({ lemma, lower }) =>
      negations.has(lemma) || implicitNegatives.has(lemma) || implicitNegatives.has(lower) || negativeForm.test(lower),
  );
}
