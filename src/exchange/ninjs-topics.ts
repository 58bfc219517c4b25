import { entityKinds, stances, type WrittenFile } from '../briefing/file/schema.ts';
import { slugOf } from '../briefing/file/slug.ts';
import type { Association } from './ninjs.ts';
import { type ClaimReader, statementIn, unknownParagraph } from './ninjs-claims.ts';
import { given, oneOrMore } from './written.ts';

type WrittenTopic = NonNullable<WrittenFile['topics']>[number];

/** A topic of a document that was made of a briefing. */
export function topic({ name = '', slugline, associations = [] }: Association, read: ClaimReader): WrittenTopic {
  const withRel = (rel: string) => associations.filter((each) => each.rel === rel);
  const statementsOf = ({ descriptions = [] }: Association) => descriptions.map(({ value }) => read.statement(value));
  const reactions = withRel('reaction').map(reactionOf);
  const unheaded = [
    ...withRel('section')
      .filter(({ headlines }) => !headlines)
      .flatMap(statementsOf),
    // Only a statement may be that of somebody without a name.
    ...reactions
      .filter(({ who }) => who.some((each) => typeof each !== 'string'))
      .map(({ who, stance, said }) => ({ text: said, source: unknownParagraph, by: oneOrMore(who), stance })),
  ];
  const headed = withRel('section').flatMap((section) =>
    (section.headlines ?? []).slice(0, 1).map(({ value }) => ({ heading: value, statements: statementsOf(section) })),
  );
  const ofNamed = reactions.flatMap(({ who, ...rest }) => {
    const ids = who.filter((each) => typeof each === 'string');
    return ids.length === who.length ? [{ who: oneOrMore(ids), ...rest, source: unknownParagraph }] : [];
  });
  return {
    ...(slugline === slugOf(name) ? {} : given('slug', slugline)),
    name,
    ...given('statements', filled(unheaded)),
    ...given('sections', filled(headed)),
    ...given('reactions', filled(ofNamed)),
    ...given('open', filled(withRel('open').flatMap((each) => statementIn(each, read) ?? []))),
  };
}

function filled<T>(list: T[]): T[] | undefined {
  return list.length > 0 ? list : undefined;
}

/** What some say, in the order of its `by`, and their stance, which is the `rel` of each. */
function reactionOf(association: Association) {
  const { by = '', infoSources = [], descriptions = [] } = association;
  const speakers = entityKinds
    .flatMap((kind) => association[kind] ?? [])
    .sort((a, b) => by.indexOf(a.name ?? '') - by.indexOf(b.name ?? ''));
  const reportedBy = infoSources.find(({ role }) => role === 'reportedBy')?.name;
  return {
    who: speakers.map(({ name = '', literal }) => literal ?? { as: name }),
    stance: stances.find((stance) => stance === speakers[0]?.rel) ?? 'neutral',
    said: descriptions[0]?.value ?? '',
    ...given('reportedBy', reportedBy),
  };
}
