import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { parseBriefing, readYaml } from '../../src/briefing/file/parse.ts';
import { briefingText } from '../../src/briefing/file/write.ts';

const firstBriefing = readFileSync('content/briefings/2024-05-17-putin-harbin.yaml', 'utf8');

test('a briefing that is written says what it said', () => {
  const text = briefingText(readYaml(firstBriefing) as Record<string, unknown>);
  expect(parseBriefing(text)).toEqual(parseBriefing(firstBriefing));
});

test('it reads as if an editor had written it', () => {
  const file = {
    urgency: 4,
    descriptions: [
      { value: 'Officials said: it may rain # or not.', source: [1, 'ap:5'], by: ['us-military'] },
      { value: 'It’s the mayor’s view.', source: [2] },
    ],
    people: [],
    located: undefined,
    headline: 'Bridge closes',
    contentCreated: '2024-05-17',
    figures: [{ label: 'Price', value: '1.10', asOf: '2024', source: [1] }],
  };
  expect(briefingText(file, 'Two lines\nof comment')).toBe(`\
# Two lines
# of comment
headline: Bridge closes
contentCreated: 2024-05-17
urgency: 4

descriptions:
  - value: "Officials said: it may rain # or not."
    source: [1, ap:5]
    by: [us-military]
  - value: It’s the mayor’s view.
    source: [2]

figures:
  - label: Price
    value: "1.10"
    asOf: "2024"
    source: [1]
`);
});

test('whatever its texts are, they come back', () => {
  const words = fc.oneof(
    fc.string({ unit: 'binary' }).map((text) => text.toWellFormed()),
    fc.string({ unit: fc.constantFrom('a', ' ', '\n', ':', '#', '-', '"', "'", '>', '|', '\t', '\\', '{', '1') }),
    fc.constantFrom(
      'yes',
      'null',
      '~',
      '1.10',
      '0x1F',
      '2024',
      '<<',
      '=',
      '&a',
      '*a',
      '!x',
      '---',
      '...',
      '\u0085',
      'a\n\n',
    ),
  );
  const value = fc.record({
    headline: words,
    located: words,
    why: fc.record({ text: words, source: fc.array(fc.integer({ min: 1 }), { minLength: 1 }) }),
    descriptions: fc.array(fc.record({ value: words, source: fc.array(words, { minLength: 1, maxLength: 3 }) }), {
      minLength: 1,
      maxLength: 3,
    }),
  });
  fc.assert(
    fc.property(value, (file) => {
      expect(readYaml(briefingText(file))).toEqual(file);
    }),
  );
});
