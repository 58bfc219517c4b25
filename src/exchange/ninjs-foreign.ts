import type { WrittenFile } from '../briefing/file/schema.ts';
import type { Association, Ninjs } from './ninjs.ts';
import { unknownParagraph } from './ninjs-claims.ts';
import { dayOf } from './ninjs-dates.ts';
import { entitiesOf, writtenEntity } from './ninjs-entities.ts';
import { given } from './written.ts';

/**
 * The first draft of a briefing on somebody else's article: the document is its source, and what the document says of the
 * article is its first statement. The article itself is not taken, since a briefing is in its editor's own words.
 */
export function foreignFile(document: Ninjs): WrittenFile {
  const { people, organisations, places, events } = entitiesOf(document);
  const headline = headlineOf(document) || (document.title ?? '');
  const told = (document.descriptions ?? []).filter(isPlain).map(({ value }) => value.trim());
  const statements = told.filter((value) => value !== '');
  const written = dayOf(document.contentCreated ?? document.firstCreated ?? document.versionCreated);
  return {
    headline,
    ...given('contentCreated', written),
    ...given('located', document.located),
    ...given('language', document.language),
    pubStatus: 'withheld',
    ...given('urgency', document.urgency),
    ...given('embargoedUntil', document.embargoedUntil),
    ...given('expires', document.expires),
    infoSources: [source(document, written)],
    descriptions: (statements.length > 0 ? statements : [headline]).map((value) => ({
      value,
      source: unknownParagraph,
    })),
    people: people.map(writtenEntity),
    organisations: organisations.map(writtenEntity),
    places: places.map(writtenEntity),
    events: events.map(writtenEntity),
    subjects: (document.subjects ?? []).flatMap(({ name = '', uri }) => {
      if (name.trim() === '') return [];
      return uri !== undefined && URL.canParse(uri) ? { name, uri } : name;
    }),
    pictures: (document.associations ?? []).filter(({ type }) => type === 'picture').flatMap(picture),
  };
}

function headlineOf({ headlines = [] }: Ninjs | Association): string {
  const plain = headlines.filter(isPlain);
  return (plain.find(({ role }) => role === 'main') ?? plain[0])?.value.trim() ?? '';
}

function isPlain({ contentType = 'text/plain' }: { contentType?: string | undefined }): boolean {
  return contentType === 'text/plain';
}

/** The article: by its agency, with its address where it has one, else with what the agency calls it. */
function source(document: Ninjs, date: string | undefined): WrittenFile['infoSources'][number] {
  const { uri, copyrightHolder, infoSources = [], by } = document;
  const address = uri !== undefined && /^https?:\/\//.test(uri) && URL.canParse(uri) ? uri : undefined;
  const name = [copyrightHolder, infoSources[0]?.name, address && new URL(address).hostname, uri].find(Boolean);
  return {
    name: name ?? '',
    ...given('author', by || undefined),
    ...given('date', date),
    ...(address === undefined ? given('literal', uri) : { uri: address }),
  };
}

/** A picture that has an address and words for those who do not see it. */
function picture(association: Association): NonNullable<WrittenFile['pictures']> {
  const { renditions = [], descriptions = [], name, by, copyrightHolder } = association;
  const uri = renditions.find(({ href = '' }) => href.startsWith('https://'))?.href;
  const alt = [descriptions.find(isPlain)?.value, headlineOf(association), name].find((text) => text?.trim());
  return uri && alt ? [{ uri, alt, ...given('credit', by || copyrightHolder || undefined) }] : [];
}
