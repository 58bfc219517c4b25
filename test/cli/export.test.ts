import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { runVerb } from '../../src/cli/content/run-verb.ts';
import { createDesk, createFolder } from './desk.ts';

const bridge = `\
headline: Harbour bridge closes
infoSources: [{ name: Harbour Gazette }]
descriptions: [{ value: It is closed., source: 1 }]
`;

async function run(args: readonly string[], files: Readonly<Record<string, string>> = {}) {
  const folder = createFolder({ 'briefings/bridge.yaml': bridge, ...files });
  const desk = createDesk(folder);
  const code = await runVerb(['export', ...args.map((each) => each.replace('FOLDER', folder))], desk);
  return { code, folder, printed: desk.printed(), complaints: desk.complaints() };
}

test('a briefing of three lines is exported in every format', async () => {
  const markdown = await run(['bridge', '--format', 'markdown']);
  expect(markdown.printed).toMatch(/^# Harbour bridge closes\n\ndate unknown\n\nIt is closed\. `¶1`\n\n## Sources/);
  expect(markdown.complaints).toBe('');
  const ninjs = await run(['bridge', '--format', 'ninjs']);
  expect(JSON.parse(ninjs.printed)).toMatchObject({
    slugline: 'bridge',
    headlines: [{ value: 'Harbour bridge closes' }],
  });
  expect(ninjs.complaints).toBe('Left out, since ninjs has no place for it: the paragraphs that statements rest on.');
  const article = await run(['bridge', '--format', 'schema.org']);
  expect(JSON.parse(article.printed)).toMatchObject({ '@type': 'NewsArticle', articleBody: 'It is closed.' });
  expect([markdown.code, ninjs.code, article.code]).toEqual([0, 0, 0]);
});

test('it is written to a new file as a whole, and never over another', async () => {
  const { code, folder, printed } = await run(['bridge', '--format', 'markdown', '--out', 'FOLDER/bridge.md']);
  expect({ code, printed }).toEqual({ code: 0, printed: '' });
  expect(readFileSync(join(folder, 'bridge.md'), 'utf8')).toMatch(/^# Harbour bridge closes\n/);
  expect(readdirSync(folder).sort()).toEqual(['bridge.md', 'briefings']);

  const over = await run(['bridge', '--format', 'markdown', '--out', 'FOLDER/mine.md'], { 'mine.md': 'mine' });
  expect(over.code).toBe(1);
  expect(over.complaints).toContain('mine.md is there already. Give another name, or remove that file first.');
  expect(readFileSync(join(over.folder, 'mine.md'), 'utf8')).toBe('mine');

  const nowhere = await run(['bridge', '--format', 'markdown', '--out', 'FOLDER/none/bridge.md']);
  expect(nowhere.complaints).toContain('is in a folder that is not there. Make the folder first.');
});

test('one that readers do not see is exported with a warning', async () => {
  const { code, complaints } = await run(['early', '--format', 'markdown'], {
    'briefings/early.yaml': `${bridge}pubStatus: withheld\n`,
  });
  expect(code).toBe(0);
  expect(complaints).toBe('warning: readers do not see this briefing: it is withheld.');
});

test.each([
  [['bridge'], 2, '--format takes ninjs, schema.org, markdown; found nothing.'],
  [['bridge', '--format', 'pdf'], 2, '--format takes ninjs, schema.org, markdown; found pdf.'],
  [['brigde', '--format', 'ninjs'], 1, 'Did you mean bridge?'],
])('with %j it says what to do', async (args, expected, message) => {
  const { code, complaints } = await run(args);
  expect(complaints).toContain(message);
  expect(code).toBe(expected);
});
