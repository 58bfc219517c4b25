import type { Claim, Evidence, Finding, ParagraphLabel } from './claim.ts';
import { baseLanguage } from './sentences.ts';
import { type ReadSentence, sentencesWithWords, type Word, wordsOf } from './words.ts';

/** What a briefing leaves out on purpose: whole paragraphs, or the sentence of this number in each, counted from 1. */
export type LeftOut = { readonly source: readonly ParagraphLabel[]; readonly sentence?: number | undefined };

// By so much of what is particular to a sentence it counts as told. A claim tells it in other words, so it cannot be much;
// measured with each claim of the benchmark's briefings taken away in turn.
const leastShareTold = 0.25;
// A sentence with fewer words that say something tells nothing by itself: `He smiled.`
const leastContentWords = 3;

/** The sentences of the articles that no claim tells and that are not left out on purpose, in their order. */
export function uncoveredIn(claims: readonly Claim[], leftOut: readonly LeftOut[], evidence: Evidence): Finding[] {
  const base = baseLanguage(evidence.language);
  const own = claims.filter(({ language }) => baseLanguage(language) === base);
  // A translation tells what its original tells.
  if (own.length === 0) return [];
  const told = toldWords(own);
  const sentences = sentencesWithWords(evidence);
  const weights = weightsOf(sentences);
  const numbers = new Map<ParagraphLabel, number>();
  return sentences.flatMap((sentence): Finding[] => {
    const { text, paragraph } = sentence;
    const number = (numbers.get(paragraph) ?? 0) + 1;
    numbers.set(paragraph, number);
    if (isTitle(paragraph) || isLeftOut(paragraph, number, leftOut)) return [];
    const isTold = (word: Word) => [told.get(paragraph), told.get(undefined)].some((words) => words?.has(word.stem));
    return shareOf(sentence, weights, isTold) < leastShareTold ? [{ kind: 'uncovered', text, paragraph }] : [];
  });
}

/** The words of all claims that cite a paragraph; those of claims that cite none are at `undefined`. */
function toldWords(claims: readonly Claim[]): Map<ParagraphLabel | undefined, Set<string>> {
  const told = new Map<ParagraphLabel | undefined, Set<string>>();
  for (const { text, language, source, by = [] } of claims) {
    const speakers = by.flatMap(({ name, aliases }) => [name, ...aliases]).join('. ');
    const stems = wordsOf(`${text} ${speakers}`, language).map(({ stem }) => stem);
    for (const label of source ?? [undefined]) told.set(label, (told.get(label) ?? new Set()).union(new Set(stems)));
  }
  return told;
}

/** How much a word says of its sentence: the less, the more sentences have it. */
function weightsOf(sentences: readonly ReadSentence[]): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const { words } of sentences)
    for (const stem of new Set(words.map((word) => word.stem))) counts.set(stem, (counts.get(stem) ?? 0) + 1);
  return new Map([...counts].map(([stem, count]) => [stem, 1 / Math.sqrt(count)]));
}

/** How much of a sentence is told, from 0 to 1. */
function shareOf(
  { words }: ReadSentence,
  weights: ReadonlyMap<string, number>,
  isTold: (word: Word) => boolean,
): number {
  const content = new Map(words.filter(({ isContent }) => isContent).map((word) => [word.stem, word]));
  if (content.size < leastContentWords) return 1;
  let [told, all] = [0, 0];
  for (const [stem, word] of content) {
    // A number or a name is told as it is, or not at all.
    const weight = (weights.get(stem) ?? 1) * (/^[\p{N}\p{Lu}]/u.test(word.text) ? 1.5 : 1);
    all += weight;
    if (isTold(word)) told += weight;
  }
  return told / all;
}

function isTitle(paragraph: ParagraphLabel): boolean {
  return /(?:^|:)0$/.test(String(paragraph));
}

function isLeftOut(paragraph: ParagraphLabel, number: number, leftOut: readonly LeftOut[]): boolean {
  return leftOut.some(({ source, sentence }) => source.includes(paragraph) && (sentence ?? number) === number);
}
