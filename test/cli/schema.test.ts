// @module-tag slow
import { readFileSync } from 'node:fs';
import { Ajv } from 'ajv';
import { beforeAll, describe, expect, test } from 'vitest';
import { readYaml } from '../../src/briefing/file/parse.ts';
import { referenceProblems } from '../../src/briefing/file/references.ts';
import { briefingSchema } from '../../src/briefing/file/schema.ts';
import { briefingJsonSchema, translationJsonSchema } from '../../src/cli/content/briefing-json-schema.ts';
import { fieldDescriptions } from '../../src/cli/content/field-descriptions.ts';

/** A briefing in which every field stands. */
const everything = readYaml(`
headline: Bridge closes
version: 3
pubStatus: usable
urgency: 4
language: pt-BR
firstCreated: 2026-03-02T10:00:00Z
versionCreated: 2026-03-02T11:00:00.5+01:00
contentCreated: 2026-03
embargoedUntil: 2026-03-02T10:00:00Z
expires: 2027-03-02T10:00:00Z
located: Rotterdam
infoSources:
  - { name: Gazette, publisher: G, author: A, date: 2026-03-01, literal: L1, uri: "https://g.example/ü", paragraphs: 4 }
  - { id: ap, name: AP, uri: "http://ap.example" }
descriptions:
  - { id: closed, role: brief, value: It is closed., source: 1, on: 2026-Q1 }
  - { role: [standard, full], quote: Far too long, source: [2, "ap:3"], by: [mina, { as: officials, of: port }], stance: opposes, from: 2026, to: 2026-autumn }
why: { text: Many use it., source: 1 }
next: { text: It opens in May., source: 2, by: mina }
people:
  - { id: mina, name: Mina Öz, aliases: [Mayor], description: { text: Mayor, source: 1 }, did: [{ text: Complained, source: 2, before: 2026-03-02 }], links: [{ to: port, text: Wrote to it, source: 2 }] }
organisations: [{ id: port, name: Port Authority }]
places: [{ name: Rotterdam }]
events: [{ id: closure, name: The closure, date: 2026-H1, description: { text: It began., source: 1, after: 2026 } }]
subjects: [transport, { name: bridges, uri: "https://s.example/1" }]
figures:
  - { label: Length, value: 6, was: "5", approx: true, unit: weeks, currency: USD, asOf: 2026, note: A record, source: 1 }
  - { label: Cost, min: 1, max: "1.10", source: 1 }
topics:
  - { slug: closure, name: The closure, command: { description: About it }, statements: [closed, { text: More, source: 1 }], sections: [{ heading: Why, statements: [{ text: Worn, source: 3 }] }], reactions: [{ who: [mina, port], stance: warns, said: Too long, reportedBy: The radio, source: 2 }], open: [{ text: The end, source: 1 }] }
timeline: [{ date: 2026-03-01, text: It closes, source: 1, by: mina }, { from: 2026-03, to: 2026-05, text: Repairs, source: 1 }, { before: 2026, text: a, source: 1 }, { after: 2026, text: a, source: 1 }]
pictures: [{ uri: "https://p.example/1.jpg", alt: The bridge, credit: P }, { file: bridge.JPG, alt: The bridge }]
updates: [{ version: 2, text: More is known. }]
corrections: [{ version: 3, date: 2026-03-02T10:00:00Z, text: It said seven weeks. }]
leftOut: [{ source: 4, sentence: 2, why: Background }]
waivers: [{ kind: number, text: six, why: In words }]
checked: { on: 2026-03-02, version: 1, statements: h0123456, articles: [{ id: ap, paragraphs: [h0123456] }] }
`);

type Path = readonly (string | number)[];

/** Every value within another, with its path. */
function* valuesIn(value: unknown, path: Path = []): Generator<[Path, unknown]> {
  yield [path, value];
  if (typeof value !== 'object' || value === null) return;
  for (const [key, each] of Object.entries(value))
    yield* valuesIn(each, [...path, Array.isArray(value) ? Number(key) : key]);
}

/** A copy with another value at a path; undefined takes it out. */
function changed(root: unknown, path: Path, value: unknown): unknown {
  const [key, ...rest] = path;
  if (key === undefined) return value;
  const copy = (Array.isArray(root) ? [...root] : { ...Object(root) }) as Record<string | number, unknown>;
  const inner = rest.length === 0 ? value : changed(copy[key], rest, value);
  if (inner !== undefined) copy[key] = inner;
  else if (Array.isArray(copy)) copy.splice(Number(key), 1);
  else delete copy[key];
  return copy;
}

// What concerns two parts of a file, which a JSON Schema cannot say.
const ofTwoParts =
  /an id of its own|a slug of its own|the id of an|the id of one|the id of a statement|one entry with role|a paragraph of the article|at most the version|a version (of its own|above)|an instant not before|a date not before|since none can be made|nothing says (why|what has changed)/;

function refusedForForm(value: unknown): boolean {
  return (
    !briefingSchema.safeParse(value).success ||
    referenceProblems(value).some(({ message }) => !ofTwoParts.test(message))
  );
}

describe('the JSON Schema of a briefing', () => {
  let accepts: (value: unknown) => boolean;
  beforeAll(() => {
    const validate = new Ajv({ strictSchema: true, strictTypes: false, strictTuples: false })
      .addVocabulary(['patternErrorMessage'])
      .compile(briefingJsonSchema());
    accepts = (value) => validate(value);
  });

  test('takes every briefing that there is, and one in which every field stands', () => {
    expect(accepts(readYaml(readFileSync('content/briefings/2024-05-17-putin-harbin.yaml', 'utf8')))).toBe(true);
    expect(accepts({ headline: 'H', infoSources: [{ name: 'N' }], descriptions: [{ value: 'V', source: 1 }] })).toBe(
      true,
    );
    expect(referenceProblems(everything)).toEqual([]);
    expect(briefingSchema.safeParse(everything).error).toBeUndefined();
    expect(accepts(everything)).toBe(true);
  });

  test('refuses a file just where the check refuses its form', () => {
    const wrong: string[] = [];
    let refused = 0;
    let taken = 0;
    const compare = (path: Path, what: string, value: unknown) => {
      const isRefused = refusedForForm(value);
      if (isRefused) refused += 1;
      else taken += 1;
      if (accepts(value) === isRefused)
        wrong.push(`${path.join('.')} ${what}: ${isRefused ? 'let through' : 'refused'}`);
    };
    const values = [
      ...['', ' ', ' x ', 'x', 'A B', 'x'.repeat(100), 'x'.repeat(101), ` ${'x'.repeat(200)}\n`, 'x'.repeat(201)],
      ...[
        'x'.repeat(64),
        'x'.repeat(65),
        '2024',
        '2024-13',
        '2024-02-30',
        '2024-02-29',
        '2023-02-29',
        '2024-Q5',
        '2024-Q4',
      ],
      ...[
        '0',
        '95,000',
        '1.10',
        '1e5',
        'ap:1',
        'ap:0',
        'https://x.example/a b',
        'ftp://x.example',
        'file.png',
        'a/b.png',
        'USD',
      ],
      ...[0, 1, 1.5, -1, 10, 999, 2024, 10_000, true, null, undefined],
      ...[[], {}, ['x'], [1], ['x', 1], [null], { text: 'x', source: 1 }, { as: 'x' }, { as: 'x', by: 'x' }],
    ];
    for (const [path, found] of valuesIn(everything)) {
      if (path.length === 0) continue;
      for (const value of values) compare(path, `as ${JSON.stringify(value)}`, changed(everything, path, value));
      if (typeof found === 'object' && found !== null && !Array.isArray(found)) {
        compare([...path, 'mystery'], 'added', changed(everything, [...path, 'mystery'], 1));
        for (const key of [
          'on',
          'date',
          'before',
          'from',
          'by',
          'quote',
          'value',
          'min',
          'uri',
          'file',
          'text',
          'slug',
        ])
          compare([...path, key], 'added', changed(everything, [...path, key], key === 'slug' ? 'summary' : '2024'));
      }
    }
    expect(wrong).toEqual([]);
    expect(refused).toBeGreaterThan(3_000);
    expect(taken).toBeGreaterThan(300);
  });

  test('says of every field what it is for', () => {
    const without: string[] = [];
    const walk = (value: unknown, path: Path): void => {
      if (typeof value !== 'object' || value === null) return;
      for (const [key, each] of Object.entries(value)) {
        if (key === 'properties')
          for (const [name, field] of Object.entries(each))
            if (!path.includes('checked') && !('description' in Object(field))) without.push(name);
        walk(each, [...path, key]);
      }
    };
    walk(briefingJsonSchema(), []);
    expect(without).toEqual([]);
    const used = JSON.stringify([briefingJsonSchema(), translationJsonSchema()]);
    for (const [field, description] of Object.entries(fieldDescriptions))
      expect(used.includes(JSON.stringify(description)), field).toBe(true);
  });
});

test('the schema of translations takes those of the content, and no figure, source or date', () => {
  const valid = new Ajv({ strict: false }).compile(translationJsonSchema());
  for (const language of ['ru', 'zh-CN', 'es']) {
    const text = readFileSync(`content/briefings/2024-05-17-putin-harbin.${language}.yaml`, 'utf8');
    expect(text).toContain('$schema=../translation.schema.json');
    const file = readYaml(text) as Record<string, unknown>;
    expect([language, valid(file), valid.errors]).toEqual([language, true, null]);
    expect(valid({ ...file, contentCreated: '2024-05-17' })).toBe(false);
    expect(valid({ ...file, figures: [{ label: 'x', value: 1 }] })).toBe(false);
  }
});
