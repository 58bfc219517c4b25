import { describe, expect, test } from 'vitest';
import { problemText } from '../../src/briefing/file/problem.ts';
import { problemsOf } from '../../src/briefing/file/problems.ts';
import { briefingTemplate } from '../../src/briefing/file/template.ts';
import { warningsOf } from '../../src/briefing/file/warnings.ts';

/* What a valid file is warned of, each with its line and what to do. */

const now = Date.parse('2026-11-28T12:00:00Z');

const start = `headline: China plans floating reactors
contentCreated: 2024-05-17
infoSources: [{ name: A paper }]
descriptions: [{ value: China plans floating reactors., source: 1 }]
`;

/** The warnings of a file of four lines and these, without the lines that they quote. */
function warnings(lines: string, before = start): string[] {
  expect(problemsOf(before + lines, 'x.yaml')).toEqual([]);
  return warningsOf(before + lines, 'x.yaml', now).map(({ excerpt, ...problem }) => {
    expect(excerpt).toMatch(/\n\s*\^$/);
    return problemText(problem);
  });
}

test('a plain file has no warnings, and a new one those of what is still to be written', () => {
  expect(warnings('')).toEqual([]);
  const found = warnings('', briefingTemplate(now));
  expect(found).toHaveLength(4);
  for (const warning of found) expect(warning).toMatch(/warning: .*” is what a new file has; write your own$/);
});

test('a warning has its line, with a mark under the place', () => {
  const text = `located: Room #1 in Harbin\n${start}`;
  expect(warningsOf(text, 'x.yaml', now).map(problemText)).toEqual([
    `x.yaml:1:15 warning: located: what stands after # is lost; put the text in quotes, or a note on a line of its own
    located: Room #1 in Harbin
                  ^`,
  ]);
});

describe('a text of which YAML leaves a part out', () => {
  test.each([
    ['located: Room #1', '5:15'],
    ['located: China # the country', undefined],
    ['located: Harbin, China # the city', '5:24'],
    ['located: China #ok', '5:16'],
    ['located: "Room #1"', undefined],
    ["located: 'Room #1' # a note", undefined],
    ['located: Room#1', undefined],
    ['urgency: 4 # a note', undefined],
    ['pubStatus: usable # or withheld', undefined],
    ['why: { text: China has plans, source: 1 } # a note', undefined],
    ['why:\n  text: China has\n    plans #2\n  source: 1', '7:11'],
    ['why:\n  text: >-\n    China has #2\n  source: 1', undefined],
    ['located: &Harbin China', '5:10'],
  ])('%j', (lines, place) => {
    const found = warnings(lines);
    expect(found).toHaveLength(place === undefined ? 0 : 1);
    if (place !== undefined)
      expect(found[0]).toMatch(new RegExp(`^x\\.yaml:${place} .* is lost; put the text in quotes`));
  });
});

describe('a number that has two readings', () => {
  const figure = (value: string) => `figures: [{ label: Trade, ${value}, source: 1 }]`;
  test.each(['value: 95.000', 'value: 1.234', 'min: 1, max: 95.000', 'value: 1, was: 95.000'])('%s', (written) => {
    expect(warnings(figure(written))).toEqual([
      expect.stringMatching(/\d+\.\d{3} is \S+ to some readers, and \d+,\d{3} to/),
    ]);
  });
  test.each(['value: "95.000"', 'value: 95', 'value: "95,000"', 'value: 95.5', 'value: 0.0001', 'value: 1.2345'])(
    'not %s',
    (written) => {
      expect(warnings(figure(written))).toEqual([]);
    },
  );
});

describe('a date', () => {
  test.each([
    [
      'timeline: [{ date: 2024-05-18, text: It begins., source: 1 }]',
      '2024-05-18 is later than the article, of 2024-05-17',
    ],
    ['timeline: [{ date: 2027, text: It begins., source: 1 }]', '2027 is in the future'],
    ['figures: [{ label: Trade, value: 1, asOf: 2025-Q1, source: 1 }]', '2025-Q1 is later than the article'],
    ['events: [{ name: The fair, date: 2024-06 }]', '2024-06 is later than the article'],
    ['why: { text: It begins., on: 2024-06-01, source: 1 }', '2024-06-01 is later than the article'],
    ['firstCreated: 2026-11-29T12:00:00Z', 'firstCreated is in the future; write when'],
    ['timeline: [{ date: 2024-05, text: It began., source: 1 }]', undefined],
    ['timeline: [{ date: 2024, text: It began., source: 1 }]', undefined],
  ])('%s', (lines, told) => {
    expect(warnings(lines)).toEqual(told === undefined ? [] : [expect.stringContaining(told)]);
  });

  test('of the article itself that is in the future', () => {
    expect(warnings('', start.replace('2024-05-17', '2026-11-30'))).toEqual([
      'x.yaml:2:17 warning: contentCreated: 2026-11-30 is in the future; write the day of the article',
    ]);
  });

  test('that the article has of what is to come is waived, with its reason', () => {
    const waiver = 'waivers: [{ kind: date, text: "2024-06-01", why: The article names the day of the vote. }]';
    expect(warnings(`why: { text: It begins., on: 2024-06-01, source: 1 }\n${waiver}`)).toEqual([]);
  });

  test('of several articles counts from the last of them', () => {
    const two = start.replace('{ name: A paper }', '{ name: A paper }, { id: b, name: B, date: 2024-06-02 }');
    expect(warnings('why: { text: It begins., on: 2024-06-01, source: 1 }', two)).toEqual([]);
  });
});

describe('the timeline', () => {
  const timeline = (...keys: string[]) =>
    `timeline:\n${keys.map((key) => `  - { ${key}, text: It began., source: 1 }`).join('\n')}`;
  test.each([
    [['date: 2024-05-17', 'date: 2024-05-16'], true],
    [['date: 2024-05', 'date: 2024-04-30'], true],
    [['from: 2022', 'date: 2021-10'], true],
    [['after: 2022-09', 'before: 2022-09'], true],
    [['date: 2024-05', 'date: 2024-05-02'], false],
    [['date: 2023', 'date: 2023-02', 'date: 2023-Q2'], false],
    [['before: 2022', 'date: 2021'], false],
  ])('%j', (keys, isWarned) => {
    const found = warnings(timeline(...keys));
    expect(found).toEqual(isWarned ? [expect.stringMatching(/^x\.yaml:7:5 .* comes before .* put the earliest/)] : []);
  });
});

test('a statement of more than 500 characters is to be two', () => {
  const long = (length: number) => `why: { text: ${'x'.repeat(length)}, source: 1 }`;
  expect(warnings(long(501))).toEqual([
    expect.stringMatching(/^x\.yaml:5:14 warning: why.text: the statement has 501 char/),
  ]);
  expect(warnings(long(500))).toEqual([]);
});
