import type { Clause } from './clauses.ts';
import { speechVerbs } from './lexicon.ts';
import { type Phrase, phrasesOf } from './phrases.ts';
import { isContent, type Word } from './words.ts';

/** That somebody says something, and which words it is. */
export type Speech = {
  /** Who says it; nobody in `it is feared` and `reportedly`. */
  readonly speakers: readonly Phrase[];
  /** Stems of all that the speakers are called by, with whom they speak for: `a spokesman for Acme`. */
  readonly calledBy: ReadonlySet<string>;
  /** True for `…, police said`: officials tell what happened. */
  readonly isOfficial: boolean;
  /** Where what they say begins, and where it ends, not included. */
  readonly start: number;
  readonly end: number;
};

/** Who says what in an English sentence. */
export function speechesOf(words: readonly Word[], clauses: readonly Clause[]): Speech[] {
  const found = [...clauses.flatMap((clause) => byVerb(words, clause)), ...byAccordingTo(words)];
  return found.length > 0 ? found : byMistakenVerb(words);
}

const leastSaid = 3;
const documents = new Set(['study', 'paper', 'report', 'data', 'figure', 'statistic', 'record', 'document']);
const officials = new Set(['official', 'police', 'authority', 'firefighter', 'rescuer', 'spokesman', 'spokeswoman']);

function byVerb(words: readonly Word[], clause: Clause): Speech[] {
  if (!speechVerbs.has(clause.verb.lemma) || clause.verb.quoted) return [];
  const isImpersonal = clause.subject.some(({ head }) => head.lower === 'it') && clause.isPassive;
  const speakers = isImpersonal ? [] : clause.subject;
  const from = Math.min(clause.at, ...speakers.map(({ start }) => start));
  const calledBy = stemsBetween(words, speakers, clause.at);
  const end = turnOf(words, clause.at + 1);
  const isOfficial =
    clause.verb.lemma === 'say' && speakers.length > 0 && speakers.every(({ head }) => officials.has(head.lemma));
  const said = (start: number, stop: number): Speech => ({
    speakers,
    calledBy,
    isOfficial: isOfficial && start < clause.at,
    start,
    end: stop,
  });
  if (countContent(words, clause.at + 1, end) >= leastSaid && !hasQuote(words, 0, from)) {
    return [said(clause.at + 1, end)];
  }
  // `Prices rose, the bank said on Friday.` `“No,” said Ruiz.`
  return [said(0, from), ...(hasQuote(words, clause.at, words.length) ? [said(clause.at + 1, words.length)] : [])];
}

/** Where another clause sets itself against what is said: `, but the union disagrees`. */
function turnOf(words: readonly Word[], from: number): number {
  const turn = words.findIndex(({ lower }, at) => at >= from && turns.has(lower) && words[at - 1]?.text === ',');
  return turn < 0 ? words.length : turn;
}

const turns = new Set(['but', 'while', 'although', 'though', 'whereas']);

function hasQuote(words: readonly Word[], from: number, to: number): boolean {
  return words.slice(from, to).some(({ quoted }) => quoted);
}

function countContent(words: readonly Word[], from: number, to: number): number {
  return words.slice(from, to).filter(isContent).length;
}

function stemsBetween(words: readonly Word[], speakers: readonly Phrase[], end: number): Set<string> {
  const named = speakers.flatMap((phrase) => {
    const stop = phrase.end <= end ? end : phrase.end + 1;
    const near = phrasesOf(words, phrase.start, Math.min(stop, phrase.end + reachWords));
    return near.flatMap(({ stems, owner }) => [...stems, ...(owner?.stems ?? [])]);
  });
  return new Set(named);
}

const reachWords = 8;

/** `Analysts estimate that prices rise`, `the authority forecasts 52,000`: such verbs are easily taken for nouns. */
function byMistakenVerb(words: readonly Word[]): Speech[] {
  const at = words.findIndex(({ lemma, pos, quoted }, i) => {
    const next = words[i + 1];
    return (
      i > 0 && pos === 'NOUN' && !quoted && speechVerbs.has(lemma) && (next?.lower === 'that' || next?.pos === 'NUM')
    );
  });
  const speakers = at < 0 ? [] : phrasesOf(words, 0, at);
  if (speakers.length === 0) return [];
  const calledBy = stemsBetween(words, speakers, at);
  return [{ speakers, calledBy, isOfficial: false, start: at + 1, end: turnOf(words, at + 1) }];
}

function byAccordingTo(words: readonly Word[]): Speech[] {
  return words.flatMap(({ lower }, at): Speech[] => {
    if (lower !== 'according' || words[at + 1]?.lower !== 'to') return [];
    const [speaker] = phrasesOf(words, at + 2, words.length);
    if (!speaker) return [];
    const said = {
      speakers: [speaker],
      isOfficial: documents.has(speaker.head.lemma),
      calledBy: stemsBetween(words, [speaker], speaker.end),
    };
    return at > leastSaid ? [{ ...said, start: 0, end: at }] : [{ ...said, start: speaker.end, end: words.length }];
  });
}
