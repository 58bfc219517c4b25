import { describe, expect, test } from 'vitest';
import { parseBriefing } from '../../src/briefing/file/parse.ts';
import { withChecked } from '../../src/briefing/file/write-checked.ts';

const text = `# An editor's own note.
headline:   "Bridge closes"   # kept as it is

infoSources:
    - {name: Gazette}

descriptions:
- {value: The bridge is closed., source: 1}
`;
const checked = {
  on: '2026-03-02',
  version: 1,
  statements: 'h0123456',
  articles: [{ id: 'ap', paragraphs: ['h012345a', 'h12345e1'] }],
};
const block = `checked:
  on: 2026-03-02
  version: 1
  statements: h0123456
  articles:
    - id: ap
      paragraphs: [h012345a, h12345e1]`;

describe('what was checked', () => {
  test('is written at the end of a file, and nothing else of it is touched', () => {
    const written = withChecked(text, checked) ?? '';
    expect(written).toBe(`${text}\n${block}\n`);
    expect(parseBriefing(written)?.checked).toEqual(checked);
  });

  test('is written in place of an earlier check, wherever that stands', () => {
    const earlier = withChecked(text, { ...checked, on: '2026-03-01' }) ?? '';
    expect(withChecked(earlier, checked)).toBe(`${text}\n${block}\n`);
    const above = `${block.replace('03-02', '02-02')}\n\n# About the headline.\n${text}`;
    expect(withChecked(above, checked)).toBe(`${block}\n\n# About the headline.\n${text}`);
    const short = `${text}checked: ${JSON.stringify({ ...checked, version: 1, on: '2026-01-01' })} # by the tool\n`;
    expect(withChecked(short, checked)).toBe(`${text}${block}\n`);
  });

  test('keeps the line ends of the file', () => {
    const windows = text.replaceAll('\n', '\r\n');
    expect(withChecked(windows, checked)).toBe(`${text}\n${block}\n`.replaceAll('\n', '\r\n'));
  });

  test.each([
    ['is no briefing', 'headline: Only this'],
    ['is written in braces', JSON.stringify(parseBriefing(text))],
    ['ends before its end', `${text}...\n`],
  ])('is not written to a file that %s', (_, other) => {
    expect(withChecked(other, checked)).toBeUndefined();
  });
});
