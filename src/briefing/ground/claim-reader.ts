import {
  type BriefingFile,
  entityKinds,
  type Figure,
  type ParagraphLabel,
  type Speaker,
  type Stance,
  type WrittenStatement,
  whenKeys,
} from '../file/schema.ts';
import { slugOf } from '../file/slug.ts';
import { type Claim, type FindingKind, findingKinds, type KnownName } from './claim.ts';
import { dateInWords } from './date-in-words.ts';
import { figureInWords } from './figure-in-words.ts';

/** Where in a file something stands: `['people', 0, 'did', 2, 'text']`. */
export type Path = readonly (string | number)[];

/** A claim of a briefing: where it stands, and as it is written there. */
export type BriefingClaim = {
  readonly path: Path;
  readonly written: string;
  readonly claim: Claim;
  /** The kinds of findings that can be true of it; all, unless they are given. */
  readonly kinds?: readonly FindingKind[];
};

/** What can be wrong in a few words that make no sentence, as a name or a heading. */
export const inFewWords: readonly FindingKind[] = ['number', 'date', 'name'];

/**
 * What can be wrong where nobody has to be named who says it: in a headline, which is too short for it, and in who
 * somebody is, what something is and whom they have to do with.
 */
export const withoutSpeaker: readonly FindingKind[] = findingKinds.filter((kind) => kind !== 'attribution');

const inFigures: readonly FindingKind[] = ['number', 'name', 'paragraph'];

/** Everyone in a briefing, by their ids. */
export function namesIn(file: BriefingFile): Map<string, KnownName> {
  return new Map(
    entityKinds.flatMap((kind) =>
      file[kind].map(({ id, name, aliases = [] }) => [id ?? slugOf(name), { name, aliases }] as const),
    ),
  );
}

/** True for a claim that is a sentence, or stands for one, and no name, heading, date or figure by itself. */
export function isSentence({ kinds }: BriefingClaim): boolean {
  return kinds?.includes('unsupported') ?? true;
}

/** Makes the function that reads a statement, and when it says that something was; `of` is the name that it is about. */
export function createReader(file: BriefingFile) {
  const { language } = file;
  const names = namesIn(file);
  return (path: Path, statement: WrittenStatement, key = 'text', of?: string): BriefingClaim[] => {
    const { text = '', quote, source, by, stance } = statement;
    const written = quote ?? text;
    const speakers = by?.map((speaker) => nameOf(speaker, names));
    const claim: Claim = {
      text: quote ?? (of === undefined ? stated(text, stance, speakers, language) : `${of}: ${text}`),
      language,
      source,
      ...(quote === undefined ? {} : { quote: true }),
      ...(speakers === undefined ? {} : { by: speakers }),
    };
    return [
      { path: [...path, quote === undefined ? key : 'quote'], written, claim },
      ...whenKeys.flatMap((when) => {
        const date = statement[when];
        return date === undefined ? [] : [dateClaim([...path, when], date, language, source)];
      }),
    ];
  };
}

/** What somebody denies is told as such: the article denies it too. */
function stated(
  text: string,
  stance: Stance | undefined,
  speakers: readonly KnownName[] | undefined,
  language: string,
): string {
  if (stance !== 'denies' || !speakers || !/^en\b/.test(language)) return text;
  return `${speakers.map(({ name }) => name).join(' and ')} denies that ${text}`;
}

function nameOf(speaker: Speaker, names: ReadonlyMap<string, KnownName>): KnownName {
  if (typeof speaker === 'string') return names.get(speaker) ?? { name: speaker, aliases: [] };
  const { name, aliases = [] } = names.get(speaker.of ?? '') ?? {};
  return { name: speaker.as, aliases: name === undefined ? [] : [name, ...aliases] };
}

export function fewWords(path: Path, text: string, language: string): BriefingClaim {
  return { path, written: text, claim: { text, language }, kinds: inFewWords };
}

export function dateClaim(
  path: Path,
  date: string,
  language: string,
  source: readonly ParagraphLabel[] | undefined,
): BriefingClaim {
  const text = dateInWords(date, language);
  return { path, written: date, claim: { text, language, ...(source ? { source } : {}) }, kinds: ['date'] };
}

/** A figure as a sentence would say it: `Trade between the two: $240 billion`. */
export function figureClaims(figure: Figure, path: Path, language: string): BriefingClaim[] {
  const { label, value, min, asOf, note, source } = figure;
  const { now, was } = figureInWords(figure, language);
  const key = value !== undefined ? 'value' : min !== undefined ? 'min' : 'max';
  const amount = (at: string, words: string): BriefingClaim => {
    const text = `${label}: ${words}`;
    return { path: [...path, at], written: text, claim: { text, language, source }, kinds: inFigures };
  };
  return [
    amount(key, now),
    ...(was === undefined ? [] : [amount('was', was)]),
    ...(asOf === undefined ? [] : [dateClaim([...path, 'asOf'], asOf, language, source)]),
    ...(note === undefined ? [] : [fewWords([...path, 'note'], note, language)]),
  ];
}
