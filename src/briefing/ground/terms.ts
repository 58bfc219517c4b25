import { isContent, readWords } from './english/words.ts';
import { baseLanguage } from './sentences.ts';
import { wordsOf } from './words.ts';

/** The words of a text as they are compared: without their endings, in lower case. */
export type Terms = {
  /** Every word, in order. */
  readonly all: readonly string[];
  /** Those that carry meaning of their own. */
  readonly content: ReadonlySet<string>;
};

/** The terms of a text in a language, named by its tag. */
export function termsOf(text: string, language: string): Terms {
  if (baseLanguage(language) === 'en') return englishTerms(text);
  const words = wordsOf(text, language);
  return termsFrom(words, ({ isContent: carriesMeaning }) => carriesMeaning);
}

function englishTerms(text: string): Terms {
  return termsFrom(
    readWords(text).filter(({ pos }) => pos !== 'PUNCT' && pos !== 'SPACE'),
    isContent,
  );
}

function termsFrom<W extends { readonly stem: string }>(
  words: readonly W[],
  carriesMeaning: (word: W) => boolean,
): Terms {
  return {
    all: words.map(({ stem }) => stem),
    content: new Set(words.filter(carriesMeaning).map(({ stem }) => stem)),
  };
}
