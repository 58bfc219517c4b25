import { existsSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';

/* SECURITY.md names what stops each attack and the tests that show it: all of that is there. */

const rows = readFileSync('SECURITY.md', 'utf8')
  .split('\n')
  .filter((line) => /^\| (?!attack|---)/.test(line))
  .map((line) => {
    const [attack = '', stops = '', tests = '', ...rest] = line.slice(2, -2).split(' | ');
    return { attack, stops, tests, rest };
  });

/** Files with the names of their tests: `file`: “name”, “name”; `file`: “name”. */
const namedTests = rows.flatMap(({ attack, tests }) =>
  [...tests.matchAll(/`((?:playground\/)?test\/[^`]+)`: ((?:“[^”]+”(?:, )?)+)/g)].flatMap(([, file = '', names = '']) =>
    [...names.matchAll(/“([^”]+)”/g)].map(([, name = '']) => ({ attack, file, name })),
  ),
);

/** True if a source has a test, or a group of tests, of that name; one with a table of cases too. */
function hasTest(source: string, name: string): boolean {
  const quoted = name.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&');
  return new RegExp(`\\((?:\\s|//[^\\n]*\\n)*'${quoted}'\\s*,`).test(source);
}

test('the table has a row for each attack, and each row says what stops it and has a test', () => {
  expect(rows.length).toBeGreaterThanOrEqual(35);
  for (const { attack, stops, tests, rest } of rows) {
    expect(rest, attack).toEqual([]);
    expect(stops.length, attack).toBeGreaterThan(5);
    expect(namedTests.filter((named) => named.attack === attack).length, attack).toBeGreaterThan(0);
    // Nothing in the cell is passed over: it is all files and names.
    expect(tests.replaceAll(/`(?:playground\/)?test\/[^`]+`: |“[^”]+”/g, '').replaceAll(/[,;| ]/g, ''), attack).toBe(
      '',
    );
  }
});

test.each(namedTests)('$file has “$name”', ({ file, name }) => {
  expect(existsSync(file)).toBe(true);
  expect(hasTest(readFileSync(file, 'utf8'), name)).toBe(true);
});

test.each([
  ...new Set(
    rows.flatMap(({ stops }) => [...stops.matchAll(/`((?:src|commands)\/?[^`]*)`/g)].map(([, path = '']) => path)),
  ),
])('%s is there to stop it', (path) => {
  expect(existsSync(path)).toBe(true);
});

test('a test that is not there would be missed', () => {
  const source = `test('one', () => {});\ntest.each(cases)(\n  'two %s',\n  async () => {});\ndescribe('three', () => {});\n// four`;
  expect(['one', 'two %s', 'three'].every((name) => hasTest(source, name))).toBe(true);
  expect(['four', 'on', 'two', 'one,'].some((name) => hasTest(source, name))).toBe(false);
});
