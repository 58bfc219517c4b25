import { absentNameIn } from './absent-names.ts';
import type { Checker, Claim, Evidence, Finding, KnownName, Sentence } from './claim.ts';
import { closestSentences } from './closest.ts';
import { counterpartIn } from './counterparts-in-place.ts';
import type { Part } from './english/parts.ts';
import type { Phrase } from './english/phrases.ts';
import { type Reading, readEnglish } from './english/reading.ts';
import { nameFromContext } from './names-in-context.ts';
import { hasOtherName, stemsOfName, withAliases } from './names-in-place.ts';
import { mutual, type Source, turnedRound } from './turned-round.ts';

/** Finds who has changed places with whom: who did it with whom it was done to, or one name with another. */
export const checkRoles: Checker = (claim, evidence, cited) =>
  closestSentences(claim, evidence, cited).flatMap(({ text, closest, likely }) => {
    const told = readEnglish(text);
    const near = closest.length > 0 ? closest : likely;
    const sources = near.map((sentence) => ({ sentence, reading: readEnglish(sentence.text) }));
    for (const part of told.parts) {
      const source = sources.find(({ sentence, reading }) =>
        hasOtherInPlace(part, told, reading, sentence, sources, evidence),
      );
      if (source) return [roleOf(part.phrases, source.sentence)];
    }
    const found =
      absentNameIn(text, near, claim, evidence, cited) ??
      (claim.source && (counterpartIn(text, near, evidence, cited) ?? nameFromContext(text, evidence, cited))) ??
      turnedRound(told, sources, evidence.names);
    if (found) return [roleOf([found], found.sentence)];
    const speaker = otherSpeaker(claim, told, evidence.names);
    if (speaker && near[0]) return [roleOf([speaker], near[0])];
    const misplaced = told.clauses.find(({ subject }) => hasOtherName(subject, told, near, evidence));
    if (!misplaced || !near[0]) return [];
    return [roleOf(misplaced.subject, near[0])];
  });

function roleOf(phrases: readonly Pick<Phrase, 'words'>[], { text, paragraph }: Sentence): Finding {
  return { kind: 'role', text: textOf(phrases), says: text, paragraph };
}

/** True if a sentence gives a part in the same thing to somebody else. */
function hasOtherInPlace(
  part: Part,
  told: Reading,
  reading: Reading,
  sentence: Sentence,
  sources: readonly Source[],
  evidence: Evidence,
): boolean {
  const same = reading.parts.filter(({ governor }) => governor === part.governor);
  const inPlace = same.filter(({ role }) => role === part.role);
  const elsewhere = same.filter(({ role }) => isOpposite(role, part.role));
  const isMet = (other: Part) => meets(part.phrases, other.phrases, evidence.names);
  if (
    inPlace.some(isMet) ||
    sources.some((source) =>
      source.reading.parts.some(
        (other) => other.governor === part.governor && other.role === part.role && isMet(other),
      ),
    )
  )
    return false;
  // Who has the one part in the claim has the opposite one in the article, and the other way round.
  const isSwapped = told.parts.some(
    ({ governor, role, phrases }) =>
      governor === part.governor &&
      isOpposite(role, part.role) &&
      inPlace.some((other) => meets(phrases, other.phrases, evidence.names)),
  );
  if (elsewhere.some(isMet) && (isSwapped || inPlace.some(({ phrases }) => namesOf(phrases).size > 0))) return true;
  if (isTurnedRound(part, told, same, evidence.names)) return true;
  // Another name stands in its place, and its own is not near.
  const names = namesOf(part.phrases);
  if (names.size === 0 || inPlace.length === 0) return false;
  return inPlace.every(({ phrases }) => namesOf(phrases).size > 0) && !isNamedNear(names, sentence, evidence);
}

/** True if the article only has somebody in the opposite part, and not the one who has that part in the claim. */
function isTurnedRound(
  { governor, role, phrases }: Part,
  told: Reading,
  same: readonly Part[],
  names: readonly KnownName[],
): boolean {
  const heads = withAliases(new Set(phrases.filter(({ stems }) => stems.size > 0).map(({ head }) => head.stem)), names);
  if (phrases.length !== 1 || mutual.has(governor)) return false;
  const isOther = (other: Part) => isOpposite(other.role, role);
  // A participle may be taken for a verb with an object; what is named is safer.
  const there = same.filter(
    (other) =>
      isOther(other) &&
      (other.role !== 'object' || namesOf(phrases).size > 0) &&
      other.phrases.some(({ head }) => heads.has(head.stem)),
  );
  const others = told.parts.filter((other) => other.governor === governor && isOther(other));
  return (
    there.length > 0 &&
    others.length > 0 &&
    !there.some((one) => others.some((other) => meetsByName(one.phrases, other.phrases, names)))
  );
}

/** Who says it by the text, if that is another than `by` names, and the text tells of that one too. */
function otherSpeaker(
  { by = [] }: Claim,
  { words, speeches }: Reading,
  names: readonly KnownName[],
): Phrase | undefined {
  const called = new Set(by.flatMap((name) => [...stemsOfName(name)]));
  const named = speeches.filter(({ speakers }) => speakers.some(({ stems }) => stems.size > 0));
  const isHeard = named.some(({ calledBy }) => !withAliases(calledBy, names).isDisjointFrom(called));
  if (isHeard || !words.some(({ stem }) => called.has(stem))) return undefined;
  return named[0]?.speakers[0];
}

function meetsByName(phrases: readonly Phrase[], others: readonly Phrase[], names: readonly KnownName[]): boolean {
  const called = withAliases(new Set(phrases.flatMap(({ stems }) => [...stems])), names);
  return others.some(({ stems }) => !called.isDisjointFrom(stems));
}

const opposites: Readonly<Record<string, readonly string[]>> = {
  subject: ['object', 'of'],
  object: ['subject'],
  from: ['to', 'subject'],
  to: ['from', 'subject'],
};

function isOpposite(role: string, other: string): boolean {
  return opposites[other]?.includes(role) ?? false;
}

/** True if two parts may name the same: they share a noun or a name, or one is a pronoun. */
function meets(phrases: readonly Phrase[], others: readonly Phrase[], names: readonly KnownName[]): boolean {
  if (others.some(({ stems }) => stems.size === 0) || phrases.some(({ stems }) => stems.size === 0)) return true;
  const called = withAliases(new Set(phrases.flatMap(({ stems }) => [...stems])), names);
  return others.some(({ stems }) => !called.isDisjointFrom(stems));
}

function namesOf(phrases: readonly Phrase[]): ReadonlySet<string> {
  return new Set(phrases.flatMap(({ names }) => [...names]));
}

const reachSentences = 2;

function isNamedNear(names: ReadonlySet<string>, sentence: Sentence, { sentences }: Evidence): boolean {
  const at = sentences.indexOf(sentence);
  return sentences
    .slice(Math.max(0, at - reachSentences), at + 1)
    .some(({ text }) => readEnglish(text).words.some(({ stem }) => names.has(stem)));
}

function textOf(phrases: readonly Pick<Phrase, 'words'>[]): string {
  return phrases.map(({ words }) => words.map(({ text }) => text).join(' ')).join(', ');
}
