import type { Language } from '../text/language.ts';
import { accents, card, limits, type Message } from './card.ts';
import { customIds } from './custom-ids.ts';
import { escapeMarkdown, shortenToSize } from './markdown.ts';
import type { Action } from './pages.ts';
import { hasObstacle, obstacleTexts, type PostObstacles } from './post-obstacles.ts';

/** A short answer about a digest, as Markdown; a warning has another accent. */
export function digestNotice(
  title: string,
  text: string,
  language: Language,
  { warning = false, actions = [] }: { readonly warning?: boolean; readonly actions?: readonly Action[] } = {},
): Message {
  return card(
    { title, sections: [{ paragraphs: [text] }], actions, accent: warning ? accents.warning : accents.brand },
    language,
  );
}

/** A digest that moderators are told of; `slots` of it are not posted, in milliseconds since 1970. */
type AlertedDigest = { readonly number: number; readonly channelId: string; readonly slots?: readonly number[] };

/** What moderators are told of the digests of a guild to which the same has happened; there is at least one. */
export type DigestAlert = {
  readonly cause: 'permission' | 'gone' | 'closed' | 'failing';
  readonly digests: readonly AlertedDigest[];
  /** The permissions that the bot lacks in all of their channels, where that is known. */
  readonly missing?: readonly string[] | undefined;
  /** What else keeps the bot from posting in all of them, where that is known. */
  readonly obstacles?: PostObstacles | undefined;
  /** True if Discord refused though nothing that it says of the channels explains why. */
  readonly unexplained?: boolean | undefined;
  /** What Discord said last, of posts that fail. */
  readonly refusals?: readonly string[] | undefined;
};

const mostListed = 20;

/**
 * Tells moderators that digests were paused or fail, and what to do, with buttons that work wherever the message is.
 * @param guild the guild, and its name where Discord has told it.
 */
export function alertMessage(
  alert: DigestAlert,
  guild: { readonly id: string; readonly name?: string | undefined },
  language: Language,
): Message {
  const { t } = language;
  const { cause, digests } = alert;
  const what = cause === 'failing' ? cause : 'paused';
  const [first, ...others] = digests;
  return card(
    {
      title:
        first && others.length === 0
          ? t(`digest:alert.titleOfOne.${what}`, { number: first.number })
          : t(`digest:alert.title.${what}`, { count: digests.length }),
      subtitle: guild.name === undefined ? undefined : t('digest:alert.server', { server: escapeMarkdown(guild.name) }),
      sections: [{ paragraphs: [alertText(alert, language)] }],
      actions: alertActions(digests, guild.id, language),
      accent: accents.warning,
    },
    language,
  );
}

/** To check each digest again, as far as there is room, and to all that can be done with them. */
function alertActions(digests: readonly AlertedDigest[], guildId: string, { t }: Language): Action[] {
  const [first, ...others] = digests;
  const checks = digests.slice(0, limits.buttons - 1).map(({ number }) => ({
    label: others.length === 0 ? t('digest:buttons.checkAgain') : t('digest:buttons.checkDigest', { number }),
    customId: customIds.inGuild(guildId, customIds.panel(number, 'check')),
  }));
  const panel =
    first && others.length === 0
      ? { label: t('digest:buttons.digest', { number: first.number }), customId: customIds.digest(first.number) }
      : { label: t('digest:buttons.list'), customId: customIds.digests() };
  return [...checks, { ...panel, customId: customIds.inGuild(guildId, panel.customId) }];
}

function causeText({ cause, missing = [], obstacles = {}, unexplained = false }: DigestAlert) {
  if (cause !== 'permission') return cause;
  if (hasObstacle(obstacles)) return 'obstructed';
  if (unexplained) return 'permissionUnexplained';
  return missing.length === 0 ? 'permissionUnknown' : 'permission';
}

/** The text of an alert, as Markdown. */
export function alertText(alert: DigestAlert, language: Language): string {
  const { cause, digests, missing = [], obstacles = {}, refusals = [] } = alert;
  const { t, list } = language;
  const names = missing.length === 0 ? ['ViewChannel', 'SendMessages'] : missing;
  const why = causeText(alert);
  const what = why === 'permissionUnexplained' ? why : cause;
  const lines = digests.slice(0, mostListed).map(({ number, channelId, slots = [] }) => {
    const line = t(`digest:alert.digest.${what}`, { number, channel: channelId });
    const times = slots.map((slot) => t('digest:alert.slot', { at: Math.floor(slot / 1000) }));
    return slots.length === 0 ? line : `${line}\n${t('digest:alert.notPosted', { slots: list(times) })}`;
  });
  const more = digests.length - lines.length;
  return [
    t(`digest:alert.${why}`, {
      obstacles: obstacleTexts(obstacles, language).join(' '),
      permissions: list(names.map((name) => t(`digest:permission.${name}`))),
      reason: shortenToSize(escapeMarkdown(refusals.join(' · ')), 200),
    }),
    ...lines,
    ...(more > 0 ? [t('digest:alert.more', { count: more })] : []),
  ].join('\n');
}
