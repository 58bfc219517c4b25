import { reportingVerbs } from './lexicon.ts';
import { type Phrase, phrasesOf } from './phrases.ts';
import type { Word } from './words.ts';

/** A verb, and who and what it is about. */
export type Clause = {
  readonly verb: Word;
  /** Where the verb stands among the sentence's words. */
  readonly at: number;
  /** The words that go with it: `could have` of `could have warned`. */
  readonly auxiliaries: readonly Word[];
  readonly isPassive: boolean;
  /** Who does it, also in the passive (`by Xi`). Empty if the sentence does not tell. */
  readonly subject: readonly Phrase[];
  /** To whom it is done. */
  readonly object: readonly Phrase[];
  /** What else belongs to it, each with a preposition. */
  readonly further: readonly Phrase[];
  /** Where the words begin that it has for itself, and where they end. */
  readonly start: number;
  readonly end: number;
  /** Whom it tells more about: `the mayor` of `the mayor, who opposes it`. */
  readonly antecedent?: Phrase;
};

type VerbGroup = { readonly start: number; readonly end: number };

/** The clauses of a sentence, a verb each, in order. It is a shallow reading: no tree, and no more certain than its parts of speech. */
export function clausesOf(words: readonly Word[]): Clause[] {
  const groups = verbGroups(words);
  const clauses: Clause[] = [];
  groups.forEach((group, i) => {
    const verb = words[group.end - 1];
    const from = groups[i - 1]?.end ?? 0;
    const to = groups[i + 1]?.start ?? words.length;
    if (verb) clauses.push(clauseOf(words, verb, group, { from, to, previous: clauses.at(-1) }));
  });
  return clauses;
}

function verbGroups(words: readonly Word[]): VerbGroup[] {
  const groups: VerbGroup[] = [];
  let at = 0;
  while (at < words.length) {
    if (!isVerb(words[at])) {
      at += 1;
      continue;
    }
    const start = at;
    let end = at + 1;
    // After an auxiliary, what belongs to it may stand behind a `not` or an adverb.
    let next = end;
    while (words[end - 1]?.pos === 'AUX' && next < words.length) {
      const word = words[next];
      if (isVerb(word)) end = next + 1;
      else if (word?.pos !== 'ADV' && word?.lemma !== 'not') break;
      next += 1;
    }
    groups.push({ start, end });
    at = end;
  }
  return groups;
}

function isVerb(word: Word | undefined): boolean {
  return word?.pos === 'VERB' || word?.pos === 'AUX';
}

type Around = { readonly from: number; readonly to: number; readonly previous: Clause | undefined };

function clauseOf(words: readonly Word[], verb: Word, group: VerbGroup, { from, to, previous }: Around): Clause {
  const at = group.end - 1;
  const auxiliaries = words.slice(group.start, at);
  const start = lastBoundary(words, from, group.start, previous);
  const end = firstBoundary(words, group.end, to, to < words.length);
  const after = phrasesOf(words, group.end, end);
  const agents = after.filter(({ preposition }) => preposition === 'by');
  const isPassive = isPassiveVerb(verb, auxiliaries, agents[0]);
  const antecedent = antecedentOf(words, from, start);
  const doer = subjectOf(words, { start, group, previous, antecedent });
  const object = objectOf(words, after);
  // `“No,” said Ruiz`
  const isInverted = reportingVerbs.has(verb.lemma) && object.length > 0 && endsSpeech(words, start, group.start);
  return {
    verb,
    at,
    auxiliaries,
    isPassive,
    subject: isPassive ? agents : isInverted ? object : doer,
    object: isPassive ? doer : isInverted ? [] : object,
    further: after.filter(({ preposition }) => preposition !== undefined && !(isPassive && preposition === 'by')),
    start,
    end,
    ...(antecedent === undefined ? {} : { antecedent }),
  };
}

/** True if nothing but the end of a quotation or a comma stands before a verb: `“No,” said Ruiz`. */
function endsSpeech(words: readonly Word[], start: number, to: number): boolean {
  return /^["”’',]$/.test(words[to - 1]?.text ?? '') && phrasesOf(words, start, to).length === 0;
}

const relativePronouns = new Set(['who', 'which', 'that', 'whom', 'whose', 'what']);
const clauseMarks = new Set([';', ':', '—', '–', '“', '”', '"', '(', ')']);
// They stand before phrases too; before a verb's subject the model takes them for prepositions.
const conjunctions = new Set([
  'after',
  'before',
  'since',
  'until',
  'while',
  'because',
  'although',
  'though',
  'when',
  'where',
]);

function isBoundary(word: Word): boolean {
  return (
    word.pos === 'SCONJ' ||
    conjunctions.has(word.lower) ||
    relativePronouns.has(word.lower) ||
    clauseMarks.has(word.text)
  );
}

/** Where a verb's own words begin, before it. */
function lastBoundary(words: readonly Word[], from: number, to: number, previous: Clause | undefined): number {
  let comma: number | undefined;
  for (let at = to - 1; at >= from; at -= 1) {
    const word = words[at];
    if (!word) break;
    if (isBoundary(word) && (previous || at > from)) return at + 1;
    if (!previous) continue;
    if (word.pos === 'CCONJ' && !isBetween(words, from, at)) return at + 1;
    if (word.text === ',' && comma === undefined && at < to - 1) comma = at + 1;
  }
  return comma ?? from;
}

/** Where a verb's own words end, after it. */
function firstBoundary(words: readonly Word[], from: number, to: number, isFollowed: boolean): number {
  for (let at = from; at < to; at += 1) {
    const word = words[at];
    if (
      word &&
      ((isBoundary(word) && (isFollowed || !conjunctions.has(word.lower))) ||
        (isFollowed && word.pos === 'CCONJ' && !isBetween(words, from, at)))
    )
      return at;
  }
  return to;
}

/** True for the `and` of `between Rome and Paris`. */
function isBetween(words: readonly Word[], from: number, at: number): boolean {
  return words.slice(from, at).some(({ lower }) => lower === 'between' || lower === 'both');
}

function antecedentOf(words: readonly Word[], from: number, start: number): Phrase | undefined {
  const pronoun = words[start - 1];
  if (!pronoun || !relativePronouns.has(pronoun.lower)) return undefined;
  const phrase = phrasesOf(words, from, start - 1).at(-1);
  return phrase && phrase.end >= start - 2 ? phrase : undefined;
}

type Before = {
  readonly start: number;
  readonly group: VerbGroup;
  readonly previous: Clause | undefined;
  readonly antecedent: Phrase | undefined;
};

/** Who stands before a verb; if nobody does, who stood before the one before it. If both may be meant, both. */
function subjectOf(words: readonly Word[], { start, group, previous, antecedent }: Before): Phrase[] {
  const before = words[group.start - 1];
  // `The mayor, who opposes it, said`
  if (before?.text === ',' && previous?.antecedent) return [previous.antecedent];
  const phrases = phrasesOf(words, start, group.start).filter(({ preposition, isTime }) => !preposition && !isTime);
  const inherited = previous ? (previous.isPassive ? previous.object : previous.subject) : [];
  // `visited Rome to meet Li`, `a statement criticising it`
  const isOpen = before?.lower === 'to' || words[group.start]?.lower.endsWith('ing');
  if (phrases.length > 0) return isOpen ? [...phrases, ...inherited] : phrases;
  return antecedent ? [antecedent] : [...inherited];
}

function objectOf(words: readonly Word[], after: readonly Phrase[]): Phrase[] {
  const object: Phrase[] = [];
  for (const phrase of after) {
    if (phrase.preposition || words[phrase.start - 1]?.text === ',') break;
    if (!phrase.isTime) object.push(phrase);
  }
  return object;
}

// What rises by a third is not risen by anybody.
const moves = new Set([
  'rise',
  'fall',
  'grow',
  'increase',
  'decrease',
  'drop',
  'decline',
  'climb',
  'jump',
  'slip',
  'shrink',
]);

function isPassiveVerb(verb: Word, auxiliaries: readonly Word[], agent: Phrase | undefined): boolean {
  if (verb.pos !== 'VERB' || verb.lower.endsWith('ing') || moves.has(verb.lemma)) return false;
  if (auxiliaries.some(({ lemma }) => lemma === 'be' || lemma === 'get')) return true;
  return auxiliaries.length === 0 && verb.lower !== verb.lemma && agent !== undefined;
}
