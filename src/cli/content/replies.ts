import type { Briefing } from '../../briefing/briefing.ts';
import { type Depth, entityKinds } from '../../briefing/file/schema.ts';
import type { Language } from '../../text/language.ts';
import type { Message } from '../../view/card.ts';
import { digestMessage } from '../../view/digest-message.ts';
import { summaryMessage } from '../../view/summary.ts';
import { timelineMessage } from '../../view/timeline.ts';
import { topicMessage } from '../../view/topic.ts';
import { peopleMessage, whoMessage } from '../../view/who.ts';

/** The ways to look at a briefing. */
export const replyKinds = ['summary', 'who', 'topic', 'timeline', 'digest'] as const;
type ReplyKind = (typeof replyKinds)[number];

/** A reply, all of its pages, and what a reader would type for it. */
export type ShownReply = { readonly asked: string; readonly pages: readonly Message[] };

export type ReplyOptions = {
  readonly kind: ReplyKind;
  readonly depth: Depth;
  readonly language: Language;
  /** The day of a digest, `2024-05-17`. */
  readonly day: string;
};

/**
 * What readers are answered about a briefing as if it could be shown and were the only one: everyone in it, and each of
 * its topics.
 */
export function repliesAbout(briefing: Briefing, { kind, depth, language, day }: ReplyOptions): ShownReply[] {
  const { slug } = briefing;
  const reply = (asked: string, page: (number: number) => Message): ShownReply => ({ asked, pages: allPages(page) });
  switch (kind) {
    case 'summary':
      return [
        reply(`/summary briefing:${slug} depth:${depth}`, (page) => summaryMessage(briefing, depth, page, language)),
      ];
    case 'who':
      return [
        reply(`/who briefing:${slug}`, (page) => peopleMessage(briefing, page, language)),
        ...entityKinds.flatMap((of) =>
          briefing[of].map((entity) =>
            reply(`/who name:${entity.id} briefing:${slug}`, (page) =>
              whoMessage([{ briefing, kind: of, entity }], page, language),
            ),
          ),
        ),
      ];
    case 'topic':
      return briefing.topics.map((topic) =>
        reply(topic.command ? `/${topic.slug}` : `/topic name:${topic.slug}`, (page) =>
          topicMessage([{ briefing, topic }], page, language),
        ),
      );
    case 'timeline':
      return [reply(`/timeline briefing:${slug}`, (page) => timelineMessage(briefing, page, language))];
    case 'digest': {
      const entry = { kind: 'briefing', briefing, updated: false, carried: briefing.version } as const;
      return [
        { asked: `/digest add depth:${depth}`, pages: [digestMessage({ entries: [entry], depth, day }, language)] },
      ];
    }
  }
}

/** The pages of a message; one that does not exist is as the last one. */
function allPages(page: (number: number) => Message): Message[] {
  const pages = [page(0)];
  for (;;) {
    const next = page(pages.length);
    if (JSON.stringify(next) === JSON.stringify(pages.at(-1))) return pages;
    pages.push(next);
  }
}
