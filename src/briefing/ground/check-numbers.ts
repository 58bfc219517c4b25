import type { Checker, Claim, Evidence, Finding, Sentence } from './claim.ts';
import { type Context, contextOf, likeness } from './fact-context.ts';
import { type Facts, factsOf, factsOfSentence } from './facts.ts';
import { bears } from './number-match.ts';
import type { FoundNumber } from './numbers.ts';
import { inUnitOf } from './units.ts';

/** A number of an article, and where it stands. */
type Told = { readonly number: FoundNumber; readonly facts: Facts; readonly sentence: Sentence };

/** A number of a claim, and the words around it. */
type Said = { readonly number: FoundNumber; readonly context: Context };

const noContext: Context = new Map();

// A number is another thing's if the words around another number fit the claim so much better, and so many times as well.
const swappedBy = 0.7;
const swappedTimes = 2;
// Words in common from which two numbers speak of the same thing.
const sameThing = 0.5;

/** Finds the numbers of a claim that its paragraphs do not bear, or that they say of something else. */
export const checkNumbers: Checker = (claim, evidence, cited) => {
  const facts = factsOf(claim.text, claim.language);
  if (facts.numbers.length === 0) return [];
  const sameLanguage = base(claim.language) === base(evidence.language);
  const said = facts.numbers.map((number) => ({
    number,
    context: sameLanguage ? contextOf(number, facts) : noContext,
  }));
  const told = toldIn(cited, evidence);
  const elsewhere = toldIn(
    evidence.sentences.filter((sentence) => !cited.includes(sentence)),
    evidence,
  );
  const borne = facts.numbers.map((number) => told.filter((other) => bears(other.number, number)));
  // What the other numbers of the claim rest on is not meant by this one.
  const used = (except: number) => new Set(borne.flatMap((list, i) => (i === except ? [] : list)));
  return said.flatMap((one, i): Finding[] => {
    const { number, context } = one;
    if (isInKnownName(number, claim, evidence)) return [];
    const free = told.filter((other) => !used(i).has(other));
    const bearers = borne[i] ?? [];
    if (bearers.length > 0) return sameLanguage ? swapped(one, bearers, said.toSpliced(i, 1), told) : [];
    const likely = mostLikely(number, context, free);
    if (isSmallCount(number)) return likely && speaksOfSame(number, context, likely) ? [finding(number, likely)] : [];
    const besides = elsewhere.filter((other) => bears(other.number, number));
    const [beside] = besides;
    if (beside && !(likely && speaksOfSame(number, context, likely))) {
      return [{ kind: 'paragraph', text: number.text, paragraph: beside.sentence.paragraph }];
    }
    return [finding(number, likely ?? mostLikely(number, context, elsewhere))];
  });
};

function toldIn(sentences: readonly Sentence[], { language }: Evidence): Told[] {
  return sentences.flatMap((sentence) => {
    const facts = factsOfSentence(sentence, language);
    return facts.numbers.map((number) => ({ number, facts, sentence }));
  });
}

function base(language: string): string {
  return language.slice(0, 2).toLowerCase();
}

function finding(number: FoundNumber, likely: Told | undefined): Finding {
  const text = likely && likely.number.text === number.text ? number.phrase : number.text;
  if (!likely) return { kind: 'number', text };
  const says = text === number.phrase ? likely.number.phrase : likely.number.text;
  return { kind: 'number', text, says, paragraph: likely.sentence.paragraph };
}

// `the Group of 20` is a name, which is another checker's.
function isInKnownName({ start, end }: FoundNumber, { text }: Claim, { names }: Evidence): boolean {
  return names.some(({ name, aliases }) =>
    [name, ...aliases].some((known) => {
      const at = text.indexOf(known, Math.max(0, end - known.length));
      return at >= 0 && at <= start;
    }),
  );
}

/*
 * One, two and three in words, and `first` and `second`, may be counted by whoever writes: `the two leaders`. They are
 * wrong only where the article has another number for the same thing.
 */
function isSmallCount({ value, inWords, unit, bound, ordinal }: FoundNumber): boolean {
  if (!inWords || bound || unit) return false;
  return ordinal ? value <= 2 : Number.isInteger(value) && value <= 3;
}

function mostLikely(number: FoundNumber, context: Context, candidates: readonly Told[]): Told | undefined {
  let best: Told | undefined;
  let most = -1;
  for (const candidate of candidates) {
    const alike = likelihood(number, context, candidate);
    if (alike === undefined || alike <= most) continue;
    [best, most] = [candidate, alike];
  }
  return best;
}

// The same unit, the same thing counted, the same words around, nearly the same digits.
function likelihood(number: FoundNumber, context: Context, { number: other, facts }: Told): number | undefined {
  if (number.ordinal !== other.ordinal) return undefined;
  const sameUnit = inUnitOf(number, other) !== undefined;
  const sameNoun = number.noun !== undefined && number.noun === other.noun;
  const sameDigits = digitsOf(number) === digitsOf(other) || Math.abs(number.value - other.value) < 1e-9;
  return (sameUnit ? 2 : 0) + (sameNoun ? 2 : 0) + (sameDigits ? 1.5 : 0) + likeness(context, contextOf(other, facts));
}

function digitsOf({ value }: FoundNumber): string {
  return [...value.toPrecision(12).replace(/0+$/, '').replace('.', '')].sort().join('');
}

function speaksOfSame(number: FoundNumber, context: Context, { number: other, facts }: Told): boolean {
  if (inUnitOf(number, other) === undefined && number.unit === undefined) return false;
  if (number.noun !== undefined && other.noun !== undefined && !isSameNoun(number.noun, other.noun)) {
    return !isSmallCount(number) && likeness(context, contextOf(other, facts)) >= 2 * sameThing;
  }
  return likeness(context, contextOf(other, facts)) >= sameThing;
}

function isSameNoun(a: string, b: string): boolean {
  return a.slice(0, 4) === b.slice(0, 4);
}

// The number is there, but another one stands where the claim has it.
function swapped(
  { number, context }: Said,
  bearers: readonly Told[],
  others: readonly Said[],
  told: readonly Told[],
): Finding[] {
  const own = bestLikeness(context, bearers);
  if (bearers.some((bearer) => number.noun !== undefined && number.noun === bearer.number.noun)) return [];
  for (const rival of told) {
    if (bears(rival.number, number) || !countSame(number, rival.number)) continue;
    const rivals = bestLikeness(context, [rival]);
    if (rivals < own + swappedBy || rivals < swappedTimes * own) continue;
    // Another number of the claim is the rival's. It is swapped with this one, or it is where it should be.
    const owner = others.find((other) => bears(rival.number, other.number));
    if (owner && bestLikeness(owner.context, bearers) <= bestLikeness(owner.context, [rival])) continue;
    return [finding(number, rival)];
  }
  return [];
}

function bestLikeness(context: Context, told: readonly Told[]): number {
  return Math.max(...told.map(({ number, facts }) => likeness(context, contextOf(number, facts))));
}

function countSame(a: FoundNumber, b: FoundNumber): boolean {
  return a.unit === b.unit && a.ordinal === b.ordinal && (a.noun === undefined) === (b.noun === undefined);
}
