import type { CommandRequest, Context, Reply } from '../../src/command/command.ts';
import { parseZone } from '../../src/digest/schedule/zones.ts';
import { guildDigests } from '../../src/store/digests.ts';
import { changeGuildSettings, guildSettings } from '../../src/store/guilds.ts';
import { UserError } from '../../src/text/user-error.ts';
import { guildSettingsMessage } from '../../src/view/guild-settings.ts';
import { alertsWarnings } from './access-warnings.ts';
import { postableChannel } from './digest-options.ts';
import { firstSlot } from './digest-schedule.ts';
import { requireGuild } from './require-digest.ts';
import { updateCurrentDigest } from './update-digest.ts';

/**
 * `/digest settings`: shows what holds for all digests of the guild, after changing what the options name. @throws
 * {UserError}
 */
export async function settings(request: CommandRequest, context: Context): Promise<Reply> {
  const { db } = context;
  const guildId = requireGuild(request);
  const zone = request.options.text('timezone');
  const timezone = zone === undefined ? undefined : parseZone(zone);
  const alertsChannelId = alertsFromOptions(request);
  const access = alertsChannelId && (await context.access({ guildId, channelId: alertsChannelId }));
  // A channel of another guild, too, is none of this one's.
  if (access === 'gone') throw new UserError('digest:error.badChannel');
  const warnings = alertsChannelId ? alertsWarnings(access || undefined, alertsChannelId, request.language) : [];
  if (timezone !== undefined || alertsChannelId !== undefined)
    await changeGuildSettings(db, guildId, {
      ...(timezone === undefined ? {} : { timezone }),
      ...(alertsChannelId === undefined ? {} : { alertsChannelId }),
    });
  if (timezone !== undefined) await reschedule(guildId, request, context);
  return {
    message: guildSettingsMessage(await guildSettings(db, guildId), warnings, request.language),
    ephemeral: true,
  };
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

/** Digests without a zone of their own go by the guild's from now on. */
async function reschedule(guildId: string, request: CommandRequest, context: Context): Promise<void> {
  for (const { number } of await guildDigests(context.db, guildId))
    await updateCurrentDigest(number, request, context, ({ cron, zone, timezone, paused }) =>
      timezone === null && paused === null ? { nextSlot: firstSlot(cron, zone, context.now()) } : {},
    );
}
