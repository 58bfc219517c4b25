import { describe, expect, test } from 'vitest';
import { makeBriefings } from '../../bench/many-briefings.ts';
import { bestMatch } from '../../src/briefing/library/best-match.ts';
import { Library } from '../../src/briefing/library/library.ts';
import { briefing as makeBriefing } from '../support/briefings.ts';

const now = Date.parse('2026-03-10T12:00:00Z');
const slugs = (found: Iterable<{ slug: string }>) => [...found].map(({ slug }) => slug);

const older = makeBriefing({
  slug: 'older',
  contentCreated: '2026-02-01',
  headline: 'Port plans a tunnel',
  topics: [],
});
const bridge = makeBriefing();
const ferry = makeBriefing({
  slug: 'ferry',
  contentCreated: '2026-03-05',
  headline: 'Ferries replace the bridge',
  people: [
    { id: 'mina-oz', name: 'Mina Öz', description: { text: 'Mayor of Rotterdam', source: [1] } },
    { id: 'luis-pena', name: 'Luis Peña', description: { text: 'Captain', source: [1] } },
  ],
});

describe('which briefings there are', () => {
  test('the latest is the one of the newest article', () => {
    expect(slugs(new Library([older, bridge, ferry]).latest(now))).toEqual(['ferry', 'harbour-bridge', 'older']);
  });

  test('of one day, the one made last comes first', () => {
    const later = makeBriefing({ slug: 'later', firstCreated: '2026-03-02T11:00:00+00:00' });
    const sooner = makeBriefing({ slug: 'sooner', firstCreated: '2026-03-02T11:30:00+02:00' });
    expect(slugs(new Library([sooner, later, bridge]).latest(now))).toEqual(['later', 'harbour-bridge', 'sooner']);
  });

  test.each([
    ['withheld', { pubStatus: 'withheld' as const }],
    ['canceled', { pubStatus: 'canceled' as const }],
    ['embargoed', { embargoedUntil: '2026-03-10T12:00:01Z' }],
    ['expired', { expires: '2026-03-10T12:00:00Z' }],
  ])('one that is %s is nowhere to be found', (_, changes) => {
    const library = new Library([makeBriefing(changes)]);
    expect(slugs(library.latest(now))).toEqual([]);
    expect(library.briefing('harbour-bridge', now)).toBeUndefined();
    expect(library.search('bridge', now)).toEqual([]);
    expect(library.appearances('mina-oz', now)).toEqual([]);
    expect(library.findEntities('mina', now, 25)).toEqual([]);
    expect(library.topic('closure', now)).toEqual([]);
    expect(library.topics(now)).toEqual([]);
  });

  test('what is hidden takes no place among what a search finds, and lends it no words', () => {
    const hidden = Array.from({ length: 30 }, (_, i) =>
      makeBriefing({ slug: `hidden-${i}`, headline: 'Repairs, repairs: quagmires', pubStatus: 'withheld' }),
    );
    const library = new Library([...hidden, bridge]);
    expect(slugs(library.search('repairs', now, 25).map((hit) => hit.briefing))).toEqual(['harbour-bridge']);
    expect(library.search('quagmire', now)).toEqual([]);
  });

  test('an embargo ends at its instant, and a briefing expires at its own, for one library that is asked again and again', () => {
    const times = { embargoedUntil: '2026-03-10T12:00:00Z', expires: '2026-03-10T14:00:00+01:00' };
    const library = new Library([makeBriefing(times), older]);
    const shown = (at: number) => [
      slugs(library.latest(at)).includes('harbour-bridge'),
      library.briefing('harbour-bridge', at) !== undefined,
      library.search('repairs', at).length > 0,
      library.findTopics('closure', at).length > 0,
      library.appearances('mina-oz', at).some(({ briefing }) => briefing.slug === 'harbour-bridge'),
      library.status('harbour-bridge', at).kind === 'visible',
    ];
    const hour = 3_600_000;
    // The clock may be put back as well.
    for (const [at, expected] of [
      [now - 1, false],
      [now, true],
      [now + hour - 1, true],
      [now + hour, false],
      [now + hour - 1, true],
      [now - 1, false],
      [now, true],
    ] as const)
      expect(new Set(shown(at)), new Date(at).toISOString()).toEqual(new Set([expected]));
  });
});

describe('how a briefing stands', () => {
  const corrections = [
    { version: 2, date: '2026-03-04T10:00:00Z', text: 'Seven weeks, not six.' },
    { version: 4, date: '2026-03-05T10:00:00Z', text: 'Eight weeks, not seven.' },
  ];
  test.each([
    ['visible', {}],
    ['canceled', { pubStatus: 'canceled' as const }],
    ['canceled', { pubStatus: 'canceled' as const, expires: '2026-03-09T12:00:00Z' }],
    ['withheld', { pubStatus: 'withheld' as const }],
    ['embargoed', { embargoedUntil: '2026-03-10T12:00:01Z' }],
    ['embargoed', { pubStatus: 'canceled' as const, embargoedUntil: '2026-03-10T12:00:01Z' }],
    ['visible', { embargoedUntil: '2026-03-10T12:00:00Z' }],
    ['expired', { expires: '2026-03-10T12:00:00Z' }],
    ['visible', { expires: '2026-03-10T12:00:01Z' }],
  ])('%s: %o', (expected, changes) => {
    const library = new Library([makeBriefing(changes)]);
    const status = library.status('harbour-bridge', now);
    expect(status.kind === 'hidden' ? status.why : status.kind).toBe(expected);
    expect(library.briefing('harbour-bridge', now) !== undefined).toBe(expected === 'visible');
  });

  test('a withdrawal says when and why, from the correction of its version', () => {
    const canceled = makeBriefing({ pubStatus: 'canceled', version: 4, corrections });
    expect(new Library([canceled]).status('harbour-bridge', now)).toEqual({
      kind: 'canceled',
      withdrawal: { slug: 'harbour-bridge', date: '2026-03-05T10:00:00Z', reason: 'Eight weeks, not seven.' },
    });
    expect(new Library([{ ...canceled, version: 5 }]).status('harbour-bridge', now)).toMatchObject({
      withdrawal: { date: canceled.versionCreated, reason: undefined },
    });
  });

  test('every briefing that is held is told of, with the version that last put something right', () => {
    const library = new Library([
      makeBriefing({ version: 3, corrections }),
      makeBriefing({ slug: 'plain', pubStatus: 'withheld' }),
    ]);
    expect([...library.statuses(now)].map(({ slug, status, corrected }) => [slug, status.kind, corrected])).toEqual([
      ['harbour-bridge', 'visible', 2],
      ['plain', 'hidden', 0],
    ]);
    expect(library.status('nowhere', now)).toEqual({ kind: 'hidden', why: 'unknown' });
  });
});

describe('people by name', () => {
  const newsroom = new Library([older, bridge, ferry]);
  const find = (name: string) =>
    newsroom.findEntities(name, now, 25).map(({ entity, likeness }) => `${entity.id} ${likeness}`);

  test.each([
    ['Mina Öz', 'mina-oz same'],
    ['mina oz', 'mina-oz same'],
    ['MAYOR ÖZ', 'mina-oz same'],
    ['mina', 'mina-oz part'],
    ['oz', 'mina-oz part'],
    ['pena', 'luis-pena part'],
    ['authority', 'port-authority part'],
    ['authorty', 'port-authority similar'],
  ])('"%s" finds %s', (name, found) => {
    expect(find(name)[0]).toBe(found);
  });

  test('a name that stands only in a briefing that may not be shown finds nobody', () => {
    const [mina] = bridge.people;
    if (!mina) throw new Error('nobody');
    const library = new Library([
      bridge,
      makeBriefing({
        slug: 'secret',
        embargoedUntil: '2026-12-01T00:00:00Z',
        people: [{ ...mina, aliases: ['Vixen'] }],
      }),
    ]);
    expect(library.findEntities('vixen', now, 25)).toEqual([]);
    expect(library.findEntities('vix', now, 25)).toEqual([]);
    expect(library.findEntities('mina vixen', now, 25)).toHaveLength(1);
    expect(library.findEntities('vixen', Date.parse('2026-12-01T00:00:00Z'), 25)).toHaveLength(1);
  });

  test('a name that nobody has finds nobody', () => {
    expect(find('zebedee')).toEqual([]);
    expect(find('?!')).toEqual([]);
  });

  test('someone in several briefings is told of by each, the newest first', () => {
    expect(
      newsroom.appearances('mina-oz', now).map(({ briefing, entity }) => [briefing.slug, entity.description?.text]),
    ).toEqual([
      ['ferry', 'Mayor of Rotterdam'],
      ['harbour-bridge', 'Mayor of the city'],
      ['older', 'Mayor of the city'],
    ]);
  });
});

describe('full-text search', () => {
  const newsroom = new Library([older, bridge, ferry]);
  const search = (query: string) => newsroom.search(query, now).map(({ briefing }) => briefing.slug);

  test('a word of the headline ranks before the same word elsewhere', () => {
    expect(search('tunnel')).toEqual(['older']);
    expect(search('ferries')[0]).toBe('ferry');
  });
  test('misspelt and half-typed words are found', () => {
    expect(search('tunel')).toEqual(['older']);
    expect(search('tunn')).toEqual(['older']);
  });
  test('all words together rank before some of them', () => {
    expect(search('ferries captain')).toEqual(['ferry']);
  });
  test('nothing that is not there is found', () => {
    expect(search('xylophone')).toEqual([]);
    // 200 characters and 16 words are looked for: what comes after them is not.
    expect(search(`${'q'.repeat(199)} tunnel`)).toEqual([]);
    expect(search(`${'q'.repeat(193)} tunnel`)).toEqual(['older']);
    const unknown = (count: number) => Array.from({ length: count }, (_, i) => `q${i}z`).join(' ');
    expect(search(`${unknown(16)} tunnel`)).toEqual([]);
    expect(search(`${unknown(15)} tunnel`)).toEqual(['older']);
  });
  test.each([
    ['Réunion plans a ferry', 'reunion'],
    ['Reunion plans a ferry', 'RÉUN'],
    ['Мэр Йошкар-Олы', 'йошкар'],
    ['Мэр Йошкар-Олы', 'иошкор'],
    ['ハルビンで会談', 'ハルビン'],
    ['習近平在哈爾濱', '哈爾濱'],
    ['ＷＩＤＥ letters', 'wide'],
    ['Straße closed', 'straße'],
  ])('"%s" is found by %s, and another is not', (headline, query) => {
    const found = new Library([makeBriefing({ slug: 'other' }), makeBriefing({ slug: 'it', headline })]).search(
      query,
      now,
    );
    expect(found.map(({ briefing }) => briefing.slug)).toEqual(['it']);
  });
  test('those that are equally good keep one order, whatever was asked before and however often', () => {
    const many = Array.from({ length: 60 }, (_, i) => makeBriefing({ slug: `b-${i}` }));
    const library = new Library(many);
    const found = () => library.search('bridge', now, 25).map(({ briefing }) => briefing.slug);
    const first = found();
    expect(first).toEqual(many.slice(0, 25).map(({ slug }) => slug));
    library.search('mina weeks port', now);
    library.findEntities('mina', now, 25);
    expect(found()).toEqual(first);
  });
  test('of briefings that come and go by the thousand nothing is left, and those that stay are found as before', () => {
    const library = new Library([bridge, ferry, older]);
    const before = library.search('bridge', now);
    for (let round = 0; round < 3; round++) {
      for (let i = 0; i < 700; i++) library.put(makeBriefing({ slug: `gone-${i}`, headline: `Zeppelin bridge ${i}` }));
      library.index();
      expect(library.search('zeppelin', now, 1_000)).toHaveLength(700);
      for (let i = 0; i < 700; i++) library.remove(`gone-${i}`);
    }
    // In many steps, between which others are answered; and then there is nothing more to free.
    expect([...library.compact()].length).toBeGreaterThan(700);
    expect([...library.compact()]).toEqual([]);
    expect(library.search('zeppelin', now)).toEqual([]);
    expect(library.search('bridge', now)).toEqual(before);
    expect(library.search('tunnel', now)).toHaveLength(1);
  });
  test('the passage shown is the one with the words, and keeps whose claim it is', () => {
    const [hit] = newsroom.search('six weeks', now);
    expect(hit && bestMatch(hit, hit.briefing)).toMatchObject({
      kind: 'statement',
      statement: { text: 'Six weeks are too long.', by: ['mina-oz'], stance: 'opposes' },
    });
  });
});

describe('a changed briefing', () => {
  test('replaces the one of its slug everywhere', () => {
    const library = new Library([bridge]);
    library.put(makeBriefing({ headline: 'Bridge opens again', people: [], topics: [] }));
    expect(library.search('closes', now).map(({ briefing }) => briefing.headline)).not.toContain(
      'Harbour bridge closes for repairs',
    );
    expect(library.search('opens', now)).toHaveLength(1);
    expect(library.findEntities('mina', now, 25)).toEqual([]);
    expect(library.topics(now)).toEqual([]);
    expect(library.findEntities('port', now, 25)).toHaveLength(1);
  });
  test('one that is removed is gone everywhere, and what others say stays', () => {
    const library = new Library([bridge, ferry]);
    library.remove('ferry');
    expect(library.findEntities('pena', now, 25)).toEqual([]);
    expect(library.appearances('mina-oz', now)).toHaveLength(1);
    expect(library.size).toBe(1);
  });

  test('is found as it was until it is put, and as it is from then on, with nothing left to index', () => {
    const library = new Library([bridge, ferry]);
    library.index();
    const changed = makeBriefing({ headline: 'Bridge opens again' });
    library.prepare(changed);
    const headlines = (query: string) => library.search(query, now).map(({ briefing }) => briefing.headline);
    expect(headlines('repairs')).toEqual(['Harbour bridge closes for repairs']);
    expect(headlines('opens again')).toEqual([]);
    library.put(changed);
    expect(library.index(0)).toBe(true);
    expect(headlines('opens again')).toEqual(['Bridge opens again']);
    expect(headlines('repairs')).toEqual([]);
  });
});

test('a search does not keep others waiting until thousands of briefings are indexed', () => {
  const library = new Library(makeBriefings(5_000));
  const begun = performance.now();
  expect(() => library.search('bridge', now)).toThrow(expect.objectContaining({ key: 'error:searchNotReady' }));
  expect(performance.now() - begun).toBeLessThan(1_000);
  while (!library.index(50));
  expect(library.search('bridge', now)).toEqual([]);
});
