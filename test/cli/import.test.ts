import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { runVerb } from '../../src/cli/content/run-verb.ts';
import { createDesk, createFolder } from './desk.ts';

const document = { uri: 'urn:x:1', headlines: [{ value: 'Bridge closes' }], copyrightHolder: 'Agency' };

async function run(args: readonly string[], files: Readonly<Record<string, string | Uint8Array>> = {}) {
  const folder = createFolder({ 'briefings/other.yaml': '', 'one.json': JSON.stringify(document), ...files });
  const desk = createDesk(folder);
  const code = await runVerb(['import', ...args.map((each) => each.replace('FOLDER', folder))], desk);
  const texts = { printed: desk.printed(), complaints: desk.complaints().replaceAll(folder, 'FOLDER') };
  return { code, folder, briefings: readdirSync(join(folder, 'briefings')).sort(), ...texts };
}

test('a document becomes a briefing that is withheld and passes the check', async () => {
  const { code, folder, briefings, printed, complaints } = await run(['FOLDER/one.json']);
  expect({ code, briefings }).toEqual({ code: 0, briefings: ['bridge-closes.yaml', 'other.yaml'] });
  expect(printed).toContain('bridge-closes.yaml is written. It is withheld: readers do not see it.');
  expect(complaints).toContain('set each "source"');
  const text = readFileSync(join(folder, 'briefings/bridge-closes.yaml'), 'utf8');
  expect(text).toMatch(/^# yaml-language-server: .*\nheadline: Bridge closes\npubStatus: withheld\n/);

  const desk = createDesk(createFolder({ 'briefings/bridge-closes.yaml': text }));
  expect(await runVerb(['check'], desk)).toBe(0);
});

test('what an export wrote comes back under another name', async () => {
  const folder = createFolder({});
  const out = join(folder, 'harbin.json');
  await runVerb(['export', '2024-05-17-putin-harbin', '--format', 'ninjs', '--out', out], createDesk());
  const { code, briefings } = await run(['FOLDER/harbin.json', '--slug', 'harbin'], {
    'harbin.json': readFileSync(out, 'utf8'),
  });
  expect({ code, briefings }).toEqual({ code: 0, briefings: ['harbin.yaml', 'other.yaml'] });
});

test('a briefing that is there stays as it is, wherever in the folder', async () => {
  const taken = { 'briefings/2026/bridge-closes.yml': 'mine' };
  const { code, folder, complaints } = await run(['FOLDER/one.json'], taken);
  expect(code).toBe(1);
  expect(complaints).toBe('FOLDER/briefings/2026/bridge-closes.yml is there already. Give another slug with --slug.');
  expect(readFileSync(join(folder, 'briefings/2026/bridge-closes.yml'), 'utf8')).toBe('mine');
  expect((await run(['FOLDER/one.json', '--slug', 'other'])).complaints).toContain('other.yaml is there already');
});

const withHeadline = (value: string) => JSON.stringify({ ...document, headlines: [{ value }] });

test.each([
  [['FOLDER/none.json'], 1, 'FOLDER/none.json is not there. Name a file that is.'],
  [['FOLDER/briefings'], 1, 'FOLDER/briefings cannot be read (EISDIR).'],
  [['FOLDER/one.json', '--slug', 'Two Words'], 2, '--slug takes lower-case words'],
  [['FOLDER/latin.json'], 1, 'FOLDER/latin.json is not in UTF-8. Save it with that encoding.'],
  [['FOLDER/large.json'], 1, 'FOLDER/large.json has 6000000 bytes; 5000000 are the most.'],
  [['FOLDER/page.json'], 1, 'FOLDER/page.json cannot be imported. It is no JSON'],
  [
    ['FOLDER/long.json'],
    1,
    'cannot become a briefing. Change in it:\nFOLDER/long.json: headline: expected at most 200',
  ],
  [['FOLDER/chinese.json'], 1, 'has no words that could name a briefing. Give a slug: --slug'],
])('%j ends with what to do, and nothing is written', async (args, expected, message) => {
  const { code, complaints, briefings } = await run(args, {
    'latin.json': Uint8Array.of(0x22, 0xe9, 0x22),
    'large.json': ' '.repeat(6_000_000),
    'page.json': '<!doctype html>',
    'long.json': withHeadline('x'.repeat(300)),
    'chinese.json': withHeadline('新聞'),
  });
  expect(complaints).toContain(message);
  expect({ code, briefings }).toEqual({ code: expected, briefings: ['other.yaml'] });
});
