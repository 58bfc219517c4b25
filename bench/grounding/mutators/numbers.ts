import type { Chance } from '../../chaos/plan.ts';
import { inCaseOf, type Mutator, oneOutsideQuotes, replaced, type Span, spansOf, textOf } from './mutator.ts';
import { type Vocabulary, vocabularyOf, wordPattern } from './vocabulary.ts';

/** Changes digits as a hand slips: `240` to `204`, `8.4` to `8.9`. */
export const otherDigits: Mutator = ({ claim: { text } }, { language }, chance) => {
  const changes = numeralsOf(text, vocabularyOf(language)).flatMap((numeral) => {
    const digits = textOf(text, numeral);
    const to = isRounded(text, numeral) ? farFrom(digits, isUnder(text, numeral)) : slipped(digits, chance);
    return to === undefined ? [] : [{ ...numeral, to }];
  });
  return oneOutsideQuotes(text, changes, chance);
};

/** Puts another number of the article in its place, of the same sort: a share for a share, an amount for an amount. */
export const numberOfSomethingElse: Mutator = ({ claim: { text } }, { language, paragraphs }, chance) => {
  const vocabulary = vocabularyOf(language);
  const others = paragraphs.flatMap((paragraph) =>
    numeralsOf(paragraph, vocabulary).map((numeral) => ({
      sort: sortOf(paragraph, numeral),
      to: textOf(paragraph, numeral),
    })),
  );
  const changes = numeralsOf(text, vocabulary).flatMap((numeral) => {
    const own = sortOf(text, numeral);
    if (own === undefined || isRounded(text, numeral)) return [];
    return others.filter(({ sort, to }) => sort === own && !text.includes(to)).map(({ to }) => ({ ...numeral, to }));
  });
  return oneOutsideQuotes(text, changes, chance);
};

/** Puts another word for a number in its place: `two` to `three`, `million` to `billion`. */
export const otherNumberWord: Mutator = ({ claim: { text } }, { language }, chance) => {
  const { numbers, magnitudes } = vocabularyOf(language);
  const others = new Map([...Object.entries(numbers), ...magnitudes]);
  const lowerCase = text.charAt(0).toLowerCase() + text.slice(1);
  const changes = spansOf(lowerCase, wordPattern([...others.keys()], language)).map((span) => {
    const word = textOf(lowerCase, span);
    return { ...span, to: inCaseOf(others.get(word) ?? word, textOf(text, span)) };
  });
  // No number is 3億4000億.
  const sensible = changes.filter((change) => !/([億亿])\d+\1/u.test(replaced(text, change)));
  return oneOutsideQuotes(text, sensible, chance);
};

/** The numerals that are no years, days, times, or parts of a name. */
function numeralsOf(text: string, { months }: Vocabulary): Span[] {
  const monthBefore = new RegExp(`(?:${months.join('|')}) $`, 'u');
  const monthAfter = new RegExp(`^(?:th|st|nd|rd|\\.|º|er)? (?:de )?(?:${months.join('|')})`, 'u');
  return spansOf(text, /\d+(?:[.,\u00a0\u202f]\d+)*/gu).filter((span) => {
    const [before, after] = [text.slice(0, span.start), text.slice(span.end)];
    const isYear = /^(?:1[89]|20)\d\d$/.test(textOf(text, span)) && !/^\s?%/.test(after);
    const isDay = months.length > 0 && (monthBefore.test(before) || monthAfter.test(after));
    const isTime = /^(?:[年月日時时点]|\s?(?:[ap]\.?m\b|Uhr)|[:h]\d)/u.test(after) || /\d[:h]$/.test(before);
    const isInName = /[\p{Lu}\p{Lt}]-?$/u.test(before) && !/(?:US|HK|A)$/u.test(before);
    // A score is no range: each side of it may change.
    const isRange = /\d\d[-–]$/.test(before) || /^[-–]\d\d/.test(after);
    return !isYear && !isDay && !isTime && !isInName && !isRange;
  });
}

/** What a number is of: percent, a currency, or a word of size. Undefined where that is not plain. */
function sortOf(text: string, { start, end }: Span): string | undefined {
  const after = text.slice(end, end + 14);
  if (/^\s?(?:%|percent\b|per cent\b|Prozent)/u.test(after)) return 'percent';
  const currency = /[$€£¥]$/u.exec(text.slice(0, start))?.[0];
  if (currency) return `${currency}${/^\s?(\p{L}+)/u.exec(after)?.[1] ?? ''}`;
  return /^\s?(million|billion|metres|euros|dollars|pounds)/u.exec(after)?.[1];
}

const roundingWords = [
  'about|some|roughly|around|almost|nearly|over|more than|less than|under|at least|up to|approximately|close to',
  'rund|etwa|gut|fast|über|mehr als|unos|unas|casi|más de|environ|près de|plus de|cerca de|quase|mais de',
  'около|более|почти|约|近|超过|約',
].join('|');
const roundedBefore = new RegExp(`(?:${roundingWords})\\s?[$€£¥]?$`, 'iu');
const roundedAfter = /^\s?(?:or (?:more|less|longer)|以上|多|余)/u;

function isRounded(text: string, { start, end }: Span): boolean {
  return roundedBefore.test(text.slice(0, start)) || roundedAfter.test(text.slice(end));
}

function isUnder(text: string, { start }: Span): boolean {
  return /(?:under|less than|fewer than|unter|weniger als|menos de|moins de|менее|不到)\s?[$€£¥]?$/iu.test(
    text.slice(0, start),
  );
}

/** So much more, or less if it is “under” something, that no rounding makes it true. */
function farFrom(digits: string, under: boolean): string | undefined {
  const first = Number(digits.charAt(0)) + (under ? -2 : 2);
  return first > 0 && first < 10 ? `${first}${digits.slice(1)}` : undefined;
}

/** Two digits in each other's place, or one other digit. */
function slipped(digits: string, chance: Chance): string | undefined {
  const swapped = spansOf(digits, /(?=(\d)[.,]?(?!\1)\d)/gu).flatMap(({ start }) => {
    const next = /\d/.test(digits.charAt(start + 1)) ? start + 1 : start + 2;
    if (start === 0 && digits[next] === '0') return [];
    const characters = [...digits];
    [characters[start], characters[next]] = [digits.charAt(next), digits.charAt(start)];
    return [characters.join('')];
  });
  if (swapped.length > 0 && chance.from(0, 1) === 0) return chance.of(swapped);
  // The last zeros of a round number stay: nobody writes 240,003 for 240,000.
  const significant = spansOf(digits, /\d(?=[\d.,]*[1-9])|[1-9]/gu);
  if (significant.length === 0) return undefined;
  const span = chance.of(significant);
  const others = [...'123456789'].filter((digit) => digit !== textOf(digits, span));
  return replaced(digits, { ...span, to: chance.of(others) });
}
