import type { Library } from '../briefing/library.ts';
import type { Briefing, Depth } from '../briefing/schema.ts';
import type { Language } from '../text/language.ts';
import type { Message } from '../view/card.ts';
import { digestMessage } from '../view/digest.ts';

export const whenEmptyChoices = ['skip', 'say-so', 'repeat'] as const;
export type WhenEmpty = (typeof whenEmptyChoices)[number];

/** What a digest tells: of which topic, how much, to whom, and what it does when there is nothing new. */
export type DigestContent = {
  readonly topic: string | null;
  readonly depth: Depth;
  readonly mentionRoleId: string | null;
  readonly whenEmpty: WhenEmpty;
  /** The IANA zone in whose day it is posted. */
  readonly timezone: string;
};

/** The version of a briefing that a post tells its channel of, in the post itself or by the count of what had no room. */
export type Covered = { readonly slug: string; readonly version: number };

export type Composed =
  | { readonly kind: 'message'; readonly message: Message; readonly covers: readonly Covered[] }
  | { readonly kind: 'empty' };

// What is older than this many briefings is no news, even to a channel that has had none of them.
const newsworthy = 100;

/**
 * What a digest posts in its channel: the newest briefings that the channel has not had, or not in this version.
 * @param posted the highest version of each briefing that the channel has had, by slug.
 */
export function composeDigest(
  content: DigestContent,
  posted: ReadonlyMap<string, number>,
  library: Library,
  now: Temporal.Instant,
  language: Language,
): Composed {
  const candidates = library
    .latest(now.epochMilliseconds)
    .filter(({ topics }) => content.topic === null || topics.some(({ slug }) => slug === content.topic))
    .take(newsworthy)
    .toArray();
  const fresh = candidates.filter(({ slug, version }) => version > (posted.get(slug) ?? 0));
  if (fresh.length === 0 && content.whenEmpty === 'skip') return { kind: 'empty' };
  const repeated = fresh.length === 0 && content.whenEmpty === 'repeat';
  const shown: Briefing[] = repeated ? candidates.slice(0, 1) : fresh;
  const message = digestMessage(
    {
      entries: shown.map((briefing) => ({ briefing, updated: !repeated && posted.has(briefing.slug) })),
      depth: content.depth,
      day: now.toZonedDateTimeISO(content.timezone).toPlainDate().toString(),
      topic: topicName(candidates, content.topic),
      role: content.mentionRoleId ?? undefined,
      note: repeated && shown.length > 0 ? language.t('digest:repeated') : undefined,
    },
    language,
  );
  return { kind: 'message', message, covers: fresh.map(({ slug, version }) => ({ slug, version })) };
}

function topicName(briefings: readonly Briefing[], slug: string | null): string | undefined {
  if (slug === null) return undefined;
  for (const { topics } of briefings) for (const topic of topics) if (topic.slug === slug) return topic.name;
  return slug;
}
