import { hanNumeralAt } from './han-numerals.ts';
import { type Numeral, numeralAt } from './numerals.ts';
import { type Token, tokensOf } from './tokens.ts';
import { isCurrency } from './units.ts';
import { wordsOf } from './vocabulary/index.ts';
import type { Bound, NumberWords } from './vocabulary/vocabulary.ts';

/** A number that stands in a text. */
export type FoundNumber = {
  /** As it is written, with its unit: `$240 billion`. */
  readonly text: string;
  /** Where it begins in the text, and where it ends, in UTF-16 units. */
  readonly start: number;
  readonly end: number;
  readonly value: number;
  /** `USD`, `%`, `point`, `year`, `km`: what it counts, if that is a unit. */
  readonly unit?: string;
  /** The word behind it, if that may be what it counts: `soldiers`. */
  readonly noun?: string;
  /** What limits it: `about`, `more than`. */
  readonly bound?: Bound;
  /** True for `third` and `3rd`. */
  readonly ordinal: boolean;
  /** `more than $240 billion`: with what limits it. */
  readonly phrase: string;
  /** True if no digit is in it. */
  readonly inWords: boolean;
  /** Its first token, and the one after its last. */
  readonly first: number;
  readonly last: number;
};

/** A number as it is put together. `scale` is what it was multiplied by: 1e6 in `2 million`. */
type Draft = { -readonly [Key in keyof FoundNumber]: FoundNumber[Key] } & { readonly scale: number };

/** Every number in a text, in order; dates are numbers here too. `language` is a tag: `en`, `pt-BR`. */
export function numbersIn(text: string, language: string): FoundNumber[] {
  return numbersOf(text, tokensOf(text), language);
}

/** The same of tokens; those of dates, for which `skip` is true, are left out. */
export function numbersOf(
  text: string,
  tokens: readonly Token[],
  language: string,
  skip: (index: number) => boolean = () => false,
): FoundNumber[] {
  const words = wordsOf(language).numbers;
  const drafts: Draft[] = [];
  for (let index = 0; index < tokens.length; index++) {
    if (skip(index)) continue;
    const draft = draftAt(text, tokens, index, words);
    if (!draft) continue;
    drafts.push(draft);
    index = draft.last - 1;
  }
  shareUnits(tokens, drafts, words);
  return drafts.map(({ scale: _, ...number }) => number);
}

function draftAt(text: string, tokens: readonly Token[], index: number, words: NumberWords): Draft | undefined {
  if (isInName(tokens, index)) return undefined;
  const numeral = words.han
    ? hanNumberAt(tokens, index, words)
    : (numeralAt(tokens, index, words) ?? oneAt(tokens, index, words));
  if (!numeral) return manyAt(text, tokens, index, words);
  const prefix = unitBefore(tokens, index, words);
  let last = index + numeral.length;
  const suffix = unitAfter(tokens, last, words);
  if (suffix) last = suffix.last;
  const half = suffix && words.andHalf.at(tokens, last);
  if (half) last += half.length;
  const unit = prefix?.unit ?? numeral.unit ?? suffix?.unit;
  const first = prefix?.first ?? index;
  const limit = words.boundsBefore.before(tokens, first);
  // `over two years` is how long something lasted.
  const before = limit?.value === 'over' && isTime(unit) && !words.han ? undefined : limit?.value;
  const after = words.boundsAfter.at(tokens, last);
  const [firstToken, lastToken] = [tokens[first], tokens[last - 1]];
  const bound = before ?? after?.value;
  const firstOfPhrase = tokens[first - (before ? (limit?.length ?? 0) : 0)];
  const lastOfPhrase = tokens[last - 1 + (before ? 0 : (after?.length ?? 0))];
  const noun = unit ? undefined : nounAt(tokens, last, words);
  return {
    text: text.slice(firstToken?.start, lastToken?.end),
    start: firstToken?.start ?? 0,
    end: lastToken?.end ?? 0,
    phrase: text.slice(firstOfPhrase?.start, lastOfPhrase?.end),
    value: (numeral.value + (half?.value ?? 0)) * (prefix?.minus ? -1 : 1),
    ...(unit ? { unit } : {}),
    ...(noun ? { noun } : {}),
    ...(bound ? { bound } : {}),
    ordinal: numeral.ordinal,
    inWords: numeral.inWords,
    first,
    last,
    scale: numeral.scale,
  };
}

// `G7`, `F-16` and `5G` are names.
function isInName(tokens: readonly Token[], index: number): boolean {
  const [token, before, beforeHyphen] = [tokens[index], tokens[index - 1], tokens[index - 2]];
  if (token?.kind !== 'digits' || !token.attached || !before) return false;
  if (before.kind === 'word') return isLatin(before) && !isCurrencyCode(before);
  return isHyphen(before) && before.attached && beforeHyphen?.kind === 'word' && isLatin(beforeHyphen);
}

function isLatin({ key }: Token): boolean {
  return /^\p{Script=Latin}|^\p{Script=Cyrillic}/u.test(key);
}

function isCurrencyCode({ text }: Token): boolean {
  return /^(?:[A-Z]{3}|Rs)$/.test(text);
}

function isHyphen({ text }: Token): boolean {
  return text === '-' || text === '‑' || text === '–' || text === '−';
}

// The `an` of `an hour and a half`.
function oneAt(tokens: readonly Token[], index: number, words: NumberWords): Numeral | undefined {
  const article = words.articles.at(tokens, index);
  const unit = article && words.units.at(tokens, index + article.length);
  if (!unit || !words.andHalf.at(tokens, index + article.length + unit.length)) return undefined;
  return { value: 1, length: article.length, inWords: true, ordinal: false, scale: 1 };
}

function hanNumberAt(tokens: readonly Token[], index: number, words: NumberWords): Numeral | undefined {
  const numeral = hanNumeralAt(tokens, index);
  if (!numeral?.inWords || numeral.unit) return numeral;
  const scaled = numeral.length > 1 && numeral.value >= 10;
  return scaled || words.counters.at(tokens, index + numeral.length) ? numeral : undefined;
}

// `hundreds of people`
function manyAt(text: string, tokens: readonly Token[], index: number, words: NumberWords): Draft | undefined {
  const found = words.many.at(tokens, index);
  const [first, end] = [tokens[index], tokens[index + (found?.length ?? 0) - 1]];
  if (!found || !first || !end) return undefined;
  const last = index + found.length;
  return {
    text: text.slice(first.start, end.end),
    start: first.start,
    end: end.end,
    phrase: text.slice(first.start, end.end),
    value: found.value,
    bound: 'many',
    ordinal: false,
    inWords: true,
    first: index,
    last,
    scale: 1,
  };
}

// `$`, `US$`, `USD`, and a minus.
function unitBefore(tokens: readonly Token[], index: number, words: NumberWords) {
  const before = tokens[index - 1];
  if (!before) return undefined;
  if (tokens[index]?.attached && (before.text === '−' || before.text === '-') && !before.attached) {
    return { first: index - 1, unit: undefined, minus: true };
  }
  if (before.kind !== 'mark' && !isCurrencyCode(before)) return undefined;
  const found = words.units.before(tokens, index);
  if (!found || !isCurrency(found.value)) return undefined;
  return { first: index - found.length, unit: found.value, minus: false };
}

function isTime(unit: string | undefined): boolean {
  return ['second', 'minute', 'hour', 'day', 'night', 'week', 'month', 'year', 'decade', 'century'].includes(
    unit ?? '',
  );
}

// `dollars`, `%`, the `year` of `20-year-old`, and the `years` of `three more years`.
function unitAfter(tokens: readonly Token[], index: number, words: NumberWords) {
  const next = tokens[index];
  if (!next) return undefined;
  let at = isHyphen(next) && next.attached && tokens[index + 1]?.attached ? index + 1 : index;
  at += words.beforeUnits.at(tokens, at)?.length ?? 0;
  const found = words.units.at(tokens, at);
  return found ? { last: at + found.length, unit: found.value } : undefined;
}

function nounAt(tokens: readonly Token[], index: number, words: NumberWords): string | undefined {
  const next = tokens[index];
  if (!next || next.kind === 'mark' || next.kind === 'digits') return undefined;
  if (words.functionWords.at(tokens, index)) return undefined;
  return next.key;
}

// `3 to 5 percent`, `2–3 million`, `$2–3 million`: what one end of a range says is said of the other too.
function shareUnits(tokens: readonly Token[], drafts: readonly Draft[], words: NumberWords): void {
  for (const [i, high] of drafts.entries()) {
    const low = drafts[i - 1];
    if (!low || low.ordinal || high.ordinal) continue;
    const link = words.ranges.at(tokens, low.last);
    if (link === undefined || low.last + link.length !== high.first) continue;
    const sharesScale = !low.unit || (isCurrency(low.unit) && !high.unit);
    if (sharesScale && low.scale === 1 && high.scale > 1 && low.value < 1000) low.value *= high.scale;
    if (!low.unit && high.unit) low.unit = high.unit;
    if (!high.unit && !high.noun && isCurrency(low.unit)) assignUnit(high, low.unit);
    if (!low.unit && !low.noun && high.noun) low.noun = high.noun;
    if (low.bound && !high.bound) high.bound = low.bound;
  }
}

function assignUnit(draft: Draft, unit: string | undefined): void {
  if (unit) draft.unit = unit;
}
