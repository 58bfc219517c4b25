import type { Facts } from './facts.ts';
import type { Token } from './tokens.ts';
import { wordsOf } from './vocabulary/index.ts';

/** The words around a number or a date, each with how much it says about it: the nearest most. */
export type Context = ReadonlyMap<string, number>;

/** A number or a date: its first token, and the one after its last. */
type Place = { readonly first: number; readonly last: number; readonly bound?: string };

// A word further away says little about a number.
const mostWords = 10;
const perWord = 0.85;
const perMark = 0.5;
const stemLength = 5;

const known = new WeakMap<Place, Context>();

/** The words around a number or a date of a text. */
export function contextOf(place: Place, facts: Facts): Context {
  const before = known.get(place);
  if (before) return before;
  const context = new Map<string, number>();
  collect(context, facts, place.first - 1, -1);
  collect(context, facts, place.last, 1);
  const change = place.bound ? undefined : wordsOf(facts.language).numbers.changes.before(facts.tokens, place.first);
  if (change) context.set(`@${change.value}`, 1);
  known.set(place, context);
  return context;
}

function collect(context: Map<string, number>, { tokens, language }: Facts, from: number, step: 1 | -1): void {
  const { functionWords } = wordsOf(language).numbers;
  let [weight, count] = [1, 0];
  for (let index = from; count < mostWords; index += step) {
    const token = tokens[index];
    if (!token) return;
    if (isBoundary(token)) weight *= perMark;
    const stem = stemOf(tokens, index);
    if (!stem || functionWords.at(tokens, index)) continue;
    context.set(stem, Math.max(context.get(stem) ?? 0, weight));
    weight *= perWord;
    count += 1;
  }
}

// Two figures of one sentence are mostly parted by one of these.
const boundaryWords = new Set([
  ...['and', 'but', 'while', 'whereas', 'compared', 'than', 'from', 'to', 'against', 'und', 'aber', 'gegenüber'],
  ...['y', 'pero', 'mientras', 'et', 'mais', 'tandis', 'e', 'mas', 'enquanto', 'и', 'а', 'но', 'против'],
]);

function isBoundary({ kind, key }: Token): boolean {
  return (kind === 'mark' && /[,;:.、，；。()–—]/.test(key)) || boundaryWords.has(key);
}

// Words are compared by their beginnings, which inflection leaves alone; Chinese and Japanese by pairs of characters.
function stemOf(tokens: readonly Token[], index: number): string | undefined {
  const token = tokens[index];
  if (token?.kind === 'word' && token.key.length > 2) return token.key.slice(0, stemLength);
  const next = tokens[index + 1];
  if (token?.kind === 'han' && next?.kind === 'han' && next.attached) return token.key + next.key;
  return undefined;
}

/** How much two contexts have in common; the more, the better they fit. */
export function likeness(a: Context, b: Context): number {
  let sum = 0;
  for (const [word, weight] of a) sum += weight * (b.get(word) ?? 0);
  // What it was is not what it came to.
  const opposite = (a.has('@from') && b.has('@to')) || (a.has('@to') && b.has('@from'));
  return opposite ? sum - 1 : sum;
}
