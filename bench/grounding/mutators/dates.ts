import { type Change, type Mutator, oneOutsideQuotes, type Span, spansOf, textOf } from './mutator.ts';
import { type Vocabulary, vocabularyOf, wordPattern } from './vocabulary.ts';

/** Changes a year, a month, a day or a weekday. */
export const otherDate: Mutator = ({ claim: { text } }, { language }, chance) => {
  const vocabulary = vocabularyOf(language);
  const { months, weekdays } = vocabulary;
  const changes: Change[] = [
    ...yearsIn(text).map((span) => ({ ...span, to: String(numberIn(span) + chance.of([-10, -3, -2, -1, 1, 2])) })),
    ...monthsIn(text, vocabulary).map((span) => ({ ...span, to: otherOf(months, span) })),
    ...spansOf(text, /\d{1,2}(?=月)/gu).map((span) => ({ ...span, to: shifted(span, 12) })),
    ...daysIn(text, vocabulary).map((span) => ({ ...span, to: shifted(span, 28) })),
    ...spansOf(text, wordPattern(weekdays, language)).map((span) => ({ ...span, to: otherOf(weekdays, span) })),
  ];
  return oneOutsideQuotes(text, changes, chance);

  function numberIn(span: Span): number {
    return Number(textOf(text, span));
  }

  /** Another number from 1 up to so many. */
  function shifted(span: Span, most: number): string {
    return String(((numberIn(span) + chance.from(1, 11) - 1) % most) + 1);
  }

  function otherOf(words: readonly string[], span: Span): string {
    return chance.of(words.filter((word) => word !== textOf(text, span)));
  }
};

function yearsIn(text: string): Span[] {
  return spansOf(text, /(?<![\d.,$€£-])(?:1[89]|20)\d\d(?![\d.,%]\d|\s?%|\d)/gu);
}

/** “May” only where it is a month. */
function monthsIn(text: string, { months }: Vocabulary): Span[] {
  if (months.length === 0) return [];
  return spansOf(text, wordPattern(months, 'en')).filter((span) => {
    if (textOf(text, span) !== 'May') return true;
    return (
      /(?:\d|in|since|until|of|by|and|to) $/u.test(text.slice(0, span.start)) || /^ \d/u.test(text.slice(span.end))
    );
  });
}

function daysIn(text: string, { months }: Vocabulary): Span[] {
  if (months.length === 0) return spansOf(text, /(?<=月)\d{1,2}(?=日)/gu);
  const names = months.join('|');
  const beforeMonth = `(?<![\\d.,])\\d{1,2}(?=\\.?º? (?:de )?(?:${names}))`;
  const afterMonth = `(?<=(?:${names}) )\\d{1,2}(?!\\d)`;
  return spansOf(text, new RegExp(`${beforeMonth}|${afterMonth}`, 'gu'));
}
