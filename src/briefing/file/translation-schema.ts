import { z } from 'zod';
import { findingKinds } from '../ground/claim.ts';
import { name, oneOrMore, slug, text } from './schema.ts';

/*
 * The shape of a translation, the file SLUG.LANG.yaml beside its original: that of a briefing with nothing but its
 * texts. An entry that has an id in the original is found by it (`id`, `slug`, `to`, `version`), any other by its place
 * among those that have none (`translation-texts.ts`). Figures, sources, dates and who says it come from the original.
 */

/** What somebody without a name is called. */
const speakers = oneOrMore(
  z.strictObject({ as: name, plural: z.boolean().optional() }),
  'expected { as: … } for each speaker that the original writes so',
).optional();

const words = { text: text.optional(), quote: text.optional(), by: speakers };
const statement = z.strictObject(words);
const statements = z.array(statement).optional();

const entities = z
  .array(
    z.strictObject({
      id: slug,
      name,
      // What else somebody is called is another matter in each language: these need not be there, nor be as many.
      aliases: z.array(name).optional(),
      inSentence: name.optional(),
      plural: z.boolean().optional(),
      description: statement.optional(),
      did: statements,
      links: z.array(z.strictObject({ to: slug, text })).optional(),
    }),
  )
  .optional();

const topic = z.strictObject({
  slug,
  name,
  command: z.strictObject({ description: name }).optional(),
  statements,
  sections: z.array(z.strictObject({ heading: name, statements })).optional(),
  reactions: z.array(z.strictObject({ said: text, reportedBy: text.optional() })).optional(),
  open: statements,
});

/** What is told of a version. */
const amendments = z.array(z.strictObject({ version: z.int().min(2), text })).optional();

/** The shape of a translation file. */
export const translationSchema = z.strictObject({
  /** The version of the original that it translates. */
  version: z.int().min(1),
  headline: text.max(200),
  located: name.optional(),
  // The names of papers stay as they are, unless they are words.
  infoSources: z
    .array(
      z.strictObject({
        id: slug.optional(),
        name: text.max(200).optional(),
        publisher: text.max(200).optional(),
        author: text.max(200).optional(),
      }),
    )
    .optional(),
  descriptions: z.array(
    z.strictObject({ id: slug.optional(), value: text.optional(), quote: text.optional(), by: speakers }),
  ),
  why: statement.optional(),
  next: statement.optional(),
  people: entities,
  organisations: entities,
  places: entities,
  events: z.array(z.strictObject({ id: slug, name, description: statement.optional() })).optional(),
  subjects: z.array(name).optional(),
  figures: z
    .array(
      z.strictObject({
        label: text.max(200),
        unit: text.max(50).optional(),
        // In place of digits and unit, where the language counts otherwise, as 2400亿美元; verify holds it against both.
        amount: text.max(100).optional(),
        note: text.optional(),
      }),
    )
    .optional(),
  topics: z.array(topic).optional(),
  timeline: z.array(z.strictObject({ text, by: speakers })).optional(),
  pictures: z.array(z.strictObject({ alt: text.max(1_024), credit: text.max(200).optional() })).optional(),
  updates: amendments,
  corrections: amendments,
  /** Findings of verify that are right all the same. */
  waivers: z.array(z.strictObject({ kind: z.enum(findingKinds), text, why: text })).optional(),
});

/** The content of a valid translation file. */
export type TranslationFile = z.infer<typeof translationSchema>;
