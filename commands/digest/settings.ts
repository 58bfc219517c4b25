import type { CommandRequest, Context, Reply, Request } from '../../src/command/command.ts';
import { changeGuild, type MovedDigest } from '../../src/digest/schedule/change-guild.ts';
import { parseZone } from '../../src/digest/schedule/zones.ts';
import { type GuildSettings, guildSettings } from '../../src/store/guilds.ts';
import { UserError } from '../../src/text/user-error.ts';
import type { Message } from '../../src/view/card.ts';
import { guildSettingsMessage } from '../../src/view/guild-settings.ts';
import { alertsWarnings } from './access-warnings.ts';
import { postableChannel } from './digest-options.ts';
import { requireGuild } from './require-digest.ts';

/**
 * `/digest settings`: shows what holds for all digests of the guild, after changing what the options name, and what that
 * moves. @throws {UserError}
 */
export async function settings(request: CommandRequest, context: Context): Promise<Reply> {
  const { db } = context;
  const guildId = requireGuild(request);
  const zone = request.options.text('timezone');
  const timezone = zone === undefined ? undefined : parseZone(zone, request.language.locale);
  const alertsChannelId = alertsFromOptions(request);
  const access = alertsChannelId && (await context.access({ guildId, channelId: alertsChannelId }));
  // A channel of another guild, too, is none of this one's.
  if (access === 'gone') throw new UserError('digest:error.badChannel');
  const { digestIntervalMs, now } = context;
  const changes: Partial<GuildSettings> = {
    ...(timezone === undefined ? {} : { timezone }),
    ...(alertsChannelId === undefined ? {} : { alertsChannelId }),
    ...languageFromOptions(request),
  };
  const before = await guildSettings(db, guildId);
  const moved = await changeGuild(db, guildId, changes, { now: now(), digestIntervalMs });
  const changed = settingNames.filter((name) => changes[name] !== undefined && changes[name] !== before[name]);
  return { message: await settingsMessage(request, context, { changed, moved }), ephemeral: true };
}

const settingNames = ['timezone', 'language', 'alertsChannelId'] as const;

/** What holds for all digests of the guild, after a change of it or without one. @throws {UserError} outside a guild. */
export async function settingsMessage(
  request: Request,
  context: Context,
  change: { readonly changed?: (typeof settingNames)[number][]; readonly moved?: MovedDigest[] } = {},
): Promise<Message> {
  const present = await guildSettings(context.db, requireGuild(request));
  const warnings = await warningsOf(present.alertsChannelId, request, context);
  return guildSettingsMessage(present, { warnings, ...change }, request.language);
}

/** What the bot lacks in the channel for alerts, as Markdown. */
async function warningsOf(channelId: string | null, request: Request, { access }: Context): Promise<readonly string[]> {
  if (channelId === null) return [];
  const found = await access({ guildId: requireGuild(request), channelId });
  if (found === 'gone') return [request.language.t('digest:alertsChannelGone', { channel: channelId })];
  return alertsWarnings(found, channelId, request.language);
}

/**
 * The channel that the option names; null if it is taken back. @throws {UserError} if it is both, or none to post in.
 */
function alertsFromOptions(request: CommandRequest): string | null | undefined {
  const channel = postableChannel('alerts', request);
  if (request.options.text('clear') !== 'alerts') return channel;
  if (channel !== undefined) throw new UserError('digest:error.clearAndSet', { option: 'alerts' });
  return null;
}

/** The language that the option names; null if it is taken back. @throws {UserError} if it is both. */
function languageFromOptions({ options }: CommandRequest): Partial<GuildSettings> {
  const named = options.text('language');
  if (options.text('clear') !== 'language') return named === undefined ? {} : { language: named };
  if (named !== undefined) throw new UserError('digest:error.clearAndSet', { option: 'language' });
  return { language: null };
}
