import type { ChannelAccess, Context, Request } from '../../src/command/command.ts';
import type { StoredDigest } from '../../src/store/digests.ts';
import type { Language } from '../../src/text/language.ts';
import type { ChannelPermission } from '../../src/view/digest-check.ts';
import { hasObstacle, obstacleTexts } from '../../src/view/post-obstacles.ts';

type Where = Pick<StoredDigest, 'number' | 'guildId' | 'channelId' | 'mentionRoleId'>;

/** What the bot lacks for a digest in its channel, as Markdown that says how to give it. */
export async function accessWarnings(digest: Where, { language }: Request, { access }: Context): Promise<string[]> {
  const { number, guildId, channelId, mentionRoleId: roleId } = digest;
  const found = await access({ guildId, channelId, roleId });
  if (found === 'gone') return [language.t('digest:channelGone', { channel: channelId, number })];
  return channelWarnings(found, channelId, roleId, language);
}

/** What the bot lacks in a channel by what Discord has already said of it, as Markdown that says how to give it. */
export function channelWarnings(
  access: ChannelAccess | undefined,
  channel: string,
  role: string | null,
  language: Language,
): string[] {
  const { t, list } = language;
  if (!access) return [t('digest:unchecked', { channel })];
  const inTheWay = obstacleTexts(access, language);
  if (inTheWay.length > 0) return [t('digest:obstructed', { channel }), ...inTheWay];
  const missing = (what: ChannelPermission['needed']) => missingNames(access, what, t);
  const [post, ping, check] = [missing('post'), missing('ping'), missing('check')];
  if (post.length > 0) return [t('digest:missing', { channel, permissions: list(post) })];
  return [
    ...(access.isRoleGone ? [t('digest:roleGone')] : []),
    ...(ping.length > 0 && role !== null
      ? [t('digest:missingMention', { channel, role, permissions: list(ping) })]
      : []),
    ...(check.length > 0 ? [t('digest:missingHistory', { channel, permissions: list(check) })] : []),
  ];
}

/** Why a digest cannot be posted, in a line; undefined if it can, or Discord did not say. */
export function cannotPostText(
  found: ChannelAccess | 'gone' | undefined,
  { channelId: channel, number, paused }: Pick<StoredDigest, 'channelId' | 'number' | 'paused'>,
  { t, list }: Language,
): string | undefined {
  if (found === undefined) return undefined;
  // That its channel is gone, or its thread closed, is said already where it was paused for that.
  if (found === 'gone') return paused === 'gone' ? undefined : t('digest:listedCannot.gone');
  if (hasObstacle(found))
    return paused === 'closed' ? undefined : t('digest:listedCannot.obstructed', { channel, number });
  const missing = missingNames(found, 'post', t);
  return missing.length > 0 ? t('digest:listedCannot.lacks', { permissions: list(missing), channel }) : undefined;
}

/** What the bot lacks in the channel for alerts, which need no more than that it can post there. */
export function alertsWarnings(access: ChannelAccess | undefined, channel: string, language: Language): string[] {
  const { t, list } = language;
  if (!access) return [t('digest:uncheckedAlerts', { channel })];
  const inTheWay = obstacleTexts(access, language);
  if (inTheWay.length > 0) return [t('digest:obstructed', { channel }), ...inTheWay];
  const missing = missingNames(access, 'post', t);
  return missing.length > 0 ? [t('digest:missing', { channel, permissions: list(missing) })] : [];
}

function missingNames({ permissions }: ChannelAccess, what: ChannelPermission['needed'], t: Language['t']): string[] {
  return permissions
    .filter(({ held, needed }) => !held && needed === what)
    .map(({ name }) => t(`digest:permission.${name}`));
}
