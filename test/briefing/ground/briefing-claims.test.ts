import { describe, expect, test } from 'vitest';
import { parseBriefing } from '../../../src/briefing/file/parse.ts';
import { claimsOf } from '../../../src/briefing/ground/briefing-claims.ts';

/** The claims of a file's text by where they stand, as `path: text`. */
function claimsAt(text: string) {
  const file = parseBriefing(text);
  if (!file) throw new Error('the briefing of the test is not valid');
  return new Map(claimsOf(file).map((each) => [each.path.join('.'), each]));
}

const claims = claimsAt(`
headline: Bridge closes for six weeks
located: Rotterdam
contentCreated: 2026-03-01
infoSources: [{ name: Gazette }, { id: ap, name: AP }]
descriptions:
  - { id: closed, value: The bridge is closed., source: 1, on: 2026-03-01 }
  - { quote: Far too long, by: [mina, { as: city officials, of: port }], source: [2, "ap:3"] }
  - { value: The bridge is closed., source: 1, role: brief }
people:
  - { id: mina, name: Mina Öz, aliases: [Mayor Öz], description: { text: Mayor, source: 1 } }
organisations:
  - { id: port, name: Port Authority, did: [{ text: Ordered the closure, source: 2 }] }
figures:
  - { label: Length, min: 6, max: "7.50", unit: weeks, source: 1, asOf: 2026-Q1, note: A record }
  - { label: Cost, value: 240, was: "95,000", approx: true, currency: USD, unit: billion, source: 1 }
  - { label: Delay, max: "1.10", unit: days, source: 1 }
topics:
  - name: The closure
    statements: [closed]
    reactions: [{ who: mina, stance: opposes, said: It is too long., source: 2 }]
    open: [{ text: "When it ends, the article does not say.", source: 1 }]
timeline:
  - { date: 2026, text: The closure begins, source: 1 }
updates: []
`);

describe('the claims of a briefing', () => {
  test('are all of its texts, each once, where they are first written', () => {
    expect([...claims.keys()]).toEqual([
      'headline',
      'located',
      'descriptions.0.value',
      'descriptions.0.on',
      'descriptions.1.quote',
      'topics.0.reactions.0.said',
      'topics.0.open.0.text',
      'timeline.0.text',
      'timeline.0.date',
      'people.0.name',
      'people.0.description.text',
      'organisations.0.name',
      'organisations.0.did.0.text',
      'figures.0.min',
      'figures.0.asOf',
      'figures.0.note',
      'figures.1.value',
      'figures.1.was',
      'figures.2.max',
      'topics.0.name',
    ]);
  });

  test.each([
    ['headline', { text: 'Bridge closes for six weeks', language: 'en' }],
    ['descriptions.0.on', { text: 'March 1, 2026', source: [1], language: 'en' }],
    [
      'descriptions.1.quote',
      {
        text: 'Far too long',
        quote: true,
        source: [2, 'ap:3'],
        by: [
          { name: 'Mina Öz', aliases: ['Mayor Öz'] },
          { name: 'city officials', aliases: ['Port Authority'] },
        ],
        language: 'en',
      },
    ],
    [
      'topics.0.reactions.0.said',
      { text: 'It is too long.', source: [2], by: [{ name: 'Mina Öz', aliases: ['Mayor Öz'] }], language: 'en' },
    ],
    ['people.0.description.text', { text: 'Mina Öz: Mayor', source: [1], language: 'en' }],
    ['organisations.0.did.0.text', { text: 'Port Authority: Ordered the closure', source: [2], language: 'en' }],
    ['figures.0.min', { text: 'Length: 6–7.50 weeks', source: [1], language: 'en' }],
    ['figures.1.value', { text: 'Cost: about $240 billion', source: [1], language: 'en' }],
    ['figures.1.was', { text: 'Cost: $95,000 billion', source: [1], language: 'en' }],
    ['figures.2.max', { text: 'Delay: at most 1.10 days', source: [1], language: 'en' }],
    ['figures.0.asOf', { text: 'the first quarter of 2026', source: [1], language: 'en' }],
  ])('has at %s what it says there, of whom', (path, claim) => {
    expect(claims.get(path)?.claim).toEqual(claim);
  });

  test('says of a name, and of what stays open, only what can be wrong in it', () => {
    expect(claims.get('people.0.name')?.kinds).toEqual(['number', 'date', 'name']);
    expect(claims.get('topics.0.open.0.text')?.kinds).not.toContain('unsupported');
    expect(claims.get('descriptions.0.value')?.kinds).toBeUndefined();
    // Nobody has to have said who somebody is.
    expect(claims.get('people.0.description.text')?.kinds).not.toContain('attribution');
    expect(claims.get('people.0.description.text')?.kinds).toContain('unsupported');
  });

  test('gives dates and amounts in the words of its language', () => {
    const german = claimsAt(`
headline: Brücke gesperrt
language: de
infoSources: [{ name: Anzeiger }]
descriptions:
  - { value: Die Brücke ist gesperrt., source: 1, from: 2026-03, to: 2027 }
figures:
  - { label: Kosten, value: 1234.5, currency: EUR, approx: true, source: 1 }
`);
    expect(german.get('descriptions.0.from')?.claim.text).toBe('März 2026');
    expect(german.get('descriptions.0.to')?.claim.text).toBe('2027');
    expect(german.get('figures.0.value')?.claim.text).toBe('Kosten: 1.234,5\u00a0€');
  });
});
