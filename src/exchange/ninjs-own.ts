import { type Depth, depths, type WrittenFile } from '../briefing/file/schema.ts';
import type { Association, Ninjs } from './ninjs.ts';
import { createClaimReader, statementIn } from './ninjs-claims.ts';
import { dayOf, spanIn, timelineEntry } from './ninjs-dates.ts';
import { writtenOnce } from './ninjs-depths.ts';
import { entitiesOf, writtenEntity } from './ninjs-entities.ts';
import { topic } from './ninjs-topics.ts';
import { dateOf } from './span.ts';
import { given } from './written.ts';

/** The file of a document that was made of a briefing, with all that `ninjsOf` says. */
export function ownFile(document: Ninjs): WrittenFile {
  const { associations = [], descriptions = [], language = 'en' } = document;
  const { people, organisations, places, events } = entitiesOf(document);
  const read = createClaimReader([...people, ...organisations, ...places], language);
  const withRole = (role: string) => descriptions.filter((each) => each.role === role).map(({ value }) => value);
  const related = (rel: string) => associations.filter((each) => each.rel === rel);
  const told = Object.fromEntries(depths.map((depth) => [depth, withRole(depth)])) as Record<Depth, string[]>;
  const [why, next] = [withRole('why')[0], withRole('next')[0]];
  return {
    headline: document.headlines?.[0]?.value ?? '',
    ...given('contentCreated', dayOf(document.contentCreated)),
    ...given('located', document.located),
    language,
    version: Number(document.version ?? 1),
    pubStatus: 'withheld',
    ...given('urgency', document.urgency),
    ...given('firstCreated', document.firstCreated),
    ...given('versionCreated', document.versionCreated),
    ...given('embargoedUntil', document.embargoedUntil),
    ...given('expires', document.expires),
    infoSources: sources(document, related('source')),
    descriptions: writtenOnce(told).map(({ words, role }) => {
      const { text, quote, source, by } = read.statement(words);
      return { ...given('value', text), ...given('quote', quote), source, ...given('role', role), ...given('by', by) };
    }),
    ...given('why', why === undefined ? undefined : read.statement(why)),
    ...given('next', next === undefined ? undefined : read.statement(next)),
    people: people.map(writtenEntity),
    organisations: organisations.map(writtenEntity),
    places: places.map(writtenEntity),
    events: events.map((each) => {
      const detail = related('event').find(({ altIds }) => altIds?.[0]?.value === each.id);
      return {
        ...writtenEntity(each),
        ...given('date', detail && dateOf(spanIn(detail))),
        ...given('description', detail && statementIn(detail, read)),
      };
    }),
    subjects: (document.subjects ?? []).map(({ name = '', uri }) => (uri === undefined ? name : { name, uri })),
    topics: related('topic').map((each) => topic(each, read)),
    timeline: associations
      .filter(({ rel }) => rel?.startsWith('timeline'))
      .flatMap((each) => timelineEntry(each, read)),
    updates: related('update').map(({ version, descriptions: texts }) => ({
      version: Number(version),
      text: texts?.[0]?.value ?? '',
    })),
    corrections: related('correction').map(({ version, versionCreated = '', descriptions: texts }) => ({
      version: Number(version),
      date: versionCreated,
      text: texts?.[0]?.value ?? '',
    })),
    pictures: related('picture').map(({ name = '', by, altIds, renditions }) => ({
      ...given('uri', renditions?.[0]?.href),
      ...given('file', altIds?.[0]?.value),
      alt: name,
      ...given('credit', by),
    })),
  };
}

function sources({ infoSources = [] }: Ninjs, details: readonly Association[]): WrittenFile['infoSources'] {
  return infoSources.map(({ name = '', uri, literal }, i) => {
    const detail = details[i];
    return {
      ...given('id', detail?.altIds?.[0]?.value),
      name,
      ...given('uri', uri),
      ...given('publisher', detail?.copyrightHolder),
      ...given('author', detail?.by),
      ...given('date', dayOf(detail?.contentCreated)),
      ...given('literal', literal),
    };
  });
}
