import { type CommandRequest, type Context, canPost, type Reply, type Request } from '../../src/command/command.ts';
import { parseCron } from '../../src/digest/schedule/cron.ts';
import { unreadablePart } from '../../src/digest/schedule/readable.ts';
import { fallsAway } from '../../src/digest/schedule/slots.ts';
import type { DigestChanges, StoredDigest } from '../../src/store/digests.ts';
import { forcedPauses } from '../../src/store/schema.ts';
import { UserError } from '../../src/text/user-error.ts';
import type { DigestNotes } from '../../src/view/digest-details.ts';
import { doesRefusalStand, type Found } from './check.ts';
import { detailsReply } from './digest-details.ts';
import { digestHints } from './digest-hints.ts';
import { type ChannelRequest, checkChannel, postableChannel, settingsFromOptions } from './digest-options.ts';
import { cronFromOptions, firstSlot } from './digest-schedule.ts';
import { digestFromOption, requireDigest } from './require-digest.ts';
import { clearable } from './subcommands.ts';
import { updateCurrentDigest } from './update-digest.ts';

/** `/digest edit`: changes a digest; what no option names stays as it is. @throws {UserError} */
export async function edit(request: CommandRequest, context: Context): Promise<Reply> {
  const original = await digestFromOption(request, context);
  const channelId = postableChannel('channel', request);
  const changed: DigestChanges = {
    ...settingsFromOptions(request, context),
    ...cleared(request),
    ...(channelId === undefined ? {} : { channelId }),
  };
  const changesOf = (present: StoredDigest): DigestChanges => {
    const cron = cronFromOptions(request, context, present.cron);
    return cron === present.cron ? changed : { ...changed, cron };
  };
  const when = ['time', 'days', 'cron'].some((name) => request.options.text(name) !== undefined);
  if (!when && Object.keys(changed).length === 0)
    throw new UserError('digest:error.nothingToChange', { number: original.number });
  const { change, notes } = await editDigestBy(changesOf, original, request, context);
  return detailsReply(change, original.number, request, context, notes);
}

/**
 * Changes a digest by what `changesOf` makes of it as it is now, and notes what moves or falls away by that, and what it
 * lacks in its channel. One that was paused for what it lacked posts again once it can. @throws {UserError}
 */
export async function editDigestBy(
  changesOf: (present: StoredDigest) => DigestChanges,
  original: StoredDigest,
  request: ChannelRequest,
  context: Context,
): Promise<{ change: 'changed' | 'resumed'; notes: DigestNotes }> {
  const intended = changesOf(original);
  // What can be wrong is found out before Discord is asked and anything is changed.
  nextSlotOf(original, intended, context);
  const { warnings, found, type } = await checkChannel({ ...original, ...intended }, request, context);
  let resumed = false;
  let lost: string[] = [];
  let moved: string[] = [];
  await updateCurrentDigest(original.number, request, context, (present) => {
    const changes = changesOf(present);
    resumed = isPausedByChannel(present) && isMended(present, original, changes, found);
    const running: DigestChanges = resumed ? { paused: null, alertDue: 0 } : {};
    const { nextSlot, ...rest } = nextSlotOf(present, { ...changes, ...running }, context);
    lost = lostPost(present, changes, request, context);
    moved = lost.length > 0 ? [] : movedPost(present.nextSlot, nextSlot, request);
    return { ...changes, ...running, ...rest, ...(nextSlot === undefined ? {} : { nextSlot }) };
  });
  const digest = await requireDigest(original.number, request, context);
  const hints = [...moved, ...(await digestHints(digest, type, request, context))];
  return { change: resumed ? 'resumed' : 'changed', notes: { warnings: [...lost, ...warnings], hints } };
}

/** True if it is paused for something that its channel lacks, and that may be there by now. */
function isPausedByChannel({ paused }: StoredDigest): boolean {
  return forcedPauses.some((why) => why === paused);
}

/**
 * True if the bot can post in the channel that a digest has now. Of another channel that is believed while Discord does
 * not say; of the same one, Discord has to say that something has changed since it refused the last post, which may have
 * been while it was asked.
 */
function isMended(present: StoredDigest, original: StoredDigest, { channelId }: DigestChanges, found: Found): boolean {
  if (found === 'gone') return false;
  if (channelId !== undefined && channelId !== present.channelId) return found === undefined || canPost(found);
  if (present.paused !== original.paused) return false;
  return found !== undefined && canPost(found) && !doesRefusalStand(present, found);
}

/** Says that the next post is at another time, as Markdown. */
function movedPost(before: number | null, next: number | null | undefined, { language }: Request): string[] {
  if (before === null || !next || next === before) return [];
  return [language.t('digest:hint.moved', { before: Math.floor(before / 1000), next: Math.floor(next / 1000) })];
}

/**
 * The instant that a digest with a changed schedule, or that runs again, is due next; nothing for others. @throws
 * {UserError} if it cannot be due.
 */
function nextSlotOf(present: StoredDigest, changes: DigestChanges, { now }: Context): DigestChanges {
  if (changes.cron === undefined && changes.timezone === undefined && changes.paused === undefined) return {};
  const { cron, timezone, paused } = { ...present, ...changes };
  const nextSlot = firstSlot(cron, timezone ?? present.guildZone, now());
  return paused === null ? { nextSlot } : {};
}

/** Says which post falls away by a change, if one does, as Markdown. */
function lostPost(present: StoredDigest, changes: DigestChanges, { language }: Request, { now }: Context): string[] {
  const { nextSlot, number } = present;
  if (changes.cron === undefined && changes.timezone === undefined) return [];
  if (nextSlot === null || unreadablePart(present) !== undefined) return [];
  const { cron, timezone } = { ...present, ...changes };
  const times = { cron: parseCron(cron), zone: timezone ?? present.guildZone, now: now() };
  const at = fallsAway(nextSlot, present.zone, times);
  if (at === undefined) return [];
  const seconds = { slot: Math.floor(nextSlot / 1000), at: Math.floor(at / 1000) };
  return [language.t('digest:fallsAway', { ...seconds, number })];
}

/** What `clear` takes back. @throws {UserError} if an option sets it at once. */
function cleared({ options }: CommandRequest): DigestChanges {
  const name = clearable.find((option) => option === options.text('clear'));
  if (!name) return {};
  if (options.text(name) !== undefined) throw new UserError('digest:error.clearAndSet', { option: name });
  return { [name === 'mention' ? 'mentionRoleId' : name]: null };
}
