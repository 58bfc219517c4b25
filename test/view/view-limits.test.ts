import { parseMarkdown } from 'discord-playground/testing';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Briefing } from '../../src/briefing/briefing.ts';
import { depths } from '../../src/briefing/file/schema.ts';
import { Library } from '../../src/briefing/library/library.ts';
import { amendments, statusOf } from '../../src/briefing/library/publication-status.ts';
import { statementsOf } from '../../src/briefing/library/statements.ts';
import { entitiesIn } from '../../src/briefing/library/visible.ts';
import { wordsOf } from '../../src/briefing/search/words.ts';
import { language } from '../../src/text/language.ts';
import { languages } from '../../src/text/translator.ts';
import { latestMessage } from '../../src/view/briefing-list.ts';
import { card, type Message } from '../../src/view/card.ts';
import { briefingViews, whichBriefingMessage, whichMessage, whichTopicMessage } from '../../src/view/choices.ts';
import { compareMessage } from '../../src/view/compare.ts';
import { correctionsMessage } from '../../src/view/corrections.ts';
import type { DigestEntry } from '../../src/view/digest-entry.ts';
import { digestMessage, entryLimit } from '../../src/view/digest-message.ts';
import { escapeMarkdown } from '../../src/view/markdown.ts';
import { didYouMeanMessage, searchMessage } from '../../src/view/search-results.ts';
import { sourcesMessage } from '../../src/view/sources.ts';
import { summaryMessage } from '../../src/view/summary.ts';
import { timelineMessage } from '../../src/view/timeline.ts';
import { topicMessage, topicsMessage } from '../../src/view/topic.ts';
import { peopleMessage, whoMessage } from '../../src/view/who.ts';
import { anyBriefing, briefing } from '../support/briefings.ts';
import { texts, violations } from '../support/message-limits.ts';
import { briefingIn, scripts, textIn } from '../support/scripts.ts';

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

function* everyMessage(one: Briefing, page: number, reader = english): Generator<Message> {
  const library = new Library([one]);
  for (const depth of depths) {
    yield summaryMessage(one, depth, page, reader);
    yield digestMessage(
      {
        entries: digestEntries(one, 12, page % 2 === 0),
        others: page,
        note: reader.t('digest:repeated'),
        depth,
        day: '2026-03-02',
        role: '123456789012345678',
        topic: one.topics[0]?.name,
      },
      reader,
    );
    yield summaryMessage({ ...one, version: 9, versionCreated: '2026-03-02T10:00:00Z' }, depth, page, reader, 1);
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
        reader,
      );
  }
  yield peopleMessage(one, page, reader);
  yield topicsMessage(one, page, reader);
  yield timelineMessage(one, page, reader);
  yield sourcesMessage(one, page, reader);
  for (const about of [undefined, { slug: one.slug, headline: one.headline }]) {
    const statuses = copies(one, 12).map((copy) => statusOf(copy, 0));
    yield correctionsMessage(amendments(statuses), { about, isCut: !about }, page, reader);
    yield correctionsMessage([], { about }, page, reader);
    const withdrawn = statusOf({ ...one, version: 2, pubStatus: 'canceled' }, 0);
    yield correctionsMessage(amendments([withdrawn, withdrawn]), { about }, page, reader);
  }
  yield latestMessage(copies(one, 20), { isCut: page > 2 }, page, reader);
  for (const saysQuery of [true, false]) {
    // Every word is in bold.
    const found = wordsOf(
      [one.headline, ...Iterator.from(statementsOf(one)).map(({ about = '', text }) => `${about} ${text}`)].join(' '),
    );
    const words = new Map([['x', new Map(found.map((word) => [word, 1]))]]);
    for (const length of [1, 9]) {
      const hits = Array.from({ length }, () => ({ briefing: one, words, nearly: saysQuery ? ['x'] : [] }));
      yield searchMessage({ query: 'x'.repeat(80), hits, isCut: saysQuery, saysQuery }, page, reader);
    }
    yield didYouMeanMessage('x'.repeat(80), ['y'.repeat(80), 'z'], reader);
  }
  for (const { entity } of entitiesIn(one)) {
    const [first, ...rest] = library.appearances(entity.id, 0);
    if (first) yield whoMessage([first, ...rest], page, reader);
    if (first) yield whoMessage([first], page, reader, 9);
  }
  for (const offered of ['several', 'elsewhere'] as const)
    for (const within of [undefined, one])
      yield whichMessage(one.headline, entitiesIn(one), offered, { within, page }, reader);
  for (const view of Object.keys(briefingViews) as (keyof typeof briefingViews)[])
    yield whichBriefingMessage(one.headline, copies(one, 20), view, page, reader);
  yield whichTopicMessage(one.headline, library.topics(0), 'compare', page, reader);
  for (const { slug } of one.topics) {
    const [first] = library.topic(slug, 0);
    if (first) yield topicMessage([first, first, first], page, reader);
    if (first) yield compareMessage([first, first], page, reader);
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

test('no briefing in any script makes such a message for a reader of any language', () => {
  const inScripts = fc.constantFrom(...(Object.keys(scripts) as (keyof typeof scripts)[]));
  fc.assert(
    fc.property(anyBriefing, inScripts, fc.constantFrom(...languages), fc.nat(9), (made, script, tag, page) => {
      const one = briefingIn(script, made);
      for (const message of everyMessage(one, page, language(tag))) expect(violations(message)).toEqual([]);
    }),
    { numRuns: 30, endOnFailure: true },
  );
}, 60_000);

describe.each(languages)('a digest of eight briefings for a reader of %s', (tag) => {
  const written = (Object.keys(scripts) as (keyof typeof scripts)[]).filter((script) => script !== 'markup');
  test.each(written)('in %s tells each of them whole', (script) => {
    // As many bytes as a sentence or two of a news agency; a character of Chinese says more than one of English.
    const story = textIn(script, Math.floor((230 * scripts[script].length) / Buffer.byteLength(scripts[script])));
    const headline = textIn(script, Math.floor((80 * scripts[script].length) / Buffer.byteLength(scripts[script])));
    const entries = Array.from({ length: entryLimit }, (_, i) => {
      const one = briefing({
        slug: `s${i}`,
        headline,
        language: 'xx',
        infoSources: [{ name: textIn(script, 20), uri: `https://gazette.example/${i}` }],
        descriptions: depths.map((role) => ({ role, value: story, source: [1] })),
      });
      return { kind: 'briefing' as const, briefing: one, updated: false, carried: 1 };
    });
    const posted = digestMessage({ entries, depth: 'full', day: '2026-03-02', role: '700' }, language(tag));
    expect(violations(posted)).toEqual([]);
    expect(texts(posted).filter((each) => each.includes(escapeMarkdown(story)))).toHaveLength(entryLimit);
  });
});

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
  expect([...new Set(links)]).toEqual([`"kind":"link","url":"${uri}"`]);
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
