import type { Checker, Evidence, Finding, Sentence } from './claim.ts';
import { bearsDate, partsOfDay } from './date-match.ts';
import { spansOf } from './date-spans.ts';
import { type Context, contextOf } from './fact-context.ts';
import { factsOf, factsOfSentence } from './facts.ts';
import type { DateParts, FoundDate } from './found-date.ts';
import type { FoundNumber } from './found-number.ts';
import { baseLanguage } from './sentences.ts';
import { fitsContext, type Said as SaidFact, swappedFor, type Told as ToldFact } from './swaps.ts';

type Told = ToldFact<FoundDate>;
type Said = SaidFact<FoundDate>;

const noContext: Context = new Map();

/** Finds the dates and times of a claim that its paragraphs do not bear, or that they say of something else. */
export const checkDates: Checker = (claim, evidence, cited) => {
  const facts = factsOf(claim.text, claim.language);
  if (facts.dates.length === 0) return [];
  const sameLanguage = baseLanguage(claim.language) === baseLanguage(evidence.language);
  const told = toldIn(cited, evidence);
  const said = facts.dates.map(
    (fact): Said => ({
      fact,
      context: sameLanguage ? contextOf(fact, facts) : noContext,
      bearers: new Set(told.filter((other) => bearsDate(other.fact.parts, fact.parts, evidence.date))),
    }),
  );
  return said.flatMap((one): Finding[] => {
    if (one.bearers.size > 0) {
      const others = said.filter((other) => other !== one);
      return sameLanguage ? elsewhereIn(one, others, told, evidence) : [];
    }
    if (isInNumbers(one.fact, cited, evidence) || isArticleDay(one.fact, told, evidence)) return [];
    return notBorne(one, told, toldIn(besides(cited, evidence), evidence), evidence);
  });
};

function toldIn(sentences: readonly Sentence[], { language }: Evidence): Told[] {
  return sentences.flatMap((sentence) => {
    const facts = factsOfSentence(sentence, language);
    return facts.dates.map((fact) => ({ fact, facts, sentence }));
  });
}

function besides(cited: readonly Sentence[], { sentences }: Evidence): Sentence[] {
  const known = new Set(cited);
  return sentences.filter((sentence) => !known.has(sentence));
}

function notBorne(one: Said, told: readonly Told[], elsewhere: readonly Told[], { date }: Evidence): Finding[] {
  const likely = mostLikely(one, told);
  const bearers = elsewhere.filter((other) => bearsDate(other.fact.parts, one.fact.parts, date));
  const beside = mostLikely(one, bearers);
  if (beside && !(likely && closeness(one, likely) >= closeness(one, beside))) {
    return [{ kind: 'paragraph', text: one.fact.text, paragraph: beside.sentence.paragraph }];
  }
  return [finding(one.fact, likely ?? mostLikely(one, elsewhere))];
}

function finding({ text }: FoundDate, likely: Told | undefined): Finding {
  if (!likely) return { kind: 'date', text };
  return { kind: 'date', text, says: likely.fact.text, paragraph: likely.sentence.paragraph };
}

// `2000` may be a year in one place and a number in another; `70 years ago` may be `seventy years after it was closed`.
function isInNumbers({ parts }: FoundDate, cited: readonly Sentence[], { language }: Evidence): boolean {
  return cited.some((sentence) =>
    factsOfSentence(sentence, language).numbers.some((number) => isSameTime(parts, number)),
  );
}

function isSameTime(parts: DateParts, { value, unit }: FoundNumber): boolean {
  if (parts.period !== undefined) return unit === parts.period && Math.abs(parts.offset ?? 0) === value && value > 1;
  return parts.year === value && parts.month === undefined && parts.part === undefined;
}

// Where the paragraphs name no day, what they tell is of the day of the article, or of its year.
function isArticleDay({ parts }: FoundDate, told: readonly Told[], { date }: Evidence): boolean {
  const day = partsOfDay(date);
  if (!day || parts.minutes !== undefined || !bearsDate(day, parts, date)) return false;
  // `Monday night, at 1.40 a.m.` is Tuesday, the day of the article.
  if (told.some(({ fact }) => fact.parts.minutes !== undefined && fact.parts.minutes < 6 * 60)) return true;
  const today = spansOf(day, date);
  return told.every((other) =>
    spansOf(other.fact.parts, date).every(({ from, to }) => today.some((one) => from <= one.from && one.to <= to)),
  );
}

// The date is there, but another one stands where the claim has it.
function elsewhereIn(one: Said, others: readonly Said[], told: readonly Told[], { date }: Evidence): Finding[] {
  const rivals = told.filter(
    ({ fact }) => isOfKind(fact.parts, one.fact.parts) && !bearsDate(fact.parts, one.fact.parts, date),
  );
  const rival = swappedFor(one, others, rivals);
  return rival ? [finding(one.fact, rival)] : [];
}

function mostLikely(one: Said, told: readonly Told[]): Told | undefined {
  const comparable = told.filter(({ fact }) => isOfKind(one.fact.parts, fact.parts));
  return comparable.reduce<Told | undefined>(
    (best, other) => (best && closeness(one, best) >= closeness(one, other) ? best : other),
    undefined,
  );
}

function closeness({ fact, context }: Said, other: Told): number {
  const names = ['year', 'month', 'day', 'weekday', 'part', 'decade', 'period'] as const;
  const same = names.filter((name) => (fact.parts[name] === undefined) === (other.fact.parts[name] === undefined));
  return same.length / 2 + fitsContext(context, other);
}

// A time of day is never taken for a day.
function isOfKind(a: DateParts, b: DateParts): boolean {
  return (a.minutes === undefined) === (b.minutes === undefined);
}
