import { readFile } from 'node:fs/promises';
import { expect, test } from 'vitest';
import { parseBriefing } from '../../src/briefing/file/parse.ts';
import { problemText } from '../../src/briefing/file/problem.ts';
import { problemsOf } from '../../src/briefing/file/problems.ts';

/*
 * What a briefing says by YAML 1.2, for writings that YAML 1.1 or another parser takes for something else. The expected
 * values are also those of the `yaml` package (2.9), which read them side by side until only one parser was left.
 */

const article = await readFile('content/briefings/2024-05-17-putin-harbin.yaml', 'utf8');
const withHeadline = (written: string) => article.replace(/^headline: .*/m, () => `headline: ${written}`);
const withVersion = (written: string) => article.replace(/^version: .*/m, () => `version: ${written}`);
// A raised version needs its reason.
const withReason = (written: string) => `${withVersion(written)}\nupdates: [{ version: ${written}, text: More. }]\n`;

const apart = (line: string) => line.split('   ');

const texts: [written: string, says: string][] = [
  ['yes', 'yes'],
  ['no', 'no'],
  ['On', 'On'],
  ['off', 'off'],
  ['y', 'y'],
  ['n', 'n'],
  ['"true"', 'true'],
  ['!!str 2024-05-17', '2024-05-17'],
  ['2024-05-17', '2024-05-17'],
  ['2024-05-17T12:00:00Z', '2024-05-17T12:00:00Z'],
  ['12:30:45', '12:30:45'],
  ['1_000', '1_000'],
  ['0b11', '0b11'],
  ['٣', '٣'],
  ['１', '１'],
  ['.', '.'],
  ['..', '..'],
  ['<<', '<<'],
  ['=', '='],
  ['-a', '-a'],
  ['a#c', 'a#c'],
  ['a # c', 'a'],
  ['a:b', 'a:b'],
  ['http://x.y/z', 'http://x.y/z'],
  ["'it''s'", "it's"],
  ['"aA\u00e9U0001F600"', 'aA\u00e9U0001F600'],
  ['"a"   # c', 'a'],
  ['"a\\\n  b"', 'ab'],
  ['|\n  x\n  y', 'x\ny'],
  ['|-\n  x\n\n', 'x'],
  ['>\n  x\n  y\n\n  z', 'x y\nz'],
  ['>-\n  x\n   y\n  z', 'x\n y\nz'],
  ['|1\n x', 'x'],
  ['|2\n    x', 'x'],
  ['>2-\n    x', 'x'],
  ['>\n\n  x', 'x'],
  ['plain\n  cont', 'plain cont'],
  ['plain\n\n  cont', 'plain\ncont'],
  ['"q\n\n  cont"', 'q\ncont'],
  ['a\u0085b', 'a\u0085b'],
  ['a\u2028b', 'a\u2028b'],
  ['\u00a0a', 'a'],
  ['a\ufeffb', 'a\ufeffb'],
  ['"tab\there"', 'tab\there'],
  ['a\tb', 'a\tb'],
  ['a\t# c', 'a'],
];
const noTexts = [
  ...apart(
    `true   ~   null      5   012   .inf   -.inf   .nan   [a]   {a: b}   *a   !foo 5   !!binary aGk=   !!set {a}`,
  ),
  ...apart(`!!timestamp 2024-05-17   !!str [1]   "x" y   'x   @a   %a   a: b   "\xd8"y`),
  ...['`a', 'plain\n  # comment\n  cont', 'a\u0000b', 'a\u0007b'],
];
const numbers: [written: string, says: number][] = [
  ['0x1F', 31],
  ['0o14', 12],
  ['012', 12],
  ['+7', 7],
  ['1e3', 1000],
  ['1E+3', 1000],
  ['5.', 5],
  ['!!int "5"', 5],
  ['9007199254740991', 9007199254740991],
  ['00009', 9],
];
const noNumbers = [
  ...apart(`1.5   1e400   .inf   "5"   !!str 5   1_000   1,000   0b11   190:20:30   -0x1   １`),
  ...apart(`9007199254740993   123456789012345678901234567890`),
];

test.each(texts)('a headline written %j says %j', (written, says) => {
  const text = withHeadline(written);
  expect(problemsOf(text, 'x.yaml')).toEqual([]);
  expect(parseBriefing(text)?.headline).toBe(says);
});

test.each(numbers)('a number written %j is %i', (written, says) => {
  const text = withReason(written);
  expect(problemsOf(text, 'x.yaml')).toEqual([]);
  expect(parseBriefing(text)?.version).toBe(says);
});

test.each(noTexts)('a headline written %j is refused, with a place', (written) => {
  expect(parseBriefing(withHeadline(written))).toBeUndefined();
  expect(problemsOf(withHeadline(written), 'x.yaml').map(problemText)).toEqual([
    expect.stringMatching(/^x\.yaml:\d+:\d+ /),
  ]);
});

test.each(noNumbers)('a number written %j is refused, with a place', (written) => {
  expect(parseBriefing(withVersion(written))).toBeUndefined();
  expect(problemsOf(withVersion(written), 'x.yaml').map(problemText)).toEqual([
    expect.stringMatching(/^x\.yaml:\d+:\d+ /),
  ]);
});

test('a number that is too large for one is, where a text stands, what is written', () => {
  expect(parseBriefing(withHeadline('1e400'))?.headline).toBe('1e400');
});

test.each<[string, (text: string) => string]>([
  ['with CR LF', (text) => text.replaceAll('\n', '\r\n')],
  ['with a byte order mark', (text) => `\ufeff${text}`],
  ['with marks of its beginning and end', (text) => `--- # begins\n${text}\n... # ends\n`],
  ['of YAML 1.2 by its own words', (text) => `%YAML 1.2\n---\n${text}`],
])('a file %s says the same', (_, change) => {
  expect(parseBriefing(change(article))).toEqual(parseBriefing(article));
  expect(problemsOf(change(article), 'x.yaml')).toEqual([]);
});

test.each<[string, string]>([
  ['of two documents', `${article}\n---\n${article}`],
  ['with a key twice', `${article}\nversion: 1\n`],
  ['with a key twice, once in quotes', `${article}\n"version": 1\n`],
  ['with a tab before a key', article.replace(/^ +(?=literal:)/m, '\t')],
  ['with nothing in it', '# nothing\n'],
  ['with a list for a key', `${article}\n? [a]\n: b\n`],
])('a file %s is refused, with a place', (_, text) => {
  expect(parseBriefing(text)).toBeUndefined();
  expect(problemsOf(text, 'x.yaml').length).toBeGreaterThan(0);
  expect(problemsOf(text, 'x.yaml').every((problem) => /^x\.yaml:\d+:\d+ /.test(problemText(problem)))).toBe(true);
});
