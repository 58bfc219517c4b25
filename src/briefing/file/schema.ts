import { z } from 'zod';

/*
 * The shape of a briefing file. Names are those of IPTC ninjs 3.1 (https://iptc.org/standards/ninjs/) where it has one;
 * `topics`, `reactions`, `figures`, `timeline`, `corrections` and `source` are ours. Every object is strict: a key that
 * is not listed here is an error, so a misspelt one cannot be lost silently.
 */

const text = z.string().trim().min(1);
/** Lower-case words joined by hyphens. */
export const slugPattern = /^[a-z0-9]+(-[a-z0-9]+)*$/;
/** The longest slug or id, in characters. The custom id that has it in it may have 100. */
export const slugLength = 64;
const slug = z
  .string()
  .regex(slugPattern, 'expected lower-case words joined by hyphens, as "floating-reactors"')
  .max(slugLength);
const id = slug;
const instant = z.iso.datetime({
  offset: true,
  error: 'expected a date and time with a zone, as "2024-05-17T12:00:00Z"',
});
const day = z.iso.date({ error: 'expected a date, as "2024-05-17"' });
/** A day, a month or a year, as precise as the article is. */
const partialDate = z
  .string()
  .regex(
    /^\d{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?)?$/,
    'expected a year, month or day, as "2023", "2024-05" or "2024-05-17"',
  );

/** The paragraphs of the article that a statement rests on, counted from 1. */
const source = z.array(z.int().min(1)).min(1);

/** One thing that the article says. `by` attributes it to entities; without it, the article says it itself. */
const statement = z.strictObject({ text, source, by: z.array(id).min(1).optional() });

const entity = z.strictObject({
  id,
  name: text.max(100),
  aliases: z.array(text.max(100)).optional(),
  description: statement,
  did: z.array(statement).optional(),
  links: z.array(z.strictObject({ to: id, text, source })).optional(),
});

/** How someone stands to the topic, as the article reports it. */
export const stances = ['supports', 'opposes', 'warns', 'worries', 'plans', 'denies', 'calls-for', 'neutral'] as const;

const reaction = z.strictObject({
  who: id,
  stance: z.enum(stances),
  said: text,
  reportedBy: text.optional(),
  source,
});

const topic = z.strictObject({
  slug,
  name: text.max(100),
  /**
   * Asks for a slash command of its own, named as the slug, with this description (Discord's limit: 100 characters).
   */
  command: z.strictObject({ description: text.max(100) }).optional(),
  sections: z.array(z.strictObject({ heading: text.max(100), statements: z.array(statement).min(1) })).min(1),
  reactions: z.array(reaction).optional(),
  open: z.array(statement).optional(),
});

const timelineEntry = z
  .strictObject({
    date: partialDate.optional(),
    before: partialDate.optional(),
    after: partialDate.optional(),
    text,
    source,
  })
  .refine((entry) => [entry.date, entry.before, entry.after].filter(Boolean).length === 1, {
    error: 'expected exactly one of "date", "before" and "after"',
  });

/** A longer address would be broken at the end of a page. */
function fitsOnPage(address: string): boolean {
  return (URL.parse(address)?.href ?? '').length <= 2_000;
}

/** How much a description tells, from the shortest to the longest. */
export const depths = ['brief', 'standard', 'full'] as const;

/** The kinds of entities: those who act and are acted on in a briefing. */
export const entityKinds = ['people', 'organisations', 'places'] as const;

/** The shape of a briefing file. */
export const briefingSchema = z.strictObject({
  version: z.int().min(1),
  pubStatus: z.enum(['usable', 'withheld', 'canceled']),
  urgency: z.int().min(1).max(9),
  language: z.string().regex(/^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$/, 'expected a language tag, as "en" or "pt-BR"'),
  firstCreated: instant,
  versionCreated: instant,
  contentCreated: day,
  embargoedUntil: instant.optional(),
  expires: instant.optional(),
  headline: text.max(200),
  located: text.max(100).optional(),
  infoSources: z
    .array(
      z.strictObject({
        name: text.max(200),
        literal: text.max(100).optional(),
        uri: z
          .url({ protocol: /^https?$/ })
          .refine(fitsOnPage, { error: 'expected at most 2,000 characters' })
          .optional(),
        paragraphs: z.int().min(1),
      }),
    )
    .length(1),
  descriptions: z.array(
    z.strictObject({ role: z.enum(depths), value: text, source, by: z.array(id).min(1).optional() }),
  ),
  people: z.array(entity),
  organisations: z.array(entity),
  places: z.array(entity),
  events: z.array(z.strictObject({ id, name: text.max(100), date: partialDate.optional(), description: statement })),
  subjects: z.array(z.strictObject({ name: text.max(100), uri: z.url().optional() })),
  figures: z.array(
    z.strictObject({
      label: text.max(200),
      value: z.number(),
      unit: text.max(50),
      asOf: partialDate,
      note: text.optional(),
      source,
    }),
  ),
  topics: z.array(topic),
  timeline: z.array(timelineEntry),
  corrections: z.array(z.strictObject({ version: z.int().min(2), date: instant, text })).optional(),
});

/** The content of a valid briefing file. */
export type BriefingFile = z.infer<typeof briefingSchema>;
/** A valid briefing. Its slug is the file's name without the extension. */
export type Briefing = BriefingFile & { readonly slug: string };
/** A person, an organisation or a place. */
export type Entity = z.infer<typeof entity>;
/** What someone says about a topic, and how they stand to it. */
export type Reaction = z.infer<typeof reaction>;
/** A topic of a briefing, with its sections and reactions. */
export type Topic = z.infer<typeof topic>;
/** A dated event; exactly one of `date`, `before` and `after` is set. */
export type TimelineEntry = z.infer<typeof timelineEntry>;
/** The list of a briefing that an entity is in. */
export type EntityKind = (typeof entityKinds)[number];
/** How much a description tells. */
export type Depth = (typeof depths)[number];
