import type { FoundNumber } from './found-number.ts';
import type { Token } from './tokens.ts';
import { isCurrency } from './units.ts';
import type { NumberWords } from './vocabulary/vocabulary.ts';

/*
 * `3 to 5 percent`, `$2–3 million`, `won 2-1`: two numbers side by side are a range or a score, and what one says of unit
 * and size is true of the other.
 */

/** Numbers that know the other one of their pair. */
export function pairNumbers(
  tokens: readonly Token[],
  numbers: readonly FoundNumber[],
  words: NumberWords,
): FoundNumber[] {
  const paired = [...numbers];
  for (let i = 1; i < paired.length; i++) {
    const [low, high] = [paired[i - 1], paired[i]];
    if (!low || !high || low.kind !== 'count' || high.kind !== 'count') continue;
    const link = words.ranges.at(tokens, low.last);
    if (!link || low.last + link.length !== high.first) continue;
    [paired[i - 1], paired[i]] = isScore(tokens, low, high) ? scoreOf(low, high) : rangeOf(low, high);
  }
  return paired;
}

function isScore(tokens: readonly Token[], low: FoundNumber, high: FoundNumber): boolean {
  const mark = tokens[low.last];
  if (!mark || !/^[-–:]$/.test(mark.text) || !mark.attached || !tokens[high.first]?.attached) return false;
  const plain = [low, high].every(
    ({ unit, value, inWords }) => !unit && !inWords && Number.isInteger(value) && value < 200,
  );
  return plain && (low.value >= high.value || high.nouns.length === 0);
}

function scoreOf(low: FoundNumber, high: FoundNumber): [FoundNumber, FoundNumber] {
  const { nouns: _, ...sides } = high;
  return [
    { ...low, kind: 'score', other: high.value, nouns: [] },
    { ...sides, kind: 'score', other: low.value, nouns: [] },
  ];
}

function rangeOf(low: FoundNumber, high: FoundNumber): [FoundNumber, FoundNumber] {
  const scale = low.scale === 1 ? high.scale : 1;
  const sharesScale =
    low.value < 1000 && (!low.unit || (isCurrency(low.unit) && (!high.unit || high.unit === low.unit)));
  const value = sharesScale ? low.value * scale : low.value;
  const unit = low.unit ?? high.unit;
  const unitOfHigh = high.unit ?? (isCurrency(low.unit) && high.nouns.length === 0 ? low.unit : undefined);
  const bound = high.bound ?? low.bound;
  return [
    {
      ...low,
      value,
      ...(unit ? { unit } : {}),
      nouns: low.nouns.length > 0 || unit ? low.nouns : high.nouns,
      other: high.value,
    },
    { ...high, ...(unitOfHigh ? { unit: unitOfHigh } : {}), ...(bound ? { bound } : {}), other: value },
  ];
}
