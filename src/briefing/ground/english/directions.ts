import { sidesOf } from './opposites.ts';
import type { Reading } from './reading.ts';
import { isContent, type Word } from './words.ts';

/** What a word of a sentence says is so, or is not so. */
export type Direction = {
  readonly word: Word;
  /** Where it stands among the sentence's words. */
  readonly at: number;
  /** What it tells of, each with the way it goes there, its `not` reckoned in: rows of the table of opposites, or its own stem. */
  readonly ways: ReadonlyMap<number | string, 1 | -1>;
};

const partWords = 3;

const known = new WeakMap<Reading, readonly Direction[]>();

/** The directions of a sentence's words, in order; of the same reading they are found once. */
export function directionsOf(reading: Reading): readonly Direction[] {
  const directions = known.get(reading) ?? directionsIn(reading);
  known.set(reading, directions);
  return directions;
}

function directionsIn(reading: Reading): Direction[] {
  const { words, negated } = reading;
  const found: Direction[] = [];
  let isOpen = false;
  words.forEach((word, at) => {
    // What comes after `until` and `before` is not so yet: either way may be right.
    if (word.pos === 'PUNCT') isOpen = false;
    if (word.lower === 'until' || word.lower === 'before') isOpen = true;
    if (isOpen || isDegree(words, at) || isWeather(words, at)) return;
    const listed = phraseSides(words, at) ?? sidesOf(word.stem);
    // `denied that it closed because of him`: that it closed is not denied.
    if (negated[at] && isReasonDenied(words, at)) return;
    // Of nouns it is not certain how far a `not` reaches.
    if (!listed && !(isContent(word) && (word.pos === 'VERB' || word.pos === 'ADJ'))) return;
    let sign: 1 | -1 = negated[at] ? -1 : 1;
    if (isLess(words[at - 1])) sign = -sign as 1 | -1;
    const ways = new Map<number | string, 1 | -1>();
    for (const [row, side] of listed ?? []) ways.set(row, (side * sign) as 1 | -1);
    ways.set(word.stem, sign);
    found.push({ word, at, ways });
  });
  return found;
}

function phraseSides(words: readonly Word[], at: number) {
  const word = words[at];
  for (const next of words.slice(at + 1, at + 1 + partWords)) {
    const sides = sidesOf(`${word?.stem}-${next.stem}`);
    if (sides) return sides;
    if (next.pos === 'PUNCT') return undefined;
  }
  return undefined;
}

/** True for what says how much, and no direction: `up to 12%`, `more than ten`, the `less` of `less expensive`. */
function isDegree(words: readonly Word[], at: number): boolean {
  const [word, next, behind] = [words[at], words[at + 1], words[at + 2]];
  if (!word || !next) return false;
  if (next.lower === 'than') return behind?.pos === 'NUM' || behind?.lemma === 'double' || behind?.lemma === 'triple';
  if (word.lower === 'up') return next.lower === 'to';
  if (degrees.has(word.lower)) return next.pos === 'ADJ' || next.pos === 'ADV' || words[at - 1]?.lower === 'at';
  return word.pos !== 'VERB' && verbsOnly.has(word.lower);
}

const degrees = new Set(['more', 'most', 'less', 'least']);
// `turned its back`, `the right place`
const verbsOnly = new Set(['back', 'right', 'pass', 'bar', 'call']);

function isLess(word: Word | undefined): boolean {
  return word?.lower === 'less' || word?.lower === 'least';
}

/** True for the `fall` of rain, which is no less of it. */
function isWeather(words: readonly Word[], at: number): boolean {
  return (
    words[at]?.lemma === 'fall' &&
    words.slice(Math.max(0, at - partWords), at).some(({ lemma }) => lemma === 'rain' || lemma === 'snow')
  );
}

function isReasonDenied(words: readonly Word[], at: number): boolean {
  const end = words.slice(at).find(({ lower, text }) => lower === 'because' || text === ',' || text === ';');
  return end?.lower === 'because';
}
