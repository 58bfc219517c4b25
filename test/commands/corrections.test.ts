import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { Library } from '../../src/briefing/library/library.ts';
import type { Database } from '../../src/store/schema.ts';
import { asking } from '../support/asking.ts';
import { briefing } from '../support/briefings.ts';
import { openTestDatabase } from '../support/databases.ts';
import { violations } from '../support/message-limits.ts';

const now = Date.parse('2026-11-24T12:00:00Z');
const seven = { version: 2, date: '2026-11-20T10:00:00Z', text: 'Seven weeks, not six.' };
const eight = { version: 3, date: '2026-11-22T10:00:00Z', text: 'Eight weeks, not seven.' };
const south = { version: 2, date: '2026-11-21T10:00:00Z', text: 'The south ferry, not the north one.' };
const mistaken = { version: 2, date: '2026-11-23T10:00:00Z', text: 'The source was mistaken.' };

let db: Database;
let library: Library;
let bot: ReturnType<typeof asking>;

beforeEach(async () => {
  db = await openTestDatabase();
  library = new Library([
    briefing({ version: 3, corrections: [seven, eight] }),
    briefing({ slug: 'ferry', headline: 'Ferry runs again', version: 2, corrections: [south] }),
    briefing({ slug: 'tunnel', headline: 'Tunnel opens' }),
  ]);
  bot = asking({ db, library, now: () => now });
});

afterEach(() => db.destroy());

const inOrder = (text: string, parts: readonly string[]) => {
  const places = parts.map((part) => text.indexOf(part));
  expect(places.every((place) => place >= 0)).toBe(true);
  expect(places).toEqual(places.toSorted((a, b) => a - b));
};

describe('/corrections', () => {
  test('lists what was put right in all briefings, newest first, each with its headline, date and version', async () => {
    const { text, ephemeral, message } = await bot.use('corrections');
    inOrder(text, ['Eight weeks, not seven.', 'The south ferry', 'Seven weeks, not six.']);
    expect(text).toContain(
      `**Harbour bridge closes for repairs**\n-# <t:${Date.parse(eight.date) / 1000}:D> · version 3\nEight weeks, not seven.`,
    );
    expect(text).not.toContain('Tunnel');
    expect(ephemeral).toBe(false);
    expect(violations(message)).toEqual([]);
    expect(JSON.stringify(message)).toContain('"summary:ferry"');
    expect((await bot.use('corrections', { private: true })).ephemeral).toBe(true);
  });

  test('keeps to one briefing, by its slug or headline', async () => {
    for (const asked of ['ferry', 'ferry RUNS again']) {
      const { text } = await bot.use('corrections', { briefing: asked });
      expect(text).toContain('The south ferry');
      expect(text).not.toContain('weeks');
    }
    const choice = await bot.use('corrections', { briefing: 'ferry run' });
    expect(choice.text).toContain('No briefing is called “ferry run”');
    expect(JSON.stringify(choice.message)).toContain('"value":"corrections:0:ferry"');
    expect((await bot.use('corrections', { briefing: 'tunnel' })).text).toContain(
      'There have been no corrections to “Tunnel opens”.',
    );
    expect((await bot.use('corrections', { briefing: 'zzzz' })).text).toContain('No briefing matches “zzzz”');
    expect((await bot.complete('corrections', { briefing: 'fery' }, 'briefing')).map(({ value }) => value)).toEqual([
      'ferry',
    ]);
  });

  test('says that there is nothing yet', async () => {
    library = new Library([briefing()]);
    bot = asking({ db, library, now: () => now });
    expect((await bot.use('corrections')).text).toContain('There have been no corrections so far.');
  });

  test('lists a withdrawn briefing with date and reason, and nothing else of it', async () => {
    library.put(briefing({ version: 2, pubStatus: 'canceled', corrections: [mistaken] }));
    library.put(briefing({ slug: 'tunnel', headline: 'Tunnel opens', pubStatus: 'canceled' }));
    for (const asked of [{}, { briefing: 'harbour-bridge' }]) {
      const { text, message } = await bot.use('corrections', asked);
      expect(text).toContain(
        `**A briefing was withdrawn**\n-# <t:${Date.parse(mistaken.date) / 1000}:D>\nThe source was mistaken.`,
      );
      expect(JSON.stringify(message)).not.toMatch(/Harbour|bridge closes|summary:harbour|weeks|Tunnel/);
    }
    expect((await bot.use('corrections')).text).toContain('Please do not rely on it.');
  });

  test('turns its pages, of all briefings and of one', async () => {
    const corrections = Array.from({ length: 30 }, (_, i) => ({
      version: i + 2,
      date: `2026-10-${String(i + 1).padStart(2, '0')}T10:00:00Z`,
      text: `Number ${i + 2} was wrong. ${'It is right now. '.repeat(10)}`,
    }));
    library.put(briefing({ slug: 'long', version: 31, corrections }));
    for (const options of [{}, { briefing: 'long' }]) {
      const { message } = await bot.use('corrections', options);
      const next = [...JSON.stringify(message).matchAll(/"custom_id":"(corrections:1:[^"]*)"/g)][0]?.[1];
      const second = await bot.click(next ?? '');
      expect(second.text).toContain('Page 2 of');
      expect(violations(second.message)).toEqual([]);
    }
    library.remove('long');
    expect((await bot.click('corrections:1:long')).text).toContain('no longer available');
  });
});

test.each([
  ['withheld', { pubStatus: 'withheld' as const }],
  ['embargoed', { embargoedUntil: '2026-11-24T12:00:00.001Z' }],
  ['canceled before its embargo ends', { pubStatus: 'canceled' as const, embargoedUntil: '2026-11-25T12:00:00Z' }],
  ['expired', { expires: '2026-11-24T12:00:00Z' }],
])('of a briefing that is %s nothing is told', async (_, changes) => {
  library.put(briefing({ version: 3, corrections: [seven, eight], ...changes }));
  expect((await bot.use('corrections')).text).not.toMatch(/weeks|Harbour|withdrawn/);
  expect((await bot.use('corrections', { briefing: 'harbour-bridge' })).text).not.toMatch(/weeks|Harbour|withdrawn/);
  expect((await bot.click('corrections:0:harbour-bridge')).text).toContain('no longer available');
});
