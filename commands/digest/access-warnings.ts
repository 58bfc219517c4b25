import type { ChannelAccess, Context, Request } from '../../src/command/command.ts';
import type { StoredDigest } from '../../src/store/digests.ts';
import type { Language } from '../../src/text/language.ts';
import type { ChannelPermission } from '../../src/view/digest-check.ts';

type Where = Pick<StoredDigest, 'guildId' | 'channelId' | 'mentionRoleId'>;

/** What the bot lacks for a digest in its channel, as Markdown that says how to give it. */
export async function accessWarnings(digest: Where, { language }: Request, { access }: Context): Promise<string[]> {
  const { guildId, channelId, mentionRoleId: roleId } = digest;
  return channelWarnings(await access({ guildId, channelId, roleId }), channelId, roleId, language);
}

/** What the bot lacks in a channel by what Discord has already said of it, as Markdown that says how to give it. */
export function channelWarnings(
  access: ChannelAccess | 'gone' | undefined,
  channel: string,
  role: string | null,
  { t, list }: Language,
): string[] {
  if (!access) return [t('digest:unchecked', { channel })];
  if (access === 'gone') return [t('digest:channelGone', { channel })];
  const missing = (what: ChannelPermission['needed']) =>
    access.permissions
      .filter(({ held, needed }) => !held && needed === what)
      .map(({ name }) => t(`digest:permission.${name}`));
  const [post, ping, check] = [missing('post'), missing('ping'), missing('check')];
  if (post.length > 0) return [t('digest:missing', { channel, permissions: list(post) })];
  return [
    ...(ping.length > 0 && role !== null
      ? [t('digest:missingMention', { channel, role, permissions: list(ping) })]
      : []),
    ...(check.length > 0 ? [t('digest:missingHistory', { channel, permissions: list(check) })] : []),
  ];
}
