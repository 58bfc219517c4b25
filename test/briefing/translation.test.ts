import { rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { checkFile } from '../../src/briefing/file/check-file.ts';
import { readBriefings } from '../../src/briefing/file/load.ts';
import { problemText } from '../../src/briefing/file/problem.ts';
import { contentWarnings, translationWarnings } from '../../src/briefing/file/warnings.ts';
import { createFolder } from '../cli/desk.ts';

/* A translation: a file beside its original, with nothing but its texts. */

const original = `headline: Ferry sinks off Cebu
version: 1
located: Cebu
contentCreated: 2024-05-17
infoSources: [{ name: Visayas Herald }]
descriptions:
  - { value: A ferry with 51 on board went down., source: 1, role: brief }
  - { id: search, value: "The search goes on, says the coast guard of Ana Cruz.", source: 2, by: { as: the coast guard }, on: 2024-05-17 }
  - { id: wave, quote: The wave came from the side, source: 3, by: ana-cruz }
  - { id: fear, value: More ferries may sink., source: 3, by: visayas-lines, stance: warns }
people:
  - name: Ana Cruz
    aliases: [Captain Cruz]
    description: { text: Captain, source: 3 }
    links: [{ to: visayas-lines, text: Works for it, source: 3 }]
organisations: [{ name: Visayas Lines, description: { text: Owner, source: 4 } }]
events: [{ name: Sinking, date: 2024-05-17 }]
subjects: [shipping, { name: accidents, uri: "https://example.org/accidents" }]
figures: [{ label: On board, value: 51, unit: people, source: 1 }]
topics:
  - name: The ship
    sections: [{ heading: What happened, statements: [search, { text: It lay on its back., source: 3 }, fear] }]
    open: [{ text: Why it sank, source: 4 }]
`;

const russian = `version: 1
headline: У Себу затонул паром
located: Себу
descriptions:
  - { value: Затонул паром с 51 человеком на борту. }
  - { id: search, value: "Поиски продолжаются, сообщила береговая охрана Аны Крус.", by: { as: береговая охрана } }
  - { id: wave, quote: Волна пришла сбоку }
  - { id: fear, value: Могут затонуть и другие паромы. }
people:
  - id: ana-cruz
    name: Ана Крус
    aliases: [капитан Крус, Крус]
    description: { text: Капитан }
    links: [{ to: visayas-lines, text: Работает на неё }]
organisations: [{ id: visayas-lines, name: Visayas Lines, description: { text: Владелец } }]
events: [{ id: sinking, name: Крушение }]
subjects: [судоходство, происшествия]
figures: [{ label: На борту, unit: человек }]
topics:
  - slug: the-ship
    name: Судно
    sections: [{ heading: Что произошло, statements: [{ text: Оно лежало на боку. }] }]
    open: [{ text: Почему он затонул }]
`;

async function read(texts: Readonly<Record<string, string>>) {
  const folder = createFolder(
    Object.fromEntries(Object.entries(texts).map(([name, text]) => [`briefings/${name}`, text])),
  );
  const files = await readBriefings(folder);
  return { folder, files, problems: told(files, folder) };
}

function told(files: Awaited<ReturnType<typeof readBriefings>>, folder: string) {
  return files.flatMap(({ problems }) =>
    problems.map(({ excerpt: _, ...problem }) => problemText(problem).replaceAll(`${folder}/briefings/`, '')),
  );
}

const both = (translation = russian, of = original) => read({ 'ferry.yaml': of, 'ferry.ru.yaml': translation });

test('it is the briefing with other words, and the same ids, figures, sources and dates', async () => {
  const { files, problems } = await both();
  expect(problems).toEqual([]);
  const [before] = files.flatMap(({ briefing }) => briefing ?? []);
  const [after, another] = before?.translations ?? [];
  expect(another).toBeUndefined();
  const bare = (value: unknown): unknown =>
    Array.isArray(value)
      ? value.map(bare)
      : typeof value === 'object' && value !== null
        ? Object.fromEntries(Object.entries(value).flatMap(([key, of]) => (isText(key) ? [] : [[key, bare(of)]])))
        : value;
  const isText = (key: string) =>
    /^(headline|located|value|text|name|aliases|said|heading|label|unit|as|language|translations)$/.test(key);
  expect(bare(after)).toEqual(bare(before));
  expect(after).toMatchObject({
    slug: 'ferry',
    language: 'ru',
    headline: 'У Себу затонул паром',
    located: 'Себу',
    figures: [{ label: 'На борту', value: 51, unit: 'человек', source: [1] }],
    subjects: [{ name: 'судоходство' }, { name: 'происшествия', uri: 'https://example.org/accidents' }],
    events: [{ id: 'sinking', name: 'Крушение', date: '2024-05-17' }],
  });
  expect(JSON.stringify(after)).not.toMatch(/ferry sinks|Captain|shipping|What happened|coast guard/i);
});

test('what is derived of the original is there in its words: depths, quotations, deeds, topics, the timeline', async () => {
  const { files } = await both();
  const russianOne = files[0]?.briefing?.translations?.[0];
  expect(russianOne?.descriptions.filter(({ role }) => role === 'full').map(({ value }) => value)).toEqual([
    'Поиски продолжаются, сообщила береговая охрана Аны Крус.',
    '«Волна пришла сбоку»',
    'Могут затонуть и другие паромы.',
  ]);
  // She is named in the first by the original; in Russian her name has another ending.
  expect(russianOne?.people[0]?.did?.map(({ text }) => text)).toEqual([
    'Поиски продолжаются, сообщила береговая охрана Аны Крус.',
    '«Волна пришла сбоку»',
  ]);
  expect(russianOne?.people[0]).toMatchObject({ id: 'ana-cruz', aliases: ['капитан Крус', 'Крус'] });
  expect(russianOne?.timeline).toMatchObject([{ date: '2024-05-17', by: [{ as: 'береговая охрана' }] }]);
  expect(russianOne?.topics).toMatchObject([
    {
      slug: 'the-ship',
      sections: [
        {
          heading: 'Что произошло',
          statements: [{ by: [{ as: 'береговая охрана' }] }, { text: 'Оно лежало на боку.' }],
        },
      ],
      reactions: [{ who: ['visayas-lines'], stance: 'warns', said: 'Могут затонуть и другие паромы.' }],
      open: [{ text: 'Почему он затонул' }],
    },
  ]);
});

test.each([
  [
    'a text',
    '    description: { text: Капитан }\n',
    '',
    /people\[0\]\.description\.text: expected a text for “Captain”, found nothing/,
  ],
  ['a statement', /^.*id: fear.*\n/m, '', /^ferry\.ru\.yaml:5:3 descriptions: expected the texts of fear, found none$/],
  ['an entry', /^figures.*\n/m, '', /figures: expected one entry, as in the original, found 0/],
  [
    'the name of a speaker',
    ', by: { as: береговая охрана }',
    '',
    /descriptions\[1\]\.by: expected one entry, as in the original, found 0/,
  ],
  [
    'a part of a topic',
    '    open: [{ text: Почему он затонул }]\n',
    '',
    /topics\[0\]\.open: expected one entry, as in the original, found 0/,
  ],
  ['its version', 'version: 1\n', '', /version: expected a number, found nothing/],
])('without %s it is not complete, and says which', async (_, part, instead, expected) => {
  const { files, problems } = await both(russian.replace(part, instead));
  expect(problems).toEqual([expect.stringMatching(expected)]);
  expect(files[0]?.briefing?.translations).toBeUndefined();
});

test.each([
  [
    'a figure',
    'label: На борту,',
    'label: На борту, value: 15,',
    /^ferry\.ru\.yaml:\d+:\d+ figures\[0\]\.value: expected no such key in a translation; what is no text comes from the original$/,
  ],
  [
    'a source',
    '{ id: fear,',
    '{ id: fear, source: 1,',
    /descriptions\[3\]\.source: expected no such key in a translation/,
  ],
  [
    'a stance',
    '{ id: fear,',
    '{ id: fear, stance: denies,',
    /descriptions\[3\]\.stance: expected no such key in a translation/,
  ],
  [
    'who says it',
    '{ id: fear,',
    '{ id: fear, by: ana-cruz,',
    /descriptions\[3\]\.by: expected \{ as: … \} for each speaker/,
  ],
  [
    'a speaker too many',
    '{ id: fear,',
    '{ id: fear, by: { as: никто },',
    /descriptions\[3\]\.by\[0\]: expected no entry, as in the original, found one more/,
  ],
  [
    'another entry',
    'id: fear',
    'id: feer',
    /descriptions\[3\]: expected an entry that the original has, found feer; did you mean fear\?/,
  ],
  [
    'words for a quotation',
    'quote: Волна',
    'value: Волна',
    /descriptions\[2\]\.value: expected nothing that the original does not have; there it is quote/,
  ],
  ['a misspelt key', 'located:', 'locatd:', /locatd: expected no such key; did you mean located\?/],
  ['a later version', 'version: 1', 'version: 2', /version: expected at most the version of the original, 1, found 2/],
  [
    'a text that YAML reads otherwise',
    'headline: У',
    'headline: Паром: у',
    /:2:16 headline: the text has ": " in it; put it in quotes/,
  ],
])('%s in it is an error, with its place', async (_, part, instead, expected) => {
  const { files, problems } = await both(russian.replace(part, instead));
  expect(problems).toContainEqual(expect.stringMatching(expected));
  expect(files[0]?.briefing?.headline).toBe('Ferry sinks off Cebu');
});

test('a translation of an earlier version is not shown, and warned of: nobody reads facts of before', async () => {
  const second = original
    .replace('version: 1', 'version: 2')
    .concat('updates: [{ version: 2, text: The search has ended. }]\n');
  const { files, problems } = await both(russian, second);
  expect(problems).toEqual([]);
  expect(files[0]?.briefing?.translations).toBeUndefined();
  expect(contentWarnings(files).map(problemText)).toEqual([
    expect.stringMatching(
      /ferry\.ru\.yaml:1:10 warning: version: ferry is version 2, and this translates version 1; readers get the original; translate what has changed, and set version to 2/,
    ),
  ]);
  const current = russian.replace('version: 1', 'version: 2');
  expect((await both(current, second)).problems).toEqual([
    expect.stringContaining('updates: expected the texts of 2, found none'),
  ]);
  const complete = `${current}updates: [{ version: 2, text: Поиски окончены. }]\n`;
  const [translated] = (await both(complete, second)).files[0]?.briefing?.translations ?? [];
  expect(translated).toMatchObject({ version: 2, updates: [{ version: 2, text: 'Поиски окончены.' }] });
});

test.each([
  [
    'no original',
    { 'ferry.yaml': original, 'fery.ru.yaml': russian },
    'fery.ru.yaml: expected fery.yaml, of which this would be a translation, found no such file; did you mean ferry.ru.yaml?',
  ],
  [
    'the language of its original',
    { 'ferry.yaml': original, 'ferry.en.yaml': russian },
    'ferry.en.yaml: expected another language than that of the original, found en',
  ],
  [
    'a tag that is written otherwise',
    { 'ferry.yaml': original, 'ferry.zh-cn.yaml': russian },
    'ferry.zh-cn.yaml: expected the language zh-CN in the file name, found zh-cn',
  ],
  [
    'the language of another',
    { 'ferry.yaml': original, 'a/ferry.ru.yaml': russian, 'ferry.ru.yaml': russian },
    'ferry.ru.yaml: expected one translation into each language, found "ferry.ru", which a/ferry.ru.yaml has too; remove one of the files',
  ],
])('a file with %s is an error of its own', async (_, texts, expected) => {
  const { files, problems } = await read(texts);
  expect(problems).toEqual([expected]);
  expect(files.find(({ briefing }) => briefing)?.problems).toEqual([]);
});

test('one id is one somebody in the translations of all briefings', async () => {
  const second = russian.replaceAll('Ана Крус', 'Борис Иванов').replace(/^ {4}aliases.*\n/m, '');
  const { problems } = await read({
    'a.yaml': original,
    'a.ru.yaml': russian,
    'b.yaml': original,
    'b.ru.yaml': second,
  });
  expect(problems).toEqual([
    expect.stringContaining('b.ru.yaml:10:9 people[0].id: ana-cruz is somebody else in a.ru.yaml: Ана Крус'),
  ]);
});

test('while a translation is bad, its last good words stand, unless the original is another by now', async () => {
  const { folder, files } = await both();
  await writeFile(join(folder, 'briefings', 'ferry.ru.yaml'), 'headline: Паром: у Себу\n');
  const bad = await readBriefings(folder, files);
  expect(told(bad, folder)).toHaveLength(1);
  expect(bad[0]?.briefing?.translations?.[0]?.headline).toBe('У Себу затонул паром');
  await writeFile(join(folder, 'briefings', 'ferry.yaml'), original.replace('Ferry sinks', 'Ferry lost'));
  expect((await readBriefings(folder, bad))[0]?.briefing?.translations).toBeUndefined();
  await writeFile(join(folder, 'briefings', 'ferry.ru.yaml'), russian);
  const mended = await readBriefings(folder, bad);
  expect(mended[0]?.briefing?.translations?.[0]).toMatchObject({ headline: 'У Себу затонул паром' });
  expect(await readBriefings(folder, mended)).toEqual(mended);
  expect((await readBriefings(folder, mended))[0]).toBe(mended[0]);
  await rm(join(folder, 'briefings', 'ferry.ru.yaml'));
  expect((await readBriefings(folder, mended))[0]?.briefing?.translations).toBeUndefined();
});

test('a word that YAML takes for a comment is warned of in a translation too', () => {
  expect(translationWarnings(russian.replace('У Себу затонул паром', 'У Себу # паром'), 'x').map(problemText)).toEqual([
    expect.stringContaining('x:2:18 warning: headline: what stands after # is lost'),
  ]);
});

test('a file is a translation only if its name ends in a language', () => {
  const folder = createFolder({ 'briefings/ferry.draft.yaml': original });
  expect(checkFile(join(folder, 'briefings', 'ferry.draft.yaml'), undefined, new Map())?.problems).toHaveLength(1);
});
