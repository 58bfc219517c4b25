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
const source = fc.array(fc.integer({ min: 1, max: 40 }), { minLength: 1, maxLength: 12 });
const id = (length: number) =>
  fc.integer({ min: 0, max: 30 }).map((number) => `${'i'.repeat(length - 2)}${String(number).padStart(2, '0')}`);
const by = fc.option(fc.array(id(64), { minLength: 1, maxLength: 31 }), { nil: undefined });
const statement = fc.record({ text: longText, source, by });

function entities(kind: number): fc.Arbitrary<Entity[]> {
  const entity = fc.record({
    name,
    aliases: fc.array(name, { maxLength: 6 }),
    description: statement,
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
  sections: fc.array(fc.record({ heading: name, statements: fc.array(statement, { minLength: 1, maxLength: 6 }) }), {
    minLength: 1,
    maxLength: 14,
  }),
  reactions: fc.array(
    fc.record({
      who: id(64).map((one) => [one]),
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
    infoSources: fc.tuple(
      fc.record({
        name: words(200),
        literal: fc.option(name, { nil: undefined }),
        uri: fc.option(fc.webUrl({ withQueryParameters: true, withFragments: true }), { nil: undefined }),
        paragraphs: fc.constant(40),
      }),
    ),
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
        date: fc.constantFrom('2024', '2024-05', '2024-05-17'),
        description: statement,
      }),
      { maxLength: 10 },
    ),
    subjects: fc.array(fc.record({ name: words(500) }), { maxLength: 30 }),
    figures: fc.array(
      fc.record({
        label: words(200),
        value: fc.double({ noNaN: true, noDefaultInfinity: true }),
        unit: words(50),
        asOf: fc.constant('2023'),
        note: fc.option(longText, { nil: undefined }),
        source,
      }),
      { maxLength: 10 },
    ),
    topics: fc
      .array(topic, { maxLength: 30 })
      .map((topics) => topics.map((each, i) => ({ ...each, slug: `${'t'.repeat(62)}${String(i).padStart(2, '0')}` }))),
    timeline: fc.array(fc.record({ date: fc.constant('2024'), text: longText, source }), { maxLength: 40 }),
    corrections: fc.array(
      fc.record({ version: fc.integer({ min: 2, max: 9 }), date: fc.constant('2026-03-02T10:00:00Z'), text: longText }),
      { maxLength: 6 },
    ),
  })
  .map((fields) => ({ ...briefing(), ...fields, slug: 's'.repeat(64) }));
