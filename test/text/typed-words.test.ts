import { expect, test } from 'vitest';
import { z } from 'zod';
import { parseZone } from '../../src/digest/schedule/zones.ts';
import { languages } from '../../src/text/translator.ts';
import { splitWords, typedWords } from '../../src/text/typed-words.ts';

const words = z.string().regex(/^[^|\s][^|]*(?:\|[^|\s][^|]*)*$/);
const hours = z
  .tuple([z.int().min(0).max(23), z.int().min(0).max(23), z.literal([-12, 0, 12])])
  .refine(([first, last, added]) => first <= last && first + added >= 0 && last + added <= 23);
const schema = z.strictObject({
  days: z.strictObject({
    daily: words,
    weekdays: words,
    weekends: words,
    and: words,
    to: words,
    from: words.optional(),
    toAfterFrom: words.optional(),
    filler: words,
    not: words.optional(),
    names: z
      .array(z.union([words, z.literal('')]))
      .length(7)
      .optional(),
  }),
  times: z.strictObject({
    before: words.optional(),
    hour: words,
    minute: words,
    half: words.optional(),
    noon: words,
    midnight: words,
    parts: z.record(words, z.array(hours).min(1)),
  }),
  zones: z.record(
    z.string().refine((zone) => parseZone(zone) === zone),
    words,
  ),
});

test.each(languages)('the words that people type in %s are whole, and nothing else is in their file', (language) => {
  expect(schema.safeParse(typedWords().get(language)).error?.issues ?? []).toEqual([]);
});

test.each(languages)('each place in %s is its zone to who reads that language, and none is there twice', (language) => {
  const places = Object.entries(typedWords().get(language)?.zones ?? {}).flatMap(([zone, names]) =>
    splitWords(names).map((name) => ({ name, zone })),
  );
  expect(places.length).toBeGreaterThan(30);
  expect(new Set(places.map(({ name }) => name)).size).toBe(places.length);
  for (const { name, zone } of places) expect(`${name}: ${parseZone(name, language)}`).toBe(`${name}: ${zone}`);
});
