import { ButtonStyle, ComponentType } from 'discord.js';
import { describe, expect, test } from 'vitest';
import type { Briefing } from '../../src/briefing/briefing.ts';
import { depths } from '../../src/briefing/file/schema.ts';
import { language } from '../../src/text/language.ts';
import type { Message } from '../../src/view/card.ts';
import { digestMessage, entryLimit } from '../../src/view/digest-message.ts';
import { briefing } from '../support/briefings.ts';
import { texts, violations } from '../support/message-limits.ts';

const english = language();
const entryOf = (one: Briefing, carried = one.version) => ({
  kind: 'briefing' as const,
  briefing: one,
  updated: false,
  carried,
});
const post = (one: Partial<Briefing>, depth: (typeof depths)[number] = 'brief', day = '2026-03-02', carried?: number) =>
  digestMessage({ entries: [entryOf(briefing(one), carried)], depth, day }, english);
const textOf = (message: Message) => texts(message).join('\n');

/** The buttons of a message, each with what it opens. */
function buttons({ components }: Message): [label: string, opens: string][] {
  const container = components.find(({ type }) => type === ComponentType.Container);
  const rows = container && 'components' in container ? container.components : [];
  return rows.flatMap((row) =>
    row.type === ComponentType.ActionRow
      ? row.components.flatMap((part): [string, string][] => {
          if (part.type !== ComponentType.Button) return [];
          if (part.style === ButtonStyle.Link) return [[part.label ?? '', part.url]];
          return 'custom_id' in part && 'label' in part ? [[part.label ?? '', part.custom_id]] : [];
        })
      : [],
  );
}

describe('how old the news is', () => {
  test.each([
    ['2026-03-02', 'today'],
    ['2026-03-01', 'yesterday'],
    ['2026-02-27', '3 days ago'],
    ['2026-02-23', '7 days ago'],
    ['2026-02-22', '22 February 2026'],
    ['2026-03-03', '3 March 2026'],
    ['2026-03', 'March 2026'],
  ])('news of %s is said in a post of 2 March to be of %s', (contentCreated, said) => {
    expect(textOf(post({ contentCreated }))).toContain(`\n-# Rotterdam, Netherlands · ${said}\n`);
  });

  test('news without a day say when they were published, and without that, that nobody knows', () => {
    expect(textOf(post({ contentCreated: undefined }))).toContain(
      'published on 2 March 2026; the news itself is undated',
    );
    const unknown = { contentCreated: undefined, firstCreated: undefined, versionCreated: undefined };
    expect(textOf(post(unknown))).toContain('date unknown');
  });
});

test.each([
  [1, '-# **Urgent** · Rotterdam'],
  [2, '-# **Important** · Rotterdam'],
  [3, '-# **Important** · Rotterdam'],
  [4, '-# Rotterdam'],
  [9, '-# Rotterdam'],
])('an urgency of %i is said as %s', (urgency, said) => {
  expect(textOf(post({ urgency }))).toContain(said);
});

describe('a story', () => {
  const sentence = (depth: string, i: number) =>
    `Sentence ${i} of the ${depth} story goes on for quite a while, as it has to.`;
  const story = (role: (typeof depths)[number], count: number) =>
    Array.from({ length: count }, (_, i) => ({ role, value: sentence(role, i), source: [1] }));
  const descriptions = [...story('brief', 1), ...story('standard', 20), ...story('full', 80)];

  test('that has no room at its depth is told whole at the next, with a button to the rest', () => {
    const message = post({ descriptions }, 'full');
    expect(textOf(message)).toContain(sentence('standard', 19));
    expect(textOf(message)).not.toMatch(/full story|…/);
    expect(buttons(message)).toEqual([['Read on', 'summary:harbour-bridge:full:0:1']]);
  });

  test('that is told whole leads to the next longer one, and where none is longer, to all about it', () => {
    expect(buttons(post({ descriptions }, 'brief'))).toEqual([['Read on', 'summary:harbour-bridge:standard:0:1']]);
    const same = depths.map((role) => ({ role, value: 'The bridge is closed.', source: [1] }));
    for (const depth of depths)
      expect(buttons(post({ descriptions: same }, depth))).toEqual([['Details', 'summary:harbour-bridge:full:0:1']]);
  });

  test.each([
    ['Latin', 'The bridge stays closed until the cables are replaced. '],
    ['Japanese', '橋はケーブルが交換されるまで閉鎖されたままである。'],
    ['Hindi', 'केबल बदले जाने तक पुल बंद रहेगा। '],
    ['Arabic', 'يبقى الجسر مغلقا حتى استبدال الكابلات. '],
  ])(
    'in %s that is too long even at its shortest ends after a sentence, with an ellipsis and the button',
    (_, said) => {
      const long = depths.map((role) => ({ role, value: said.repeat(200).trim(), source: [1], by: ['mina-oz'] }));
      const message = post({ descriptions: long }, 'standard');
      const told = textOf(message);
      const shown = told.slice(0, told.lastIndexOf('…'));
      expect(shown.trimEnd().endsWith(said.trim())).toBe(true);
      expect(told).toContain('Mina Öz');
      expect(buttons(message)).toEqual([['Read on', 'summary:harbour-bridge:standard:0:1']]);
    },
  );

  test('breaks off nobody’s own words: a quotation that has no room is left to the button', () => {
    const value = `“${'The bridge stays closed. '.repeat(300).trim()}”`;
    const long = depths.map((role) => ({ role, value, source: [1], by: ['mina-oz'], quote: true as const }));
    const entries = [entryOf({ ...briefing(), descriptions: long })];
    const message = digestMessage({ entries, depth: 'brief', day: '2026-03-02' }, english);
    expect(textOf(message)).not.toContain('stays closed');
    expect(textOf(message)).toContain('\n…\n');
    expect(buttons(message)[0]?.[0]).toBe('Read on');
  });

  test('has no marks of paragraphs', () => {
    expect(textOf(post({}, 'full'))).not.toContain('¶');
  });
});

describe('a correction after the post', () => {
  const corrections = [{ version: 2, date: '2026-03-04T10:00:00Z', text: 'It is # six weeks, not five.' }];

  test('is a block of its own before the text, dated as the rest of the post is', () => {
    const message = post({ version: 2, corrections }, 'brief', '2026-03-02', 1);
    expect(textOf(message)).toContain(
      '\n> **Corrected on 4 March 2026:** It is # six weeks, not five.\nThe harbour bridge',
    );
    expect(textOf(message)).not.toContain('<t:');
  });
});

describe('the source', () => {
  const uri = 'https://gazette.example/bridge';

  test('is the publisher’s name, which is the link, and a button leads to the article', () => {
    const message = post({ infoSources: [{ name: 'Bridge closes', publisher: 'The Gazette', uri, literal: 'a8f_2' }] });
    expect(textOf(message)).toContain(`-# Source: [The Gazette](${uri})`);
    expect(textOf(message)).not.toContain('a8f');
    expect(buttons(message)[1]).toEqual(['Read the article', uri]);
  });

  test('of several articles names each publisher', () => {
    const infoSources = [{ name: 'The Gazette' }, { name: 'Example Wire', uri }];
    expect(textOf(post({ infoSources }))).toContain(`-# Sources: The Gazette and [Example Wire](${uri})`);
  });

  test.each(['gazette.example', 'https://gazette.example', '[a](b)', 'The *Gazette*'])(
    'that is called %s is no link, which Discord would show raw',
    (name) => {
      const message = post({ infoSources: [{ name, uri }] });
      expect(textOf(message)).not.toContain(`](${uri})`);
      expect(buttons(message)[1]).toEqual(['Read the article', uri]);
    },
  );

  test('with an address that has no room in the line has it at the button, and one that no button takes has none', () => {
    const long = (length: number) => uri.padEnd(length, 'x');
    expect(textOf(post({ infoSources: [{ name: 'The Gazette', uri: long(512) }] }))).toContain(`](${long(512)})`);
    const entries = Array.from({ length: entryLimit }, (_, i) =>
      entryOf(briefing({ slug: `s${i}`, infoSources: [{ name: 'The Gazette', uri: long(512) }] })),
    );
    const full = digestMessage({ entries, depth: 'brief', day: '2026-03-02' }, english);
    expect(violations(full)).toEqual([]);
    expect(textOf(full)).toContain('-# Source: The Gazette\n');
    expect(buttons(full)[1]).toEqual(['Read the article', long(512)]);
    expect(buttons(post({ infoSources: [{ name: 'The Gazette', uri: long(513) }] }))).toHaveLength(1);
  });
});

test('a post of eight with a role and others that are counted has all buttons, within 40 components', () => {
  const infoSources = [{ name: 'The Gazette', uri: 'https://gazette.example/bridge' }];
  const entries = Array.from({ length: entryLimit + 3 }, (_, i) => entryOf(briefing({ slug: `s${i}`, infoSources })));
  const message = digestMessage({ entries, depth: 'brief', day: '2026-03-02', role: '700', others: 2 }, english);
  expect(violations(message)).toEqual([]);
  expect(buttons(message)).toHaveLength(2 * entryLimit);
  expect(textOf(message)).toContain('5 more briefings');
});
