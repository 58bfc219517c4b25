import type { Checker, Claim, Finding, KnownName } from './claim.ts';
import { findWords, type PlainWord, plainWordsOf, wordStreamOf } from './plain-words.ts';
import { quotationsIn } from './quotations.ts';
import { baseLanguage } from './sentences.ts';

/*
 * So many words in a row are the article's own wording. A Chinese or Japanese character counts as one word of the stream;
 * eight English words are about so many of them.
 */
const leastWords: Readonly<Record<string, number>> = { zh: 13, ja: 18 };
const leastWordsElsewhere = 8;

/** Finds runs of words that are the article's, one for one, and neither a quotation nor mostly names and numbers. */
export const checkCopied: Checker = (claim, evidence) => {
  if (claim.quote) return [];
  const base = baseLanguage(claim.language);
  const least = leastWords[base] ?? leastWordsElsewhere;
  const stream = wordStreamOf(evidence);
  return runsOutsideQuotations(claim.text).flatMap((words) => {
    const findings: Finding[] = [];
    let start = 0;
    while (start + least <= words.length) {
      const end = endOfCopy(words, start, least, (copy) => findWords(copy, stream) !== -1);
      const run = words.slice(start, end);
      if (end > start && isWording(run, claim, evidence.names)) {
        const text = claim.text.slice(run[0]?.start, run.at(-1)?.end);
        findings.push({ kind: 'copied', text });
      }
      start = Math.max(end, start + 1);
    }
    return findings;
  });
};

function endOfCopy(
  words: readonly PlainWord[],
  start: number,
  least: number,
  isInArticle: (run: readonly string[]) => boolean,
): number {
  const run = words.slice(start, start + least).map(({ plain }) => plain);
  if (!isInArticle(run)) return start;
  for (const { plain } of words.slice(start + least)) {
    run.push(plain);
    if (!isInArticle(run)) return start + run.length - 1;
  }
  return start + run.length;
}

/** The words of a text between its quotations. */
function runsOutsideQuotations(text: string): PlainWord[][] {
  const quotations = quotationsIn(text);
  const runs: PlainWord[][] = quotations.map(() => []);
  runs.push([]);
  for (const word of plainWordsOf(text)) {
    if (quotations.some(({ start, end }) => word.start >= start && word.end <= end)) continue;
    runs[quotations.filter(({ end }) => end <= word.start).length]?.push(word);
  }
  return runs;
}

/** True if most of a run is neither name nor number: those cannot be said in other words. */
function isWording(run: readonly PlainWord[], { text, language }: Claim, names: readonly KnownName[]): boolean {
  const known = new Set(
    names.flatMap(({ name, aliases }) => [name, ...aliases].flatMap(plainWordsOf)).map(({ plain }) => plain),
  );
  // German nouns have capitals too.
  const hasCapital = (word: PlainWord) =>
    baseLanguage(language) !== 'de' && word.start > 0 && /\p{Lu}/u.test(text.charAt(word.start));
  const own = run.filter((word) => !/^[\p{N}%$€£¥₽]/u.test(word.plain) && !hasCapital(word) && !known.has(word.plain));
  return own.length > run.length / 2;
}
