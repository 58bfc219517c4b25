import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { addUpdate } from '../../src/briefing/file/add-update.ts';
import { parseShape } from '../../src/briefing/file/parse.ts';

const file = readFileSync('test/support/bridge.yaml', 'utf8');
const open = '- version: 3\n';

test('a file without updates gets the list at its end, with what is new still to be written', () => {
  const added = addUpdate(file, 3) ?? '';
  expect(added).toBe(`${file}\nupdates:\n  - version: 3\n    text: \n`);
  expect(parseShape(added.replace('text: \n', 'text: It stays open.\n'))?.updates).toEqual([
    { version: 3, text: 'It stays open.' },
  ]);
});

test.each([
  ['in the middle', 'updates:\n  - version: 2\n    text: First.\n', '  '],
  ['at the margin', 'updates:\n- version: 2\n  text: First.\n', ''],
  ['in braces', 'updates:\n  - { version: 2, text: First. } # said\n', '  '],
  ['over lines', 'updates:\n  - version: 2\n    text: >-\n      First\n      of all.\n', '  '],
  ['in quotes', 'updates:\n  - version: 2\n    text: "First."\n', '  '],
])('a list %s gets one more entry at its end', (_name, updates, indent) => {
  const after = 'pictures: []\n';
  for (const rest of [after, `\n# more\n${after}`, '']) {
    const text = file + updates + rest;
    expect(addUpdate(text, 3)).toBe(`${file}${updates}${indent}${open}${indent}  text: \n${rest}`);
    const windows = text.replaceAll('\n', '\r\n');
    expect(addUpdate(windows, 3)?.replaceAll('\r\n', '\n')).toBe(addUpdate(text, 3));
    expect(addUpdate(windows, 3)).not.toMatch(/[^\r]\n/);
  }
});

test('nothing comes of what it cannot be added to', () => {
  for (const updates of [
    'updates: [{ version: 2, text: First. }]\n',
    'updates:\n',
    'updates: none\n',
    'updates:\n  - { version: 2,\n      text: First. }\n  - {\n      version: 3, text: Second.\n    }\n',
  ])
    expect(addUpdate(file + updates, 4), updates).toBe(undefined);
  for (const text of ['', '{"version": 2}', '[1]', 'a: [', 'version']) expect(addUpdate(text, 2)).toBe(undefined);
});
