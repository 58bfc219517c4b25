import { type BriefingFile, entityKinds, type WrittenEntity, type WrittenStatement } from '../file/schema.ts';
import {
  type BriefingClaim,
  createReader,
  dateClaim,
  fewWords,
  figureClaims,
  inFewWords,
  type Path,
  withoutSpeaker,
} from './claim-reader.ts';

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

function headClaims({ headline, located, language }: BriefingFile): BriefingClaim[] {
  return [
    { path: ['headline'], written: headline, claim: { text: headline, language }, kinds: withoutSpeaker },
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

/** Claims for which nobody has to be named, unless the file names somebody. */
function described(claims: readonly BriefingClaim[]): BriefingClaim[] {
  return claims.map((each) => (each.kinds || each.claim.by ? each : { ...each, kinds: withoutSpeaker }));
}
