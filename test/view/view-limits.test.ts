import { parseMarkdown } from 'discord-playground/testing';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Briefing } from '../../src/briefing/briefing.ts';
import { depths } from '../../src/briefing/file/schema.ts';
import { Library } from '../../src/briefing/library/library.ts';
import { amendments, statusOf } from '../../src/briefing/library/publication-status.ts';
import { statementsOf } from '../../src/briefing/library/statements.ts';
import { entitiesIn } from '../../src/briefing/library/visible.ts';
import { wordsOf } from '../../src/briefing/search/words.ts';
import { language } from '../../src/text/language.ts';
import { latestMessage } from '../../src/view/briefing-list.ts';
import { card, type Message } from '../../src/view/card.ts';
import { briefingViews, whichBriefingMessage, whichMessage, whichTopicMessage } from '../../src/view/choices.ts';
import { correctionsMessage } from '../../src/view/corrections.ts';
import type { DigestEntry } from '../../src/view/digest-entry.ts';
import { digestMessage } from '../../src/view/digest-message.ts';
import { didYouMeanMessage, searchMessage } from '../../src/view/search-results.ts';
import { sourcesMessage } from '../../src/view/sources.ts';
import { summaryMessage } from '../../src/view/summary.ts';
import { timelineMessage } from '../../src/view/timeline.ts';
import { topicMessage, topicsMessage } from '../../src/view/topic.ts';
import { peopleMessage, whoMessage } from '../../src/view/who.ts';
import { anyBriefing, briefing } from '../support/briefings.ts';
import { texts, violations } from '../support/message-limits.ts';

const english = language('en-US');

const copies = (one: Briefing, count: number): Briefing[] =>
  Array.from({ length: count }, (_, i) => ({ ...one, slug: `${'s'.repeat(62)}${10 + i}` }));

/** Entries of every kind: a briefing as it was posted, one corrected since, once or often, one withdrawn, one gone. */
function digestEntries(one: Briefing, count: number, updated: boolean): DigestEntry[] {
  const status = statusOf({ ...one, version: 9, pubStatus: 'canceled' }, 0);
  const notice: DigestEntry =
    status.kind === 'canceled' ? { kind: 'withdrawn', withdrawal: status.withdrawal } : { kind: 'gone' };
  return copies({ ...one, version: 9 }, count).map((copy, i): DigestEntry => {
    if (i % 5 === 4) return updated ? notice : { kind: 'gone' };
    return { kind: 'briefing', briefing: copy, updated, carried: [1, 9, 4, 2][i % 4] ?? 1 };
  });
}

function* everyMessage(one: Briefing, page: number): Generator<Message> {
  const library = new Library([one]);
  for (const depth of depths) {
    yield summaryMessage(one, depth, page, english);
    yield digestMessage(
      {
        entries: digestEntries(one, 12, page % 2 === 0),
        others: page,
        note: english.t('digest:repeated'),
        depth,
        day: '2026-03-02',
        role: '123456789012345678',
        topic: one.topics[0]?.name,
      },
      english,
    );
    for (const entries of [
      digestEntries(one, 1, true),
      Array.from({ length: 8 }, () => digestEntries(one, 1, true)).flat(),
    ])
      yield digestMessage(
        {
          entries: entries.map((entry, i) =>
            entry.kind === 'briefing' ? { ...entry, briefing: { ...entry.briefing, slug: `s${i}` } } : entry,
          ),
          depth,
          day: '2026-03-02',
        },
        english,
      );
  }
  yield peopleMessage(one, page, english);
  yield topicsMessage(one, page, english);
  yield timelineMessage(one, page, english);
  yield sourcesMessage(one, page, english);
  for (const about of [undefined, { slug: one.slug, headline: one.headline }]) {
    const statuses = copies(one, 12).map((copy) => statusOf(copy, 0));
    yield correctionsMessage(amendments(statuses), { about, isCut: !about }, page, english);
    yield correctionsMessage([], { about }, page, english);
    const withdrawn = statusOf({ ...one, version: 2, pubStatus: 'canceled' }, 0);
    yield correctionsMessage(amendments([withdrawn, withdrawn]), { about }, page, english);
  }
  yield latestMessage(copies(one, 20), { isCut: page > 2 }, page, english);
  for (const saysQuery of [true, false]) {
    // Every word is in bold.
    const found = wordsOf([one.headline, ...Iterator.from(statementsOf(one)).map(({ text }) => text)].join(' '));
    const words = new Map([['x', new Map(found.map((word) => [word, 1]))]]);
    for (const length of [1, 9]) {
      const hits = Array.from({ length }, () => ({ briefing: one, words, nearly: saysQuery ? ['x'] : [] }));
      yield searchMessage({ query: 'x'.repeat(80), hits, isCut: saysQuery, saysQuery }, page, english);
    }
    yield didYouMeanMessage('x'.repeat(80), ['y'.repeat(80), 'z'], english);
  }
  for (const { entity } of entitiesIn(one)) {
    const [first, ...rest] = library.appearances(entity.id, 0);
    if (first) yield whoMessage([first, ...rest], page, english);
    if (first) yield whoMessage([first], page, english, 9);
  }
  for (const offered of ['several', 'elsewhere'] as const)
    for (const within of [undefined, one])
      yield whichMessage(one.headline, entitiesIn(one), offered, { within, page }, english);
  for (const view of Object.keys(briefingViews) as (keyof typeof briefingViews)[])
    yield whichBriefingMessage(one.headline, copies(one, 20), view, page, english);
  yield whichTopicMessage(one.headline, library.topics(0), page, english);
  for (const { slug } of one.topics) {
    const [first] = library.topic(slug, 0);
    if (first) yield topicMessage([first, first, first], page, english);
  }
}

test('no briefing, however long or odd, makes a message that Discord would refuse or that pings', () => {
  fc.assert(
    fc.property(anyBriefing, fc.integer({ min: 0, max: 30 }), (one, page) => {
      for (const message of everyMessage(one, page)) {
        expect(violations(message)).toEqual([]);
        expect(message.allowed_mentions.parse).toEqual([]);
      }
    }),
    // To make a briefing as large as these smaller, until it just fails, takes longer than it helps.
    { numRuns: 25, endOnFailure: true },
  );
}, 60_000);

test.each([
  ['Japanese', '記'],
  ['Thai', 'ก็'],
  ['emoji', '🗞️'],
  ['Cyrillic', 'щ'],
])('a briefing of the longest texts in %s makes no message that is too many bytes', (_, character) => {
  const long = (length: number) => character.repeat(Math.floor(length / character.length));
  const statement = { text: long(9_000), source: [1] };
  const one = briefing({
    headline: long(200),
    located: long(100),
    infoSources: [{ name: long(200), literal: long(100), paragraphs: 40 }],
    descriptions: depths.flatMap((role) => [1, 2, 3].map(() => ({ role, value: long(3_000), source: [1] }))),
    people: Array.from({ length: 12 }, (__, i) => ({ id: `p${i}`, name: long(100), description: statement })),
    timeline: Array.from({ length: 12 }, () => ({ date: '2024', text: long(300), source: [1] })),
    topics: [{ slug: 't', name: long(100), sections: [{ heading: long(100), statements: [statement] }] }],
    corrections: [2, 3, 4].map((version) => ({ version, date: '2026-03-02T10:00:00Z', text: long(2_000) })),
  });
  const bytes = (message: Message) => texts(message).reduce((sum, each) => sum + Buffer.byteLength(each) + 12, 0);
  let most = 0;
  for (const page of [0, 1, 2, 9])
    for (const message of everyMessage(one, page)) {
      expect(violations(message)).toEqual([]);
      most = Math.max(most, bytes(message));
    }
  // Long enough for the limit to matter, where a character has three bytes.
  if (character === '記') expect(most).toBeGreaterThan(8_000);
});

test('of all addresses in a briefing, only that of its source is a link', () => {
  const uri = 'https://gazette.example/news_of_today?u=https%3A%2F%2Fb';
  const written = new Set(['text', 'value', 'name', 'aliases', 'headline', 'located', 'label', 'heading', 'said']);
  const inEachText = (part: unknown, key = ''): unknown => {
    if (Array.isArray(part)) return part.map((each) => inEachText(each, key));
    if (typeof part === 'string') return written.has(key) ? `${part} https://evil.example/a_b` : part;
    if (typeof part !== 'object' || part === null) return part;
    return Object.fromEntries(Object.entries(part).map(([inner, each]) => [inner, inEachText(each, inner)]));
  };
  const one = inEachText(
    briefing({
      infoSources: [{ name: 'Gazette', literal: 'AP', uri, paragraphs: 3 }],
      corrections: [{ version: 2, date: '2026-03-02T10:00:00Z', text: 'Six weeks' }],
    }),
  ) as Briefing;
  const shown = [...everyMessage(one, 0)].flatMap(texts);
  expect(shown.join('\n').match(/evil/g)?.length).toBeGreaterThan(50);
  const links = shown.flatMap(
    (each) => JSON.stringify(parseMarkdown(each)).match(/"kind":"link","url":"[^"]*"/g) ?? [],
  );
  expect(links).toEqual([`"kind":"link","url":"${uri}"`]);
});

test('a card that is full of Japanese has as many bytes as Discord stores', () => {
  const long = '記'.repeat(9_000);
  const sections = Array.from({ length: 12 }, () => ({ title: long.slice(0, 100), paragraphs: [long.slice(0, 95)] }));
  const full = card({ title: long, subtitle: long, footer: long, sections, page: 0 }, english);
  expect(violations(full)).toEqual([]);
});

test('a menu has no more entries than Discord takes, and each entry is on one of the pages', () => {
  const people = Array.from({ length: 60 }, (_, i) => ({
    id: `person-${i}`,
    name: `P${i}`,
    description: { text: 'Here', source: [1] },
  }));
  const one = briefing({ people, organisations: [], places: [] });
  const pages = Array.from({ length: 10 }, (_, page) => peopleMessage(one, page, english));
  const offered = new Set(pages.flatMap(menuValues));
  for (const message of pages) {
    expect(violations(message)).toEqual([]);
    expect(menuValues(message).length).toBeLessThanOrEqual(25);
  }
  expect(people.filter(({ id }) => !offered.has(`who:${id}:0`))).toEqual([]);
});

/** What can be chosen in a message's menus. */
function menuValues(message: object): string[] {
  return [...JSON.stringify(message).matchAll(/"value":"([^"]+)"/g)].map(([, value = '']) => value);
}

test('every word of a long text is on one of the pages, none cut', () => {
  const words = Array.from({ length: 3000 }, (_, i) => `word${i}`);
  const one = briefing({ descriptions: [{ role: 'full', value: words.join(' '), source: [1] }] });
  const shown = new Set<string>();
  for (let page = 0; page < 30; page++)
    for (const text of texts(summaryMessage(one, 'full', page, english)))
      for (const word of text.split(/\s+/)) shown.add(word);
  expect(words.filter((word) => !shown.has(word))).toEqual([]);
});
