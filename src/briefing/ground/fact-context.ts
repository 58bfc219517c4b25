import type { Facts } from './facts.ts';
import { wordsOf } from './vocabulary/index.ts';
import type { Word } from './words.ts';

/** The words around a number or a date, each with how much it says about it: the nearest most. */
export type Context = ReadonlyMap<string, number>;

/** A number or a date, where it stands in its text. */
type Place = { readonly start: number; readonly end: number; readonly first: number; readonly bound?: string };

// A word further away says little about a number.
const mostWords = 10;
const perWord = 0.85;
const perMark = 0.5;
// Behind it another thing is told: `Ferry sinks; nine people are missing`.
const perClause = 0.1;

const known = new WeakMap<Place, Context>();

/** The words around a number or a date of a text. */
export function contextOf(place: Place, facts: Facts): Context {
  const before = known.get(place);
  if (before) return before;
  const context = new Map<string, number>();
  collect(context, facts, wordAt(facts.words, place.start) - 1, -1);
  collect(context, facts, wordAt(facts.words, place.end), 1);
  const change = place.bound ? undefined : wordsOf(facts.language).numbers.changes.before(facts.tokens, place.first);
  if (change) context.set(`@${change.value}`, 0);
  known.set(place, context);
  return context;
}

// The first word that does not begin before an offset; a long sentence is not searched from its beginning each time.
function wordAt(words: readonly Word[], offset: number): number {
  let [low, high] = [0, words.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((words[middle]?.start ?? offset) < offset) low = middle + 1;
    else high = middle;
  }
  return low;
}

function collect(context: Map<string, number>, { text, words }: Facts, from: number, step: 1 | -1): void {
  let [weight, count] = [1, 0];
  for (let index = from; count < mostWords; index += step) {
    const word = words[index];
    if (!word) return;
    const gap = gapBefore(words, step === 1 ? index : index + 1, text);
    if (/[;；。]/.test(gap)) weight *= perClause;
    else if (isBoundary(word) || /[,:.、，()–—]/.test(gap)) weight *= perMark;
    if (!word.isContent) continue;
    context.set(word.stem, Math.max(context.get(word.stem) ?? 0, weight));
    weight *= perWord;
    count += 1;
  }
}

function gapBefore(words: readonly Word[], index: number, text: string): string {
  const [before, after] = [words[index - 1], words[index]];
  // Only what stands right between two words, so that no gap of a hostile text is long.
  return before && after ? text.slice(before.end, Math.min(after.start, before.end + 3)) : '';
}

// Two figures of one sentence are mostly parted by one of these.
const boundaryWords = new Set([
  ...['and', 'but', 'while', 'whereas', 'compared', 'than', 'from', 'to', 'against', 'und', 'aber', 'gegenuber'],
  ...['y', 'pero', 'mientras', 'et', 'mais', 'tandis', 'e', 'mas', 'enquanto', 'и', 'а', 'но', 'против'],
]);

function isBoundary({ key }: Word): boolean {
  return boundaryWords.has(key);
}

/** How much two contexts have in common; the more, the better they fit. */
export function likeness(a: Context, b: Context): number {
  let sum = 0;
  for (const [word, weight] of a) sum += weight * (b.get(word) ?? 0);
  // What it was is not what it came to.
  const opposite = (a.has('@from') && b.has('@to')) || (a.has('@to') && b.has('@from'));
  return opposite ? sum - 1 : sum;
}
