import type { CommandRequest, Context, Reply } from '../../src/command/command.ts';
import { addDigest, type DigestChanges, removedDigests, type StoredDigest } from '../../src/store/digests.ts';
import { guildSettings } from '../../src/store/guilds.ts';
import { UserError } from '../../src/text/user-error.ts';
import type { DigestNotes } from '../../src/view/digest-details.ts';
import { detailsReply } from './digest-details.ts';
import { digestHints } from './digest-hints.ts';
import { type ChannelRequest, checkChannel, postableChannel, settingsFromOptions } from './digest-options.ts';
import { cronFromOptions, firstSlot } from './digest-schedule.ts';
import { requireDigest, requireGuild, undoWithinMs } from './require-digest.ts';

// As many as a guild can need, and few enough that no guild fills the database.
const maxDigestsOfGuild = 50;

/** What a digest is like of which nothing else was chosen. */
export const digestDefaults = {
  topic: null,
  depth: 'brief',
  mentionRoleId: null,
  whenEmpty: 'skip',
  catchUpMinutes: 120,
  publish: false,
  timezone: null,
  language: null,
} as const satisfies DigestChanges;

/** `/digest add`: sets up a digest. @throws {UserError} */
export async function add(request: CommandRequest, context: Context): Promise<Reply> {
  const chosen = {
    channelId: postableChannel('channel', request) ?? '',
    cron: cronFromOptions(request, context),
    ...settingsFromOptions(request, context),
  };
  const { number, notes } = await addDigestAs(chosen, request, context);
  return detailsReply('added', number, request, context, notes);
}

/** Sets up a digest as it was chosen to be, and notes what is to be said of it. @throws {UserError} */
export async function addDigestAs(
  chosen: DigestChanges & Pick<StoredDigest, 'channelId' | 'cron'>,
  request: ChannelRequest,
  context: Context,
): Promise<{ number: number; notes: DigestNotes }> {
  const { db, now } = context;
  const guildId = requireGuild(request);
  const digest = { ...digestDefaults, ...chosen };
  const zone = digest.timezone ?? (await guildSettings(db, guildId)).timezone;
  const nextSlot = firstSlot(digest.cron, zone, now());
  const { warnings, type } = await checkChannel({ ...digest, guildId }, request, context);
  const number = await addDigest(
    db,
    { ...digest, guildId, nextSlot, paused: null, removedAt: null, createdBy: request.userId, createdAt: now() },
    maxDigestsOfGuild,
    now() - undoWithinMs,
  );
  if (number === undefined) throw await tooMany(guildId, context);
  const hints = await digestHints(await requireDigest(number, request, context), type, request, context);
  return { number, notes: { warnings, hints } };
}

/** Why a guild can have no other digest. Those that can come back count, so that nobody adds and removes without end. */
async function tooMany(guildId: string, { db, now }: Context): Promise<UserError> {
  const limit = maxDigestsOfGuild;
  const removed = await removedDigests(db, guildId, limit);
  const back = removed.flatMap(({ removedAt }) =>
    removedAt !== null && removedAt > now() - undoWithinMs ? removedAt : [],
  );
  const first = back.at(-1);
  if (first === undefined) return new UserError('digest:error.tooMany', { limit });
  return new UserError('digest:error.tooManyRemoved', { limit, at: Math.ceil((first + undoWithinMs) / 1000) });
}
