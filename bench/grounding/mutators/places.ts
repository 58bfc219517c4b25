import type { CorpusArticle } from '../corpus.ts';
import { inCaseOf, type Mutator, namePattern, replaced, spansOf, textOf } from './mutator.ts';

/** Has two names change places: `A beat B` to `B beat A`. */
export const namesSwapped: Mutator = ({ claim: { text }, swap }) => {
  if (!swap) return undefined;
  const [a, b] = swap;
  const changes = [
    ...spansOf(text, namePattern(a)).map((span) => ({ ...span, to: inCaseOf(b, textOf(text, span)) })),
    ...spansOf(text, namePattern(b)).map((span) => ({ ...span, to: inCaseOf(a, textOf(text, span)) })),
  ].sort((one, other) => other.start - one.start);
  return { text: changes.reduce(replaced, text) };
};

// So much of a statement's words another paragraph may have without telling it.
const mostShared = 0.2;

/** Cites a paragraph that says nothing of it: a neighbour where there is one, else another. */
export const otherParagraph: Mutator = ({ claim: { text, source } }, article, chance) => {
  const words = contentWords(text, article);
  const silent = article.paragraphs.flatMap((paragraph, number): number[] => {
    if (number === 0 || source.includes(number)) return [];
    const there = contentWords(paragraph, article);
    const shared = [...words].filter((word) => there.has(word)).length / Math.max(words.size, 1);
    return shared <= mostShared ? [number] : [];
  });
  if (silent.length === 0) return undefined;
  const neighbours = silent.filter((number) => source.some((cited) => Math.abs(cited - number) === 1));
  return { source: [chance.of(neighbours.length > 0 ? neighbours : silent)] };
};

/** The words that carry meaning, by their first letters, without names, which stand in many paragraphs. */
function contentWords(text: string, { language, names }: CorpusArticle): Set<string> {
  const segmenter = new Intl.Segmenter(language, { granularity: 'word' });
  const inNames = new Set(names.flatMap(({ name, aliases }) => [name, ...aliases].flatMap((each) => each.split(' '))));
  const isLong = /^(zh|ja)/.test(language) ? /../u : /\d|\p{L}{4}/u;
  return new Set(
    [...segmenter.segment(text)]
      .filter(({ segment, isWordLike }) => isWordLike && isLong.test(segment) && !inNames.has(segment))
      .map(({ segment }) => segment.toLowerCase().slice(0, 5)),
  );
}

// What is copied must be longer than eight words, whatever counts as one; names do not count.
const leastCopied = 11;

/** Copies a sentence of the paragraph that it cites, whole or up to a comma. */
export const copiedSentence: Mutator = ({ claim: { source } }, { evidence, language, names }, chance) => {
  const segmenter = new Intl.Segmenter(language, { granularity: 'word' });
  const inNames = new Set(names.flatMap(({ name, aliases }) => [name, ...aliases].flatMap((each) => each.split(' '))));
  const wordCount = (words: string) =>
    [...segmenter.segment(words)].filter(({ segment, isWordLike }) => isWordLike && !inNames.has(segment)).length;
  const copyable = evidence.sentences.filter(
    ({ paragraph, text }) =>
      source.some((cited) => cited === paragraph) && !/["“”«»「」]/u.test(text) && wordCount(text) >= leastCopied,
  );
  if (copyable.length === 0) return undefined;
  const { text: sentence } = chance.of(copyable);
  const [, clause = ''] = /^(.+), [^,]+\.$/u.exec(sentence) ?? [];
  return { text: wordCount(clause) >= leastCopied && chance.from(0, 1) === 0 ? `${clause}.` : sentence };
};
