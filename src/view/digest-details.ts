import type { Depth } from '../briefing/file/schema.ts';
import type { Language } from '../text/language.ts';
import { languageName } from '../text/language-names.ts';
import { backTo } from './briefing-buttons.ts';
import { accents, button, card, type Message } from './card.ts';
import { customIds } from './custom-ids.ts';
import { nextPostText, type Schedule, scheduleText } from './digest-schedule.ts';
import { escapeMarkdown } from './markdown.ts';
import type { Action, Section } from './pages.ts';
import { withRows } from './selects.ts';

/** A digest as its moderators see it. */
export type DigestDetails = {
  readonly number: number;
  readonly channelId: string;
  /** The name of its channel, where Discord has told it. */
  readonly channelName?: string | undefined;
  /** Why it cannot be posted, as Markdown, where that was asked. */
  readonly cannotPost?: string | undefined;
  readonly schedule: Schedule;
  /** What of its times cannot be read any more, if anything cannot. */
  readonly unreadable: 'cron' | 'zone' | 'guildZone' | undefined;
  /** The next posts, in seconds since 1970; none while it is paused or cannot be read. */
  readonly next: readonly number[];
  readonly topic: string | null;
  readonly depth: Depth;
  readonly mentionRoleId: string | null;
  readonly whenEmpty: string;
  readonly catchUpMinutes: number;
  readonly publish: boolean;
  /** The language of its posts, as a locale; null for the guild's. */
  readonly language: string | null;
  /** Why it is paused; null if it is not. */
  readonly paused: string | null;
  /** When it was removed, in milliseconds since 1970; null for one that is there. */
  readonly removedAt: number | null;
};

/** What was done to a digest. */
export type DigestChange =
  | 'added'
  | 'changed'
  | 'paused'
  | 'pausedBefore'
  | 'resumed'
  | 'running'
  | 'restored'
  | 'shown';

/** What is said of a digest beside its settings, as Markdown: what is in its way, and what else is worth knowing. */
export type DigestNotes = { readonly warnings: readonly string[]; readonly hints?: readonly string[] };

/** A digest with all of its settings and its next three posts, after something was done to it. */
export function digestDetailsMessage(
  change: DigestChange,
  digest: DigestDetails,
  { warnings, hints = [] }: DigestNotes,
  language: Language,
): Message {
  const { t } = language;
  const { number, next } = digest;
  const unreadable = unreadableText(digest, language);
  const problems = unreadable === undefined ? warnings : [unreadable, ...warnings];
  const posts: Section[] =
    next.length > 0
      ? [
          {
            title: t('digest:next'),
            tight: true,
            paragraphs: next.map((at) => t('view:bullet', { text: nextPostText(at, digest.schedule.zone, language) })),
          },
        ]
      : [];
  const shown = card(
    {
      title: t(`digest:change.${change}`, { number }),
      sections: [
        { paragraphs: [...problems, ...hints] },
        ...posts,
        { title: t('digest:settings'), tight: true, paragraphs: settingLines(digest, language) },
      ],
      accent: problems.length > 0 ? accents.warning : accents.brand,
    },
    language,
  );
  return withRows(
    shown,
    digestButtons(digest, language).map((actions) => actions.map((action) => button(action))),
  );
}

/** All that can be done with a digest, in two rows of buttons; the last begins with the way back. */
function digestButtons({ number, paused }: DigestDetails, language: Language): Action[][] {
  const { t } = language;
  const does = (action: string): Action => ({
    label: t(`panel:buttons.${action}`),
    customId: customIds.panel(number, action),
  });
  return [
    [
      does('where'),
      does('what'),
      { label: t('digest:buttons.preview'), customId: customIds.preview(number) },
      sendButton(number, language),
      does(paused === null ? 'pause' : 'resume'),
    ],
    [
      { label: backTo(t('digest:buttons.list'), language), customId: customIds.digests() },
      checkButton(number, language),
      { label: t('digest:buttons.history'), customId: customIds.history(number) },
      does('remove'),
    ],
  ];
}

/** The button that leads back to a digest's own card. */
export function backToDigest(number: number, language: Language): Action {
  return {
    label: backTo(language.t('digest:buttons.digest', { number }), language),
    customId: customIds.digest(number),
  };
}

/** The button that asks what a digest lacks. */
export function checkButton(number: number, { t }: Language): Action {
  return { label: t('panel:buttons.check'), customId: customIds.panel(number, 'check') };
}

/** The button that asks whether a digest is to be posted at once. */
export function sendButton(number: number, { t }: Language): Action {
  return { label: t('panel:buttons.ask-send'), customId: customIds.panel(number, 'ask-send') };
}

/** The button that brings back a digest that was just removed. */
export function undoRemoval(number: number, { t }: Language): Action {
  return { label: t('digest:buttons.undo'), customId: customIds.restore(number) };
}

/** Asks whether a digest is to be removed, and says what that does. */
export function removalQuestion(digest: DigestDetails, language: Language): Message {
  const { t } = language;
  const { number, channelId: channel } = digest;
  return card(
    {
      title: t('digest:removal.question', { number }),
      sections: [
        { paragraphs: [t('digest:removal.consequences', { channel, number })] },
        { title: t('digest:settings'), tight: true, paragraphs: settingLines(digest, language) },
      ],
      actions: [
        { label: t('digest:buttons.remove'), customId: customIds.remove(number), danger: true },
        { label: t('digest:buttons.keep'), customId: customIds.digest(number) },
      ],
      accent: accents.warning,
    },
    language,
  );
}

/** Says what of a digest's times cannot be read, and what to do, as Markdown; undefined if all can. */
export function unreadableText({ number, schedule, unreadable }: DigestDetails, { t }: Language): string | undefined {
  if (unreadable === undefined) return undefined;
  // It stands in backticks.
  const cron = 'cron' in schedule ? schedule.cron.replaceAll('`', '') : '';
  return t(`digest:unreadable.${unreadable}`, { number, cron, zone: escapeMarkdown(schedule.zone) });
}

/** Says that a digest was removed, and until when that can be undone, in seconds since 1970. */
export function removalMessage(number: number, until: number, language: Language): Message {
  const { t } = language;
  return card(
    {
      title: t('digest:removal.done', { number }),
      sections: [{ paragraphs: [t('digest:removal.undo', { until, number })] }],
      actions: [
        undoRemoval(number, language),
        { label: t('digest:buttons.history'), customId: customIds.history(number) },
      ],
    },
    language,
  );
}

function settingLines(digest: DigestDetails, language: Language): string[] {
  const { t } = language;
  return [
    t('digest:where', { channel: digest.channelId }),
    t('digest:when', { schedule: escapeMarkdown(scheduleText(digest.schedule, language)) }),
    digest.topic === null ? t('digest:whatAll') : t('digest:what', { topic: escapeMarkdown(digest.topic) }),
    t('digest:howMuch', { depth: t(`command:options.depth.choices.${digest.depth}`) }),
    t(`digest:whenEmpty.${digest.whenEmpty}`),
    digest.mentionRoleId === null ? t('digest:pingsNobody') : t('digest:pings', { role: digest.mentionRoleId }),
    ...(digest.language === null ? [] : [t('digest:inLanguage', { language: languageName(digest.language) })]),
    digest.catchUpMinutes === 0 ? t('digest:neverLate') : t('digest:late', { count: digest.catchUpMinutes }),
    ...(digest.publish ? [t('digest:published')] : []),
    ...(digest.paused === null ? [] : [t(`digest:pausedBecause.${digest.paused}`, { number: digest.number })]),
  ];
}

/** A digest in a menu or a completion, as plain text: `2 · #news · weekdays 09:00 Berlin · Floating reactors`. */
export function digestChoice(digest: DigestDetails, language: Language): string {
  const { number, channelName: channel, schedule, topic, paused, removedAt } = digest;
  const state = removedAt !== null ? 'digest:choiceRemoved' : paused !== null ? 'digest:choicePaused' : undefined;
  const when = scheduleText(schedule, language);
  return [
    channel === undefined
      ? language.t('digest:choice', { number, schedule: when })
      : language.t('digest:choiceIn', { number, channel, schedule: when }),
    ...(state === undefined ? [] : [language.t(state)]),
    ...(topic === null ? [] : [topic]),
  ].join(' · ');
}
