import {
  type BriefingFile,
  entityKinds,
  type Figure,
  type ParagraphLabel,
  type Speaker,
  type Stance,
  type WrittenEntity,
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
const inFewWords: readonly FindingKind[] = ['number', 'date', 'name'];

/** A headline is too short to say whose claim it is: the statements below it do. */
const inHeadline: readonly FindingKind[] = findingKinds.filter((kind) => kind !== 'attribution');

/** Who somebody is, what something is and whom they have to do with: nobody needs to have said that. */
const inDescriptions: readonly FindingKind[] = findingKinds.filter((kind) => kind !== 'attribution');

const inFigures: readonly FindingKind[] = ['number', 'name', 'paragraph'];

/** Everyone in a briefing, by their ids. */
export function namesIn(file: BriefingFile): Map<string, KnownName> {
  return new Map(
    entityKinds.flatMap((kind) =>
      file[kind].map(({ id, name, aliases = [] }) => [id ?? slugOf(name), { name, aliases }] as const),
    ),
  );
}

/**
 * Every claim that a briefing file makes, once, in the order of what readers read first. What tells of the briefing
 * itself (updates, corrections) and of pictures is none.
 */
export function claimsOf(file: BriefingFile): BriefingClaim[] {
  const claims = [...headClaims(file), ...statementClaims(file), ...partClaims(file)];
  const known = new Set<string>();
  return claims.filter(({ claim, kinds }) => {
    const said = JSON.stringify([claim, kinds]);
    if (known.has(said)) return false;
    known.add(said);
    return true;
  });
}

/** True for a claim that is a sentence, or stands for one, and no name, heading, date or figure by itself. */
export function isSentence({ kinds }: BriefingClaim): boolean {
  return kinds?.includes('unsupported') ?? true;
}

function headClaims({ headline, located, language }: BriefingFile): BriefingClaim[] {
  return [
    { path: ['headline'], written: headline, claim: { text: headline, language }, kinds: inHeadline },
    ...(located === undefined ? [] : [fewWords(['located'], located, language)]),
  ];
}

/** What a file says in statements, but for those of entities and events, which have a name before them. */
function statementClaims(file: BriefingFile): BriefingClaim[] {
  const at = createReader(file);
  const topicStatements = (entries: readonly (string | WrittenStatement)[] | undefined, path: Path) =>
    (entries ?? []).flatMap((entry, i) => (typeof entry === 'string' ? [] : at([...path, i], entry)));
  return [
    ...file.descriptions.flatMap(({ value, ...rest }, i) => at(['descriptions', i], { text: value, ...rest }, 'value')),
    ...(file.why ? at(['why'], file.why) : []),
    ...(file.next ? at(['next'], file.next) : []),
    ...file.topics.flatMap(({ statements, sections = [], reactions = [], open = [] }, i) => [
      ...topicStatements(statements, ['topics', i, 'statements']),
      ...sections.flatMap((section, j) =>
        topicStatements(section.statements, ['topics', i, 'sections', j, 'statements']),
      ),
      ...reactions.flatMap(({ who, said, stance, source }, j) =>
        at(['topics', i, 'reactions', j], { text: said, by: who, stance, source }, 'said'),
      ),
      // That the article leaves something open, it does not say.
      ...open
        .flatMap((statement, j) => at(['topics', i, 'open', j], statement))
        .map((each) => ({ ...each, kinds: [...inFewWords, 'quote' as const] })),
    ]),
    ...(file.timeline ?? []).flatMap(({ date, ...entry }, i) =>
      at(['timeline', i], { ...entry, on: date }).map((each) => ({
        ...each,
        path: each.path.map((key) => (key === 'on' ? 'date' : key)),
      })),
    ),
  ];
}

/** What is said of somebody or something after its name. */
function partClaims(file: BriefingFile): BriefingClaim[] {
  const { language } = file;
  const at = createReader(file);
  const ofEntity = ({ name, description, did = [], links = [] }: WrittenEntity, path: Path) => [
    fewWords([...path, 'name'], name, language),
    ...(description ? described(at([...path, 'description'], description, 'text', name)) : []),
    ...did.flatMap((statement, i) => at([...path, 'did', i], statement, 'text', name)),
    ...links.flatMap(({ text, source }, i) => described(at([...path, 'links', i], { text, source }, 'text', name))),
  ];
  return [
    ...entityKinds.flatMap((kind) => file[kind].flatMap((entity, i) => ofEntity(entity, [kind, i]))),
    ...file.events.flatMap(({ name, date, description }, i) => [
      fewWords(['events', i, 'name'], name, language),
      ...(description ? described(at(['events', i, 'description'], description, 'text', name)) : []),
      ...(date === undefined ? [] : [dateClaim(['events', i, 'date'], date, language, description?.source)]),
    ]),
    ...file.figures.flatMap((figure, i) => figureClaims(figure, ['figures', i], language)),
    ...file.topics.flatMap(({ name, sections = [] }, i) => [
      fewWords(['topics', i, 'name'], name, language),
      ...sections.map(({ heading }, j) => fewWords(['topics', i, 'sections', j, 'heading'], heading, language)),
    ]),
  ];
}

function described(claims: readonly BriefingClaim[]): BriefingClaim[] {
  return claims.map((each) => (each.kinds || each.claim.by ? each : { ...each, kinds: inDescriptions }));
}

/** Makes the function that reads a statement, and when it says that something was; `of` is the name that it is about. */
function createReader(file: BriefingFile) {
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

function fewWords(path: Path, text: string, language: string): BriefingClaim {
  return { path, written: text, claim: { text, language }, kinds: inFewWords };
}

function dateClaim(
  path: Path,
  date: string,
  language: string,
  source: readonly ParagraphLabel[] | undefined,
): BriefingClaim {
  const text = dateInWords(date, language);
  return { path, written: date, claim: { text, language, ...(source ? { source } : {}) }, kinds: ['date'] };
}

/** A figure as a sentence would say it: `Trade between the two: $240 billion`. */
function figureClaims(figure: Figure, path: Path, language: string): BriefingClaim[] {
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
