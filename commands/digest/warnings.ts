import type { ChannelAccess, Context, Request } from '../../src/command.ts';
import type { StoredDigest } from '../../src/store/digests.ts';
import type { Language } from '../../src/text/language.ts';

type Where = Pick<StoredDigest, 'guild_id' | 'channel_id' | 'mention_role_id'>;

/** What the bot lacks for a digest in its channel, as Markdown that says how to give it. */
export async function accessWarnings(digest: Where, { language }: Request, { access }: Context): Promise<string[]> {
  const { guild_id: guildId, channel_id: channelId, mention_role_id: roleId } = digest;
  return warningsOf(await access({ guildId, channelId, roleId }), channelId, roleId, language);
}

/** The same of what Discord has already said. */
export function warningsOf(
  access: ChannelAccess | undefined,
  channel: string,
  role: string | null,
  { t, list }: Language,
): string[] {
  if (!access) return [t('digest:unchecked', { channel })];
  const name = (permission: string) => t(`digest:permission.${permission}`);
  const posting = access.missing.filter((permission) => permission !== 'MentionEveryone');
  return [
    ...(posting.length > 0 ? [t('digest:missing', { channel, permissions: list(posting.map(name)) })] : []),
    ...(posting.length < access.missing.length && role !== null
      ? [t('digest:missingMention', { channel, role, permissions: name('MentionEveryone') })]
      : []),
  ];
}
