import { directionsOf } from './directions.ts';
import { amountRow } from './opposites.ts';
import type { Reading } from './reading.ts';
import type { Word } from './words.ts';

/** A number that something is above (`1`) or below (`-1`): `more than ten`, `under €300,000`. */
export type Bound = { readonly word: Word; readonly number: string; readonly side: 1 | -1 };

const nextWords = 3;

/** The bounds in a sentence, in order. */
export function boundsOf({ words }: Reading): Bound[] {
  return words.flatMap((word, at) => {
    const side = sideOf(words, at);
    const next = words.slice(at + 1, at + 1 + nextWords);
    const number = next.find(({ pos, lemma }) => pos === 'NUM' || multiples.has(lemma));
    if (!side || !number || next.slice(0, next.indexOf(number)).some(({ pos }) => pos === 'NOUN')) return [];
    return [{ word, number: plainNumber(number), side }];
  });
}

const multiples = new Set(['half', 'double', 'triple']);
const sides: ReadonlyMap<string, 1 | -1> = new Map([
  ['over', 1],
  ['above', 1],
  ['more than', 1],
  ['at least', 1],
  ['under', -1],
  ['below', -1],
  ['less than', -1],
  ['fewer than', -1],
  ['at most', -1],
]);

function sideOf(words: readonly Word[], at: number): 1 | -1 | undefined {
  const [before, word, next] = [words[at - 1]?.lower, words[at]?.lower ?? '', words[at + 1]?.lower];
  // `no more than ten`
  return before === 'no' || before === 'not' ? undefined : (sides.get(`${word} ${next}`) ?? sides.get(word));
}

function plainNumber({ lemma, lower }: Word): string {
  return multiples.has(lemma) ? lemma : lower.replaceAll(',', '');
}

/** A word that says of a change the opposite of what its numbers say: the `grew` of `grew from 27 seats to 12`. */
export function wrongChange(reading: Reading): Word | undefined {
  return directionsOf(reading).find(({ word, at, ways }) => {
    if (word.pos !== 'VERB' && word.lower !== 'up' && word.lower !== 'down') return false;
    const way = reading.negated[at] ? undefined : ways.get(amountRow);
    const change = changeAfter(reading.words, at);
    return way !== undefined && change !== undefined && change * way < 0;
  })?.word;
}

const mostBetween = 5;

/** By how much something changes `from` one number `to` another behind a word; nothing if that is not told. */
function changeAfter(words: readonly Word[], at: number): number | undefined {
  const first = amountAfter(words, at);
  const second = first && amountAfter(words, first.at);
  if (!first || !second || first.preposition === second.preposition || first.scale !== second.scale) return undefined;
  return first.preposition === 'from' ? second.value - first.value : first.value - second.value;
}

function amountAfter(words: readonly Word[], from: number) {
  const next = words.slice(from + 1, from + 1 + mostBetween);
  const start = next.findIndex(({ lower }) => lower === 'from' || lower === 'to');
  const at = words.findIndex(
    ({ pos }, i) => i > from + 1 + start && i <= from + 1 + start + nextWords && pos === 'NUM',
  );
  const digits = words[at]?.lower.replaceAll(',', '') ?? '';
  // A year is no amount.
  if (start < 0 || at < 0 || !/^\d+(?:\.\d+)?$/.test(digits) || /^(?:19|20)\d\d$/.test(digits)) return undefined;
  const scale = /^(?:m|bn|million|billion|trillion)\b/.exec(words[at + 1]?.lower ?? '')?.[0];
  return { at, value: Number(digits), preposition: next[start]?.lower, scale };
}
