import type { Language } from '../text/language.ts';
import { accents, card, type Message } from './card.ts';
import { customIds } from './custom-ids.ts';
import { backToDigest, sendButton } from './digest-details.ts';
import { type HistoryEntry, slotText } from './digest-history.ts';
import { nextPostText } from './digest-schedule.ts';
import { escapeMarkdown, shorten } from './markdown.ts';
import type { Section } from './pages.ts';
import { hasObstacle, obstacleTexts, type PostObstacles } from './post-obstacles.ts';
import { refusalOrWords } from './refusal-text.ts';

/**
 * A permission in a channel by Discord's own name of it, whether the bot has it, and what for. Without one to `post`
 * nothing can be posted. Without one to `ping` a post pings nobody. Without one to `check` the bot cannot find out
 * whether a post arrived whose request was cut off.
 */
export type ChannelPermission = {
  readonly name: string;
  readonly held: boolean;
  readonly needed: 'post' | 'ping' | 'check';
};

/** What was found of a digest and its channel. */
export type Check = {
  readonly number: number;
  readonly channelId: string;
  readonly roleId: string | null;
  /** `gone` if there is no such channel; undefined if Discord did not say in time. */
  readonly permissions: readonly ChannelPermission[] | 'gone' | undefined;
  /** What keeps the bot from posting in the channel besides permissions. */
  readonly obstacles: PostObstacles;
  /** True if the role that it pings is not there any more. */
  readonly isRoleGone: boolean;
  /** True if it was paused and posts again because of this check. */
  readonly resumed: boolean;
  /** Why it is paused now; null if it is not. */
  readonly paused: string | null;
  /** What was said of its last post in the channel, if that failed. */
  readonly failure: string | undefined;
  /** True if it is paused for that failure, and nothing that Discord says of the channel has changed since. */
  readonly refusalStands: boolean;
  /** True if its posts are to be published where that cannot be done. */
  readonly unpublishable: boolean;
  /** The slug of its topic, if no briefing has it now. */
  readonly emptyTopic: string | null;
  /** True if a post now would be left out, since nothing is new. */
  readonly nothingNew: boolean;
  /** By whose clock it posts. */
  readonly zone: string;
  /** The next posts, in seconds since 1970; none while it is paused. */
  readonly next: readonly number[];
  readonly last: HistoryEntry | undefined;
};

/** What a digest needs to be posted, what of it is there, and how to give the rest. */
export function checkMessage(check: Check, language: Language): Message {
  const { t } = language;
  const { number, permissions, next, last } = check;
  const listed = Array.isArray(permissions) ? permissions : [];
  const missing = listed.filter(({ held }) => !held);
  const lists: Section[] = [
    {
      title: t('digest:check.permissions'),
      tight: true,
      paragraphs: listed.map(({ name, held, needed }) =>
        t(`digest:check.${held ? 'held' : 'missing'}.${needed}`, { permission: t(`digest:permission.${name}`) }),
      ),
    },
    { paragraphs: obstacleTexts(check.obstacles, language) },
    { paragraphs: howToGive(check, missing, language) },
    {
      title: t('digest:next'),
      tight: true,
      paragraphs: next.map((at) => t('view:bullet', { text: nextPostText(at, check.zone, language) })),
    },
    { title: t('digest:check.last'), paragraphs: last ? [slotText(last, language)] : [] },
  ];
  const isClear = missing.length === 0 && !hasObstacle(check.obstacles) && !check.isRoleGone;
  const well =
    !!permissions && isClear && refusal(check) === undefined && check.paused === null && !check.unpublishable;
  return card(
    {
      title: t('digest:check.title', { number }),
      sections: [
        { paragraphs: [reach(check, language), ...pause(check, language), ...notes(check, language)] },
        ...lists,
      ],
      actions: [
        backToDigest(number, language),
        { label: t('digest:buttons.preview'), customId: customIds.preview(number) },
        { label: t('digest:buttons.history'), customId: customIds.history(number) },
        ...(wasMissed(check) ? [sendButton(number, language)] : []),
      ],
      accent: well ? accents.brand : accents.warning,
    },
    language,
  );
}

/** Whether the bot can post in the channel; what Discord answered last counts more than what it says of the channel. */
function reach(check: Check, language: Language): string {
  const { t } = language;
  const { permissions, number, channelId: channel } = check;
  if (!permissions) return t('digest:check.unanswered', { channel });
  if (permissions === 'gone') return t('digest:channelGone', { channel, number });
  if (!canReach(check)) return t('digest:check.unable', { channel });
  const reason = refusal(check);
  if (reason === undefined) return t('digest:check.able', { channel });
  return t('digest:check.refused', { channel, reason: refusalOrWords(reason, 200, language) });
}

/** True if nothing is known that keeps the bot from posting. */
function canReach({ permissions, obstacles }: Check): boolean {
  if (!permissions || permissions === 'gone' || hasObstacle(obstacles)) return false;
  return permissions.every(({ held, needed }) => held || needed !== 'post');
}

/** What was said of the last post, if it failed and the digest is not paused for what has been mended since. */
function refusal({ failure, resumed, paused, refusalStands }: Check): string | undefined {
  return resumed || (paused !== null && !refusalStands) ? undefined : failure;
}

/** True if its last post failed, would go through now, and has something to tell. */
function wasMissed({ resumed, failure, nothingNew }: Check): boolean {
  return resumed && failure !== undefined && !nothingNew;
}

function pause(check: Check, { t }: Language): string[] {
  const { number, resumed, paused, refusalStands, obstacles, permissions } = check;
  if (resumed) return [t('digest:check.resumed')];
  if (paused === null) return [];
  // Whatever it was paused for, another channel is what it needs now.
  if (permissions === 'gone' && paused !== 'moderator') return [t('digest:check.paused.gone', { number })];
  if (refusalStands && paused === 'permission' && !hasObstacle(obstacles))
    return [t('digest:check.stillRefused', { number })];
  return [t(`digest:check.paused.${paused}`, { number })];
}

function notes(check: Check, { t }: Language): string[] {
  const { channelId: channel, number, unpublishable, emptyTopic, nothingNew } = check;
  return [
    ...(check.isRoleGone ? [t('digest:roleGone')] : []),
    ...(unpublishable ? [t('digest:check.unpublishable', { channel, number })] : []),
    ...(emptyTopic === null
      ? []
      : [t('digest:check.emptyTopic', { topic: shorten(escapeMarkdown(emptyTopic), 100), number })]),
    ...(nothingNew && emptyTopic === null && canReach(check) ? [t('digest:check.nothingNew', { number })] : []),
  ];
}

function howToGive(
  { roleId, obstacles }: Check,
  missing: readonly ChannelPermission[],
  { t, list }: Language,
): string[] {
  const names = (wanted: readonly ChannelPermission[]) =>
    list(wanted.map(({ name }) => t(`digest:permission.${name}`)));
  const [ping, others] = [true, false].map((pings) => missing.filter(({ needed }) => pings === (needed === 'ping')));
  // No permission lets the bot into a private thread.
  if (obstacles.isHiddenThread) return [];
  return [
    ...(others?.length ? [t('digest:check.give', { permissions: names(others) })] : []),
    // Of a channel that the bot may not see, Discord says nothing else.
    ...(others?.length && missing.every(({ name }) => name === 'ViewChannel') ? [t('digest:check.unseen')] : []),
    ...(ping?.length && roleId !== null
      ? [t('digest:check.givePing', { role: roleId, permissions: names(ping) })]
      : []),
  ];
}
