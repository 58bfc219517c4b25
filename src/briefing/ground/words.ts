import { stemmer as stemEnglish } from '@orama/stemmers/english';
import { stemmer as stemFrench } from '@orama/stemmers/french';
import { stemmer as stemGerman } from '@orama/stemmers/german';
import { stemmer as stemPortuguese } from '@orama/stemmers/portuguese';
import { stemmer as stemRussian } from '@orama/stemmers/russian';
import { stemmer as stemSpanish } from '@orama/stemmers/spanish';
import { stopwords as englishStopWords } from '@orama/stopwords/english';
import { stopwords as frenchStopWords } from '@orama/stopwords/french';
import { stopwords as germanStopWords } from '@orama/stopwords/german';
import { stopwords as japaneseStopWords } from '@orama/stopwords/japanese';
import { stopwords as portugueseStopWords } from '@orama/stopwords/portuguese';
import { stopwords as russianStopWords } from '@orama/stopwords/russian';
import { stopwords as spanishStopWords } from '@orama/stopwords/spanish';
import type { Evidence, Sentence } from './claim.ts';
import { baseLanguage } from './sentences.ts';

/** A word of a text, where it stands, and as it is compared. */
export type Word = {
  /** As written: `Putin’s`. */
  readonly text: string;
  /** In lower case, without accents, elided articles and the possessive: `putin`. */
  readonly key: string;
  /** What its forms have in common: `warn` of `warned`. */
  readonly stem: string;
  /** Offsets in the text. */
  readonly start: number;
  readonly end: number;
  /** False for words such as `the`, that say nothing by themselves. */
  readonly isContent: boolean;
};

const languages: Readonly<Record<string, { stem: (word: string) => string; stopWords: readonly string[] }>> = {
  en: { stem: stemEnglish, stopWords: englishStopWords },
  de: { stem: stemGerman, stopWords: germanStopWords },
  es: { stem: stemSpanish, stopWords: spanishStopWords },
  fr: { stem: stemFrench, stopWords: frenchStopWords },
  pt: { stem: stemPortuguese, stopWords: portugueseStopWords },
  ru: { stem: stemRussian, stopWords: russianStopWords },
  ja: { stem: (word) => word, stopWords: japaneseStopWords },
  zh: {
    stem: (word) => word,
    stopWords: [...'的了在是和与對对将將已也都这這那其并並为為以于於从從到被把有不等及而但或之所一'],
  },
};

// Letters with full stops (`U.S.`), a number with its marks, a foreign word in Japanese, a run of Chinese or Japanese, or
// a word. Each begins in another way and takes what it takes at once, so that no text makes it slow.
const tokens =
  /(?<letters>(?<![\p{L}\p{N}])(?:\p{Lu}\.){2,50})|(?<number>\p{Nd}+(?:[.,]\p{Nd}+)*)|(?<katakana>\p{sc=Kana}[\p{sc=Kana}ー]*)|(?<unspaced>[\p{sc=Han}\p{sc=Hira}ー々〇]+)|(?<word>\p{L}(?:[[\p{L}\p{M}\p{Nd}]--[\p{sc=Han}\p{sc=Hira}\p{sc=Kana}ー々〇]]|['’](?=[\p{sc=Latn}\p{sc=Cyrl}]))*)/gv;

/** The words and numbers of a text, in order. Chinese and Japanese are parted as a dictionary has them. */
export function wordsOf(text: string, language: string): Word[] {
  const base = baseLanguage(language);
  const found: Word[] = [];
  for (const match of text.matchAll(tokens)) {
    const [token] = match;
    if (match.groups?.unspaced) {
      for (const { segment, index } of segmenterOf(base).segment(token))
        found.push(wordOf(segment, match.index + index, base));
    } else {
      const elided = base === 'fr' ? (/^(?:[ldjmtsnc]|qu|jusqu|lorsqu|puisqu)['’]/i.exec(token)?.[0].length ?? 0) : 0;
      if (token.length > elided) found.push(wordOf(token.slice(elided), match.index + elided, base));
    }
  }
  return found;
}

const segmenters = new Map<string, Intl.Segmenter>();

function segmenterOf(base: string): Intl.Segmenter {
  const segmenter = segmenters.get(base) ?? new Intl.Segmenter(base, { granularity: 'word' });
  segmenters.set(base, segmenter);
  return segmenter;
}

type Forms = Pick<Word, 'key' | 'stem' | 'isContent'>;
const knownForms = new Map<string, Forms>();
const mostKnownForms = 50_000;

function wordOf(text: string, start: number, base: string): Word {
  const id = `${base} ${text}`;
  let forms = knownForms.get(id);
  if (!forms) {
    forms = formsOf(text, base);
    // Words come from outside and must not fill the memory.
    if (knownForms.size >= mostKnownForms) knownForms.clear();
    knownForms.set(id, forms);
  }
  return { text, ...forms, start, end: start + text.length };
}

function formsOf(text: string, base: string): Forms {
  const { stem = (word: string) => word } = languages[base] ?? {};
  let lower = text.toLowerCase().replaceAll('’', "'");
  // `U.S.` is `us`, but `1.5` is not `15`.
  if (/^\p{L}\./u.test(lower)) lower = lower.replaceAll('.', '');
  if (base === 'en') lower = lower.replace(/'s?$/, '');
  const key = withoutAccents(lower);
  // No word of a language is as long.
  const stemmed = lower.length > 50 ? lower : stem(lower);
  const isLetter = [...key].length < 2 && /^[\p{sc=Latn}\p{sc=Cyrl}\p{sc=Hira}]/u.test(key);
  return { key, stem: withoutAccents(stemmed), isContent: !isLetter && !stopWordsOf(base).has(key) };
}

const stopWords = new Map<string, ReadonlySet<string>>();

function stopWordsOf(base: string): ReadonlySet<string> {
  const known = stopWords.get(base) ?? new Set(languages[base]?.stopWords.map(withoutAccents));
  stopWords.set(base, known);
  return known;
}

/** A text without the accents of Latin letters, and with е for ё; Japanese and Cyrillic marks stay. */
export function withoutAccents(text: string): string {
  if (/^[\0-\x7f]*$/.test(text)) return text;
  return text
    .replaceAll('ё', 'е')
    .replaceAll('ß', 'ss')
    .replaceAll('ø', 'o')
    .replaceAll('ł', 'l')
    .normalize('NFD')
    .replace(/(?<=\p{sc=Latn})\p{M}{1,9}/gu, '')
    .normalize('NFC');
}

/** A sentence of an article with its words. */
export type ReadSentence = Sentence & { readonly words: readonly Word[] };

const readSentences = new WeakMap<Evidence, readonly ReadSentence[]>();

/** The sentences of the articles with their words, which are found once for all claims. */
export function sentencesWithWords(evidence: Evidence): readonly ReadSentence[] {
  const known = readSentences.get(evidence);
  if (known) return known;
  const read = evidence.sentences.map((sentence) => ({
    ...sentence,
    words: wordsOf(sentence.text, evidence.language),
  }));
  readSentences.set(evidence, read);
  return read;
}
