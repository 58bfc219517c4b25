import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Briefing } from '../../src/briefing/briefing.ts';
import { jsonText } from '../../src/exchange/json.ts';
import { newsArticleOf } from '../../src/exchange/schema-org.ts';
import { anyBriefing, briefing } from '../support/briefings.ts';

const complete: Briefing = {
  ...briefing({
    infoSources: [
      { name: 'Harbour Gazette', uri: 'https://gazette.example/a', literal: 'G-1', paragraphs: 4 },
      { id: 'ap', name: 'Agency', author: 'Ann Lee', publisher: 'Agency Ltd', date: '2026-02' },
    ],
    places: [{ id: 'rotterdam', name: 'Rotterdam' }],
    events: [{ id: 'closing', name: 'The closing', date: '2026-Q1' }],
    pictures: [
      { uri: 'https://gazette.example/a.jpg', alt: 'The bridge', credit: 'Ann Lee' },
      { file: 'bridge.png', alt: 'A map' },
    ],
    corrections: [{ version: 2, date: '2026-03-03T10:00:00Z', text: 'It is six weeks, not five.' }],
    version: 2,
    expires: '2027-03-02T10:00:00Z',
  }),
  descriptions: [
    { role: 'full', value: '“Six weeks are too long.”', source: [2], by: ['mina-oz'], quote: true },
    { role: 'full', value: 'It will be shorter.', source: [2], by: ['port-authority', { as: 'engineers' }] },
    { role: 'brief', value: 'The bridge is closed.', source: [1] },
  ],
};
const read = (each: Briefing) => JSON.parse(jsonText(newsArticleOf(each)));

test('a briefing is an article that says whose claims it tells, what it rests on and what was wrong', () => {
  const article = read(complete);
  expect(article).toMatchObject({
    '@type': 'NewsArticle',
    headline: 'Harbour bridge closes for repairs',
    datePublished: '2026-03-02T10:00:00Z',
    dateline: 'Rotterdam, Netherlands',
    description: 'The bridge is closed.',
    articleBody: '“Six weeks are too long.” — Mina Öz\n\nIt will be shorter. — Port Authority, engineers',
    hasPart: [
      { '@type': 'Quotation', creditText: 'Mina Öz', author: [{ '@id': expect.stringMatching(/#mina-oz$/) }] },
      { '@type': 'Claim', creditText: 'Port Authority, engineers' },
    ],
    image: [{ '@type': 'ImageObject', contentUrl: 'https://gazette.example/a.jpg', creditText: 'Ann Lee' }],
    correction: [
      { '@type': 'CorrectionComment', text: 'It is six weeks, not five.', datePublished: '2026-03-03T10:00:00Z' },
    ],
    citation: [
      { name: 'Harbour Gazette', url: 'https://gazette.example/a' },
      { name: 'Agency', author: { name: 'Ann Lee' }, publisher: { name: 'Agency Ltd' }, datePublished: '2026-02' },
    ],
  });
  expect(article.mentions.map((each: { '@type': string }) => each['@type'])).toEqual([
    'Person',
    'Organization',
    'Place',
    'Event',
  ]);
  expect(article.mentions.at(-1)).toMatchObject({ startDate: '2026-01', endDate: '2026-03' });
});

test('no text of a briefing can end the script element that an article stands in', () => {
  const hostile = '</script><script>alert(1)</script><!-- "quotes" \\ \u2028 \ud800 ]]>';
  const text = jsonText(newsArticleOf({ ...complete, headline: hostile }));
  expect(text).not.toContain('<');
  expect(JSON.parse(text).headline).toBe(hostile.toWellFormed());
  fc.assert(
    fc.property(anyBriefing, (each) => {
      const json = jsonText(newsArticleOf(each));
      expect(json).not.toContain('<');
      expect(JSON.parse(json).headline).toBe(each.headline);
    }),
    { numRuns: 30 },
  );
});

// The vocabulary that schema.org publishes (https://schema.org/docs/developers.html), where someone has it.
const published = process.env.SCHEMA_ORG;
if (!published) console.warn('SCHEMA_ORG is not set: articles are not held against schema.org’s vocabulary.');

describe.skipIf(!published)('by schema.org’s vocabulary', () => {
  type Term = { readonly '@id': string } & Readonly<Record<string, unknown>>;
  const terms: Map<string, Term> = new Map(
    published
      ? JSON.parse(readFileSync(published, 'utf8'))['@graph'].map((each: Term) => [nameOf(each['@id']), each])
      : [],
  );
  function nameOf(id: string): string {
    return id.replace(/^schema:/, '');
  }
  function refs(value: unknown): string[] {
    return [value ?? []].flat().map((each) => nameOf((each as Term)['@id']));
  }
  /** A type and all that it is a kind of. */
  function kindsOf(type: string): string[] {
    return [type, ...refs(terms.get(type)?.['rdfs:subClassOf']).flatMap(kindsOf)];
  }
  const literals = ['Text', 'URL', 'Date', 'DateTime', 'Number', 'Integer'];

  /** What is not a property of its type, or not a value of its property. */
  function faults(value: Readonly<Record<string, unknown>>, path: string): string[] {
    const type = String(value['@type']);
    if (!terms.has(type)) return [`${path}: no type ${type}`];
    return Object.entries(value)
      .filter(([key]) => !key.startsWith('@'))
      .flatMap(([key, values]) => {
        const property = terms.get(key);
        const domains = refs(property?.['schema:domainIncludes']);
        if (!property || !kindsOf(type).some((kind) => domains.includes(kind)))
          return [`${path}.${key}: no property of ${type}`];
        const ranges = refs(property['schema:rangeIncludes']);
        return [values].flat().flatMap((each) => {
          if (typeof each !== 'object' || each === null)
            return ranges.some((range) => literals.includes(range)) ? [] : [`${path}.${key}: no plain value`];
          const object = each as Readonly<Record<string, unknown>>;
          // A reference to an object that is described elsewhere in the document.
          if (!('@type' in object)) return [];
          const fits = kindsOf(String(object['@type'])).some((kind) => ranges.includes(kind));
          return [...(fits ? [] : [`${path}.${key}: no ${object['@type']}`]), ...faults(object, `${path}.${key}`)];
        });
      });
  }

  test('every property of an article exists, and takes what it is given', () => {
    expect(faults(read(complete), '')).toEqual([]);
    fc.assert(
      fc.property(anyBriefing, (each) => {
        expect(faults(read(each), '')).toEqual([]);
      }),
      { numRuns: 10 },
    );
  });

  test('what does not exist is found', () => {
    expect(faults({ ...read(complete), infoSources: 'x' }, '')).toEqual(['.infoSources: no property of NewsArticle']);
    expect(faults({ ...read(complete), correction: [{ '@type': 'Person' }] }, '')).toEqual(['.correction: no Person']);
  });
});

test('what somebody denies is no claim of theirs', () => {
  const denied = {
    role: 'brief' as const,
    value: 'The cables are worn.',
    source: [1],
    by: ['mina-oz'],
    stance: 'denies' as const,
  };
  expect(jsonText(newsArticleOf(briefing({ descriptions: [denied] })))).not.toContain('Claim');
  const said = { ...denied, stance: 'warns' as const };
  expect(jsonText(newsArticleOf(briefing({ descriptions: [said] })))).toContain('Claim');
});
