import { expect, test } from 'vitest';
import { problemText } from '../../src/briefing/file/problem.ts';
import { problemsOf } from '../../src/briefing/file/problems.ts';

/* What YAML cannot read, or reads otherwise than it was meant, is told in an editor's words, where the mistake is. */

const first = (text: string) => problemsOf(text, 'x.yaml').map(problemText)[0];

test('a problem is told with its line, and a mark below the place', () => {
  expect(first('version: 1\nheadline: China: plans reactors\n')).toBe(
    'x.yaml:2:16 headline: the text has ": " in it; put it in quotes\n' +
      '    headline: China: plans reactors\n' +
      '                   ^',
  );
});

test('the mark stands below its place in a wide script, after tabs, and in a line of hundreds of characters', () => {
  expect(first('version: 1\nheadline: 中国: 計画\n')).toMatch(/\n {4}headline: 中国: 計画\n {14}\u3000\u3000\^$/);
  const long = first(`version: 1\nheadline: ${'word '.repeat(60)}: end\n`) ?? '';
  const [, line = '', mark = ''] = long.split('\n');
  expect(line.length).toBeLessThan(110);
  expect(line[mark.indexOf('^')]).toBe(':');
});

const statement = (written: string) => `descriptions:\n  - value: x\n${written}\nurgency: 4\n`;

test.each([
  ['a colon in braces', 'd:\n  - { value: China: it plans, source: [1] }\n', '2:19 the text has ": " in it'],
  ['a colon in the second line of a text', 'headline: China plans\n  reactors: many\n', '2:11 the text has ": "'],
  [
    'a comma in braces',
    'descriptions:\n  - { role: brief, value: China, which plans, source: [1] }\n',
    '2:34 descriptions[0].which plans: a comma inside { … } ends',
  ],
  ['a tab', 'descriptions:\n\t- value: x\n', '2:1 a tab stands before the text; use spaces'],
  ['a tab after spaces', statement('  \tsource: [1]'), '3:3 a tab stands before the text'],
  [
    'a missing colon',
    'version: 1\nheadline China plans\nurgency: 4\n',
    '2:9 headline: a colon is missing after headline',
  ],
  ['a missing colon in the first line', 'headline China plans\nurgency: 4\n', '1:9 headline: a colon is missing'],
  ['a missing colon in the last line', 'urgency: 4\nheadline China plans\n', '2:9 headline: a colon is missing'],
  ['a missing colon in an entry', statement('    source [1]\n    by: y'), '3:11 source: a colon is missing'],
  [
    'a missing space',
    'version: 1\nheadline:China plans\nurgency: 4\n',
    '2:9 headline: a space is missing after the colon',
  ],
  [
    'a missing space in an entry',
    'd:\n  - value:x\n    source: [1]\n',
    '2:10 value: a space is missing after the colon',
  ],
  [
    'a missing space after a dash',
    'headline: x\ndescriptions:\n  -value: x\n',
    '3:3 descriptions: expected a list, found {"-value":"x"}; a space is missing after the dash',
  ],
  [
    'an unclosed quotation mark',
    'headline: "China plans\nurgency: 4\nversion: 1\n',
    '1:11 headline: the quotation mark that opens here is never closed; put " at the end',
  ],
  [
    'an unclosed one in the last line',
    "version: 1\nheadline: 'China plans\n",
    "2:11 headline: the quotation mark that opens here is never closed; put ' at",
  ],
  [
    'an unclosed one in braces',
    'd:\n  - { value: "China, source: [1] }\nurgency: 4\n',
    '2:14 the quotation mark that opens here is never closed',
  ],
  [
    'an apostrophe',
    "headline: 'China's plans'\n",
    '1:17 headline: the text goes on after the quotation mark that ends it',
  ],
  [
    'a text after quotation marks',
    'headline: "China" plans\n',
    '1:17 headline: the text goes on after the quotation mark',
  ],
  [
    'an unclosed brace',
    'd:\n  - { value: x, source: [1]\nurgency: 4\n',
    '2:5 the { that opens here is never closed; put } at the end',
  ],
  [
    'an unclosed bracket',
    'd:\n  - { value: x, source: [1 }\nurgency: 4\n',
    '2:28 this } closes what another bracket opened',
  ],
  ['a missing comma', 'd:\n  - { value: x source: [1] }\n', '2:16 source: a comma is missing before source'],
  [
    'too few spaces',
    statement('   source: [1]'),
    '3:4 source: this line begins 3 spaces in; write it below value in line 2, 4 spaces in',
  ],
  [
    'too many spaces',
    statement('      source: [1]'),
    '3:7 source: this line begins 6 spaces in; write it below value in line 2, 4 spaces in',
  ],
  [
    'a dash that is not below the others',
    'd:\n  - value: x\n - value: y\n',
    '3:2 value: this line begins 1 space in; write it below the dash in line 2, 2 spaces in',
  ],
  [
    'a folded text that is not further in',
    'headline: >-\nChina plans\nurgency: 4\n',
    '2:1 this text belongs to no key; begin it further in than headline',
  ],
  ['a key twice', 'version: 1\nurgency: 4\nversion: 2\n', '3:1 version: this key is already in line 1'],
  ['a second document', 'version: 1\n---\nheadline: x\n', '2:1 a line of --- begins a second text'],
  [
    'a comment for a text',
    'headline: #1 in China\n',
    'headline: expected a text, found nothing; a # begins a comment: put the text in quotes',
  ],
  ['a number for a text', 'headline: 2024\n', '1:11 headline: expected a text, found 2024; put the text in quotes'],
  ['a misspelt key', 'headlin: x\n', '1:1 headlin: expected no such key; did you mean headline?'],
  [
    'a key of another place',
    'people:\n  - { name: A, description: { words: x } }\n',
    'words: expected no such key; the keys here are text, ',
  ],
])('%s', (_, text, told) => {
  expect(problemsOf(text, 'x.yaml').map(problemText).join('\n')).toContain(told);
});

test.each([
  ['@', '@'],
  ['`', 'a backtick'],
  ['%', '%'],
  ['*', '*'],
  ['!', '!'],
  ['> ', '>'],
  ['|', '|'],
  ['[a] ', '['],
  ['{a} ', '{'],
  ['? ', '?'],
  ['- ', '-'],
])('a text that begins with %s has to be in quotes', (start, named) => {
  expect(first(`version: 1\nheadline: ${start}China\n`)).toContain(
    `2:11 headline: a text cannot begin with ${named}; put the text in quotes`,
  );
  expect(first(`descriptions:\n  - value: ${start}China\n    source: [1]\n`)).toContain(
    `2:12 value: a text cannot begin`,
  );
});
