import { z } from 'zod';
import type { Briefing } from '../../briefing/briefing.ts';
import { depths } from '../../briefing/file/schema.ts';
import { inLanguage } from '../../briefing/in-language.ts';
import type { Library } from '../../briefing/library/library.ts';
import { briefingsSince } from '../../store/briefings.ts';
import { type Carried, postedVersions } from '../../store/deliveries/deliveries.ts';
import type { StoredDigest } from '../../store/digests.ts';
import { type Language, language } from '../../text/language.ts';
import { fallbackLanguage } from '../../text/translator.ts';
import type { Message } from '../../view/card.ts';
import type { DigestEntry } from '../../view/digest-entry.ts';
import { digestMessage, entryLimit } from '../../view/digest-message.ts';
import type { Edges } from '../edges.ts';

/** What a digest tells: of which topic, how much, to whom, and what it does when there is nothing new. */
export type DigestContent = Pick<StoredDigest, 'topic' | 'depth' | 'mentionRoleId' | 'whenEmpty' | 'zone'> &
  Partial<Pick<StoredDigest, 'goneRoleId'>>;

function roleToPing({ mentionRoleId, goneRoleId }: DigestContent): string | undefined {
  return mentionRoleId === null || mentionRoleId === goneRoleId ? undefined : mentionRoleId;
}

/** What a post is made of beside its briefings. It is stored as JSON, so that the post can be composed again. */
export const postContent = z.object({
  /** The language of its texts, as a locale; posts of before there was a choice are in English. */
  language: z.string().default(fallbackLanguage),
  depth: z.enum(depths),
  /** The day of the post, `2024-05-17`. */
  day: z.string(),
  /** The name of its topic, if it keeps to one. */
  topic: z.string().optional(),
  role: z.string().optional(),
  repeated: z.boolean(),
  /** The briefings, by slug, of which the channel had an earlier version. */
  updated: z.array(z.string()).default([]),
  /** Which version of those that was, by slug. */
  had: z.record(z.string(), z.int()).default({}),
});
/** What `postContent` reads. */
export type PostContent = z.infer<typeof postContent>;

/** A message, the versions of briefings that it carries, and what else it was made of; or nothing to post. */
export type Composed =
  | {
      readonly kind: 'message';
      readonly message: Message;
      readonly carries: readonly Carried[];
      readonly content: PostContent;
    }
  | { readonly kind: 'empty' };

// What was there before a digest was set up is no news, even to a channel that has not had it, beyond so many.
const newestConsidered = 100;

/** What a digest would post in a channel now, its own unless another is named. */
export async function composeNow(
  { db, library, now }: Pick<Edges, 'db' | 'library' | 'now'>,
  digest: StoredDigest,
  channelId = digest.channelId,
): Promise<Composed> {
  const posted = await postedVersions(db, channelId);
  const at = Temporal.Instant.fromEpochMilliseconds(now());
  const arrived = library.size > newestConsidered ? await briefingsSince(db, digest.createdAt) : undefined;
  return composeDigest(digest, posted, library, at, language(digest.locale ?? undefined), arrived);
}

/**
 * What a digest posts in its channel: the briefings that the channel has not had, or not in this version.
 * @param posted the highest version of each briefing that the channel has had, by slug.
 * @param arrived the slugs of briefings that have come since the digest was set up, however old their articles are.
 */
export function composeDigest(
  content: DigestContent,
  posted: ReadonlyMap<string, number>,
  library: Library,
  now: Temporal.Instant,
  postLanguage: Language,
  arrived: ReadonlySet<string> = new Set(),
): Composed {
  const candidates = library
    .latest(now.epochMilliseconds)
    .filter(({ topics }) => content.topic === null || topics.some(({ slug }) => slug === content.topic))
    .filter(({ slug }, i) => i < newestConsidered || arrived.has(slug))
    .toArray();
  const fresh = candidates
    .filter(({ slug, version }) => version > (posted.get(slug) ?? 0))
    .sort((a, b) => a.urgency - b.urgency);
  if (fresh.length === 0 && content.whenEmpty === 'skip') return { kind: 'empty' };
  const repeated = fresh.length === 0 && content.whenEmpty === 'repeat';
  const shown: Briefing[] = repeated ? candidates.slice(0, 1) : fresh;
  const made: PostContent = {
    language: postLanguage.locale,
    depth: content.depth,
    day: now.toZonedDateTimeISO(content.zone).toPlainDate().toString(),
    topic: topicName(candidates, content.topic, postLanguage),
    // A ping is for news, not for the lack of it.
    role: fresh.length > 0 ? roleToPing(content) : undefined,
    repeated: repeated && shown.length > 0,
    updated: repeated ? [] : shown.map(({ slug }) => slug).filter((slug) => posted.has(slug)),
    had: repeated ? {} : Object.fromEntries(shown.flatMap(({ slug }) => versionHad(slug, posted))),
  };
  const entries = shown.map(
    (briefing): DigestEntry => ({
      kind: 'briefing',
      briefing,
      updated: made.updated.includes(briefing.slug),
      had: made.had[briefing.slug],
      carried: briefing.version,
    }),
  );
  return {
    kind: 'message',
    message: messageOf(made, entries, 0, postLanguage),
    carries: shown.map(({ slug, version }, i) => ({ slug, version, position: i < entryLimit ? i : null })),
    content: made,
  };
}

function versionHad(slug: string, posted: ReadonlyMap<string, number>): [slug: string, version: number][] {
  const version = posted.get(slug);
  return version === undefined ? [] : [[slug, version]];
}

/** Makes a post of its content, its briefings in order, and the number of others that are only counted. */
export function messageOf(
  { repeated, language: _language, updated: _updated, had: _had, ...content }: PostContent,
  entries: readonly DigestEntry[],
  others: number,
  postLanguage: Language,
): Message {
  const note = repeated ? postLanguage.t('digest:repeated') : undefined;
  return digestMessage({ ...content, entries, others, note }, postLanguage);
}

function topicName(briefings: readonly Briefing[], slug: string | null, postLanguage: Language): string | undefined {
  if (slug === null) return undefined;
  for (const briefing of briefings)
    for (const topic of inLanguage(briefing, postLanguage).topics) if (topic.slug === slug) return topic.name;
  return slug;
}
