import type { Checker, Claim, Evidence, Finding, Sentence } from './claim.ts';
import { type Context, contextOf } from './fact-context.ts';
import { factsOf, factsOfSentence } from './facts.ts';
import type { FoundNumber } from './found-number.ts';
import { bears } from './number-match.ts';
import { baseLanguage } from './sentences.ts';
import { fitsContext, type Said as SaidFact, swappedFor, type Told as ToldFact } from './swaps.ts';
import { inUnitOf } from './units.ts';

type Told = ToldFact<FoundNumber>;
type Said = SaidFact<FoundNumber>;

const noContext: Context = new Map();

// Words in common from which two numbers speak of the same thing.
const sameThing = 0.5;

/** Finds the numbers of a claim that its paragraphs do not bear, or that they say of something else. */
export const checkNumbers: Checker = (claim, evidence, cited) => {
  const facts = factsOf(claim.text, claim.language);
  const numbers = facts.numbers.filter(({ kind }) => kind !== 'one');
  if (numbers.length === 0) return [];
  const sameLanguage = baseLanguage(claim.language) === baseLanguage(evidence.language);
  const told = toldIn(cited, evidence);
  const said = numbers.map(
    (fact): Said => ({
      fact,
      context: sameLanguage ? contextOf(fact, facts) : noContext,
      bearers: new Set(told.filter((other) => bears(other.fact, fact))),
    }),
  );
  return said.flatMap((one): Finding[] => {
    if (isInKnownName(one.fact, claim, evidence) || isTimeAgo(one.fact, cited, evidence)) return [];
    const others = said.filter((other) => other !== one);
    if (one.bearers.size > 0) return sameLanguage ? elsewhereIn(one, others, told) : [];
    // What the other numbers of the claim rest on is not meant by this one.
    const free = told.filter((candidate) => !others.some(({ bearers }) => bearers.has(candidate)));
    return notBorne(one, free, told, () => toldIn(besides(cited, evidence), evidence));
  });
};

function toldIn(sentences: readonly Sentence[], { language }: Evidence): Told[] {
  return sentences.flatMap((sentence) => {
    const facts = factsOfSentence(sentence, language);
    return facts.numbers.map((fact) => ({ fact, facts, sentence }));
  });
}

function besides(cited: readonly Sentence[], { sentences }: Evidence): Sentence[] {
  const known = new Set(cited);
  return sentences.filter((sentence) => !known.has(sentence));
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

// `seventy years after it` for `70 years ago`, which is a date.
function isTimeAgo({ unit, value }: FoundNumber, cited: readonly Sentence[], { language }: Evidence): boolean {
  if (!unit) return false;
  return cited.some((sentence) =>
    factsOfSentence(sentence, language).dates.some(
      ({ parts }) => parts.period === unit && Math.abs(parts.offset ?? 0) === value && value > 1,
    ),
  );
}

function notBorne(one: Said, free: readonly Told[], told: readonly Told[], others: () => readonly Told[]): Finding[] {
  const { fact, context } = one;
  // A score is counted along by whoever tells of the goals.
  if (fact.kind === 'score' && !told.some((other) => other.fact.kind === 'score')) return [];
  if (isSmallCount(fact)) {
    const meant = mostLikely(
      one,
      free.filter((other) => speaksOfSame(one, other)),
    );
    return meant ? [finding(fact, meant)] : [];
  }
  const likely = mostLikely(one, free);
  const elsewhere = others();
  const bearers = elsewhere.filter((other) => bears(other.fact, fact));
  const beside = best(bearers, (other) => fitsContext(context, other));
  if (beside && !(likely && closeness(one, likely) + sameThing > closeness(one, beside))) {
    return [{ kind: 'paragraph', text: fact.text, paragraph: beside.sentence.paragraph }];
  }
  return [finding(fact, likely ?? mostLikely(one, elsewhere))];
}

function finding(number: FoundNumber, likely: Told | undefined): Finding {
  if (!likely) return { kind: 'number', text: number.text };
  const { fact: other, sentence } = likely;
  const [text, says] = other.text === number.text ? [number.phrase, other.phrase] : [number.text, other.text];
  return { kind: 'number', text, says, paragraph: sentence.paragraph };
}

/*
 * One, two and three in words, `first`, `second` and `doubled` may be counted by whoever writes: `the two leaders`. They
 * are wrong only where the article has another number for the same thing.
 */
function isSmallCount({ value, inWords, unit, bound, kind, nouns }: FoundNumber): boolean {
  if (unit === 'times') return inWords;
  if (!inWords || bound || (unit && nouns.length === 0)) return false;
  return kind === 'ordinal' ? value <= 2 : Number.isInteger(value) && value <= 3;
}

function mostLikely(one: Said, candidates: readonly Told[]): Told | undefined {
  const comparable = candidates.filter(({ fact }) => (fact.kind === 'ordinal') === (one.fact.kind === 'ordinal'));
  return best(
    comparable,
    (candidate) => closeness(one, candidate) + (haveSameDigits(one.fact, candidate.fact) ? 1.5 : 0),
  );
}

function best(candidates: readonly Told[], score: (candidate: Told) => number): Told | undefined {
  let [found, most]: [Told | undefined, number] = [undefined, Number.NEGATIVE_INFINITY];
  for (const candidate of candidates) {
    const value = score(candidate);
    if (value > most) [found, most] = [candidate, value];
  }
  return found;
}

/** How well a number of the article stands in the place of one of the claim: its unit, what it counts, the words around. */
function closeness({ fact, context }: Said, other: Told): number {
  const sameUnit = inUnitOf(fact, other.fact) !== undefined && fact.kind === other.fact.kind;
  return (sameUnit ? 2 : 0) + (haveSameNoun(fact, other.fact) ? 1 : 0) + fitsContext(context, other);
}

function haveSameDigits(a: FoundNumber, b: FoundNumber): boolean {
  return Math.abs(a.value - b.value) < 1e-9 || digitsOf(a) === digitsOf(b);
}

function digitsOf({ value }: FoundNumber): string {
  return [...value.toPrecision(12).replace(/0+$/, '').replace('.', '')].sort().join('');
}

function haveSameNoun(a: FoundNumber, b: FoundNumber): boolean {
  return a.nouns.some((noun) => b.nouns.some((other) => isSameNoun(noun, other)));
}

function isSameNoun(a: string, b: string): boolean {
  return a.slice(0, 4) === b.slice(0, 4);
}

function speaksOfSame({ fact, context }: Said, other: Told): boolean {
  if (fact.unit === 'times' && other.fact.unit === 'times') return true;
  if (fact.kind !== other.fact.kind || fact.value === other.fact.value) return false;
  // `three times interrupted` for `two interruptions`
  const named = other.fact.nouns.some((noun) => [...context.keys()].some((word) => isSameNoun(word, noun)));
  if (fact.unit === 'times' || inUnitOf(fact, other.fact) === undefined) return fact.unit === 'times' && named;
  if (haveSameNoun(fact, other.fact)) return true;
  if (fact.nouns.length > 0 && other.fact.nouns.length > 0) return false;
  return fitsContext(context, other) >= sameThing;
}

// The number is there, but another one stands where the claim has it.
function elsewhereIn(one: Said, others: readonly Said[], told: readonly Told[]): Finding[] {
  const end = otherEnd(one, others, told);
  if (end) return [end];
  if ([...one.bearers].some((bearer) => haveSameNoun(one.fact, bearer.fact))) return [];
  const rivals = told.filter(({ fact }) => !bears(fact, one.fact) && countSame(one.fact, fact));
  const rival = swappedFor(one, others, rivals);
  return rival ? [finding(one.fact, rival)] : [];
}

function countSame(a: FoundNumber, b: FoundNumber): boolean {
  if (a.unit !== b.unit || a.kind !== b.kind) return false;
  return (a.nouns.length === 0) === (b.nouns.length === 0) || (a.scale > 1 && b.scale > 1);
}

// Of a range both ends are one thing's: `48 to 60` for `48 to 52, after 60`.
function otherEnd({ fact, bearers }: Said, others: readonly Said[], told: readonly Told[]): Finding | undefined {
  const end = others.find((other) => fact.other !== undefined && other.fact.value === fact.other);
  // An end that is nowhere is found by itself.
  if (!end || end.bearers.size === 0) return undefined;
  const ends = new Set([...bearers].map((bearer) => bearer.fact.other));
  if (ends.has(undefined) || [...end.bearers].some((other) => ends.has(other.fact.value))) return undefined;
  const right = told.find((other) => ends.has(other.fact.value));
  return right && finding(end.fact, right);
}
