import { beforeAll, describe, expect, test } from 'vitest';
import { Library } from '../../src/briefing/library/library.ts';
import { parseCron } from '../../src/digest/schedule/cron.ts';
import { parseDays } from '../../src/digest/schedule/parse-days.ts';
import { parseTime } from '../../src/digest/schedule/parse-time.ts';
import { findZones, parseZone } from '../../src/digest/schedule/zones.ts';
import { escapeMarkdown, shorten } from '../../src/view/markdown.ts';
import { briefing } from '../support/briefings.ts';

/* Whatever a person types is understood or refused in milliseconds: all others wait meanwhile. */

const length = 6_000;
const fill = (part: string) => part.repeat(Math.ceil(length / part.length)).slice(0, length);
const inputs: Readonly<Record<string, string>> = {
  ...Object.fromEntries(
    [
      ' ',
      'a',
      '9',
      '-',
      ' -',
      '- ',
      ',',
      ', ',
      'mon,',
      'mon-sun ',
      'and ',
      'a b ',
      'Europe/',
      '_',
      '\\',
      '[(',
      '`',
    ].map((part) => [`${JSON.stringify(part)} again and again`, fill(part)]),
  ),
  'a word, a gap and a word': `a${' '.repeat(length - 2)}b`,
  'no-break spaces': `x${'\u00a0'.repeat(length - 2)}y`,
  'one letter with all accents': `a${'\u0301'.repeat(length - 1)}`,
  ideographs: fill('漢'),
  'families of emoji': fill('👩‍👩‍👧‍👦'),
  'the whole alphabet': fill([...'abcdefghijklmnopqrstuvwxyz'].join(' ')),
  'words like those of the briefings': fill('bridg harbor closur cabels '),
};
const crons: readonly string[] = [
  '0-99999999 * * * *',
  '0 0 1-99999999 * *',
  '* * * * 0-99999999/1',
  `0-${'9'.repeat(5_000)} * * * *`,
  `${'9'.repeat(5_900)} * * * *`,
  `${fill('0-59,').slice(0, 2_900)}0 ${fill('0-23,').slice(0, 2_900)}0 * * *`,
  `${fill('*/1,').slice(0, 2_900)}0 ${fill('*/1,').slice(0, 2_900)}0 * * *`,
  `0 9 ${fill('1-31,').slice(0, 5_900)}1 * *`,
  `0 9 * * ${fill('5#1,').slice(0, 5_900)}1`,
  // As long as it can be, and taken.
  `${'0-59,'.repeat(39)}0 ${'0-23,'.repeat(39)}0 * * *`,
];

/** The least milliseconds of some runs: what else the machine has to do is not counted. */
function fastest(run: () => unknown, runs = 4): number {
  let least = Number.POSITIVE_INFINITY;
  for (let i = 0; i < runs && least > 5; i++) {
    const begun = performance.now();
    try {
      run();
    } catch {
      // Refused, as it should be.
    }
    least = Math.min(least, performance.now() - begun);
  }
  return least;
}

describe.each<[string, (text: string) => unknown]>([
  ['time', parseTime],
  ['days', (text: string) => parseDays(text, 'de')],
  ['timezone', parseZone],
  ['timezone as it is typed', findZones],
  ['cron', parseCron],
  ['a field of cron', (text) => parseCron(`${text.replaceAll(/\s/g, '')} * * * *`)],
  ['what is said back', (text) => escapeMarkdown(shorten(text, 300))],
])('%s', (_, read) => {
  test.each(Object.entries(inputs))('of 6,000 characters takes milliseconds: %s', (_input, text) => {
    expect(text.length).toBeLessThanOrEqual(length);
    expect(fastest(() => read(text))).toBeLessThan(25);
  });
});

test.each(crons)('cron fields that come to millions of minutes take milliseconds: %#', (cron) => {
  expect(fastest(() => parseCron(cron))).toBeLessThan(25);
});

describe('a search among two hundred briefings', () => {
  let library: Library;
  beforeAll(() => {
    const syllables = ['ba', 'ko', 'ri', 'ten', 'sa', 'mu', 'el', 'ar', 'on', 'pri', 'sta', 've', 'lo', 'in', 'ter'];
    let seed = 1;
    const random = (below: number) => {
      seed = (seed * 48_271) % 2_147_483_647;
      return seed % below;
    };
    const word = () => Array.from({ length: 1 + random(4) }, () => syllables[random(syllables.length)]).join('');
    const text = (words: number) => Array.from({ length: words }, word).join(' ');
    library = new Library(
      Array.from({ length: 200 }, (_, i) =>
        briefing({
          slug: `b-${i}`,
          headline: text(8),
          descriptions: [{ role: 'full', value: text(200), source: [1] }],
        }),
      ),
    );
  }, 30_000);

  test.each(Object.entries(inputs))('of 6,000 characters takes milliseconds: %s', (_input, text) => {
    for (const query of [text, text.slice(0, 80)]) {
      expect(fastest(() => library.search(query, 0))).toBeLessThan(150);
      expect(fastest(() => library.findEntities(query, 0, 25))).toBeLessThan(150);
      expect(fastest(() => library.findTopics(query, 0))).toBeLessThan(150);
    }
  });
});
