import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Briefing, Statement, TimelineEntry } from '../../src/briefing/briefing.ts';
import { derive } from '../../src/briefing/file/derive.ts';
import { parseBriefing, readYaml } from '../../src/briefing/file/parse.ts';
import { problemsOf } from '../../src/briefing/file/problems.ts';
import { briefingSchema, type Speaker } from '../../src/briefing/file/schema.ts';
import { briefingText } from '../../src/briefing/file/write.ts';
import { importedBriefing } from '../../src/exchange/import.ts';
import { ImportError } from '../../src/exchange/import-error.ts';
import { jsonText } from '../../src/exchange/json.ts';
import { ninjsOf } from '../../src/exchange/ninjs-export.ts';
import { isSeason, spanOf } from '../../src/exchange/span.ts';
import { attributedText, speakerName } from '../../src/exchange/speakers.ts';
import { anyFile } from '../support/any-file.ts';

/** What comes of a briefing that is exported and imported: its file, and all of it. */
function thereAndBack(briefing: Briefing, change: (document: object) => object = (document) => document) {
  const document = change(JSON.parse(jsonText(ninjsOf(briefing, '# Article'))));
  const { file, slug } = importedBriefing(JSON.stringify(document));
  const text = briefingText(file);
  expect(problemsOf(text, 'imported.yaml')).toEqual([]);
  const read = parseBriefing(text);
  expect(read).toBeDefined();
  return { text, briefing: derive(read as NonNullable<typeof read>, slug) };
}

/** The briefing of a file's text. */
function complete(text: string): Briefing {
  return derive(briefingSchema.parse(readYaml(text)), 'bridge-closes');
}

/** All of a briefing that ninjs has a place for. */
function sayable(briefing: Briefing) {
  const said = (each: Pick<Statement, 'text' | 'by'> | undefined) => each && attributedText(briefing, each);
  const names = (speakers: readonly Speaker[]) => speakers.map((each) => speakerName(briefing, each)).sort();
  const day = (date: string | undefined) => (date?.length === 10 ? date : undefined);
  const { slug, headline, located, language, version, urgency, firstCreated, versionCreated, embargoedUntil, expires } =
    briefing;
  return {
    slug,
    headline,
    located,
    language,
    version,
    urgency,
    firstCreated,
    versionCreated,
    embargoedUntil,
    expires,
    // Without a full day of its own, a briefing has that of its first source.
    contentCreated: day(briefing.contentCreated) ?? day(briefing.infoSources[0]?.date),
    infoSources: briefing.infoSources.map(({ paragraphs: _, date, ...each }) => ({ ...each, date: day(date) })),
    descriptions: briefing.descriptions.map(({ role, value, by }) => [role, said({ text: value, by })]),
    why: said(briefing.why),
    next: said(briefing.next),
    entities: [briefing.people, briefing.organisations, briefing.places].map((list) =>
      list.map(({ id, name }) => [id, name]),
    ),
    events: briefing.events.map(({ id, name, date, description }) => [
      id,
      name,
      date && spanOf(date),
      said(description),
    ]),
    subjects: briefing.subjects,
    topics: briefing.topics.map((topic) => ({
      slug: topic.slug,
      name: topic.name,
      sections: topic.sections.map(({ heading, statements }) => [heading, statements.map(said)]),
      reactions: (topic.reactions ?? [])
        .map(({ who, stance, said: words, reportedBy }) => [names(who), stance, words, reportedBy])
        .sort((a, b) => JSON.stringify(a).localeCompare(JSON.stringify(b))),
      open: (topic.open ?? []).map(said),
    })),
    timeline: briefing.timeline
      .filter(({ before = '', after = '' }) => !isSeason(before) && !isSeason(after))
      .map((each) => [whenOf(each), said(each)]),
    updates: briefing.updates,
    corrections: briefing.corrections,
    pictures: briefing.pictures,
  };
}

function whenOf({ date, before, after, from, to }: TimelineEntry) {
  if (before) return ['before', spanOf(before).start];
  if (after) return ['after', spanOf(after).end];
  const [start, end] = [date ?? from, date ?? to];
  return [start && spanOf(start).start, end && spanOf(end).end];
}

describe('a briefing that is exported as ninjs and imported', () => {
  test('says all that ninjs has a place for, whatever it is, and is withheld', () => {
    fc.assert(
      fc.property(anyFile, (file) => {
        const before = derive(briefingSchema.parse(file), 'bridge-closes');
        const { briefing } = thereAndBack(before);
        expect(sayable(briefing)).toEqual(sayable(before));
        expect(briefing.pubStatus).toBe('withheld');
      }),
      { numRuns: 40 },
    );
  });

  test('has each statement once, with whose claim it is', () => {
    const { text } = thereAndBack(
      complete(`
headline: Bridge closes
infoSources: [{ name: Harbour Gazette }]
descriptions:
  - { value: The bridge is closed., source: 1, role: brief }
  - { value: It is rusty., source: 2 }
  - { value: It is to open in May., source: 3, by: port, role: full }
  - { quote: Too long!, source: 4, by: [ann-lee, port] }
people: [{ name: Ann Lee }]
organisations: [{ id: port, name: "Port, Harbour and Sea" }]
`),
    );
    expect(text).toBe(`\
headline: Bridge closes
language: en
version: 1
pubStatus: withheld
urgency: 5

infoSources:
  - name: Harbour Gazette

descriptions:
  - value: The bridge is closed.
    source: 1
    role: brief
  - value: It is rusty.
    source: 1
  - value: It is to open in May.
    source: 1
    role: full
    by: port
  - quote: Too long!
    source: 1
    by: [ann-lee, port]

people:
  - name: Ann Lee

organisations:
  - id: port
    name: Port, Harbour and Sea
`);
  });

  test('has each fact once, where topics and the timeline tell it too', () => {
    const { text } = thereAndBack(
      complete(`
headline: Bridge closes
infoSources: [{ name: Harbour Gazette }]
descriptions:
  - { id: closed, value: The bridge is closed., source: 1, on: 2026-Q1 }
  - { id: too-long, value: Six weeks are too long., source: 2, by: ann-lee, stance: opposes }
people: [{ name: Ann Lee }]
topics:
  - name: The closure
    statements: [too-long]
    sections: [{ heading: Why, statements: [closed, { text: The cables are worn., source: 3 }] }]
    reactions: [{ who: ann-lee, stance: warns, said: It may be longer., source: 3 }]
`),
    );
    expect(text).toContain(`\
descriptions:
  - id: the-bridge-is
    value: The bridge is closed.
    source: 1
    on: 2026-Q1
  - id: six-weeks-are
    value: Six weeks are too long.
    source: 1
    by: ann-lee
    stance: opposes

people:
  - name: Ann Lee

topics:
  - name: The closure
    statements: [six-weeks-are]
    sections:
      - heading: Why
        statements:
          - the-bridge-is
          - text: The cables are worn.
            source: 1
    reactions:
      - who: ann-lee
        stance: warns
        said: It may be longer.
        source: 1
`);
  });

  test('keeps the timeline as it was ordered by hand', () => {
    const { text, briefing } = thereAndBack(
      complete(`
headline: Bridge closes
infoSources: [{ name: Harbour Gazette }]
descriptions: [{ value: It closes., source: 1 }, { value: It is built., source: 2 }]
timeline: [{ date: 2013, text: It closes., source: 1 }, { date: 2012, text: It is built., source: 2 }]
`),
    );
    expect(text).toContain('timeline:\n  - date: "2013"');
    expect(briefing.timeline.map(({ date }) => date)).toEqual(['2013', '2012']);
  });

  test('keeps words after a dash that are nobody’s name', () => {
    const { briefing } = thereAndBack(
      complete(`
headline: Bridge closes
infoSources: [{ name: Harbour Gazette }]
descriptions: [{ value: It is closed — for six weeks, source: 1 }]
`),
    );
    expect(briefing.descriptions[0]).toMatchObject({ value: 'It is closed — for six weeks' });
    expect(briefing.descriptions[0]?.by).toBeUndefined();
  });
});

const article = {
  uri: 'https://agency.example/1',
  headlines: [
    { role: 'subhead', value: 'Six weeks' },
    { role: 'main', value: 'Bridge closes' },
  ],
  descriptions: [
    { role: 'summary', value: 'The bridge is closed for six weeks.' },
    { contentType: 'text/html', value: '<p>The bridge</p>' },
  ],
  bodies: [{ value: 'The bridge, an agency’s text.' }],
  people: [{ name: 'Ann Lee' }, { name: 'Ann Lee' }, { rel: 'about' }],
  subjects: [{ name: 'transport', uri: 'medtop:20000001' }],
};

describe('somebody else’s ninjs', () => {
  test('begins a briefing on its article, and leaves the article’s own text out', () => {
    const { file, slug, notes } = importedBriefing(
      JSON.stringify({
        ...article,
        copyrightHolder: 'Agency',
        by: 'Ben',
        versionCreated: '2026-03-02T23:00:00-05:00',
        embargoedUntil: '2026-03-03T10:00:00Z',
        urgency: 2,
        associations: [
          {
            name: 'a',
            uri: 'urn:a:1',
            type: 'picture',
            by: 'Cy',
            headlines: [{ value: 'The bridge' }],
            renditions: [
              { name: 'x', href: 'http://agency.example/1.jpg' },
              { name: 'y', href: 'https://agency.example/1.jpg' },
            ],
          },
        ],
      }),
    );
    expect(slug).toBe('bridge-closes');
    expect(briefingText(file)).toBe(`\
headline: Bridge closes
contentCreated: 2026-03-02
pubStatus: withheld
urgency: 2
embargoedUntil: 2026-03-03T10:00:00Z

infoSources:
  - name: Agency
    author: Ben
    date: 2026-03-02
    uri: https://agency.example/1

descriptions:
  - value: The bridge is closed for six weeks.
    source: 1

people:
  - name: Ann Lee

subjects:
  - name: transport
    uri: medtop:20000001

pictures:
  - uri: https://agency.example/1.jpg
    alt: The bridge
    credit: Cy
`);
    expect(problemsOf(briefingText(file), 'x.yaml')).toEqual([]);
    expect(notes.join()).toContain('The article in the document was not taken');
  });

  test('of version 2 is read as that of version 3', () => {
    const { versionCreated, ...rest } = { ...article, versionCreated: '2026-03-02T10:00:00Z' };
    const two = { ...rest, versioncreated: versionCreated, copyrightholder: 'Agency' };
    const three = { ...rest, versionCreated, copyrightHolder: 'Agency' };
    expect(importedBriefing(JSON.stringify(two))).toEqual(importedBriefing(JSON.stringify(three)));
  });

  test('without a description has its headline as its statement', () => {
    const { file } = importedBriefing(`\uFEFF${JSON.stringify({ uri: 'urn:x:1', title: 'Bridge closes' })}`);
    expect(file).toMatchObject({
      headline: 'Bridge closes',
      infoSources: [{ name: 'urn:x:1', literal: 'urn:x:1' }],
      descriptions: [{ value: 'Bridge closes', source: 1 }],
    });
  });
});

describe('what is no ninjs says what to do', () => {
  test.each([
    ['not json', 'It is no JSON'],
    ['', 'It is no JSON'],
    ['[]', 'It is no ninjs document: that has a "uri"'],
    ['{"uri": "urn:x:1", "headline": "x"}', 'It is ninjs 1. Convert it'],
    ['{"uri": 1, "headlines": "x"}', 'uri: Invalid input: expected string'],
    [`{"uri": "x", "title": ${'['.repeat(200)}${']'.repeat(200)}}`, 'more than 50 levels'],
  ])('%j', (text, message) => {
    expect(() => importedBriefing(text)).toThrow(message);
    expect(() => importedBriefing(text)).toThrow(ImportError);
  });

  test('a document as deep as a file may be long ends as an error of its own', () => {
    const deep = `{"uri":"x","title":"x","associations":${'[{"associations":'.repeat(100_000)}[]${'}]'.repeat(100_000)}}`;
    expect(() => importedBriefing(deep)).toThrow(ImportError);
  });
});
