// Types alone, made of the vocabulary that schema.org publishes.
import type {
  Claim,
  CorrectionComment,
  CreativeWork,
  Event,
  ImageObject,
  NewsArticle,
  Organization,
  Person,
  Place,
  Quotation,
  WithContext,
} from 'schema-dts';
import type { Briefing, Description, Entity } from '../briefing/briefing.ts';
import { type EntityKind, entityKinds } from '../briefing/file/schema.ts';
import { briefingUri } from './identifiers.ts';
import { spanOf } from './span.ts';
import { attributedText, entityOf, speakerName } from './speakers.ts';

/** A briefing as a schema.org NewsArticle (https://schema.org/NewsArticle). */
export function newsArticleOf(briefing: Briefing): WithContext<NewsArticle> {
  const { headline, language, located, version, firstCreated, versionCreated, expires } = briefing;
  const at = (depth: Description['role']) => briefing.descriptions.filter(({ role }) => role === depth);
  const textsAt = (depth: Description['role']) =>
    at(depth).map(({ value, by }) => attributedText(briefing, { text: value, by }));
  return {
    '@context': 'https://schema.org',
    '@type': 'NewsArticle',
    '@id': briefingUri(briefing),
    identifier: briefing.slug,
    headline,
    inLanguage: language,
    version,
    ...(firstCreated ? { datePublished: firstCreated } : {}),
    ...(versionCreated ? { dateModified: versionCreated } : {}),
    ...(expires ? { expires } : {}),
    ...(located ? { dateline: located } : {}),
    description: textsAt('brief').join(' '),
    articleBody: textsAt('full').join('\n\n'),
    about: briefing.topics.map(({ name }) => ({ '@type': 'Thing', name })),
    keywords: briefing.subjects.map(({ name }) => name),
    mentions: [
      ...entityKinds.flatMap((kind) => briefing[kind].map((entity) => mention(briefing, kind, entity))),
      ...briefing.events.map((each) => event(briefing, each)),
    ],
    hasPart: at('full').flatMap((each) => claim(briefing, each)),
    image: briefing.pictures.flatMap(image),
    correction: (briefing.corrections ?? []).map(
      ({ text, date }): CorrectionComment => ({ '@type': 'CorrectionComment', text, datePublished: date }),
    ),
    citation: briefing.infoSources.map(citation),
  };
}

const types = { people: 'Person', organisations: 'Organization', places: 'Place' } as const;

function mention(briefing: Briefing, kind: EntityKind, entity: Entity): Person | Organization | Place {
  const { id, name, aliases, description } = entity;
  return {
    '@type': types[kind],
    '@id': `${briefingUri(briefing)}#${id}`,
    name,
    ...(aliases ? { alternateName: aliases } : {}),
    ...(description ? { description: attributedText(briefing, description) } : {}),
  };
}

function event(briefing: Briefing, { id, name, date, description }: Briefing['events'][number]): Event {
  const span = date && spanOf(date);
  return {
    '@type': 'Event',
    '@id': `${briefingUri(briefing)}#${id}`,
    name,
    ...(span ? { startDate: span.start, endDate: span.end } : {}),
    ...(description ? { description: attributedText(briefing, description) } : {}),
  };
}

/**
 * What somebody says; what they reject is no claim of theirs, and schema.org has no word for it. A place, or somebody
 * without a name, is nobody's author to schema.org, and only credited.
 */
function claim(briefing: Briefing, { value, by = [], quote, stance }: Description): (Claim | Quotation)[] {
  const isRejected = !quote && (stance === 'denies' || stance === 'opposes');
  if (by.length === 0 || isRejected) return [];
  const authors = by
    .filter((each) => typeof each === 'string')
    .flatMap((id) => {
      const kind = entityOf(briefing, id)?.kind;
      return kind === 'people' || kind === 'organisations' ? [{ '@id': `${briefingUri(briefing)}#${id}` }] : [];
    });
  return [
    {
      '@type': quote ? 'Quotation' : 'Claim',
      text: value,
      creditText: by.map((each) => speakerName(briefing, each)).join(', '),
      ...(authors.length > 0 ? { author: authors } : {}),
    },
  ];
}

/** A picture that has an address; a file beside the briefing has none. */
function image({ uri, alt, credit }: Briefing['pictures'][number]): ImageObject[] {
  if (uri === undefined) return [];
  return [{ '@type': 'ImageObject', contentUrl: uri, description: alt, ...(credit ? { creditText: credit } : {}) }];
}

function citation({ name, uri, publisher, author, date, literal }: Briefing['infoSources'][number]): CreativeWork {
  return {
    '@type': 'CreativeWork',
    name,
    ...(uri ? { url: uri } : {}),
    ...(literal ? { identifier: literal } : {}),
    ...(publisher ? { publisher: { '@type': 'Organization', name: publisher } } : {}),
    ...(author ? { author: { '@type': 'Person', name: author } } : {}),
    ...(date ? { datePublished: date } : {}),
  };
}
