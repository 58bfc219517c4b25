import { ChannelType } from 'discord.js';
import { depths } from '../../src/briefing/file/schema.ts';
import type { CommandRequest, Context, Request } from '../../src/command/command.ts';
import { parseZone } from '../../src/digest/schedule/zones.ts';
import type { DigestChanges, StoredDigest } from '../../src/store/digests.ts';
import { whenEmptyChoices } from '../../src/store/schema.ts';
import { UserError } from '../../src/text/user-error.ts';
import { chosenTopic } from '../topic.ts';
import { channelWarnings } from './access-warnings.ts';
import { postable } from './subcommands.ts';

/** A request that names channels, of which Discord says the type. */
export type ChannelRequest = Request & Pick<CommandRequest, 'channels'>;

/** The settings that options name, other than channel and schedule. @throws {UserError} */
export function settingsFromOptions(request: CommandRequest, context: Context): DigestChanges {
  const { options } = request;
  const zone = options.text('timezone');
  const topic = options.text('topic');
  const changes = {
    timezone: zone === undefined ? undefined : parseZone(zone, request.language.locale),
    topic: topic === undefined ? undefined : chosenTopic(topic, context, request.language),
    depth: depths.find((depth) => depth === options.text('depth')),
    mentionRoleId: roleToPing(options.text('mention'), request),
    whenEmpty: whenEmptyChoices.find((choice) => choice === options.text('when-empty')),
    catchUpMinutes: options.integer('catch-up'),
    publish: options.flag('publish'),
    language: options.text('language'),
  };
  return Object.fromEntries(Object.entries(changes).filter(([, value]) => value !== undefined));
}

/** The role that was chosen. @throws {UserError} if it is everyone, or no role of this guild. */
export function roleToPing(
  role: string | undefined,
  { guildId, roles }: Pick<CommandRequest, 'guildId' | 'roles'>,
): string | undefined {
  if (role === undefined) return undefined;
  if (role === guildId) throw new UserError('digest:error.noEveryone');
  if (!roles.has(role)) throw new UserError('digest:error.badRole');
  return role;
}

/** The channel that the option names, if it is one to post in. @throws {UserError} if it is not. */
export function postableChannel(option: string, { options, channels }: CommandRequest): string | undefined {
  return channelToPostIn(options.text(option), channels);
}

/** The channel that was chosen, if it is one to post in. @throws {UserError} if it is not. */
export function channelToPostIn(id: string | undefined, channels: CommandRequest['channels']): string | undefined {
  if (id === undefined) return undefined;
  const channel = channels.get(id);
  if (!channel || !postable.includes(channel.type)) throw new UserError('digest:error.badChannel');
  return id;
}

/**
 * What the bot lacks in a digest's channel, what Discord says of the channel, and its type as far as that is known.
 * @throws {UserError} if it is to be published where that cannot be done.
 */
export async function checkChannel(
  digest: Pick<StoredDigest, 'guildId' | 'channelId' | 'mentionRoleId' | 'publish'> & { readonly number?: number },
  { channels, language }: ChannelRequest,
  { access }: Context,
): Promise<{ warnings: string[]; found: Awaited<ReturnType<Context['access']>>; type: ChannelType | undefined }> {
  const { guildId, channelId, mentionRoleId: roleId, publish, number } = digest;
  const found = await access({ guildId, channelId, roleId });
  if (found === 'gone') {
    // The channel was not named now; what was is changed all the same.
    if (number === undefined || channels.has(channelId)) throw new UserError('digest:error.badChannel');
    return { warnings: [language.t('digest:channelGone', { channel: channelId, number })], found, type: undefined };
  }
  const type = channels.get(channelId)?.type ?? found?.type;
  if (publish && type !== undefined && type !== ChannelType.GuildAnnouncement)
    throw new UserError('digest:error.noPublish', { channel: channelId });
  return { warnings: channelWarnings(found, channelId, roleId, language), found, type };
}
