import fc from 'fast-check';
import type { Briefing, Entity } from '../../src/briefing/briefing.ts';
import { derive } from '../../src/briefing/file/derive.ts';
import { briefingSchema, depths, stances } from '../../src/briefing/file/schema.ts';

/** A small briefing of the tests' own; `changes` replaces fields of it. */
export function briefing(changes: Partial<Briefing> = {}): Briefing {
  const { slug = 'harbour-bridge', ...rest } = changes;
  const file = {
    version: 1,
    pubStatus: 'usable',
    urgency: 4,
    language: 'en',
    firstCreated: '2026-03-02T10:00:00Z',
    versionCreated: '2026-03-02T10:00:00Z',
    contentCreated: '2026-03-01',
    located: 'Rotterdam, Netherlands',
    headline: 'Harbour bridge closes for repairs',
    infoSources: [{ name: 'Harbour Gazette', paragraphs: 4 }],
    descriptions: depths.map((role) => ({ role, value: `The harbour bridge is closed (${role}).`, source: [1] })),
    people: [
      {
        id: 'mina-oz',
        name: 'Mina Öz',
        aliases: ['Mayor Öz'],
        description: { text: 'Mayor of the city', source: [1] },
        did: [{ text: 'Called the closure too long.', source: [2], by: ['mina-oz'] }],
        links: [{ to: 'port-authority', text: 'Wrote to it.', source: [2] }],
      },
    ],
    organisations: [
      { id: 'port-authority', name: 'Port Authority', description: { text: 'Runs the port', source: [1] } },
    ],
    places: [],
    events: [],
    subjects: [{ name: 'transport' }],
    figures: [{ label: 'Length of the closure', value: 6, unit: 'weeks', asOf: '2026-03', source: [1] }],
    topics: [
      {
        slug: 'closure',
        name: 'The closure',
        sections: [{ heading: 'Why', statements: [{ text: 'The cables are worn.', source: [3] }] }],
        reactions: [{ who: 'mina-oz', stance: 'opposes', said: 'Six weeks are too long.', source: [2] }],
      },
    ],
    timeline: [{ date: '2026-03-01', text: 'The bridge closes.', source: [1] }],
    ...rest,
  };
  return derive(briefingSchema.parse(file), slug);
}

// What breaks messages: markup, mentions, long words, emoji of several code points, right-to-left text, line breaks.
const odd = fc.oneof(
  fc.string({ unit: 'grapheme', minLength: 1 }),
  fc.constantFrom(
    '@everyone',
    '<@&1>',
    '**',
    '`',
    '```',
    '||',
    '[a](https://b.c)',
    '# x',
    '- ',
    '> ',
    '\\',
    '<t:0:F>',
    '👩‍👩‍👧‍👦',
    'שלום',
    '新聞記事',
    'ก็',
    'x\ny',
    '{{text}}',
    '$t(view:next)',
  ),
);
const words = (maxLength: number) =>
  fc
    .oneof(
      fc.array(odd, { minLength: 1, maxLength: 30 }).map((parts) => parts.join(' ')),
      fc.string({ minLength: 1, maxLength, unit: 'binary' }),
      fc
        .tuple(odd, fc.integer({ min: 1, max: maxLength }))
        .map(([part, length]) => part.repeat(Math.ceil(length / part.length))),
    )
    .map((text) => text.slice(0, maxLength).toWellFormed().trim().slice(0, maxLength))
    .filter((text) => text !== '');

const name = words(100);
const longText = fc.oneof({ weight: 9, arbitrary: words(200) }, { weight: 1, arbitrary: words(9000) });
const sourceIds = ['a'.repeat(20), `${'a'.repeat(19)}b`];
const source = fc.array(
  fc.oneof(
    fc.integer({ min: 1, max: 40 }),
    fc.tuple(fc.constantFrom(...sourceIds), fc.integer({ min: 1, max: 40 })).map((parts) => parts.join(':')),
  ),
  { minLength: 1, maxLength: 12 },
);
const id = (length: number) =>
  fc.integer({ min: 0, max: 30 }).map((number) => `${'i'.repeat(length - 2)}${String(number).padStart(2, '0')}`);
const speaker = fc.oneof({ weight: 4, arbitrary: id(64) }, { weight: 1, arbitrary: fc.record({ as: name }) });
const by = fc.option(fc.array(speaker, { minLength: 1, maxLength: 31 }), { nil: undefined });
const dates = ['2024', '2024-05', '2024-05-17', '2024-Q3', '2024-H1', '2024-autumn'];
const date = fc.constantFrom(...dates);
const amount = fc.oneof(
  fc.double({ noNaN: true, noDefaultInfinity: true }),
  fc.constantFrom('1.10', '95,000', '1'.repeat(40)),
);
const statement = fc.record({ text: longText, source, by });

function entities(kind: number): fc.Arbitrary<Entity[]> {
  const entity = fc.record({
    name,
    aliases: fc.array(name, { maxLength: 6 }),
    description: fc.option(statement, { nil: undefined }),
    did: fc.array(statement, { maxLength: 6 }),
    links: fc.array(fc.record({ to: id(64), text: longText, source }), { maxLength: 8 }),
  });
  return fc
    .array(entity, { maxLength: 10 })
    .map((list) =>
      list.map((each, i) => ({ ...each, id: `${'i'.repeat(62)}${String(kind * 10 + i).padStart(2, '0')}` })),
    );
}

const topic = fc.record({
  name,
  sections: fc.array(
    fc.record({
      heading: fc.option(name, { nil: undefined }),
      statements: fc.array(statement, { minLength: 1, maxLength: 6 }),
    }),
    {
      minLength: 1,
      maxLength: 14,
    },
  ),
  reactions: fc.array(
    fc.record({
      who: fc.array(speaker, { minLength: 1, maxLength: 31 }),
      stance: fc.constantFrom(...stances),
      said: longText,
      reportedBy: fc.option(longText, { nil: undefined }),
      source,
    }),
    { maxLength: 12 },
  ),
  open: fc.array(statement, { maxLength: 5 }),
});

/** Briefings as long and as odd as the schema allows, and shorter ones. */
export const anyBriefing: fc.Arbitrary<Briefing> = fc
  .record({
    headline: words(200),
    located: fc.option(name, { nil: undefined }),
    infoSources: fc
      .array(
        fc.record({
          name: words(200),
          publisher: fc.option(words(200), { nil: undefined }),
          author: fc.option(words(200), { nil: undefined }),
          date: fc.option(date, { nil: undefined }),
          literal: fc.option(name, { nil: undefined }),
          uri: fc.option(fc.webUrl({ withQueryParameters: true, withFragments: true }), { nil: undefined }),
          paragraphs: fc.constant(40),
        }),
        { minLength: 1, maxLength: 3 },
      )
      .map((sources) => sources.map((each, i) => (i === 0 ? each : { ...each, id: sourceIds[i - 1] }))),
    contentCreated: fc.option(fc.constantFrom('2024', '2024-05', '2024-05-17'), { nil: undefined }),
    firstCreated: fc.option(fc.constant('2026-03-02T10:00:00Z'), { nil: undefined }),
    language: fc.constantFrom('en', 'ru', 'zh-Hant-TW', 'xx'),
    why: fc.option(statement, { nil: undefined }),
    next: fc.option(statement, { nil: undefined }),
    descriptions: fc.array(fc.record({ role: fc.constantFrom(...depths), value: longText, source, by }), {
      maxLength: 30,
    }),
    people: entities(0),
    organisations: entities(1),
    places: entities(2),
    events: fc.array(
      fc.record({
        id: fc.constant('event'),
        name,
        date: fc.option(date, { nil: undefined }),
        description: fc.option(statement, { nil: undefined }),
      }),
      { maxLength: 10 },
    ),
    subjects: fc.array(fc.record({ name: words(500) }), { maxLength: 30 }),
    figures: fc.array(
      fc.record({
        label: words(200),
        value: fc.option(amount, { nil: undefined }),
        min: fc.option(amount, { nil: undefined }),
        max: fc.option(amount, { nil: undefined }),
        was: fc.option(amount, { nil: undefined }),
        approx: fc.boolean(),
        unit: fc.option(words(50), { nil: undefined }),
        currency: fc.constantFrom('USD', 'XXX', undefined),
        asOf: fc.option(date, { nil: undefined }),
        note: fc.option(longText, { nil: undefined }),
        source,
      }),
      { maxLength: 10 },
    ),
    topics: fc
      .array(topic, { maxLength: 30 })
      .map((topics) => topics.map((each, i) => ({ ...each, slug: `${'t'.repeat(62)}${String(i).padStart(2, '0')}` }))),
    timeline: fc.array(
      fc
        .tuple(fc.constantFrom('date', 'before', 'after', 'from', 'to'), date, longText, source, by)
        .map(([key, day, text, paragraphs, speakers]) => ({ [key]: day, text, source: paragraphs, by: speakers })),
      { maxLength: 40 },
    ),
    updates: fc.array(fc.record({ version: fc.integer({ min: 2, max: 9 }), text: longText }), { maxLength: 6 }),
    corrections: fc.array(
      fc.record({ version: fc.integer({ min: 2, max: 9 }), date: fc.constant('2026-03-02T10:00:00Z'), text: longText }),
      { maxLength: 6 },
    ),
  })
  .map((fields) => ({ ...briefing(), ...fields, slug: 's'.repeat(64) }));
