import type { CommandRequest, Context, Reply } from '../../src/command/command.ts';
import { addDigest, type DigestChanges } from '../../src/store/digests.ts';
import { guildSettings } from '../../src/store/guilds.ts';
import { UserError } from '../../src/text/user-error.ts';
import { detailsReply } from './digest-details.ts';
import { checkChannel, postableChannel, settingsFromOptions } from './digest-options.ts';
import { cronFromOptions, firstSlot } from './digest-schedule.ts';
import { requireGuild } from './require-digest.ts';

// As many as a guild can need, and few enough that no guild fills the database.
const maxDigestsOfGuild = 50;

const defaults = {
  topic: null,
  depth: 'brief',
  mentionRoleId: null,
  whenEmpty: 'skip',
  catchUpMinutes: 120,
  publish: false,
  timezone: null,
} as const satisfies DigestChanges;

/** `/digest add`: sets up a digest. @throws {UserError} */
export async function add(request: CommandRequest, context: Context): Promise<Reply> {
  const { db, now } = context;
  const guildId = requireGuild(request);
  const { options, userId } = request;
  const channelId = postableChannel('channel', request) ?? '';
  const digest = { ...defaults, ...settingsFromOptions(request, context), channelId, cron: cronFromOptions(options) };
  const zone = digest.timezone ?? (await guildSettings(db, guildId)).timezone;
  const nextSlot = firstSlot(digest.cron, zone, now());
  const warnings = await checkChannel({ ...digest, guildId }, request, context);
  const number = await addDigest(
    db,
    { ...digest, guildId, nextSlot, paused: null, removedAt: null, createdBy: userId, createdAt: now() },
    maxDigestsOfGuild,
  );
  if (number === undefined) throw new UserError('digest:error.tooMany', { limit: maxDigestsOfGuild });
  return detailsReply('added', number, request, context, warnings);
}
