import type { Language } from '../text/language.ts';
import { accents, card, type Message } from './card.ts';
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

/** What moderators are told of the digests of a guild to which the same has happened; there is at least one. */
export type DigestAlert = {
  readonly cause: 'permission' | 'gone' | 'closed' | 'failing';
  readonly digests: readonly { readonly number: number; readonly channelId: string }[];
  /** The permissions that the bot lacks in all of their channels, where that is known. */
  readonly missing?: readonly string[] | undefined;
  /** What else keeps the bot from posting in all of them, where that is known. */
  readonly obstacles?: PostObstacles | undefined;
  /** What Discord said last, of posts that fail. */
  readonly refusals?: readonly string[] | undefined;
};

const mostListed = 20;

/** Tells moderators that digests were paused or fail, and what to do. */
export function alertMessage(alert: DigestAlert, language: Language): Message {
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
      sections: [{ paragraphs: [alertText(alert, language)] }],
      accent: accents.warning,
    },
    language,
  );
}

function causeText({ cause, missing = [], obstacles = {} }: DigestAlert) {
  if (cause !== 'permission') return cause;
  if (hasObstacle(obstacles)) return 'obstructed';
  return missing.length === 0 ? 'permissionUnknown' : 'permission';
}

/** The text of an alert, as Markdown. */
export function alertText(alert: DigestAlert, language: Language): string {
  const { cause, digests, missing = [], obstacles = {}, refusals = [] } = alert;
  const { t, list } = language;
  const names = missing.length === 0 ? ['ViewChannel', 'SendMessages'] : missing;
  const lines = digests
    .slice(0, mostListed)
    .map(({ number, channelId }) => t(`digest:alert.digest.${cause}`, { number, channel: channelId }));
  const more = digests.length - lines.length;
  return [
    t(`digest:alert.${causeText(alert)}`, {
      obstacles: obstacleTexts(obstacles, language).join(' '),
      permissions: list(names.map((name) => t(`digest:permission.${name}`))),
      reason: shortenToSize(escapeMarkdown(refusals.join(' · ')), 200),
    }),
    ...lines,
    ...(more > 0 ? [t('digest:alert.more', { count: more })] : []),
  ].join('\n');
}
