import type { Briefing } from '../briefing/briefing.ts';
import { type Depth, depths } from '../briefing/file/schema.ts';
import { amendments, type PublicationStatus, statusOf } from '../briefing/library/publication-status.ts';
import { entitiesIn } from '../briefing/library/visible.ts';
import type { Language } from '../text/language.ts';
import type { Message } from './card.ts';
import { correctionsMessage } from './corrections.ts';
import { shortId } from './custom-ids.ts';
import { digestMessage } from './digest-message.ts';
import { sourcesMessage } from './sources.ts';
import { summaryMessage } from './summary.ts';
import { timelineMessage } from './timeline.ts';
import { topicMessage, topicsMessage } from './topic.ts';
import { peopleMessage, whoMessage } from './who.ts';

/** Makes a reply about a briefing from the parts of a custom id after its first one. */
type Reply = (briefing: Briefing, parts: readonly string[], language: Language) => Message | undefined;

const replies: Readonly<Record<string, Reply>> = {
  summary: (briefing, [, depth, page], language) => summaryMessage(briefing, depthOf(depth), pageOf(page), language),
  sources: (briefing, [, page], language) => sourcesMessage(briefing, pageOf(page), language),
  timeline: (briefing, [, page], language) => timelineMessage(briefing, pageOf(page), language),
  people: (briefing, [, page], language) => peopleMessage(briefing, pageOf(page), language),
  who: (briefing, [id, page], language) => about(briefing, (entityId) => entityId === id, page, language),
  'who-within': (briefing, [, key, page], language) =>
    about(briefing, (entityId) => shortId(entityId) === key, page, language),
  topics: (briefing, [, page], language) => topicsMessage(briefing, pageOf(page), language),
  topic(briefing, [slug, page], language) {
    const topic = briefing.topics.find((each) => each.slug === slug);
    return topic && topicMessage([{ briefing, topic }], pageOf(page), language);
  },
  corrections: (briefing, [page], language) =>
    correctionsMessage(amendments([statusAfterAll(briefing)]), { about: briefing }, pageOf(page), language),
};

/**
 * What opens when a button or menu entry with this custom id is used, if there is no other briefing and this one may be
 * shown; undefined for what is not about the briefing.
 */
export function briefingReply(briefing: Briefing, customId: string, language: Language): Message | undefined {
  const [name = '', ...parts] = customId.split(':');
  return Object.hasOwn(replies, name) ? replies[name]?.(briefing, parts, language) : undefined;
}

/** The digest of a day, `2024-05-17`, in which a briefing is the only one, and new. */
export function digestOf(briefing: Briefing, depth: Depth, day: string, language: Language): Message {
  const entry = { kind: 'briefing', briefing, updated: false, carried: briefing.version } as const;
  return digestMessage({ entries: [entry], depth, day }, language);
}

/** The status that a briefing has whatever the time: it may be shown unless it was withdrawn. */
function statusAfterAll(briefing: Briefing): PublicationStatus {
  return briefing.pubStatus === 'canceled'
    ? statusOf(briefing, Number.POSITIVE_INFINITY)
    : { kind: 'visible', briefing };
}

function about(
  briefing: Briefing,
  isMeant: (id: string) => boolean,
  page: string | undefined,
  language: Language,
): Message | undefined {
  const found = entitiesIn(briefing).find(({ entity }) => isMeant(entity.id));
  return found && whoMessage([found], pageOf(page), language);
}

function depthOf(text: string | undefined): Depth | undefined {
  return depths.find((depth) => depth === text);
}

function pageOf(text: string | undefined): number {
  return Number.parseInt(text ?? '', 10) || 0;
}
