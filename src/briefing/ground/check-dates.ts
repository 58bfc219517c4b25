import type { Checker, Evidence, Finding, Sentence } from './claim.ts';
import { type Span, spansOf, weekdayOf } from './date-spans.ts';
import type { DateParts, FoundDate } from './dates.ts';
import { contextOf, likeness } from './fact-context.ts';
import { type Facts, factsOf, factsOfSentence } from './facts.ts';

/** A date of an article, and where it stands. */
type Told = { readonly date: FoundDate; readonly facts: Facts; readonly sentence: Sentence };

/** Finds the dates and times of a claim that its paragraphs do not bear. */
export const checkDates: Checker = (claim, evidence, cited) => {
  const facts = factsOf(claim.text, claim.language);
  if (facts.dates.length === 0) return [];
  const told = toldIn(cited, evidence);
  return facts.dates.flatMap((date): Finding[] => {
    if (told.some((other) => bearsDate(other.date.parts, date.parts, evidence.date))) return [];
    if (isYearInNumbers(date, cited, evidence) || isArticleDay(date, told, evidence)) return [];
    const likely = mostLikely(date, facts, told);
    const elsewhere = toldIn(
      evidence.sentences.filter((sentence) => !cited.includes(sentence)),
      evidence,
    );
    const beside = elsewhere.find((other) => bearsDate(other.date.parts, date.parts, evidence.date));
    if (beside && !likely) return [{ kind: 'paragraph', text: date.text, paragraph: beside.sentence.paragraph }];
    const says = likely ?? mostLikely(date, facts, elsewhere);
    if (!says) return [{ kind: 'date', text: date.text }];
    return [{ kind: 'date', text: date.text, says: says.date.text, paragraph: says.sentence.paragraph }];
  });
};

function toldIn(sentences: readonly Sentence[], { language }: Evidence): Told[] {
  return sentences.flatMap((sentence) => {
    const facts = factsOfSentence(sentence, language);
    return facts.dates.map((date) => ({ date, facts, sentence }));
  });
}

/** True if an article that says one date bears a claim that says another: `17 May 2024` for `on Friday`. */
export function bearsDate(article: DateParts, claim: DateParts, articleDate: string | undefined): boolean {
  if (article.minutes !== undefined || claim.minutes !== undefined) return article.minutes === claim.minutes;
  if (isSameWriting(article, claim)) return true;
  if (claim.weekday !== undefined && claim.day !== undefined && !isOnWeekday(article, claim)) return false;
  const [said, told] = [spansOf(article, articleDate), spansOf(claim, articleDate)];
  if (said.length > 0 && told.length > 0) return said.some((inner) => told.some((outer) => contains(outer, inner)));
  return agreeAsWritten(article, claim);
}

function isSameWriting(a: DateParts, b: DateParts): boolean {
  const names = ['year', 'month', 'day', 'weekday', 'part', 'decade', 'period', 'offset', 'direction'] as const;
  return names.every((name) => a[name] === b[name]);
}

function contains(outer: Span, inner: Span): boolean {
  return outer.from <= inner.from && inner.to <= outer.to;
}

// `Thursday, 17 May 2024` was a Friday.
function isOnWeekday(article: DateParts, claim: DateParts): boolean {
  if (article.weekday !== undefined) return article.weekday === claim.weekday;
  const [day] = spansOf(claim, undefined);
  return !day || weekdayOf(day.from) === claim.weekday;
}

// The article's day is not known, so that weekdays and days without a year cannot be counted out.
function agreeAsWritten(article: DateParts, claim: DateParts): boolean {
  if (article.period !== undefined || claim.period !== undefined) {
    return article.period === claim.period && article.offset === claim.offset && article.weekday === claim.weekday;
  }
  for (const name of ['year', 'month', 'day', 'part'] as const) {
    if (article[name] !== undefined && claim[name] !== undefined && article[name] !== claim[name]) return false;
  }
  if (article.month !== undefined && claim.month !== undefined)
    return claim.day === undefined || article.day !== undefined;
  if (article.part !== undefined && claim.part !== undefined) return true;
  return weekdayOfParts(article) !== undefined && weekdayOfParts(article) === weekdayOfParts(claim);
}

function weekdayOfParts(parts: DateParts): number | undefined {
  if (parts.weekday !== undefined) return parts.weekday;
  const [day] = parts.day === undefined ? [] : spansOf(parts, undefined);
  return day && weekdayOf(day.from);
}

// `2000` may be read as a year in one place and as a number in another.
function isYearInNumbers({ parts }: FoundDate, cited: readonly Sentence[], { language }: Evidence): boolean {
  const { year, month, part } = parts;
  if (year === undefined || month !== undefined || part !== undefined) return false;
  return cited.some((sentence) => factsOfSentence(sentence, language).numbers.some(({ value }) => value === year));
}

// Where the paragraphs name no day, what they tell is of the day of the article, or of its year.
function isArticleDay({ parts }: FoundDate, told: readonly Told[], { date }: Evidence): boolean {
  if (!date || parts.minutes !== undefined) return false;
  const today = { from: date, to: date };
  const [year, month, day] = date.split('-').map(Number);
  const ofArticle = { ...(year ? { year } : {}), ...(month ? { month } : {}), ...(day ? { day } : {}) };
  return (
    bearsDate(ofArticle, parts, date) &&
    told.every((other) => spansOf(other.date.parts, date).every((span) => contains(span, today)))
  );
}

function mostLikely(date: FoundDate, facts: Facts, told: readonly Told[]): Told | undefined {
  const context = contextOf(date, facts);
  const alike = (other: Told): number =>
    likenessOfKind(date.parts, other.date.parts) + likeness(context, contextOf(other.date, other.facts));
  const comparable = told.filter((other) => likenessOfKind(date.parts, other.date.parts) > 0);
  return comparable.reduce<Told | undefined>(
    (best, other) => (best && alike(best) >= alike(other) ? best : other),
    undefined,
  );
}

// Two days, two months or two years may be taken for each other; a time and a year may not.
function likenessOfKind(a: DateParts, b: DateParts): number {
  if ((a.minutes === undefined) !== (b.minutes === undefined)) return 0;
  const names = ['year', 'month', 'day', 'weekday', 'part', 'decade', 'period'] as const;
  return 0.5 + names.filter((name) => (a[name] === undefined) === (b[name] === undefined)).length / 2;
}
