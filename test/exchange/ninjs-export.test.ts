import { readFileSync } from 'node:fs';
import { Ajv2020 } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { jsonText } from '../../src/exchange/json.ts';
import { ninjsOf } from '../../src/exchange/ninjs-export.ts';
import { lostInNinjs } from '../../src/exchange/ninjs-lost.ts';
import { anyBriefing, briefing } from '../support/briefings.ts';

/* The schema is IPTC's own (https://github.com/iptc/newsinjson), under the licence that its description names. */
const ajv = new Ajv2020({ strict: false, allErrors: true });
addFormats.default(ajv);
// The schema refers to it for the places of a map, which a briefing does not give.
ajv.addSchema({ $id: 'https://geojson.org/schema/GeoJSON.json#' });
const validate = ajv.compile(JSON.parse(readFileSync('test/support/ninjs-schema_3.1.json', 'utf8')));

/** What IPTC's schema has against a document. */
function faults(document: unknown): unknown[] {
  validate(document);
  return (validate.errors ?? []).map(({ instancePath, message }) => `${instancePath} ${message}`);
}

const complete = briefing({
  infoSources: [
    { name: 'Harbour Gazette', uri: 'https://gazette.example/a', literal: 'G-1', paragraphs: 4 },
    { id: 'ap', name: 'Agency', author: 'Ann Lee', publisher: 'Agency Ltd', date: '2026-02-28' },
  ],
  why: { text: 'The port lives off it.', source: ['ap:2'], by: ['port-authority'] },
  embargoedUntil: '2026-03-02T09:00:00Z',
  events: [{ id: 'closing', name: 'The closing', date: '2026-Q1' }],
  timeline: [
    { date: '2026-03-01', text: 'The bridge closes.', source: [1] },
    { before: '2026', text: 'It rusts.', source: [1] },
    { after: '2026-03', text: 'It opens.', source: [1], by: [{ as: 'engineers' }] },
    { from: '2026-Q2', to: '2026-H2', text: 'Repairs.', source: [1] },
    { to: '2012-autumn', text: 'It is new.', source: [1] },
  ],
  pictures: [
    { uri: 'https://gazette.example/a.jpg', alt: 'The bridge', credit: 'Ann Lee' },
    { file: 'bridge.png', alt: 'A map' },
  ],
  corrections: [{ version: 2, date: '2026-03-03T10:00:00Z', text: 'It is six weeks, not five.' }],
  updates: [{ version: 2, text: 'The closure is longer.' }],
  version: 2,
});
const read = (document: object) => JSON.parse(jsonText(document));

describe('a briefing as ninjs', () => {
  test('is valid by IPTC’s schema, whatever its texts are', () => {
    expect(faults(read(ninjsOf(complete, '# Bridge')))).toEqual([]);
    fc.assert(
      fc.property(anyBriefing, (each) => {
        expect(faults(read(ninjsOf(each, each.headline)))).toEqual([]);
      }),
      { numRuns: 30 },
    );
  });

  test('what is not ninjs is found by that schema', () => {
    const document = read(ninjsOf(complete, ''));
    expect(faults({ ...document, source: [1] })).not.toEqual([]);
    expect(faults({ ...document, versionCreated: '2026-03-02' })).not.toEqual([]);
    expect(faults({ ...document, associations: [{ rel: 'topic', uri: 'urn:x:y' }] })).not.toEqual([]);
  });

  test('never drops whose claim something is', () => {
    const { descriptions, associations = [] } = ninjsOf(complete, '');
    expect(descriptions?.at(-1)?.value).toBe('The port lives off it. — Port Authority');
    expect(associations.flatMap((each) => each.descriptions ?? []).map(({ value }) => value)).toContain(
      'It opens. — engineers',
    );
  });

  test('has each date as precise as it is, a quarter by its first and last month, a season by its year', () => {
    const dates = (ninjsOf(complete, '').associations ?? [])
      .filter(({ rel }) => rel?.startsWith('timeline') || rel === 'event')
      .map(({ rel, eventDetails }) => [
        rel,
        eventDetails?.dates?.expectedStartDate,
        eventDetails?.dates?.expectedEndDate,
      ]);
    expect(dates).toEqual([
      ['timeline', '2026-03-01', '2026-03-01'],
      ['timeline-before', undefined, '2026'],
      ['timeline-after', '2026-03', undefined],
      ['timeline', '2026-04', '2026-12'],
      ['timeline', undefined, '2012'],
      ['event', '2026-01', '2026-03'],
    ]);
  });

  test('says what it has no place for', () => {
    expect(lostInNinjs(complete)).toEqual([
      'the paragraphs that statements rest on',
      'seasons',
      'figures',
      'aliases',
      'what someone is',
      'what someone did',
      'how people are linked',
    ]);
    const inSentence = {
      people: [{ id: 'crew', name: 'Crew', inSentence: 'the crew' }],
      organisations: [],
      topics: [],
    };
    expect(lostInNinjs(briefing(inSentence))).toContain('how names stand in a sentence');
    const short = briefing({ people: [], organisations: [], figures: [], topics: [] });
    expect(lostInNinjs(short)).toEqual(['the paragraphs that statements rest on']);
  });

  test('has the same address in all its versions, and no other briefing’s', () => {
    const uri = (changes: Parameters<typeof briefing>[0]) => ninjsOf(briefing(changes), '').uri;
    expect(uri({ version: 2, headline: 'Another' })).toBe(uri({}));
    expect(new Set([uri({}), uri({ slug: 'other' }), uri({ firstCreated: '2026-03-01T10:00:00Z' })]).size).toBe(3);
  });
});
