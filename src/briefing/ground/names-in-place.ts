import type { Evidence, KnownName, Sentence } from './claim.ts';
import { timeNouns } from './english/lexicon.ts';
import type { Phrase } from './english/phrases.ts';
import { type Reading, readEnglish } from './english/reading.ts';
import { isContent, readWords, type Word } from './english/words.ts';

const nameStems = new WeakMap<Evidence, ReadonlySet<string>>();

/** Stems of the words that the articles use as names; the first word of a sentence may only look like one. */
export function namesOfArticles(evidence: Evidence): ReadonlySet<string> {
  let stems = nameStems.get(evidence);
  if (!stems) {
    const found = evidence.sentences
      .filter(({ paragraph }) => !String(paragraph).endsWith(titleLabel))
      .flatMap(({ text }) => readEnglish(text).words.filter((word, at) => at > 0 && isName(word)));
    stems = new Set([...found.map(({ stem }) => stem), ...evidence.names.flatMap((known) => [...stemsOfName(known)])]);
    nameStems.set(evidence, stems);
  }
  return stems;
}

const titleLabel = '0';

function isName({ pos, lower }: Word): boolean {
  return pos === 'PROPN' && !timeNouns.has(lower);
}

/** Words of a claim that name somebody, and the sentence of an article that tells it of another. */
export type Misplaced = { readonly words: readonly Word[]; readonly sentence: Sentence };

const stemsByName = new WeakMap<KnownName, ReadonlySet<string>>();

/** Stems of all that somebody is called. */
export function stemsOfName(known: KnownName): ReadonlySet<string> {
  let stems = stemsByName.get(known);
  if (!stems) {
    const words = [known.name, ...known.aliases].flatMap((text) => readWords(text).filter(isContent));
    stems = new Set(words.map(({ stem }) => stem));
    stemsByName.set(known, stems);
  }
  return stems;
}

/** With the stems of one name of somebody, those of all of their names. */
export function withAliases(stems: ReadonlySet<string>, names: readonly KnownName[]): ReadonlySet<string> {
  const known = names.map(stemsOfName).filter((name) => !name.isDisjointFrom(stems));
  return new Set([...stems, ...known.flatMap((name) => [...name])]);
}

/** True if a claim tells of one by name what the articles tell of another. */
export function hasOtherName(
  subject: readonly Phrase[],
  told: Reading,
  sources: readonly Sentence[],
  evidence: Evidence,
): boolean {
  const known = namesOfArticles(evidence);
  const names = new Set(subject.flatMap((phrase) => [...phrase.names])).intersection(known);
  if (names.size === 0) return false;
  const called = withAliases(names, evidence.names);
  const claimed = withAliases(new Set(told.words.filter(isName).map(({ stem }) => stem)), evidence.names);
  return sources.every((sentence) => {
    const reading = readEnglish(sentence.text);
    if (reading.words.some(({ stem }) => called.has(stem)) || isNamedBefore(called, sentence, evidence)) return false;
    const others = reading.clauses.flatMap(({ subject: phrases }) => phrases.flatMap((phrase) => [...phrase.names]));
    return others.some((name) => known.has(name) && !claimed.has(name));
  });
}

const reachSentences = 2;

function isNamedBefore(called: ReadonlySet<string>, sentence: Sentence, { sentences }: Evidence): boolean {
  const at = sentences.indexOf(sentence);
  return sentences
    .slice(Math.max(0, at - reachSentences), at)
    .some(
      ({ text, paragraph }) =>
        paragraph === sentence.paragraph && readEnglish(text).words.some(({ stem }) => called.has(stem)),
    );
}
