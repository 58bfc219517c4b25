import { z } from 'zod';

/*
 * What a briefing needs of IPTC ninjs 3.1 (https://iptc.org/std/ninjs/). Other properties of a document are left aside.
 */

const text = z.string().optional();
const texts = z.array(z.object({ role: text, contentType: text, value: z.string() })).optional();
const named = z.array(z.object({ name: text, rel: text, uri: text, literal: text })).optional();
const dates = z.object({ startDate: text, endDate: text, expectedStartDate: text, expectedEndDate: text }).optional();

const newsObject = z.object({
  uri: text,
  type: text,
  profile: text,
  slugline: text,
  version: text,
  pubStatus: text,
  urgency: z.int().min(1).max(9).optional(),
  language: text,
  firstCreated: text,
  versionCreated: text,
  contentCreated: text,
  embargoedUntil: text,
  expires: text,
  located: text,
  by: text,
  copyrightHolder: text,
  title: text,
  headlines: texts,
  descriptions: texts,
  bodies: texts,
  people: named,
  organisations: named,
  places: named,
  subjects: named,
  events: z.array(z.object({ id: text, name: text, uri: text, literal: text })).optional(),
  infoSources: z.array(z.object({ name: text, role: text, uri: text, literal: text })).optional(),
  altIds: z.array(z.object({ role: text, value: text })).optional(),
  renditions: z.array(z.object({ name: text, href: text })).optional(),
  eventDetails: z.object({ dates }).optional(),
});

/** A news item within another one; `rel` says what it is to that. */
export type Association = z.infer<typeof newsObject> & {
  name?: string | undefined;
  rel?: string | undefined;
  associations?: Association[] | undefined;
};
const association: z.ZodType<Association> = newsObject.extend({
  name: text,
  rel: text,
  get associations() {
    return z.array(association).optional();
  },
});

/** A ninjs document, of which all but these properties is left aside. */
export const ninjsSchema = newsObject.extend({
  standard: z.object({ name: text, version: text, schema: text }).optional(),
  associations: z.array(association).optional(),
});
/** A ninjs document. */
export type Ninjs = z.infer<typeof ninjsSchema>;

/** The `profile` of documents that were made of a briefing: their associations are a briefing's parts. */
export const briefingProfile = 'dateline-briefing';
