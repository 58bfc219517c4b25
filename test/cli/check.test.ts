import { expect, test } from 'vitest';
import { runVerb } from '../../src/cli/content/run-verb.ts';
import { createDesk, createFolder } from './desk.ts';

/* `npm run content -- check`. */

const good = `headline: The bridge closes for six weeks
contentCreated: 2026-03-02
infoSources: [{ name: Harbour Gazette }]
descriptions: [{ value: The bridge closes for six weeks., source: 1 }]
`;
const warned = good.replace('2026-03-02', '2026-03-02\nlocated: Pier #2');
const bad = good.replace('headline: ', 'headline: Harbour: ');

const check = async (files: Readonly<Record<string, string>>, ...options: string[]) => {
  const folder = createFolder(
    Object.fromEntries(Object.entries(files).map(([name, text]) => [`briefings/${name}.yaml`, text])),
  );
  const desk = createDesk(folder, { articlesFolder: `${folder}/articles` });
  const code = await runVerb(['check', ...options], desk);
  return {
    code,
    printed: desk.printed().replaceAll(folder, 'c'),
    complaints: desk.complaints().replaceAll(folder, 'c'),
  };
};

test('prints warnings with their lines, and ends with 0; with --strict, with 1', async () => {
  const found = {
    printed: '2 briefings in c: no problems, 1 warning.',
    complaints: `c/briefings/b.yaml:3:15 warning: located: what stands after # is lost; put the text in quotes, or a note on a line of its own
    located: Pier #2
                  ^`,
  };
  expect(await check({ a: good, b: warned })).toEqual({ code: 0, ...found });
  expect(await check({ a: good, b: warned }, '--strict')).toEqual({ code: 1, ...found });
  expect(await check({ a: good }, '--strict')).toMatchObject({ code: 0, complaints: '' });
});

test('ends with 1 for one bad file, and checks all the others', async () => {
  const { code, printed, complaints } = await check({ a: bad, b: warned });
  expect([code, printed]).toEqual([1, '2 briefings in c: 1 problem, 1 warning.']);
  expect(complaints).toMatch(/a\.yaml:1:18 headline: the text has ": " in it[\s\S]*b\.yaml:3:15 warning: located/);
});

test('holds the length of a briefing against its article, where that is there', async () => {
  const folder = createFolder({
    'briefings/a.yaml': good,
    'articles/a.txt': 'Bridge closes\n\nIt closes.\n\nFor weeks.\n',
  });
  const desk = createDesk(folder, { articlesFolder: `${folder}/articles` });
  expect(await runVerb(['check'], desk)).toBe(0);
  expect(desk.complaints()).toContain('at full depth the briefing has 32 characters, and its article 21');
});
