import type { Checker, Claim, Evidence, KnownName, Sentence } from './claim.ts';
import { closestSentences } from './closest.ts';
import { modalHedges, reportingNouns, reportingVerbs, softeners, strongHedges } from './english/lexicon.ts';
import { type Reading, readEnglish } from './english/reading.ts';
import type { Speech } from './english/speech.ts';
import { isContent, readWords } from './english/words.ts';

/** Finds what is told of another speaker than in the article, of none, or as surer than there. */
export const checkAttribution: Checker = (claim, evidence, cited) =>
  closestSentences(claim, evidence, cited).flatMap((part) => {
    const told = readEnglish(part.text);
    const near = part.best.length > 0 ? part.best : part.likely;
    const sources = near.map((sentence) => ({ sentence, reading: readEnglish(sentence.text) }));
    const problem =
      otherSpeaker(claim, told, sources, evidence, cited) ??
      droppedSpeaker(claim, told, sources) ??
      droppedHedge(told, sources);
    return problem ? [{ kind: 'attribution', text: part.text, says: problem.text, paragraph: problem.paragraph }] : [];
  });

type Source = { readonly sentence: Sentence; readonly reading: Reading };

/** The sentence that gives it to somebody else, or that names nobody who could have said it. */
function otherSpeaker(
  claim: Claim,
  told: Reading,
  sources: readonly Source[],
  evidence: Evidence,
  cited: readonly Sentence[],
): Sentence | undefined {
  const claimed = speakersOf(claim, told, evidence);
  const best = sources[0]?.sentence ?? (claim.source ? cited[0] : undefined);
  if (claimed.length === 0 || !best) return undefined;
  const isClaimed = (called: ReadonlySet<string>) => claimed.some((stems) => !stems.isDisjointFrom(called));
  const paragraphs = new Set(claim.source ?? sources.map(({ sentence }) => sentence.paragraph));
  const speakers = evidence.sentences
    .filter(({ paragraph }) => paragraphs.has(paragraph))
    .flatMap((sentence) => mayBeSaidBy(sentence, evidence));
  if (!speakers.some(isClaimed)) return best;
  const given = sources.flatMap((source) => speechesAbout(told, source).map((speech) => ({ source, speech })));
  const isOther = ({ source, speech }: (typeof given)[number]) =>
    !isClaimed(calledIn(speech, source.sentence, evidence));
  return given.length > 0 && given.every(isOther) ? given[0]?.source.sentence : undefined;
}

/** What those are called who may have said what a sentence tells: who speaks in it, else everybody in it. */
function mayBeSaidBy(sentence: Sentence, evidence: Evidence): ReadonlySet<string>[] {
  const { speeches, words } = readEnglish(sentence.text);
  if (speeches.length > 0) return speeches.map((speech) => calledIn(speech, sentence, evidence));
  return [new Set(words.filter(({ pos }) => pos === 'PROPN' || pos === 'NOUN').map(({ stem }) => stem))];
}

/** Each speaker of a claim, by the stems of their names. */
function speakersOf(claim: Claim, told: Reading, { names, sentences }: Evidence): ReadonlySet<string>[] {
  const by = (claim.by ?? []).map(stemsOfNames);
  if (by.length > 0) return by;
  const known = new Set(sentences.flatMap(({ text }) => namesIn(text)));
  return told.speeches
    .filter(({ speakers }) => speakers.some((speaker) => !speaker.names.isDisjointFrom(known)))
    .map(({ calledBy }) => withAliases(calledBy, names));
}

function stemsOfNames({ name, aliases }: KnownName): Set<string> {
  return new Set(
    [name, ...aliases].flatMap((text) =>
      readWords(text)
        .filter(isContent)
        .map(({ stem }) => stem),
    ),
  );
}

function withAliases(stems: ReadonlySet<string>, names: readonly KnownName[]): Set<string> {
  return new Set([
    ...stems,
    ...names
      .map(stemsOfNames)
      .filter((known) => !known.isDisjointFrom(stems))
      .flatMap((known) => [...known]),
  ]);
}

/** The speeches of a sentence that have what the claim says in them. */
function speechesAbout(told: Reading, { reading }: Source): Speech[] {
  return reading.speeches.filter(({ start, end }) => {
    const { inside, outside } = sharedWords(told, reading, start, end);
    return inside > 0 && inside >= 2 * outside;
  });
}

/** How many of a claim's words a sentence has inside and outside of what somebody says in it. */
function sharedWords(told: Reading, { words, speeches }: Reading, start: number, end: number) {
  const stems = new Set(told.words.filter(isContent).map(({ stem }) => stem));
  const speakers = new Set(speeches.flatMap(({ calledBy }) => [...calledBy]));
  const shared = words.flatMap((word, at) =>
    isContent(word) && stems.has(word.stem) && !speakers.has(word.stem) ? [at] : [],
  );
  const inside = shared.filter((at) => at >= start && at < end).length;
  return { inside, outside: shared.length - inside };
}

/** What a speaker of an article is called; for `he` and `the company`, what those before are called whom it may mean. */
function calledIn({ speakers, calledBy }: Speech, sentence: Sentence, evidence: Evidence): ReadonlySet<string> {
  if (speakers.some(({ names }) => names.size > 0)) return calledBy;
  const isPronoun = speakers.some(({ head }) => pronouns.has(head.lower));
  const last = isPronoun ? lastNamed(sentence, evidence) : undefined;
  return last ?? new Set([...calledBy, ...namesNear(sentence, evidence)]);
}

const pronouns = new Set(['he', 'she', 'it', 'they']);

/** The last one who did or said something by name before a sentence, in its paragraph. */
function lastNamed(sentence: Sentence, { sentences }: Evidence): ReadonlySet<string> | undefined {
  const before = sentences
    .slice(0, sentences.indexOf(sentence))
    .filter(({ paragraph }) => paragraph === sentence.paragraph)
    .map(({ text }) => readEnglish(text));
  const called = before.flatMap(({ clauses, speeches }) => [
    ...clauses.map(({ subject }) => ({
      names: subject.some(({ names }) => names.size > 0),
      stems: new Set(subject.flatMap(({ stems }) => [...stems])),
    })),
    ...speeches.map(({ speakers, calledBy }) => ({
      names: speakers.some(({ names }) => names.size > 0),
      stems: calledBy,
    })),
  ]);
  return called.findLast(({ names }) => names)?.stems;
}

const reachSentences = 3;

/** Stems of the names in a sentence's paragraph and shortly before it. */
function namesNear(sentence: Sentence, { sentences }: Evidence): string[] {
  const at = sentences.indexOf(sentence);
  return sentences
    .filter(({ paragraph }, i) => paragraph === sentence.paragraph || (i < at && i >= at - reachSentences))
    .flatMap(({ text }) => readEnglish(text).words)
    .filter(({ pos }) => pos === 'PROPN' || pos === 'NOUN')
    .map(({ stem }) => stem);
}

function namesIn(text: string): string[] {
  return readEnglish(text)
    .words.filter(({ pos }) => pos === 'PROPN')
    .map(({ stem }) => stem);
}

/** The sentence in which somebody says what the claim states as a fact. */
function droppedSpeaker(claim: Claim, told: Reading, sources: readonly Source[]): Sentence | undefined {
  if (claim.by?.length || claim.quote || isAttributed(told)) return undefined;
  const subjects = new Set(told.clauses.flatMap(({ subject }) => subject.flatMap(({ stems }) => [...stems])));
  const isOnlySaid = sources.every((source) =>
    // What somebody says of themselves an editor may tell as it is, and what officials tell of what has happened.
    speechesAbout(told, source).some(
      ({ calledBy, isOfficial }) => !(isOfficial && !isForecast(told)) && calledBy.isDisjointFrom(subjects),
    ),
  );
  return isOnlySaid ? sources[0]?.sentence : undefined;
}

const futures = new Set(['will', 'would', 'could', 'may', 'might']);

function isForecast({ words }: Reading): boolean {
  return words.some(({ lemma }) => futures.has(lemma));
}

function isAttributed({ words, clauses, speeches }: Reading): boolean {
  return (
    speeches.length > 0 ||
    clauses.some(({ verb }) => reportingVerbs.has(verb.lemma)) ||
    words.some(({ lemma, lower, quoted }) => quoted || reportingNouns.has(lemma) || softeners.has(lower))
  );
}

/** The sentence in which it only may be what the claim says it is. */
function droppedHedge(told: Reading, sources: readonly Source[]): Sentence | undefined {
  const isHedged = told.words.some(
    ({ lemma, lower }) => strongHedges.has(lemma) || modalHedges.has(lemma) || softeners.has(lower),
  );
  const best = sources[0];
  if (!best || isHedged || isAttributed(told)) return undefined;
  // `will fine`: after an auxiliary, a verb may be taken for something else.
  const verbs = told.words
    .filter(({ pos }, at) => pos === 'VERB' || told.words[at - 1]?.pos === 'AUX')
    .map(({ stem }) => stem);
  const found = sources.flatMap(({ sentence, reading }) =>
    reading.words.flatMap(({ stem }, at) => (verbs.includes(stem) ? [{ sentence, hedged: reading.hedged[at] }] : [])),
  );
  return found.length > 0 && found.every(({ hedged }) => hedged) ? found[0]?.sentence : undefined;
}
