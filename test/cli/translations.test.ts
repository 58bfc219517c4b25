import { readFileSync, writeFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { runVerb } from '../../src/cli/content/run-verb.ts';
import { createDesk, createFolder } from './desk.ts';

/* The editors' tool on translations. */

const original = `headline: The harbour bridge is closed
contentCreated: 2026-03-01
version: 2
updates: [{ version: 2, text: It is closed for longer. }]
infoSources: [{ name: Harbour Gazette }]
descriptions:
  - { value: The harbour bridge is closed for 6 weeks., source: 1 }
`;
const russian = `version: 2
headline: Мост в гавани закрыт
updates: [{ version: 2, text: Он закрыт дольше. }]
descriptions:
  - value: Мост в гавани закрыт на 6 недель.
`;

const files = {
  'briefings/bridge.yaml': original,
  'briefings/bridge.ru.yaml': russian,
  'briefings/bridge.es.yaml': russian.replace('version: 2', 'version: 1'),
  'briefings/bridge.de.yaml': russian.replace(/^headline.*\n/m, ''),
};

async function run(...args: string[]) {
  const desk = createDesk(createFolder(files));
  return { code: await runVerb(args, desk), printed: desk.printed(), complaints: desk.complaints() };
}

test('list names the languages of each briefing, and what keeps readers from one', async () => {
  expect((await run('list')).printed).toContain('v2  en, de (1 problem), es (of v1), ru  not checked');
});

test('show draws a translation; one that is not complete or not current is told of', async () => {
  expect((await run('show', 'bridge', '--lang', 'ru')).printed).toContain('Мост в гавани закрыт на 6 недель.');
  expect((await run('show', 'bridge')).printed).toContain('The harbour bridge is closed for 6 weeks.');
  expect(await run('show', 'bridge', '--lang', 'de')).toMatchObject({
    code: 1,
    complaints: expect.stringContaining('headline: expected a text, found nothing'),
  });
  expect(await run('show', 'bridge', '--lang', 'es')).toMatchObject({
    code: 1,
    complaints: expect.stringContaining('is of version 1: readers get the original'),
  });
});

test('check counts translations, and names what is wrong and what may be', async () => {
  const { code, printed, complaints } = await run('check');
  expect(code).toBe(1);
  expect(printed).toMatch(/^1 briefing and 3 translations in .*: 1 problem, \d+ warnings?\.$/);
  expect(complaints).toContain('bridge.de.yaml:1:1 headline: expected a text, found nothing');
  expect(complaints).toContain('bridge.es.yaml:1:10 warning: version: bridge is version 2');
});

test('new --lang writes a place for each text below the original’s words, which is right once all are filled', async () => {
  const folder = createFolder({
    'briefings/harbin.yaml': readFileSync('content/briefings/2024-05-17-putin-harbin.yaml', 'utf8'),
  });
  const path = `${folder}/briefings/harbin.fr.yaml`;
  expect(await runVerb(['new', 'harbin', '--lang', 'fr'], createDesk(folder))).toBe(0);
  const text = readFileSync(path, 'utf8');
  expect(text).toContain('  # The reactors could make the region less secure.\n');
  const half = createDesk(folder);
  expect(await runVerb(['check'], half)).toBe(1);
  const lines = text.split('\n');
  // A text has the original's words above it.
  const filled = lines.map((line, i) =>
    /^ *# /.test(lines[i - 1] ?? '') && line.trimEnd().match(/[-:]$/) ? `${line} texte` : line,
  );
  writeFileSync(path, filled.join('\n').replace(/^(# yaml-.*\nversion: 1) texte/, '$1'));
  const whole = createDesk(folder);
  expect([await runVerb(['check'], whole), whole.printed()]).toEqual([
    0,
    expect.stringContaining('1 briefing and 1 translation'),
  ]);
  expect(await runVerb(['new', 'harbin', '--lang', 'fr'], createDesk(folder))).toBe(1);
  expect(await runVerb(['new', 'harbin', '--lang', 'french'], createDesk(folder))).toBe(1);
});
