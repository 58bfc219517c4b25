import type { Depth } from '../briefing/file/schema.ts';
import type { Language } from '../text/language.ts';
import { accents, card, type Message } from './card.ts';
import { customIds } from './custom-ids.ts';
import { type Schedule, scheduleText } from './digest-schedule.ts';
import { escapeMarkdown } from './markdown.ts';
import type { Action, Section } from './pages.ts';

/** A digest as its moderators see it. */
export type DigestDetails = {
  readonly number: number;
  readonly channelId: string;
  readonly schedule: Schedule;
  /** The next posts, in seconds since 1970; none while it is paused. */
  readonly next: readonly number[];
  readonly topic: string | null;
  readonly depth: Depth;
  readonly mentionRoleId: string | null;
  readonly whenEmpty: string;
  readonly catchUpMinutes: number;
  readonly publish: boolean;
  /** Why it is paused; null if it is not. */
  readonly paused: string | null;
};

/** What was done to a digest. */
export type DigestChange = 'added' | 'changed' | 'paused' | 'resumed' | 'removed' | 'shown';

/**
 * A digest with all of its settings and its next three posts, after something was done to it.
 * @param warnings what it lacks in its channel, as Markdown.
 */
export function digestDetailsMessage(
  change: DigestChange,
  digest: DigestDetails,
  warnings: readonly string[],
  language: Language,
): Message {
  const { t } = language;
  const { number, next } = digest;
  const posts: Section[] =
    next.length > 0 && change !== 'removed'
      ? [{ title: t('digest:next'), tight: true, paragraphs: next.map((at) => t('digest:nextPost', { at })) }]
      : [];
  const actions: Action[] =
    change === 'removed'
      ? []
      : [
          { label: t('digest:buttons.preview'), customId: customIds.preview(number) },
          { label: t('digest:buttons.history'), customId: customIds.history(number) },
        ];
  return card(
    {
      title: t(`digest:change.${change}`, { number }),
      sections: [
        ...(warnings.length > 0 ? [{ paragraphs: warnings }] : []),
        ...posts,
        { title: t('digest:settings'), tight: true, paragraphs: settingLines(digest, language) },
      ],
      actions,
      accent: warnings.length > 0 ? accents.warning : accents.brand,
    },
    language,
  );
}

function settingLines(digest: DigestDetails, language: Language): string[] {
  const { t, number } = language;
  return [
    t('digest:where', { channel: digest.channelId }),
    t('digest:when', { schedule: escapeMarkdown(scheduleText(digest.schedule, language)) }),
    digest.topic === null ? t('digest:whatAll') : t('digest:what', { topic: escapeMarkdown(digest.topic) }),
    t('digest:howMuch', { depth: t(`command:options.depth.choices.${digest.depth}`) }),
    t('digest:whenEmpty', { what: t(`command:options.when-empty.choices.${digest.whenEmpty}`) }),
    digest.mentionRoleId === null ? t('digest:pingsNobody') : t('digest:pings', { role: digest.mentionRoleId }),
    t('digest:late', { count: digest.catchUpMinutes, minutes: number(digest.catchUpMinutes) }),
    ...(digest.publish ? [t('digest:published')] : []),
    ...(digest.paused === null ? [] : [t(`digest:pausedBecause.${digest.paused}`)]),
  ];
}

/** A digest in a menu or a completion, as plain text: `2 · weekdays at 09:00 (Europe/Berlin) · Floating reactors`. */
export function digestChoice({ number, schedule, topic, paused }: DigestDetails, language: Language): string {
  return [
    language.t('digest:choice', { number, schedule: scheduleText(schedule, language) }),
    ...(paused === null ? [] : [language.t('digest:choicePaused')]),
    ...(topic === null ? [] : [topic]),
  ].join(' · ');
}
