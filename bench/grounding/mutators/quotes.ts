import { capitalised, type Mutator, quotedSpans, replaced, type Span, spansOf, textOf } from './mutator.ts';

// What a person might as well have said.
const otherWords: Readonly<Record<string, string>> = {
  always: 'never',
  because: 'since',
  big: 'huge',
  cannot: 'will not',
  could: 'would',
  everybody: 'everyone',
  everyone: 'everybody',
  first: 'only',
  good: 'great',
  have: 'need',
  house: 'home',
  just: 'simply',
  know: 'believe',
  knew: 'felt',
  like: 'want',
  many: 'most',
  might: 'will',
  must: 'should',
  never: 'hardly ever',
  nobody: 'no one',
  only: 'just',
  people: 'families',
  said: 'told',
  should: 'must',
  small: 'little',
  think: 'believe',
  want: 'need',
  were: 'are',
  will: 'would',
  would: 'could',
};

/** Puts another word into a quotation. */
export const otherWordInQuote: Mutator = ({ claim }, _article, chance) => {
  const { text } = claim;
  const changes = quotesOf(claim).flatMap((quote) =>
    spansOf(textOf(text, quote), /(?<!\p{L})\p{L}+(?!\p{L}|['’]| of )/gu).flatMap(({ start, end }) => {
      const word = { start: start + quote.start, end: end + quote.start };
      const to = otherWords[textOf(text, word).toLowerCase()];
      return to === undefined ? [] : [{ ...word, to }];
    }),
  );
  return changes.length === 0 ? undefined : { text: replaced(text, chance.of(changes)) };
};

/** Leaves a word out of a quotation, neither its first nor its last. */
export const wordLeftOutOfQuote: Mutator = ({ claim }, { language }, chance) => {
  const { text } = claim;
  const segmenter = new Intl.Segmenter(language, { granularity: 'word' });
  const changes = quotesOf(claim).flatMap((quote) =>
    [...segmenter.segment(textOf(text, quote))]
      .filter(({ isWordLike }) => isWordLike)
      .slice(1, -1)
      .map(({ segment, index }) => {
        const start = quote.start + index;
        const end = start + segment.length;
        return { start, end: text.charAt(end) === ' ' ? end + 1 : end, to: '' };
      }),
  );
  return changes.length === 0 ? undefined : { text: replaced(text, chance.of(changes)) };
};

const said =
  /^(.+? (?:said|says|believes|argues|thinks|warned|warns|promised)) (?:that )?(?!(?:in|on|at|of|to) )((?:\S+ ){4,}\S+)\.$/u;

/** Puts what somebody said in an editor's words into quotation marks. */
export const paraphraseAsQuote: Mutator = ({ claim: { text } }) => {
  if (quotedSpans(text).length > 0) return undefined;
  const [, speaker, words] = said.exec(text) ?? [];
  return speaker && words ? { text: `${speaker}: “${capitalised(words)}.”` } : undefined;
};

function quotesOf({ text, quote }: { text: string; quote?: boolean }): Span[] {
  return quote ? [{ start: 0, end: text.length }] : quotedSpans(text);
}
