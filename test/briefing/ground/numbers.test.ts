import { expect, test } from 'vitest';
import { numbersIn } from '../../../src/briefing/ground/numbers.ts';

/** The numbers of a text, as a person would note them down: `240000000000 USD`, `200 (over)`. */
function noted(text: string, language = 'en'): string[] {
  return numbersIn(text, language).map(({ value, unit, bound, kind }) =>
    [Number(value.toFixed(6)), unit, bound && `(${bound})`, kind === 'ordinal' && 'ordinal'].filter(Boolean).join(' '),
  );
}

test.each([
  ['$240bn', ['240000000000 USD']],
  ['US$240 billion', ['240000000000 USD']],
  ['USD 240 million', ['240000000 USD']],
  ['240,000,000,000', ['240000000000']],
  ['two hundred and forty men', ['240']],
  ['a third of voters', ['0.333333']],
  ['a third man', ['3 ordinal']],
  ['two thirds', ['0.666667']],
  ['three-quarters of them', ['0.75']],
  ['half of them', ['0.5']],
  ['half a million', ['500000']],
  ['half an hour', ['0.5 hour']],
  ['one and a half million', ['1500000']],
  ['a million and a half', ['1500000']],
  ['2½ hours', ['2.5 hour']],
  ['two dozen men', ['24']],
  ['0.5 points', ['0.5 point']],
  ['0.5 percentage points', ['0.5 point']],
  ['0.5 per cent', ['0.5 %']],
  ['10 to 12 percent', ['10 %', '12 %']],
  ['10–12 men', ['10', '12']],
  ['$2-3 million', ['2000000 USD', '3000000 USD']],
  ['between one hundred and two hundred', ['100', '200']],
  ['about 240', ['240 (about)']],
  ['more than 200', ['200 (over)']],
  ['five or more', ['5 (from)']],
  ['hundreds of people', ['100 (many)']],
  ['the 3rd time', ['3 ordinal']],
  ['the twenty-third', ['23 ordinal']],
  ['won 2-1', ['2', '1']],
  ['a 45-year-old', ['45 year']],
  ['three more years', ['3 year']],
  ['−5 °C', ['-5 °C']],
  ['$1.10', ['1.1 USD']],
  ['the G7, an F-16 and 1.2.3', []],
])('reads %j', (text, numbers) => {
  expect(noted(text)).toEqual(numbers);
});

test('a number says where it stands', () => {
  const text = 'Trade came to a record $240 billion in all.';
  const [number] = numbersIn(text, 'en');
  expect(number?.text).toBe('$240 billion');
  expect(text.slice(number?.start, number?.end)).toBe('$240 billion');
});

test.each(['1', '1,', '1.', '1 ', '1-', 'a,', 'one ', 'half a ', '$'])(
  '%j without end is read in linear time',
  (part) => {
    // The processor's time of this process, the least of three runs: another process may be busy meanwhile.
    const time = (length: number): number => {
      const text = part.repeat(length / part.length);
      const run = () => {
        const begin = process.cpuUsage();
        numbersIn(text, 'en');
        const { user, system } = process.cpuUsage(begin);
        return (user + system) / 1_000;
      };
      return Math.min(run(), run(), run());
    };
    // Ten times the text may take ten times as long; a hundred times would be quadratic.
    expect(time(100_000)).toBeLessThan(Math.max(60 * time(10_000), 3_000));
  },
);
