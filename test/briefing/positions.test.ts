import { expect, test } from 'vitest';
import { createPositionFinder } from '../../src/briefing/file/positions.ts';

const text = `# first
plain: x
double: "x"
'single': 'x'
literal: |  # a note

  text
folded: >-
  text
empty:
tagged: !!str 5
flow: [1, "a", {b: c}]
list:
  - p
  -
  - q: 1
    r:
`;

test.each([text, text.replaceAll('\n', '\r\n'), `--- # begins\n${text}`])(
  'the position of each value and key is where an editor sees it, however it is written',
  (written) => {
    const positionOf = createPositionFinder(written);
    const added = written.startsWith('---') ? 1 : 0;
    const at = (path: (string | number)[], ofKey = false) => {
      const { line, column } = positionOf(path, ofKey);
      return `${line - added}:${column}`;
    };
    expect(at([])).toBe('2:1');
    expect(at(['plain'])).toBe('2:8');
    expect(at(['plain'], true)).toBe('2:1');
    expect(at(['double'])).toBe('3:9');
    expect(at(['single'])).toBe('4:11');
    expect(at(['single'], true)).toBe('4:1');
    expect(at(['literal'])).toBe('5:10');
    expect(at(['folded'])).toBe('8:9');
    expect(at(['empty'])).toBe('10:7');
    expect(at(['tagged'])).toBe('11:15');
    expect(at(['flow'])).toBe('12:7');
    expect(at(['flow', 1])).toBe('12:11');
    expect(at(['flow', 2, 'b'])).toBe('12:20');
    expect(at(['list', 1])).toBe('15:4');
    expect(at(['list', 2])).toBe('16:5');
    expect(at(['list', 2, 'r'])).toBe('17:7');
  },
);

test('a value that is missing has the position of its nearest parent', () => {
  const positionOf = createPositionFinder(text);
  expect(positionOf(['list', 2, 'nothing', 0], false)).toEqual(positionOf(['list', 2], false));
  expect(positionOf(['nothing'], true)).toEqual(positionOf([], false));
});
