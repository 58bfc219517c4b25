import { execFile } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { relative } from 'node:path';
import { promisify } from 'node:util';
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

/**
 * Vitest's own list of the tests of each file and of their groups. It reads the files and runs none of them, so a test
 * under `runIf` or `skipIf` is not in it: `{ skip: … }` is.
 */
async function testNamesByFile(): Promise<Map<string, Set<string>>> {
  const { stdout } = await promisify(execFile)(process.execPath, ['node_modules/vitest/vitest.mjs', 'list', '--json'], {
    maxBuffer: 64 * 2 ** 20,
  });
  const byFile = new Map<string, Set<string>>();
  for (const { name, file } of JSON.parse(stdout) as { name: string; file: string }[]) {
    const path = relative('.', file);
    byFile.set(path, new Set([...(byFile.get(path) ?? []), ...name.split(' > ')]));
  }
  return byFile;
}

const testNames = await testNamesByFile();

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
  expect(testNames.get(file)).toContain(name);
});

test.each([
  ...new Set(
    rows.flatMap(({ stops }) => [...stops.matchAll(/`((?:src|commands)\/?[^`]*)`/g)].map(([, path = '']) => path)),
  ),
])('%s is there to stop it', (path) => {
  expect(existsSync(path)).toBe(true);
});

test('a test that is not there would be missed', () => {
  const names = testNames.get('test/project/security.test.ts');
  expect(names).toContain('a test that is not there would be missed');
  expect(names).not.toContain('a test that is not there');
});
