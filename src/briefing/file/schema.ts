import { z } from 'zod';
import { findingKinds } from '../ground/claim.ts';
import { isInCalendar } from './dates.ts';

/*
 * The shape of a briefing file, as an editor writes it. Names are those of IPTC ninjs 3.1 (https://iptc.org/standards/ninjs/)
 * where it has one; `topics`, `reactions`, `figures`, `timeline`, `corrections`, `source` and a few more are ours. Every
 * object is strict: a key that is not listed here is an error, so a misspelt one cannot be lost silently. What is left
 * out gets its default here, or is derived (`derive.ts`).
 */

/** A text that is not empty. */
export const text = z.string().trim().min(1);
/** A name or a heading. */
export const name = text.max(100);
/** Lower-case words joined by hyphens. */
export const slugPattern = /^[a-z0-9]+(-[a-z0-9]+)*$/;
/** The longest slug or id, in characters. The custom id that has it in it may have 100. */
export const slugLength = 64;
/** A slug, or the id of an entry. */
export const slug = z
  .string()
  .regex(slugPattern, 'expected lower-case words joined by hyphens, as "floating-reactors"')
  .max(slugLength);
const id = slug;
const instant = z.iso.datetime({
  offset: true,
  error: 'expected a date and time with a zone, as "2024-05-17T12:00:00Z"',
});
/** An instant, or a day, which stands for its beginning. */
const dayOrInstant = z.union(
  [z.iso.datetime({ offset: true }), z.iso.date().transform((date) => `${date}T00:00:00Z`)],
  {
    error: 'expected a date, as "2024-05-17", or with a time and zone, as "2024-05-17T12:00:00Z"',
  },
);
const day = z.iso.date({ error: 'expected a date, as "2024-05-17"' });
/** A date of this form; a year needs no quotes. */
function dateOf(form: RegExp, expected: string) {
  return z
    .union([z.string().regex(form, { error: expected, abort: true }), z.int().min(1000).max(9999).transform(String)], {
      error: expected,
    })
    .refine(isInCalendar, 'expected a date that the calendar has');
}
/** A day, a month or a year, as precise as the article is. */
const partialDate = dateOf(
  /^\d{4}(-\d\d(-\d\d)?)?$/,
  'expected a year, month or day, as "2023", "2024-05" or "2024-05-17"',
);
/** A partial date, or a quarter, a half-year or a season. */
const period = dateOf(
  /^\d{4}(-(\d\d(-\d\d)?|Q[1-4]|H[12]|spring|summer|autumn|winter))?$/,
  'expected a date, as "2023", "2024-05", "2024-05-17", "2024-Q1", "2024-H1" or "2024-autumn"',
);

/** A list, of which one entry may be written without brackets; `expected` is said of anything else. */
export function oneOrMore<T extends z.ZodType>(entry: T, expected: string) {
  return z.union([z.array(entry).min(1), entry.transform((one) => [one])], { error: expected });
}

const paragraph = z.union([z.int().min(1), z.string().regex(/^[a-z0-9]+(-[a-z0-9]+)*:[1-9]\d{0,4}$/)], {
  error: 'expected the number of a paragraph, as 3, or one of another source, as "ap:3"',
});
/** The paragraphs that a statement rests on: of the first source by number, of another as `ap:3`. */
const source = oneOrMore(paragraph, 'expected paragraphs of the article, as 3, [1, 3] or ["ap:5"]');

/** Whose claim something is: the id of an entity, or somebody without a name, `of` an entity where that is known. */
const speaker = z.union([id, z.strictObject({ as: name, of: id.optional(), plural: z.boolean().optional() })], {
  error: 'expected the id of someone, or { as: "US officials" } for somebody whom the article does not name',
});
const by = oneOrMore(speaker, 'expected the id of someone, or a list of ids').optional();

/** How someone stands to the topic, as the article reports it. */
export const stances = ['supports', 'opposes', 'warns', 'worries', 'plans', 'denies', 'calls-for', 'neutral'] as const;

/** The keys that say when something was. `from` and `to` may stand together, the others alone. */
export const whenKeys = ['on', 'before', 'after', 'from', 'to'] as const;
const when = {
  on: period.optional(),
  before: period.optional(),
  after: period.optional(),
  from: period.optional(),
  to: period.optional(),
};

/** What a statement has beside its words. `by` says whose claim it is; without it, the article says it itself. */
const statementParts = {
  /** Somebody's words, one for one, in place of the statement's own. */
  quote: text.optional(),
  source,
  by,
  stance: z.enum(stances).optional(),
  ...when,
};

/** One thing that the article says. */
const statement = z.strictObject({ text: text.optional(), ...statementParts });

/** How much a description tells, from the shortest to the longest. */
export const depths = ['brief', 'standard', 'full'] as const;

const description = z.strictObject({
  id: id.optional(),
  role: oneOrMore(z.enum(depths), 'expected brief, standard or full, or a list of them').optional(),
  value: text.optional(),
  ...statementParts,
});

const entity = z.strictObject({
  id: id.optional(),
  name,
  /** The name as the subject of a sentence, as `the Philippines`. */
  inSentence: name.optional(),
  /** True for a name that takes the verb in the plural. */
  plural: z.boolean().optional(),
  aliases: z.array(name).optional(),
  description: statement.optional(),
  did: z.array(statement).optional(),
  links: z.array(z.strictObject({ to: id, text, source })).optional(),
});

/** Statements of a topic: the ids of descriptions, or statements of its own. */
const topicStatements = z.array(
  z.union([id, statement], {
    error: 'expected a statement, or the id of one in descriptions',
  }),
);

const topic = z.strictObject({
  slug: slug.optional(),
  name,
  /**
   * Asks for a slash command of its own, named as the slug, with this description (Discord's limit: 100 characters).
   */
  command: z.strictObject({ description: name }).optional(),
  statements: topicStatements.min(1).optional(),
  sections: z
    .array(z.strictObject({ heading: name, statements: topicStatements.min(1) }))
    .min(1)
    .optional(),
  reactions: z
    .array(
      z.strictObject({
        who: oneOrMore(id, 'expected the id of someone, or a list of ids'),
        stance: z.enum(stances),
        said: text,
        reportedBy: text.optional(),
        source,
      }),
    )
    .optional(),
  open: z.array(statement).optional(),
});

const timelineEntry = z.strictObject({
  date: period.optional(),
  before: period.optional(),
  after: period.optional(),
  from: period.optional(),
  to: period.optional(),
  text,
  source,
  by,
  stance: z.enum(stances).optional(),
});

/** A longer address would be broken at the end of a page. */
function fitsOnPage(uri: string): boolean {
  return (URL.parse(uri)?.href ?? '').length <= 2_000;
}

const address = z
  .url({ protocol: /^https?$/, error: 'expected an address, as "https://example.org/article"' })
  .refine(fitsOnPage, { error: 'expected at most 2,000 characters' });

const infoSource = z.strictObject({
  id: id.max(20).optional(),
  name: text.max(200),
  publisher: text.max(200).optional(),
  author: text.max(200).optional(),
  date: partialDate.optional(),
  literal: name.optional(),
  uri: address.optional(),
  paragraphs: z.int().min(1).optional(),
});

/** A number, or its digits as the article writes them: `1.10` and `95,000` stay what they are. */
const amount = z.union(
  [
    z.number(),
    z
      .string()
      .regex(/^[-+−]?\d(?:[\d.,'’\u00a0\u202f ]*\d)?$/, 'expected a number, or its digits in quotes, as "95,000"')
      .max(40),
  ],
  {
    error: 'expected a number, or its digits in quotes, as "95,000"',
  },
);

const figure = z.strictObject({
  label: text.max(200),
  value: amount.optional(),
  min: amount.optional(),
  max: amount.optional(),
  /** What it was before. */
  was: amount.optional(),
  /** True for about so much. */
  approx: z.boolean().optional(),
  unit: text.max(50).optional(),
  currency: z
    .string()
    .regex(/^[A-Z]{3}$/, 'expected the three letters of a currency, as "USD"')
    .optional(),
  asOf: period.optional(),
  note: text.optional(),
  source,
});

/** The kinds of entities: those who act and are acted on in a briefing. */
export const entityKinds = ['people', 'organisations', 'places'] as const;

const entities = z.array(entity).default([]);
/** What an entry of `checked` keeps of a text: the beginning of its SHA-256. */
const textHash = z.string().regex(/^h[0-9a-f]{7}$/);

/** The shape of a briefing file. */
export const briefingSchema = z.strictObject({
  version: z.int().min(1).default(1),
  pubStatus: z.enum(['usable', 'withheld', 'canceled']).default('usable'),
  urgency: z.int().min(1).max(9).default(5),
  language: z
    .string()
    .regex(/^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$/, 'expected a language tag, as "en" or "pt-BR"')
    .default('en'),
  firstCreated: instant.optional(),
  versionCreated: instant.optional(),
  contentCreated: partialDate.optional(),
  embargoedUntil: instant.optional(),
  expires: instant.optional(),
  headline: text.max(200),
  located: name.optional(),
  infoSources: z.array(infoSource).min(1),
  descriptions: z.array(description).min(1),
  why: statement.optional(),
  next: statement.optional(),
  people: entities,
  organisations: entities,
  places: entities,
  events: z
    .array(z.strictObject({ id: id.optional(), name, date: period.optional(), description: statement.optional() }))
    .default([]),
  subjects: z
    .array(
      z.union([name.transform((words) => ({ name: words })), z.strictObject({ name, uri: z.url().optional() })], {
        error: 'expected a subject, as "trade"',
      }),
    )
    .default([]),
  figures: z.array(figure).default([]),
  topics: z.array(topic).default([]),
  timeline: z.array(timelineEntry).optional(),
  pictures: z
    .array(
      z.strictObject({
        uri: z
          .url({ protocol: /^https$/, error: 'expected an address, as "https://example.org/picture.jpg"' })
          .max(2_000)
          .optional(),
        /** A file beside the briefing. */
        file: z
          .string()
          .regex(/^[\w-]+(\.[\w-]+)*\.(png|jpe?g|webp|gif)$/i, 'expected the name of a picture beside the briefing')
          .optional(),
        /** Discord's limit for the description of a picture. */
        alt: text.max(1_024),
        credit: text.max(200).optional(),
      }),
    )
    .max(10)
    .default([]),
  updates: z.array(z.strictObject({ version: z.int().min(2), text })).default([]),
  corrections: z.array(z.strictObject({ version: z.int().min(2), date: dayOrInstant, text })).optional(),
  leftOut: z.array(z.strictObject({ source, sentence: z.int().min(1).optional(), why: text })).default([]),
  waivers: z.array(z.strictObject({ kind: z.enum(findingKinds), text, why: text })).default([]),
  checked: z
    .strictObject({
      on: day,
      version: z.int().min(1),
      statements: textHash,
      articles: z.array(z.strictObject({ id: id.optional(), paragraphs: z.array(textHash) })).min(1),
    })
    .optional(),
});

/** A briefing file as an editor may write it. */
export type WrittenFile = z.input<typeof briefingSchema>;
/** The content of a valid briefing file, with its defaults. */
export type BriefingFile = z.infer<typeof briefingSchema>;
/** A statement as it is written: its words are in `text` or in `quote`. */
export type WrittenStatement = z.infer<typeof statement>;
/** An entity as it is written. */
export type WrittenEntity = z.infer<typeof entity>;
/** An event as it is written. */
export type WrittenEvent = BriefingFile['events'][number];
/** A topic as it is written. */
export type WrittenTopic = z.infer<typeof topic>;
/** A reaction as it is written. */
export type WrittenReaction = NonNullable<WrittenTopic['reactions']>[number];
/** An entry of the timeline as it is written. */
export type WrittenTimelineEntry = z.infer<typeof timelineEntry>;
/** Whose claim something is. */
export type Speaker = z.infer<typeof speaker>;
/** What `source` names: a paragraph of the first article, from 1, or one of another article, as `ap:5`. */
export type ParagraphLabel = z.infer<typeof paragraph>;
/** A number, or its digits as the article writes them. */
export type Amount = z.infer<typeof amount>;
/** A number that an article tells; `value`, `min` or `max` is set. */
export type Figure = z.infer<typeof figure> & {
  /** In a translation: the amount with its unit, as the language tells it. */
  readonly amount?: string | undefined;
};
/** The list of a briefing that an entity is in. */
export type EntityKind = (typeof entityKinds)[number];
/** How much a description tells. */
export type Depth = (typeof depths)[number];
/** How someone stands to a topic. */
export type Stance = (typeof stances)[number];
