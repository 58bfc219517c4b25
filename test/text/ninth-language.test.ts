import { execFile } from 'node:child_process';
import { cp, mkdir, mkdtemp, readdir, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, expect, test } from 'vitest';

/* A ninth language is one folder: in a copy of the source, nothing but `src/text/it` is added. */

const repository = join(import.meta.dirname, '..', '..');
let copy: string;

beforeAll(async () => {
  copy = await mkdtemp(join(tmpdir(), 'dateline-ninth-'));
  for (const part of ['src', 'commands', 'package.json'])
    await cp(join(repository, part), join(copy, part), { recursive: true });
  await symlink(join(repository, 'node_modules'), join(copy, 'node_modules'));
  const english = join(copy, 'src', 'text', 'en');
  const italian = join(copy, 'src', 'text', 'it');
  await mkdir(italian);
  for (const file of await readdir(english))
    await writeFile(
      join(italian, file),
      JSON.stringify(JSON.parse(await readFile(join(english, file), 'utf8'), (key, text) => translated(key, text))),
    );
  await writeFile(join(italian, 'typed.json'), JSON.stringify(typed));
});
afterAll(() => rm(copy, { recursive: true }));

/** What Italians type. */
const typed = {
  days: { daily: 'tutti i giorni', weekdays: 'giorni feriali', and: 'e', to: 'a', from: 'da|dal', filler: 'ogni' },
  times: { before: 'alle', hour: 'ore', half: 'e mezza', parts: { 'di sera': [[4, 11, 12]] } },
};

/** As if it were Italian: each text is marked, names as names may be. */
function translated(key: string, text: unknown): unknown {
  if (typeof text !== 'string') return text;
  return key === 'name' ? `it-${text}` : `(it) ${text}`;
}

const script = `
  import { commands } from './commands/index.ts';
  import { language } from './src/text/language.ts';
  import { parseDays } from './src/digest/schedule/parse-days.ts';
  import { parseTime } from './src/digest/schedule/parse-time.ts';
  import { languageChoices } from './src/text/language-names.ts';
  import { userErrorMessage } from './src/view/error-message.ts';
  import { UserError } from './src/text/user-error.ts';
  const spoken = language('it');
  const digest = commands.find(({ definition }) => definition.name === 'digest').definition;
  console.log(JSON.stringify({
    names: commands.map(({ definition }) => definition.name_localizations.it),
    digest,
    choices: languageChoices,
    line: spoken.command('/digest edit clear:topic'),
    days: ['giorni feriali', 'da lunedì a mercoledì', 'ogni sabato'].map((days) => [...parseDays(days, 'de')].join('')),
    times: ['alle 9', '9 ore di sera', '9 ore e mezza'].map((time) => parseTime(time)),
    date: spoken.date('2024-05-17'),
    reply: userErrorMessage(new UserError('error:noBriefing', { asked: 'x' }), spoken),
  }));
`;

test('its commands, choices, dates and replies are there at once, and what people type in it is read', async () => {
  const { stdout } = await promisify(execFile)(process.execPath, ['--input-type=module-typescript', '-e', script], {
    cwd: copy,
  });
  const { names, digest, choices, line, days, times, date, reply } = JSON.parse(stdout);
  expect(names).toEqual(expect.arrayContaining(['it-summary', 'it-who', 'it-digest']));
  expect(digest.description_localizations.it).toMatch(/^\(it\) /);
  const add = digest.options.find(({ name }: { name: string }) => name === 'add');
  const language = add.options.find(({ name }: { name: string }) => name === 'language');
  expect(language.name_localizations.it).toBe('it-language');
  expect(language.choices).toContainEqual({ name: 'Italiano', value: 'it' });
  expect(choices).toContainEqual({ name: 'Italiano', value: 'it' });
  expect(line).toMatch(/^\/it-digest it-edit it-clear:/);
  expect(days).toEqual(['12345', '123', '6']);
  expect(times).toEqual([9 * 60, 21 * 60, 9 * 60 + 30]);
  expect(date).toBe('17 maggio 2024');
  expect(JSON.stringify(reply)).toContain('`/it-latest`');
});
