import { describe, expect, test } from 'vitest';
import { derive } from '../../src/briefing/file/derive.ts';
import { parseBriefing } from '../../src/briefing/file/parse.ts';
import { problemText } from '../../src/briefing/file/problem.ts';
import { problemsOf } from '../../src/briefing/file/problems.ts';

const shortest = `headline: A ferry sank off Cebu
contentCreated: 2024-05-17
infoSources:
  - name: Example News
descriptions:
  - value: A ferry sank off Cebu, and Ana Cruz saved nine people.
    source: 1
`;

/** The complete briefing of a YAML text, which must be valid. */
function complete(text: string) {
  const content = parseBriefing(text);
  if (!content) throw new Error(problemsOf(text, 'x.yaml').map(problemText).join('\n'));
  return derive(content, 'x');
}

test('seven lines are a briefing, with every default', () => {
  expect(complete(shortest)).toMatchObject({
    version: 1,
    pubStatus: 'usable',
    language: 'en',
    urgency: 5,
    people: [],
    topics: [],
    timeline: [],
    descriptions: ['brief', 'standard', 'full'].map((role) => ({ role, source: [1] })),
  });
  expect(complete(shortest).firstCreated).toBeUndefined();
});

test('a day that no one knows stays unknown, and that of the first source counts', () => {
  const undated = shortest.replace(/^contentCreated.*\n/m, '');
  expect(complete(undated).contentCreated).toBeUndefined();
  expect(complete(undated.replace('name: Example News', 'name: Example News\n    date: 2024-05')).contentCreated).toBe(
    '2024-05',
  );
});

describe('a depth that is missing', () => {
  const told = (roles: readonly string[]) => {
    const descriptions = roles.map((role) => `  - { role: ${role}, value: "${role}", source: 1 }`).join('\n');
    const { descriptions: all } = complete(shortest.replace(/ {2}- value(.|\n)*/, descriptions));
    return all.map(({ role, value }) => `${role}: ${value}`);
  };

  test.each([
    [['full'], ['brief: full', 'standard: full', 'full: full']],
    [['brief'], ['brief: brief', 'standard: brief', 'full: brief']],
    [
      ['standard', 'full'],
      ['brief: standard', 'standard: standard', 'full: full'],
    ],
    [
      ['brief', 'standard'],
      ['brief: brief', 'standard: standard', 'full: standard'],
    ],
    // Both are as near: the longer one loses nothing.
    [
      ['brief', 'full'],
      ['brief: brief', 'standard: full', 'full: full'],
    ],
  ])('is the nearest one’s: %j', (roles, expected) => {
    expect(told(roles)).toEqual(expected);
  });
});

const people = `people:
  - { name: Ana Cruz, aliases: [Captain Cruz] }
  - { name: Ben Díaz }
places:
  - { name: Cebu }
  - { name: South Cebu Strait }
`;
const deeds = (text: string, id: string) =>
  [...complete(text).people, ...complete(text).places]
    .find((entity) => entity.id === id)
    ?.did?.map((each) => each.text);

describe('what someone did', () => {
  test('is every statement that names them, by name or alias, or is their claim', () => {
    const more = `  - { value: Captain Cruz is a sailor., source: 1 }
  - { value: The wind was strong., source: 1, by: ben-diaz }
`;
    const text = `${shortest}${more}${people}`;
    expect(deeds(text, 'ana-cruz')).toEqual([
      'A ferry sank off Cebu, and Ana Cruz saved nine people.',
      'Captain Cruz is a sailor.',
    ]);
    expect(deeds(text, 'ben-diaz')).toEqual(['The wind was strong.']);
  });

  test('is not what names somebody within a longer name', () => {
    const text = `${shortest}  - { value: The South Cebu Strait is deep., source: 1 }\n${people}`;
    expect(deeds(text, 'cebu')).toEqual(['A ferry sank off Cebu, and Ana Cruz saved nine people.']);
    expect(deeds(text, 'south-cebu-strait')).toEqual(['The South Cebu Strait is deep.']);
  });

  // To try each name at each place would take a minute.
  test('is found among thousands of names that are alike, in a long text', () => {
    const aliases = Array.from({ length: 5_000 }, (_, i) => `aaaaaaa${i}`).join(', ');
    const value = `${'aaaaaaaa '.repeat(9_000)} aaaaaaa77.`;
    const text = `${shortest}  - { value: "${value}", source: 1 }\npeople: [{ name: Zoë, aliases: [${aliases}] }]\n`;
    expect(deeds(text, 'zoe')).toEqual([value]);
  });

  test('is found in scripts without spaces', () => {
    const text = `${shortest}  - { value: 昨天习近平说话。, source: 1 }\npeople:\n  - { id: xi, name: 习近平 }\n`;
    expect(deeds(text, 'xi')).toEqual(['昨天习近平说话。']);
  });

  test('keeps the same words of two people apart', () => {
    const more = ['ana-cruz', 'ben-diaz'].map((id) => `  - { quote: No comment, source: 1, by: ${id} }\n`).join('');
    const text = `${shortest}${more}${people}`;
    expect(deeds(text, 'ana-cruz')).toContain('“No comment”');
    expect(deeds(text, 'ben-diaz')).toEqual(['“No comment”']);
  });

  test('is what is written by hand, where it is', () => {
    const byHand = people.replace('aliases: [Captain Cruz]', 'did: [{ text: Sails., source: 1 }]');
    expect(deeds(`${shortest}${byHand}`, 'ana-cruz')).toEqual(['Sails.']);
  });

  test('is told once, among reactions or here', () => {
    const text = `${shortest}  - { id: wind, value: Ana Cruz fears the wind., source: 1, by: ana-cruz, stance: worries }
${people}topics:
  - { name: The wind, statements: [wind] }
`;
    expect(deeds(text, 'ana-cruz')).toEqual(['A ferry sank off Cebu, and Ana Cruz saved nine people.']);
    expect(complete(text).topics).toEqual([
      {
        slug: 'the-wind',
        name: 'The wind',
        sections: [],
        reactions: [{ who: ['ana-cruz'], stance: 'worries', said: 'Ana Cruz fears the wind.', source: [1] }],
      },
    ]);
  });
});

test('a topic has statements of the descriptions by their ids, each once', () => {
  const text = `${shortest.replace('  - value', '  - id: sank\n    value')}topics:
  - name: The ferry
    statements: [sank]
    sections:
      - { heading: More, statements: [sank, { text: It was old., source: 1 }, { text: It was old., source: 2 }] }
`;
  expect(complete(text).topics[0]?.sections.map(({ statements }) => statements.map((each) => each.text))).toEqual([
    ['A ferry sank off Cebu, and Ana Cruz saved nine people.'],
    ['It was old.'],
  ]);
});

test('what is dated makes the timeline, in order, and one that is written wins', () => {
  const dated = [
    '{ value: C, source: 1, on: 2024-05-17 }',
    '{ value: B, source: 1, before: 2024-05-17 }',
    '{ value: A, source: 1, on: 2023 }',
    '{ value: D, source: 1, after: 2024-05-17 }',
    '{ value: E, source: 1, from: 2024-Q3, to: 2024-autumn }',
    '{ value: F, source: 1, to: 2024-H1 }',
  ].map((each) => `  - ${each}\n`);
  const text = `${shortest}${dated.join('')}`;
  expect(complete(text).timeline.map((entry) => entry.text)).toEqual(['A', 'F', 'B', 'C', 'D', 'E']);
  expect(complete(`${text}timeline: [{ date: 2020, text: By hand, source: 1 }]\n`).timeline).toEqual([
    { date: '2020', text: 'By hand', source: [1] },
  ]);
});

test('a quotation has the quotation marks of its language', () => {
  const quote = (tag: string) =>
    complete(
      `${shortest}  - { quote: So ist es, source: 1, by: { as: ein Seemann } }\nlanguage: ${tag}\n`,
    ).descriptions.at(-1)?.value;
  expect(['en', 'de', 'fr', 'ja', 'sw'].map(quote)).toEqual([
    '“So ist es”',
    '„So ist es“',
    '« So ist es »',
    '「So ist es」',
    '“So ist es”',
  ]);
});

test.each([
  ['1.10', '1.10'],
  ['95.000', '95.000'],
  ['"95,000"', '95,000'],
  ['240', 240],
  ['2.5', 2.5],
])('the number %s keeps its digits', (written, value) => {
  expect(complete(`${shortest}figures: [{ label: x, value: ${written}, source: 1 }]\n`).figures[0]?.value).toBe(value);
});

test.each([
  ['contentCreated: 2023-11-31', /contentCreated: expected a date that the calendar has, found "2023-11-31"/],
  ['next: { quote: soon, source: 1 }', /next: expected "by" beside "quote"/],
  ['next: { source: 1 }', /next: expected either "text" or "quote", found neither/],
  ['next: { text: x, source: 1, on: 2024, before: 2025 }', /next: expected exactly one of "on", "before", "after"/],
  ['next: { text: x, source: 1, from: 2025, to: 2024-Q4 }', /next\.to: expected a date not before 2025, found 2024-Q4/],
  ['next: { text: x, source: "ap:1" }', /next\.source: expected the id of one of infoSources before the colon/],
  ['next: { text: x, source: 1, by: { as: officials, of: nobody } }', /next\.by\.of: expected the id of an entry/],
  ['figures: [{ label: x, source: 1 }]', /figures\[0\]: expected either "value" or "min" and "max", found neither/],
  ['pictures: [{ alt: x }]', /pictures\[0\]: expected either "uri" or "file", found neither/],
  ['pictures: [{ file: ../x.png, alt: x }]', /pictures\[0\]\.file: expected the name of a picture/],
  ['topics: [{ name: x, statements: [nope] }]', /expected the id of a statement in descriptions, found "nope"/],
  ['topics: [{ name: x }]', /topics\[0\]: expected "statements" or "sections", found neither/],
  ['topics: [{ name: 普京, statements: [{ text: x, source: 1 }] }]', /expected a slug, since none can be made/],
  ['people: [{ name: 普京 }]', /people\[0\]: expected an id, since none can be made of the name/],
  ['people: [{ name: A b }, { name: a-B }]', /people\[1\]\.name: expected an id of its own, found "a-b"/],
  ['updates: [{ version: 2, text: x }]', /updates\[0\]\.version: expected at most the version of the briefing, 1/],
])('%s is refused', (line, problem) => {
  const text = `${shortest.replace(/^contentCreated.*\n/m, line.startsWith('contentCreated') ? '' : '$&')}${line}\n`;
  expect(problemsOf(text, 'x.yaml').map(problemText).join('\n')).toMatch(problem);
});
