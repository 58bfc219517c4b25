import { type Clause, clausesOf } from './clauses.ts';
import { modalHedges, negations, strongHedges } from './lexicon.ts';
import { type Part, partsOf } from './parts.ts';
import { type Speech, speechesOf } from './speech.ts';
import { readWords, type Word } from './words.ts';

/** An English sentence as the checkers need it. */
export type Reading = {
  readonly words: readonly Word[];
  readonly clauses: readonly Clause[];
  /** Who has which part in what it tells. */
  readonly parts: readonly Part[];
  /** True, by position, for the words that a `not` or the like turns into their opposite. */
  readonly negated: readonly boolean[];
  /** True, by position, for the words that a `may` or the like makes less than a fact. */
  readonly hedged: readonly boolean[];
  /** Who says what in it. */
  readonly speeches: readonly Speech[];
};

const readings = new Map<string, Reading>();
const mostReadings = 5_000;

/** Reads an English sentence; the same one is read once. */
export function readEnglish(text: string): Reading {
  const known = readings.get(text);
  if (known) return known;
  const words = readWords(text);
  const clauses = clausesOf(words);
  const speeches = speechesOf(words, clauses);
  const reading = {
    words,
    clauses,
    parts: partsOf(words, clauses),
    negated: negatedWords(words),
    hedged: hedgedWords(words, speeches.length > 0),
    speeches,
  };
  if (readings.size >= mostReadings) readings.clear();
  readings.set(text, reading);
  return reading;
}

const scopeMarks = new Set([',', ';', ':', '.', '!', '?', '"', '”', '“', '—', '–']);
const scopeEnds = new Set([
  'but',
  'because',
  'while',
  'although',
  'though',
  'after',
  'before',
  'since',
  'until',
  'if',
  'unless',
  'when',
]);

function negatedWords(words: readonly Word[]): boolean[] {
  const negated = scopesOf(words);
  // `had not seen a stronger one since 2018`: it is the strongest.
  const isPeak = words.some(
    ({ lower, pos }, at) =>
      negated[at] &&
      (lower.endsWith('er') || lower === 'more') &&
      /^(?:ADJ|ADV)$/.test(pos) &&
      isSince(words.slice(at)),
  );
  return isPeak ? words.map(() => false) : negated;
}

function isSince(words: readonly Word[]): boolean {
  const end = words.find(({ lower, text }) => lower === 'since' || lower === 'than' || scopeMarks.has(text));
  return end?.lower === 'since';
}

function scopesOf(words: readonly Word[]): boolean[] {
  let isNegated = false;
  let isOfNoun = false;
  return words.map((word, at) => {
    if (scopeMarks.has(word.text) || scopeEnds.has(word.lower)) isNegated = false;
    // `did not come and sent a deputy`
    if (word.lower === 'and' && words[at + 1]?.pos === 'VERB') isNegated = false;
    // `beer without alcohol sold well`
    if (isOfNoun && (word.pos === 'AUX' || (word.pos === 'VERB' && !word.lower.endsWith('ing')))) isNegated = false;
    const before = isNegated;
    if (isNegation(words, at)) {
      isOfNoun = word.lower === 'without' || word.pos === 'NOUN';
      isNegated = !isNegated;
    }
    return before;
  });
}

function isNegation(words: readonly Word[], at: number): boolean {
  const word = words[at];
  const next = words[at + 1]?.lower;
  // `ruled out a sale`
  if (word?.lower === 'unless' || (word?.lower === 'out' && words[at - 1]?.lemma === 'rule')) return true;
  if (!word || !negations.has(word.lemma)) return false;
  // `no more than ten`
  if (words[at + 2]?.lower === 'than') return false;
  // `not only … but also`, `no doubt`, `not least`
  if (next === 'only' || next === 'doubt' || next === 'least' || next === 'just') return false;
  // `the lack of rain`, `a failure`: nouns deny only what follows with a preposition.
  return word.pos !== 'NOUN' || next === 'of' || next === 'to';
}

function hedgedWords(words: readonly Word[], isReported: boolean): boolean[] {
  let isHedged = false;
  // `He said it would end` is what he says will be.
  const isHedge = (lemma: string) =>
    strongHedges.has(lemma) || (modalHedges.has(lemma) && !(isReported && lemma === 'would'));
  return words.map(({ text, lower, lemma }) => {
    if (scopeMarks.has(text) || scopeEnds.has(lower)) isHedged = false;
    const before = isHedged;
    if (isHedge(lemma)) isHedged = true;
    return before;
  });
}
