import type { Briefing, Reaction, Statement, TimelineEntry, Topic } from '../briefing/briefing.ts';
import type { EntityKind } from '../briefing/file/schema.ts';
import { briefingUri } from './identifiers.ts';
import { type Association, briefingProfile, type Ninjs } from './ninjs.ts';
import { isSeason, type OpenSpan, spanOf } from './span.ts';
import { attributedText, entityOf, nameMark, speakerName } from './speakers.ts';

/**
 * A briefing as a ninjs 3.1 document. Its sources, topics, timeline, events, pictures, corrections and updates are
 * associations, each with its `rel`. `markdown` is the briefing as an article, for readers.
 */
export function ninjsOf(briefing: Briefing, markdown: string): Ninjs {
  const uri = briefingUri(briefing);
  const { firstCreated, versionCreated, contentCreated, embargoedUntil, expires, located } = briefing;
  const statement = (role: string, each: Statement | undefined) => (each ? [{ role, ...textOf(briefing, each) }] : []);
  return {
    standard: {
      name: 'ninjs',
      version: '3.1',
      schema: 'http://www.iptc.org/std/ninjs/ninjs-schema_3.1.json#',
    },
    uri,
    type: 'text',
    profile: briefingProfile,
    slugline: briefing.slug,
    version: String(briefing.version),
    pubStatus: briefing.pubStatus,
    urgency: briefing.urgency,
    language: briefing.language,
    firstCreated,
    versionCreated,
    contentCreated: instantOf(contentCreated),
    embargoedUntil,
    expires,
    located,
    headlines: [{ role: 'main', value: briefing.headline }],
    descriptions: [
      ...briefing.descriptions.map(({ role, value, by }) => ({ role, ...textOf(briefing, { text: value, by }) })),
      ...statement('why', briefing.why),
      ...statement('next', briefing.next),
    ],
    bodies: [{ contentType: 'text/markdown', value: markdown }],
    people: named(briefing, 'people'),
    organisations: named(briefing, 'organisations'),
    places: named(briefing, 'places'),
    subjects: briefing.subjects.map((each) => ({ ...each })),
    events: briefing.events.map(({ id, name }) => ({ id, name, uri: `${uri}#${id}` })),
    infoSources: briefing.infoSources.map(({ name, uri: address, literal }) => ({ name, uri: address, literal })),
    associations: [
      ...briefing.infoSources.map((each, i) => source(each, `${uri}#source-${i + 1}`)),
      ...briefing.topics.map((each) => topic(briefing, each, `${uri}#${each.slug}`)),
      ...briefing.timeline.map((each, i) => timelineEntry(briefing, each, `${uri}#timeline-${i + 1}`)),
      ...briefing.events.map((each) => event(briefing, each, `${uri}#${each.id}`)),
      ...briefing.pictures.map((each, i) => picture(each, `${uri}#picture-${i + 1}`)),
      ...(briefing.corrections ?? []).map(({ version, date, text }) => ({
        ...change('correction', version, text, uri),
        versionCreated: date,
      })),
      ...briefing.updates.map(({ version, text }) => change('update', version, text, uri)),
    ],
  };
}

function textOf(briefing: Briefing, each: Pick<Statement, 'text' | 'by'>) {
  return { contentType: 'text/plain', value: attributedText(briefing, each) };
}

/** A statement where it needs no role. */
function only(briefing: Briefing, each: Pick<Statement, 'text' | 'by'> | undefined) {
  return each ? [textOf(briefing, each)] : [];
}

function named(briefing: Briefing, kind: EntityKind) {
  return briefing[kind].map(({ id, name }) => ({ name, literal: id }));
}

function source(each: Briefing['infoSources'][number], uri: string): Association {
  const { id, name, publisher, author, date } = each;
  return {
    rel: 'source',
    name,
    uri: each.uri ?? uri,
    type: 'text',
    by: author,
    copyrightHolder: publisher,
    contentCreated: instantOf(date),
    altIds: id === undefined ? [] : [{ role: 'id', value: id }],
  };
}

function topic(
  briefing: Briefing,
  { slug, name, sections, reactions = [], open = [] }: Topic,
  uri: string,
): Association {
  return {
    rel: 'topic',
    name,
    uri,
    type: 'composite',
    slugline: slug,
    associations: [
      ...sections.map(
        ({ heading, statements }, i): Association => ({
          rel: 'section',
          name: heading ?? name,
          uri: `${uri}-section-${i + 1}`,
          type: 'text',
          headlines: heading === undefined ? [] : [{ value: heading }],
          descriptions: statements.map((each) => textOf(briefing, each)),
        }),
      ),
      ...reactions.map((each, i) => reaction(briefing, each, `${uri}-reaction-${i + 1}`)),
      ...open.map(
        (each, i): Association => ({
          rel: 'open',
          name: each.text,
          uri: `${uri}-open-${i + 1}`,
          type: 'text',
          descriptions: only(briefing, each),
        }),
      ),
    ],
  };
}

/** What some say: they are its people, organisations and places, each with the stance as `rel`. */
function reaction(briefing: Briefing, { who, stance, said, reportedBy }: Reaction, uri: string): Association {
  const speakers = who.map((each) => ({
    kind: (typeof each === 'string' ? entityOf(briefing, each)?.kind : undefined) ?? 'people',
    name: speakerName(briefing, each),
    literal: typeof each === 'string' ? each : undefined,
    rel: stance,
  }));
  const ofKind = (kind: EntityKind) =>
    speakers.filter((each) => each.kind === kind).map(({ name, literal, rel }) => ({ name, literal, rel }));
  const by = speakers.map(({ name }) => name).join(nameMark);
  return {
    rel: 'reaction',
    name: by,
    uri,
    type: 'text',
    by,
    people: ofKind('people'),
    organisations: ofKind('organisations'),
    places: ofKind('places'),
    infoSources: reportedBy === undefined ? [] : [{ role: 'reportedBy', name: reportedBy }],
    descriptions: only(briefing, { text: said }),
  };
}

/** Its `rel` tells what was before or after a day from what lasted to it or from it. */
function timelineEntry(briefing: Briefing, each: TimelineEntry, uri: string): Association {
  const { date, before, after, from, to, text } = each;
  return {
    rel: before ? 'timeline-before' : after ? 'timeline-after' : 'timeline',
    name: text,
    uri,
    type: 'event',
    descriptions: only(briefing, each),
    ...details({
      start: after ? exactly(after)?.end : startOf(date ?? from),
      end: before ? exactly(before)?.start : endOf(date ?? to),
    }),
  };
}

function event(
  briefing: Briefing,
  { name, id, date, description }: Briefing['events'][number],
  uri: string,
): Association {
  return {
    rel: 'event',
    name,
    uri,
    type: 'event',
    altIds: [{ role: 'id', value: id }],
    descriptions: only(briefing, description),
    ...details({ start: startOf(date), end: endOf(date) }),
  };
}

// What was before a season was not before all of its year.
const exactly = (date: string) => (isSeason(date) ? undefined : spanOf(date));
const startOf = (date: string | undefined) => date && spanOf(date).start;
const endOf = (date: string | undefined) => date && spanOf(date).end;

function details({ start, end }: OpenSpan): Pick<Association, 'eventDetails'> {
  if (start === undefined && end === undefined) return {};
  return { eventDetails: { dates: { expectedStartDate: start, expectedEndDate: end } } };
}

function picture({ uri: address, file, alt, credit }: Briefing['pictures'][number], uri: string): Association {
  return {
    rel: 'picture',
    name: alt,
    uri: address ?? uri,
    type: 'picture',
    by: credit,
    altIds: file === undefined ? [] : [{ role: 'file', value: file }],
    renditions: address === undefined ? [] : [{ name: 'main', href: address }],
  };
}

function change(rel: 'correction' | 'update', version: number, text: string, uri: string): Association {
  return {
    rel,
    name: text,
    uri: `${uri}#${rel}-${version}`,
    type: 'text',
    version: String(version),
    descriptions: [{ contentType: 'text/plain', value: text }],
  };
}

/** The beginning of a day; ninjs has no place for a month or a year alone. */
function instantOf(date: string | undefined): string | undefined {
  return date?.length === 'YYYY-MM-DD'.length ? `${date}T00:00:00Z` : undefined;
}
