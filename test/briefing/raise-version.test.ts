import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { parseShape } from '../../src/briefing/file/parse.ts';
import { raiseVersion } from '../../src/briefing/file/raise-version.ts';
import { briefing } from '../support/briefings.ts';

const now = Date.parse('2026-11-28T10:20:30.456Z');
const { slug: _slug, ...made } = briefing({ version: 1 });
const file = readFileSync('test/support/bridge.yaml', 'utf8');
const lines = (value: object) =>
  Object.entries(value)
    .map(([key, each]) => `${key}: ${JSON.stringify(each)}`)
    .join('\n');

const without = (text: string, key: string) => text.replace(new RegExp(`^${key}: .*\n`, 'm'), '');

/** The lines that differ, before and after. */
function changes(before: string, after: string | undefined): [string | undefined, string | undefined][] {
  const [old, fresh] = [before.split('\n'), (after ?? '').split('\n')];
  return old.flatMap((line, i): [string | undefined, string | undefined][] =>
    line === fresh[i] ? [] : [[line, fresh[i]]],
  );
}

test('sets two values, and leaves each other character as it is', () => {
  const raised = raiseVersion(file, 2, now);
  expect(changes(file, raised)).toEqual([
    ['version: 1', 'version: 2'],
    [expect.stringContaining('versionCreated: '), 'versionCreated: "2026-11-28T10:20:30Z"'],
  ]);
  expect(parseShape(raised ?? '')).toMatchObject({ version: 2, versionCreated: '2026-11-28T10:20:30Z' });
});

test.each([
  ['Windows’ line ends', lines(made).replaceAll('\n', '\r\n'), '\r\nversionCreated: "2026-11-28T10:20:30Z"\r\n'],
  ['comments and quotes', `# first\n---\n${lines(made)} # last\n`, 'versionCreated: "2026-11-28T10:20:30Z"\n'],
  [
    'single quotes',
    lines(made).replace(/(versionCreated: )"(.*)"/, "$1'$2'"),
    "versionCreated: '2026-11-28T10:20:30Z'",
  ],
  ['JSON', JSON.stringify(made), '"versionCreated":"2026-11-28T10:20:30Z"'],
  ['JSON over lines', JSON.stringify(made, undefined, 2), '"versionCreated": "2026-11-28T10:20:30Z"'],
  ['no end of its last line', lines(made), 'versionCreated: "2026-11-28T10:20:30Z"'],
])('%s stay', (_name, text, written) => {
  const raised = raiseVersion(text, 2, now) ?? '';
  expect(raised).toContain(written);
  const plain = (each: string) =>
    each.replace(/(version"?: ?)\d/, '$1').replace(/(versionCreated"?: ?["'])[^"']*/, '$1');
  expect(plain(raised)).toBe(plain(text));
});

test.each([
  [
    'a line each',
    without(without(lines(made), 'version'), 'versionCreated'),
    'version: 2\nversionCreated: 2026-11-28T10:20:30Z\n',
  ],
  ['a line each, after a comment', `# first\n${without(lines(made), 'version')}`, '# first\nversion: 2\n'],
  ['Windows’ lines', without(lines(made), 'version').replaceAll('\n', '\r\n'), 'version: 2\r\n'],
  [
    'braces',
    JSON.stringify({ ...made, version: undefined, versionCreated: undefined }),
    '{"version": 2, "versionCreated": "2026-11-28T10:20:30Z", ',
  ],
])('what is missing is added in %s', (_name, text, added) => {
  const raised = raiseVersion(text, 2, now) ?? '';
  expect(raised.startsWith(added)).toBe(true);
  expect(parseShape(raised)).toMatchObject({ version: 2, versionCreated: '2026-11-28T10:20:30Z' });
  const own = /("?version(Created)?"?: "?[\dT:Z-]+"?(, |\r?\n)?)/g;
  expect(raised.replace(own, '')).toBe(text.replace(own, ''));
});

test('a version of another part is not taken for the file’s own', () => {
  const corrections = [{ version: 2, date: '2026-03-03T08:00:00Z', text: 'version: 7' }];
  const text = lines({ corrections, ...made, version: 2 });
  expect(changes(text, raiseVersion(text, 3, now)).map(([, after]) => after)).toEqual([
    'version: 3',
    'versionCreated: "2026-11-28T10:20:30Z"',
  ]);
});

test('nothing comes of a text that is no briefing, or writes its version in a way of its own', () => {
  for (const text of ['', 'version: 1', '[1, 2]', 'version', 'headline: [', lines({ ...made, version: 'one' })])
    expect(raiseVersion(text, 2, now)).toBe(undefined);
  const folded = lines(made).replace(/versionCreated: "(.*)"/, 'versionCreated: >-\n  $1');
  expect(parseShape(folded)).toBeDefined();
  expect(raiseVersion(folded, 2, now)).toBe(undefined);
});
