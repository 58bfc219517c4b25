import type { Checker, Claim, Evidence, Finding, Sentence } from './claim.ts';
import { type Context, contextOf, likeness } from './fact-context.ts';
import { type Facts, factsOf, factsOfSentence } from './facts.ts';
import { bears } from './number-match.ts';
import type { FoundNumber } from './numbers.ts';
import { baseLanguage } from './sentences.ts';
import { inUnitOf } from './units.ts';

/** A number of an article, and where it stands. */
type Told = { readonly number: FoundNumber; readonly facts: Facts; readonly sentence: Sentence };

/** A number of a claim, and the words around it. */
type Said = { readonly number: FoundNumber; readonly context: Context; readonly bearers: readonly Told[] };

const noContext: Context = new Map();

// A number is another thing's if the words around another number fit the claim so much better, and so many times as well.
const swappedBy = 0.7;
const swappedTimes = 2;
// Words in common from which two numbers speak of the same thing.
const sameThing = 0.5;

/** Finds the numbers of a claim that its paragraphs do not bear, or that they say of something else. */
export const checkNumbers: Checker = (claim, evidence, cited) => {
  const facts = factsOf(claim.text, claim.language);
  const numbers = facts.numbers.filter(({ kind }) => kind !== 'one');
  if (numbers.length === 0) return [];
  const sameLanguage = baseLanguage(claim.language) === baseLanguage(evidence.language);
  const told = toldIn(cited, evidence);
  const elsewhere = toldIn(
    evidence.sentences.filter((sentence) => !cited.includes(sentence)),
    evidence,
  );
  const said = numbers.map(
    (number): Said => ({
      number,
      context: sameLanguage ? contextOf(number, facts) : noContext,
      bearers: told.filter((other) => bears(other.number, number)),
    }),
  );
  return said.flatMap((one): Finding[] => {
    if (isInKnownName(one.number, claim, evidence)) return [];
    const others = said.filter((other) => other !== one);
    if (one.bearers.length > 0)
      return sameLanguage ? [...otherEnd(one, others, told), ...swapped(one, others, told)].slice(0, 1) : [];
    // What the other numbers of the claim rest on is not meant by this one.
    const free = told.filter((candidate) => !others.some(({ bearers }) => bearers.includes(candidate)));
    return notBorne(one, free, told, elsewhere);
  });
};

function toldIn(sentences: readonly Sentence[], { language }: Evidence): Told[] {
  return sentences.flatMap((sentence) => {
    const facts = factsOfSentence(sentence, language);
    return facts.numbers.map((number) => ({ number, facts, sentence }));
  });
}

function notBorne(one: Said, free: readonly Told[], told: readonly Told[], elsewhere: readonly Told[]): Finding[] {
  const { number, context } = one;
  // A score is counted along by whoever tells of the goals.
  if (number.kind === 'score' && !told.some((other) => other.number.kind === 'score')) return [];
  const likely = mostLikely(one, free);
  if (isSmallCount(number)) return likely && speaksOfSame(one, likely) ? [finding(number, likely)] : [];
  const beside = closest(
    context,
    elsewhere.filter((other) => bears(other.number, number)),
  );
  if (beside && !(likely && fitOf(one, likely) >= fitOf(one, beside))) {
    return [{ kind: 'paragraph', text: number.text, paragraph: beside.sentence.paragraph }];
  }
  return [finding(number, likely ?? mostLikely(one, elsewhere))];
}

function finding(number: FoundNumber, likely: Told | undefined): Finding {
  if (!likely) return { kind: 'number', text: number.text };
  const { number: other, sentence } = likely;
  const [text, says] = other.text === number.text ? [number.phrase, other.phrase] : [number.text, other.text];
  return { kind: 'number', text, says, paragraph: sentence.paragraph };
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
 * One, two and three in words, `first`, `second` and `doubled` may be counted by whoever writes: `the two leaders`. They
 * are wrong only where the article has another number for the same thing.
 */
function isSmallCount({ value, inWords, unit, bound, kind }: FoundNumber): boolean {
  if (unit === 'times') return inWords;
  if (!inWords || bound || (unit && unit !== 'point')) return false;
  return kind === 'ordinal' ? value <= 2 : Number.isInteger(value) && value <= 3;
}

function mostLikely(one: Said, candidates: readonly Told[]): Told | undefined {
  const comparable = candidates.filter(({ number }) => isComparable(one.number, number));
  return best(comparable, (candidate) => likelihood(one, candidate));
}

function closest(context: Context, candidates: readonly Told[]): Told | undefined {
  return best(candidates, ({ number, facts }) => likeness(context, contextOf(number, facts)));
}

function best(candidates: readonly Told[], score: (candidate: Told) => number): Told | undefined {
  let [found, most]: [Told | undefined, number] = [undefined, Number.NEGATIVE_INFINITY];
  for (const candidate of candidates) {
    const value = score(candidate);
    if (value > most) [found, most] = [candidate, value];
  }
  return found;
}

function isComparable(number: FoundNumber, other: FoundNumber): boolean {
  return (number.kind === 'ordinal') === (other.kind === 'ordinal');
}

// The same unit, the same thing counted, nearly the same digits, the same words around.
function likelihood(one: Said, candidate: Told): number {
  const { number } = one;
  const other = candidate.number;
  const sameValue = Math.abs(number.value - other.value) < 1e-9;
  return fitOf(one, candidate) + (sameValue || digitsOf(number) === digitsOf(other) ? 1.5 : 0);
}

/** How well a number of the article fits the place of one of the claim. */
function fitOf({ number, context }: Said, { number: other, facts }: Told): number {
  const sameUnit = inUnitOf(number, other) !== undefined && number.kind === other.kind;
  return (sameUnit ? 2 : 0) + (haveSameNoun(number, other) ? 1 : 0) + likeness(context, contextOf(other, facts));
}

function digitsOf({ value }: FoundNumber): string {
  return [...value.toPrecision(12).replace(/0+$/, '').replace('.', '')].sort().join('');
}

function haveSameNoun(a: FoundNumber, b: FoundNumber): boolean {
  return a.nouns.some((noun) => b.nouns.some((other) => noun.slice(0, 4) === other.slice(0, 4)));
}

function speaksOfSame({ number, context }: Said, { number: other, facts }: Told): boolean {
  if (inUnitOf(number, other) === undefined) return false;
  if (haveSameNoun(number, other)) return true;
  if (number.nouns.length > 0 && other.nouns.length > 0) return false;
  return likeness(context, contextOf(other, facts)) >= sameThing;
}

// Of a range both ends are one thing's: `48 to 60` for `48 to 52, after 60`.
function otherEnd({ number, bearers }: Said, others: readonly Said[], told: readonly Told[]): Finding[] {
  const end = others.find((other) => number.other !== undefined && other.number.value === number.other);
  // An end that is nowhere is found by itself.
  if (!end || end.bearers.length === 0) return [];
  if (bearers.some((bearer) => bearer.number.other === undefined)) return [];
  if (bearers.some((bearer) => end.bearers.some((other) => other.number.value === bearer.number.other))) return [];
  const right = told.find((other) => other.number.value === bearers[0]?.number.other);
  return right ? [finding(end.number, right)] : [];
}

// The number is there, but another one stands where the claim has it.
function swapped({ number, context, bearers }: Said, others: readonly Said[], told: readonly Told[]): Finding[] {
  const own = bestLikeness(context, bearers);
  if (bearers.some((bearer) => haveSameNoun(number, bearer.number))) return [];
  for (const rival of told) {
    if (bears(rival.number, number) || !countSame(number, rival.number)) continue;
    const rivals = bestLikeness(context, [rival]);
    if (rivals < own + swappedBy || rivals < swappedTimes * own) continue;
    // Another number of the claim is the rival's. It is swapped with this one, or it is where it should be.
    const owner = others.find(({ bearers: owned }) => owned.includes(rival));
    if (owner && bestLikeness(owner.context, bearers) <= bestLikeness(owner.context, [rival])) continue;
    return [finding(number, rival)];
  }
  return [];
}

function bestLikeness(context: Context, told: readonly Told[]): number {
  return Math.max(...told.map(({ number, facts }) => likeness(context, contextOf(number, facts))));
}

function countSame(a: FoundNumber, b: FoundNumber): boolean {
  return a.unit === b.unit && a.kind === b.kind && (a.nouns.length === 0) === (b.nouns.length === 0);
}
