import type { FilePreview, FileReply, Refused } from 'discord-playground';
import type { Briefing } from '../../../briefing/briefing.ts';
import { depths } from '../../../briefing/file/schema.ts';
import { statusOf } from '../../../briefing/library/publication-status.ts';
import { language } from '../../../text/language.ts';
import { briefingReply, digestOf } from '../../../view/briefing-reply.ts';
import { customIds } from '../../../view/custom-ids.ts';

const digestPrefix = 'digest-of:';

/** The replies that a briefing can be seen as, by the custom ids that open them. */
export function repliesOf({ slug, topics, corrections = [], pubStatus }: Briefing): FileReply[] {
  const told = [{ id: customIds.corrections(0, slug), label: 'Corrections' }];
  if (pubStatus === 'canceled') return told;
  return [
    ...depths.map((depth) => ({ id: customIds.summary(slug, depth), label: `Summary, ${depth}` })),
    { id: customIds.people(slug), label: 'Who is in it' },
    ...topics.map((topic) => ({ id: customIds.topic(topic.slug), label: `Topic: ${topic.name}` })),
    { id: customIds.timeline(slug), label: 'Timeline' },
    { id: customIds.sources(slug), label: 'Sources' },
    ...(corrections.length > 0 ? told : []),
    ...depths.map((depth) => ({ id: `${digestPrefix}${depth}`, label: `Digest, ${depth}` })),
  ];
}

/**
 * A reply about a briefing, if it were the only one, at an instant in milliseconds since 1970. Without an id it is the
 * standard summary.
 */
export function previewOf(
  briefing: Briefing,
  id: string | undefined,
  locale: string,
  now: number,
): FilePreview | Refused {
  const offered = repliesOf(briefing);
  const usual = offered.find((each) => each.id === customIds.summary(briefing.slug, 'standard')) ?? offered[0];
  const reply = id ?? usual?.id ?? '';
  const depth = depths.find((each) => reply === `${digestPrefix}${each}`);
  const spoken = language(locale);
  const body = depth
    ? digestOf(briefing, depth, new Date(now).toISOString().slice(0, 10), spoken)
    : briefingReply(briefing, reply, spoken);
  if (!body) return { refused: 'The preview has only what this file tells.' };
  const note = noteOf(briefing, now);
  return { reply, body, ...(note ? { note } : {}) };
}

/** Why readers do not get a briefing, if they do not. */
function noteOf(briefing: Briefing, now: number): string | undefined {
  const status = statusOf(briefing, now);
  if (status.kind === 'canceled') return 'It was withdrawn: readers get no more of it than this.';
  if (status.kind === 'visible') return undefined;
  if (status.why === 'withheld') return 'Readers do not get it yet: pubStatus is withheld.';
  return status.why === 'expired'
    ? 'Readers do not get it any more: it has expired.'
    : 'Readers do not get it yet: it is embargoed.';
}
