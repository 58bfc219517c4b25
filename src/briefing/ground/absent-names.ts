import type { Claim, Evidence, Sentence } from './claim.ts';
import { countriesIn } from './countries.ts';
import { timeNouns } from './english/lexicon.ts';
import { type Phrase, phrasesOf } from './english/phrases.ts';
import { readEnglish } from './english/reading.ts';
import { type Misplaced, namesOfArticles, withAliases } from './names-in-place.ts';
import { wordsOf } from './words.ts';

/**
 * Finds a name of the articles that no paragraph has which the claim rests on, where they have another name that the
 * claim does not have: `Brandt resigned`, of `Ruiz resigned`.
 */
export function absentNameIn(
  text: string,
  near: readonly Sentence[],
  claim: Claim,
  evidence: Evidence,
  cited: readonly Sentence[],
): Misplaced | undefined {
  if (!claim.source || cited.length === 0) return undefined;
  const { words } = readEnglish(text);
  const known = namesOfArticles(evidence);
  const phrases = phrasesOf(words, 0, words.length);
  const plain = phrases.filter(({ preposition }) => !preposition).flatMap(({ stems }) => [...stems]);
  const claimed = new Set([...words.map(({ stem }) => stem), ...withAliases(new Set(plain), evidence.names)]);
  const there = new Set(cited.flatMap((source) => readEnglish(source.text).words.map(({ stem }) => stem)));
  const sentence =
    near.find((source) => othersIn(source, known, claimed).length > 0) ??
    cited.find((source) => othersIn(source, known, claimed).length > 0);
  if (!sentence) return undefined;
  const phrase = phrases.find((candidate) => {
    const names = namesOf(candidate, known);
    if (names.size === 0 || placePrepositions.has(candidate.preposition ?? '')) return false;
    const called = withAliases(names, evidence.names);
    return called.isDisjointFrom(there) && !mayBeMeant(called, cited, known, evidence);
  });
  return phrase && { words: phrase.words, sentence };
}

// What they lead to is a place more often than somebody.
const placePrepositions = new Set(['in', 'at', 'near', 'from', 'to', 'into', 'off', 'outside', 'across']);

/** Names of a phrase that the articles have. A country is left out: its leader stands for it. */
function namesOf(phrase: Phrase, known: ReadonlySet<string>): ReadonlySet<string> {
  const own = phrase.names.size > 0 ? phrase : (phrase.owner ?? phrase);
  const names = new Set([...own.names].filter((name) => known.has(name) && !timeNouns.has(name)));
  if (names.size === 0) return names;
  const words = wordsOf(own.words.map(({ text }) => text).join(' '), 'en');
  return countriesIn(words, 'en').has(words.length - 1) ? new Set() : names;
}

/** Who is named in a sentence and nowhere in the claim. */
function othersIn({ text }: Sentence, known: ReadonlySet<string>, claimed: ReadonlySet<string>): Phrase[] {
  const { words } = readEnglish(text);
  return phrasesOf(words, 0, words.length).filter(
    (phrase) =>
      namesOf(phrase, known).size > 0 && !claimed.has(phrase.head.stem) && !onlyPlaces.has(phrase.preposition ?? ''),
  );
}

const onlyPlaces = new Set(['in', 'at', 'near', 'from']);

const pronouns = new Set(['he', 'she', 'it', 'they', 'his', 'her', 'its', 'their', 'him', 'them']);
const reachSentences = 3;

/** True if a pronoun may stand for a name: nobody is named in its paragraph before it, and the name is shortly before. */
function mayBeMeant(
  called: ReadonlySet<string>,
  cited: readonly Sentence[],
  known: ReadonlySet<string>,
  { sentences }: Evidence,
): boolean {
  const has = ({ text }: Sentence) => readEnglish(text).words.some(({ stem }) => called.has(stem));
  const paragraphs = new Set(cited.map(({ paragraph }) => paragraph));
  return [...paragraphs].some((paragraph) => {
    const own = cited.filter((sentence) => sentence.paragraph === paragraph);
    const words = own.flatMap(({ text }) => readEnglish(text).words);
    const firstName = words.findIndex(({ pos, stem }) => pos === 'PROPN' && known.has(stem));
    const firstPronoun = words.findIndex(({ lower }) => pronouns.has(lower));
    if (firstPronoun < 0 || (firstName >= 0 && firstName < firstPronoun)) return false;
    const at = own[0] ? sentences.indexOf(own[0]) : 0;
    return sentences.slice(Math.max(0, at - reachSentences), at).some(has);
  });
}
