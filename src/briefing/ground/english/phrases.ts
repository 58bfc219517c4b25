import { timeNouns } from './lexicon.ts';
import type { Word } from './words.ts';

/** Somebody or something that a sentence tells of. */
export type Phrase = {
  readonly words: readonly Word[];
  /** Where it begins among the sentence's words. */
  readonly start: number;
  /** Where it ends, not included. */
  readonly end: number;
  /** The preposition before it: `of`, `by`. */
  readonly preposition?: string;
  /** Whose it is: `Xi` of `Xi's embrace`. */
  readonly owner?: Phrase;
  /** Its last noun or name, or its pronoun. */
  readonly head: Word;
  /** Stems of its nouns and names. */
  readonly stems: ReadonlySet<string>;
  /** Stems of its names only. */
  readonly names: ReadonlySet<string>;
  /** True if it names only a time: `last week`. */
  readonly isTime: boolean;
};

const parts = new Set(['DET', 'ADJ', 'NUM', 'NOUN', 'PROPN', 'PRON', 'SYM', 'X']);
const heads = new Set(['NOUN', 'PROPN', 'PRON']);
const clausePronouns = new Set(['who', 'which', 'that', 'whom', 'whose', 'what']);

/** The noun phrases among a sentence's words from `start` to `end`, in order. */
export function phrasesOf(words: readonly Word[], start: number, end: number): Phrase[] {
  const phrases: Phrase[] = [];
  let at = start;
  while (at < end) {
    const stop = phraseEnd(words, at, end);
    const phrase = stop > at ? phraseOf(words, at, stop, prepositionBefore(words, at, start, phrases)) : undefined;
    if (phrase) phrases.push(phrase);
    at = Math.max(stop, at + 1);
  }
  return phrases;
}

function phraseEnd(words: readonly Word[], start: number, end: number): number {
  let at = start;
  while (at < end) {
    const word = words[at];
    if (!word || clausePronouns.has(word.lower)) break;
    // A personal pronoun is a phrase of its own: `told them the truth`.
    if (word.pos === 'PRON' && personal.has(word.lower)) return at === start ? at + 1 : at;
    const joins =
      (word.lower === '-' || word.lower === '/' || word.lower === '&') &&
      at > start &&
      parts.has(words[at + 1]?.pos ?? '');
    if (!parts.has(word.pos) && !isPossessive(words, at) && !joins) break;
    // A determiner begins the next one: `gave Kyiv the missiles`.
    if (at > start && word.pos === 'DET' && heads.has(words[at - 1]?.pos ?? '')) break;
    at += 1;
  }
  return at;
}

const personal = new Set([
  'he',
  'she',
  'it',
  'they',
  'him',
  'them',
  'i',
  'we',
  'you',
  'me',
  'us',
  'himself',
  'herself',
  'itself',
  'themselves',
]);

function isPossessive(words: readonly Word[], at: number): boolean {
  const lower = words[at]?.lower;
  return (lower === "'s" || lower === "'") && heads.has(words[at - 1]?.pos ?? '') && words[at]?.pos === 'PART';
}

/** The preposition before a phrase, also before the one that it is joined to: `between Rome and Paris`. */
function prepositionBefore(
  words: readonly Word[],
  at: number,
  start: number,
  phrases: readonly Phrase[],
): string | undefined {
  const before = words[at - 1];
  if (!before || at === start) return undefined;
  if (before.pos === 'ADP' || before.lower === 'to') return before.lower;
  const previous = phrases.at(-1);
  return before.pos === 'CCONJ' && previous?.end === at - 1 ? previous.preposition : undefined;
}

function phraseOf(
  words: readonly Word[],
  start: number,
  end: number,
  preposition: string | undefined,
): Phrase | undefined {
  let ownerEnd = -1;
  for (let at = start; at < end - 1; at += 1) if (isPossessive(words, at)) ownerEnd = at;
  const own = words.slice(Math.max(start, ownerEnd + 1), end);
  const head = own.findLast(({ pos }) => heads.has(pos));
  if (!head) return undefined;
  const owner = ownerEnd > start ? phraseOf(words, start, ownerEnd, undefined) : undefined;
  const nouns = own.filter(({ pos }) => pos === 'NOUN' || pos === 'PROPN');
  return {
    words: own,
    start,
    end,
    head,
    stems: new Set(nouns.map(({ stem }) => stem)),
    names: new Set(nouns.filter(({ pos }) => pos === 'PROPN').map(({ stem }) => stem)),
    isTime: nouns.length > 0 && nouns.every(({ lower, lemma }) => timeNouns.has(lower) || timeNouns.has(lemma)),
    ...(preposition === undefined ? {} : { preposition }),
    ...(owner === undefined ? {} : { owner }),
  };
}
