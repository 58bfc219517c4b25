import type { FoundNumber } from './found-number.ts';
import { hanNumeralAt } from './han-numerals.ts';
import { unitAfter, unitBefore } from './number-units.ts';
import { type Numeral, numeralAt } from './numerals.ts';
import type { Token } from './tokens.ts';
import { isTime } from './units.ts';
import type { Bound, NumberWords } from './vocabulary/vocabulary.ts';

/** The number that begins at a token, with its unit and what limits it; undefined if none does. */
export function numberAt(
  text: string,
  tokens: readonly Token[],
  index: number,
  words: NumberWords,
): FoundNumber | undefined {
  if (isInName(tokens, index)) return undefined;
  const many = words.many.at(tokens, index);
  if (many) return withoutUnit(text, tokens, index, many, { bound: 'many' });
  const multiple = words.multiples.at(tokens, index);
  if (multiple) return withoutUnit(text, tokens, index, multiple, { unit: 'times' });
  const numeral = numeralOf(tokens, index, words);
  if (numeral) return numberOf(text, tokens, index, numeral, words);
  const one = words.han ? undefined : oneAt(tokens, index, words);
  return one && numberOf(text, tokens, index, one, words);
}

function numeralOf(tokens: readonly Token[], index: number, words: NumberWords): Numeral | undefined {
  if (!words.han) return partOf(tokens, index, words) ?? numeralAt(tokens, index, words);
  const half = words.numerals.at(tokens, index);
  if (half) return { ...half, inWords: true, ordinal: false, scale: 1 };
  const numeral = hanOrdinalAt(tokens, index) ?? hanNumeralAt(tokens, index);
  if (!numeral?.inWords || numeral.unit || numeral.ordinal) return numeral;
  const scaled = numeral.length > 1 && (numeral.value >= 10 || numeral.value < 1);
  return scaled || words.counters.at(tokens, index + numeral.length) ? numeral : undefined;
}

// `第三`
function hanOrdinalAt(tokens: readonly Token[], index: number): Numeral | undefined {
  const numeral = tokens[index]?.text === '第' ? hanNumeralAt(tokens, index + 1) : undefined;
  return numeral && { ...numeral, length: numeral.length + 1, ordinal: true, inWords: true };
}

// `two in three`, `nine out of ten`
function partOf(tokens: readonly Token[], index: number, words: NumberWords): Numeral | undefined {
  const part = numeralAt(tokens, index, words);
  const of = part && words.outOf.at(tokens, index + part.length);
  if (!of || part.value > 99) return undefined;
  const atWhole = index + part.length + of.length;
  const whole = numeralAt(tokens, atWhole, words);
  if (!whole || whole.value > 100 || whole.value <= part.value || whole.ordinal || part.ordinal) return undefined;
  if (!Number.isInteger(part.value) || !Number.isInteger(whole.value)) return undefined;
  if (unitAfter(tokens, atWhole + whole.length, words)) return undefined;
  const length = part.length + of.length + whole.length;
  return { ...part, value: part.value / whole.value, length, inWords: true };
}

// `a day`; `an hour and a half`
function oneAt(tokens: readonly Token[], index: number, words: NumberWords): Numeral | undefined {
  const article = words.articles.at(tokens, index);
  const unit = article && words.units.at(tokens, index + article.length);
  if (!unit || !isTime(unit.value)) return undefined;
  return { value: 1, length: article.length, inWords: true, ordinal: false, scale: 1 };
}

// `a day`, `ein Tag`: the article counts, but is no number that anybody gives.
function isOne(tokens: readonly Token[], index: number, { value, length }: Numeral, words: NumberWords): boolean {
  return value === 1 && words.articles.at(tokens, index)?.length === length;
}

function numberOf(
  text: string,
  tokens: readonly Token[],
  index: number,
  numeral: Numeral,
  words: NumberWords,
): FoundNumber {
  const prefix = unitBefore(tokens, index, words);
  const suffix = unitAfter(tokens, index + numeral.length, words);
  let last = suffix?.last ?? index + numeral.length;
  const half = suffix && words.andHalf.at(tokens, last);
  if (half) last += half.length;
  const first = prefix?.first ?? index;
  const nouns = suffix ? [] : nounsAt(tokens, last, words);
  const timeBefore = nouns.length === 0 && !prefix?.unit ? timeNamed(tokens, first, words) : undefined;
  const written = prefix?.unit ?? numeral.unit ?? suffix?.unit ?? timeBefore;
  // `tercera vez`
  const unit = numeral.ordinal && written === 'times' ? undefined : written;
  const sign = prefix?.minus ? -1 : 1;
  const limit = limitOf(tokens, first, last, unit, words);
  const letter = tokens[index + numeral.length - 1]?.key ?? '';
  const or = unit ? undefined : lettersMeaning[letter];
  // `at three points` is no percentage; `0.5 points` is.
  const mayBePlaces = unit === 'point' && numeral.inWords && Number.isInteger(numeral.value) && suffix?.length === 1;
  return {
    text: textOf(text, tokens, first, last),
    phrase: textOf(text, tokens, first - limit.before, last + limit.after),
    start: tokens[first]?.start ?? 0,
    end: tokens[last - 1]?.end ?? 0,
    value: (numeral.value + (half?.value ?? 0)) * sign,
    ...(unit ? { unit } : {}),
    ...(or && numeral.scale > 1 ? { or: { value: (numeral.value / numeral.scale) * sign, unit: or } } : {}),
    nouns: mayBePlaces ? ['points'] : unit ? [] : nouns,
    ...(limit.bound ? { bound: limit.bound } : {}),
    kind: numeral.ordinal ? 'ordinal' : isOne(tokens, index, numeral, words) && !half ? 'one' : 'count',
    scale: numeral.scale,
    inWords: numeral.inWords,
    first,
    last,
  };
}

// `6m` may be metres, `6t` tonnes.
const lettersMeaning: Readonly<Record<string, string>> = { m: 'm', t: 't' };

function textOf(text: string, tokens: readonly Token[], first: number, last: number): string {
  return text.slice(tokens[first]?.start, tokens[last - 1]?.end);
}

// `hundreds of people`, `doubled`
function withoutUnit(
  text: string,
  tokens: readonly Token[],
  first: number,
  { value, length }: { readonly value: number; readonly length: number },
  more: { readonly bound: Bound } | { readonly unit: string },
): FoundNumber {
  const last = first + length;
  const written = textOf(text, tokens, first, last);
  const [start, end] = [tokens[first]?.start ?? 0, tokens[last - 1]?.end ?? 0];
  return {
    text: written,
    phrase: written,
    start,
    end,
    value,
    ...more,
    nouns: [],
    kind: 'count',
    scale: 1,
    inWords: true,
    first,
    last,
  };
}

/** What limits a number, and how many tokens of that stand before and behind it. */
function limitOf(tokens: readonly Token[], first: number, last: number, unit: string | undefined, words: NumberWords) {
  const before = words.boundsBefore.before(tokens, first);
  // `over two years` is how long something lasted.
  if (before && !(before.value === 'over' && isTime(unit) && before.length === 1 && !words.han)) {
    return { bound: before.value, before: before.length, after: 0 };
  }
  // `200人以上`
  const counter = words.counters.at(tokens, last)?.length ?? 0;
  const close = words.boundsAfter.at(tokens, last);
  const after = close ?? words.boundsAfter.at(tokens, last + counter);
  return { bound: after?.value, before: 0, after: after ? after.length + (close ? 0 : counter) : 0 };
}

const mostNouns = 3;

function nounsAt(tokens: readonly Token[], index: number, words: NumberWords): string[] {
  const nouns: string[] = [];
  for (let at = index; at < index + mostNouns; at++) {
    const token = tokens[at];
    if (!token || token.kind === 'mark' || token.kind === 'digits' || words.functionWords.at(tokens, at)) break;
    nouns.push(token.key);
  }
  return nouns;
}

// The unit of `minute 57` and `day 3`.
function timeNamed(tokens: readonly Token[], first: number, words: NumberWords): string | undefined {
  const found = tokens[first - 1]?.kind === 'word' ? words.units.before(tokens, first) : undefined;
  return found?.length === 1 && isTime(found.value) ? found.value : undefined;
}

// `G7`, `F-16` and `5G` are names.
function isInName(tokens: readonly Token[], index: number): boolean {
  const [token, before, beforeHyphen] = [tokens[index], tokens[index - 1], tokens[index - 2]];
  // `in her 30s`
  if (token?.kind === 'digits' && tokens[index + 1]?.key === 's' && tokens[index + 1]?.attached) return true;
  if (token?.kind !== 'digits' || !token.attached || !before) return false;
  if (before.kind === 'word') return isLetters(before) && !/^(?:[A-Z]{3}|Rs)$/.test(before.text);
  return /^[-‑–]$/.test(before.text) && before.attached && beforeHyphen?.kind === 'word' && isLetters(beforeHyphen);
}

function isLetters({ key }: Token): boolean {
  return /^\p{Script=Latin}|^\p{Script=Cyrillic}/u.test(key);
}
