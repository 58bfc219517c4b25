import { expect, test } from 'vitest';
import { crossFileWarnings } from '../../src/briefing/file/cross-file.ts';
import { readBriefings } from '../../src/briefing/file/load.ts';
import { problemText } from '../../src/briefing/file/problem.ts';
import { createFolder } from '../cli/desk.ts';

/* What is wrong, or may be, between one file and another. */

const file = (parts: string, language = 'en') => `headline: x
language: ${language}
infoSources: [{ name: A paper }]
descriptions: [{ value: x, source: 1 }]
${parts}
`;

/** What is said of two files, by their parts: `file:line path` and what, without the folder. */
async function told(a: string, b: string, language = 'en') {
  const folder = createFolder({ 'briefings/a.yaml': file(a), 'briefings/b.yaml': file(b, language) });
  const files = await readBriefings(folder);
  const texts = (problems: readonly Parameters<typeof problemText>[0][]) =>
    problems.map(({ excerpt: _, ...problem }) => problemText(problem).replaceAll(`${folder}/briefings/`, ''));
  return { errors: texts(files.flatMap(({ problems }) => problems)), warnings: texts(crossFileWarnings(files)) };
}

const person = (id: string, name: string, more = '') => `people: [{ id: ${id}, name: ${name}${more} }]`;

test('an id that is somebody else in another file is an error of the later one, which names both', async () => {
  expect(await told(person('wang-wei', 'Wang Wei'), person('wang-wei', 'Li Na'))).toEqual({
    errors: [
      'b.yaml:5:16 people[0].id: wang-wei is somebody else in a.yaml: Wang Wei, in people; give one of them another id; or add to aliases what the other file calls them',
    ],
    warnings: [],
  });
});

test('an id of another kind is an error', async () => {
  const place = 'places: [{ id: georgia, name: Georgia }]';
  expect((await told(place, person('georgia', 'Georgia'))).errors).toEqual([
    expect.stringContaining('people[0].id: georgia is somebody else in a.yaml: Georgia, in places'),
  ]);
});

test.each([
  ['a part of the name', person('xi', 'Xi Jinping'), person('xi', 'Xi')],
  ['an alias', person('kate', 'Kate OBrien', ', aliases: [Katie Perry]'), person('kate', 'Perry')],
  ['initials', 'organisations: [{ id: un, name: United Nations }]', 'organisations: [{ id: un, name: UN }]'],
  ['diacritics', person('oz', 'Mina Öz'), person('oz', 'OZ')],
])('names that have %s in common are one', async (_, a, b) => {
  expect(await told(a, b)).toEqual({ errors: [], warnings: [] });
});

test('names in two languages are not held against each other', async () => {
  const [usa, eeuu] = ['United States', 'Estados Unidos'].map((name) => `places: [{ id: us, name: ${name} }]`);
  expect(await told(usa ?? '', eeuu ?? '', 'es')).toEqual({ errors: [], warnings: [] });
  expect((await told(usa ?? '', eeuu ?? '')).errors).toHaveLength(1);
});

const topic = (name: string) => `topics: [{ slug: reactors, name: ${name}, statements: [{ text: x, source: 1 }] }]`;

test('one slug for two topics is an error of the later file; one topic of two names is warned of', async () => {
  expect((await told(topic('Floating reactors'), topic('Hospital strike'))).errors).toEqual([
    'b.yaml:5:18 topics[0].slug: reactors is another topic in a.yaml: Floating reactors, in topics; give one of them another slug',
  ]);
  expect(await told(topic('Floating reactors'), topic('Chinas floating reactors'))).toEqual({
    errors: [],
    warnings: [
      'b.yaml:5:34 warning: topics[0].name: the topic reactors is called “Floating reactors” in a.yaml; call it the same, or give it a slug of its own',
    ],
  });
});

test('one person under two ids is warned of, by name or full alias, in two files and in one', async () => {
  const warning = expect.stringMatching(
    /^b\.yaml:5:16 warning: people\[0\]\.id: .* has the id xi in a\.yaml, and xi-jinping here/,
  );
  const other = person('xi-jinping', 'Xi Jinping');
  expect(await told(person('xi', 'Xi Jinping'), other)).toEqual({ errors: [], warnings: [warning] });
  expect((await told(person('xi', 'Xi', ', aliases: [Xi Jinping]'), other)).warnings).toEqual([warning]);
  const both = 'people: [{ id: xi, name: Xi Jinping }, { id: x, name: XI JINPING }]';
  expect((await told(both, '')).warnings).toEqual([expect.stringContaining('a.yaml:5:46 warning: people[1].id')]);
  // A surname is shared by many.
  expect(
    (await told(person('a', 'Ann Smith', ', aliases: [Smith]'), person('b', 'Bo Smith', ', aliases: [Smith]')))
      .warnings,
  ).toEqual([]);
});
