import type { Briefing } from '../../briefing/briefing.ts';
import { entityKinds } from '../../briefing/file/schema.ts';
import { numbersIn } from '../../briefing/ground/numbers.ts';
import { baseLanguage } from '../../briefing/ground/sentences.ts';
import { speakerMark, type Told, toldStatements } from './told-statements.ts';

/** What readers will see change between two texts of a briefing. */
export type Changes = {
  readonly changed: readonly Change[];
  readonly added: readonly Told[];
  readonly removed: readonly Told[];
  /** What stands in other places than before, with its places of before. */
  readonly moved: readonly { readonly told: Told; readonly from: readonly string[] }[];
};

/** A statement that says something else than before. */
type Change = {
  readonly before: Told;
  readonly after: Told;
  /** The numbers, dates and names in it that are others than before; none if it only says the same in other words. */
  readonly facts: readonly string[];
};

// Two statements with fewer of their words in common are two statements.
const leastAlike = 0.5;

/** Compares two texts of a briefing, statement by statement, wherever they stand in their files. */
export function compareBriefings(before: Briefing, after: Briefing): Changes {
  const [old, now] = [toldStatements(before), toldStatements(after)];
  const oldByText = new Map(old.map((told) => [told.text, told]));
  const nowByText = new Map(now.map((told) => [told.text, told]));
  const moved = now.flatMap((told) => {
    const from = oldByText.get(told.text)?.places;
    return from && from.toSorted().join('\n') !== told.places.toSorted().join('\n') ? [{ told, from }] : [];
  });
  const factsOf = createFactReader(before, after);
  const left = new Set(old.filter(({ text }) => !nowByText.has(text)));
  const added: Told[] = [];
  const changed: Change[] = [];
  for (const told of now) {
    if (oldByText.has(told.text)) continue;
    const nearest = nearestTo(told, left);
    if (nearest) {
      left.delete(nearest);
      changed.push({ before: nearest, after: told, facts: changedFacts(nearest.text, told.text, factsOf) });
    } else added.push(told);
  }
  return { changed, added, removed: [...left], moved };
}

function nearestTo(told: Told, among: ReadonlySet<Told>): Told | undefined {
  let nearest: Told | undefined;
  let most = leastAlike;
  for (const other of among) {
    // A headline is no statement that has come out of the summary.
    const alike = other.places.some((place) => told.places.includes(place)) ? likeness(told.text, other.text) : 0;
    if (alike >= most) [nearest, most] = [other, alike];
  }
  return nearest;
}

/** The part of two texts' words that both have, from 0 to 1. */
function likeness(a: string, b: string): number {
  const [one, other] = [new Set(wordsOf(a)), new Set(wordsOf(b))];
  const common = one.intersection(other).size;
  return (2 * common) / (one.size + other.size);
}

/** A date as a file has it: `2024-05-17`, `2024-Q1`. */
const writtenDate = /\b\d{4}(?:-\w{2,6}){1,2}\b/g;

type ReadFacts = (text: string) => ReadonlyMap<string, string>;

/** The facts that one of two texts has and the other has not: `−240 billion`, `+204 billion`. */
function changedFacts(before: string, after: string, factsOf: ReadFacts): string[] {
  const [old, now] = [factsOf(before), factsOf(after)];
  const without = (facts: ReadonlyMap<string, string>, others: ReadonlyMap<string, string>) =>
    [...facts].filter(([key]) => !others.has(key)).map(([, words]) => words);
  return [...without(old, now).map((fact) => `−${fact}`), ...without(now, old).map((fact) => `+${fact}`)];
}

/** Makes the function that reads the facts of a text, each by what makes it another: numbers, names, and who says it. */
function createFactReader(before: Briefing, after: Briefing): ReadFacts {
  const names = new Set([before, after].flatMap(nameWords));
  // In German, every noun begins with a capital letter.
  const isName = (word: string, place: number) =>
    names.has(word) || (place > 0 && /^\p{Lu}/u.test(word) && baseLanguage(after.language) !== 'de');
  return (text) => {
    const [told = '', speakers] = text.split(speakerMark);
    const dates = told.match(writtenDate) ?? [];
    const words = told.replaceAll(writtenDate, '');
    return new Map([
      ...dates.map((date) => [date, date] as const),
      ...numbersIn(words, after.language).map(
        (number) => [`${number.value} ${number.unit ?? ''}`, number.text] as const,
      ),
      ...wordsOf(words)
        .filter(isName)
        .map((word) => [word, word] as const),
      ...(speakers === undefined ? [] : [[`by ${speakers}`, `by ${speakers}`] as const]),
    ]);
  };
}

/** The words of all names in a briefing. */
function nameWords(briefing: Briefing): string[] {
  const names = entityKinds.flatMap((kind) => briefing[kind].flatMap(({ name, aliases = [] }) => [name, ...aliases]));
  return names.flatMap(wordsOf).filter((word) => /\p{Lu}|\p{Lo}/u.test(word));
}

function wordsOf(text: string): string[] {
  return text.match(/[\p{L}\p{M}\p{N}]+/gu) ?? [];
}
