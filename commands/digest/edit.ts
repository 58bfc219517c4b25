import type { CommandRequest, Context, Reply, Request } from '../../src/command/command.ts';
import { parseCron } from '../../src/digest/schedule/cron.ts';
import { unreadablePart } from '../../src/digest/schedule/readable.ts';
import { fallsAway } from '../../src/digest/schedule/slots.ts';
import type { DigestChanges, StoredDigest } from '../../src/store/digests.ts';
import { forcedPauses } from '../../src/store/schema.ts';
import { UserError } from '../../src/text/user-error.ts';
import { detailsReply } from './digest-details.ts';
import { type ChannelRequest, checkChannel, postableChannel, settingsFromOptions } from './digest-options.ts';
import { cronFromOptions, firstSlot } from './digest-schedule.ts';
import { digestFromOption } from './require-digest.ts';
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
  const { change, warnings } = await editDigestBy(changesOf, original, request, context);
  return detailsReply(change, original.number, request, context, warnings);
}

/**
 * Changes a digest by what `changesOf` makes of it as it is now, and says what falls away by that and what it lacks in
 * its channel. @throws {UserError}
 */
export async function editDigestBy(
  changesOf: (present: StoredDigest) => DigestChanges,
  original: StoredDigest,
  request: ChannelRequest,
  context: Context,
): Promise<{ change: 'changed' | 'resumed'; warnings: string[] }> {
  const intended = changesOf(original);
  // What can be wrong is found out before Discord is asked and anything is changed.
  nextSlotOf(original, intended, context);
  const { warnings, mayPost } = await checkChannel({ ...original, ...intended }, request, context);
  let resumed = false;
  let lost: string[] = [];
  await updateCurrentDigest(original.number, request, context, (present) => {
    const changes = changesOf(present);
    lost = lostPost(present, changes, request, context);
    resumed = mayPost && isPausedByChannel(present) && ![undefined, present.channelId].includes(changes.channelId);
    const running: DigestChanges = resumed ? { paused: null, alertDue: 0 } : {};
    return { ...changes, ...running, ...nextSlotOf(present, { ...changes, ...running }, context) };
  });
  return { change: resumed ? 'resumed' : 'changed', warnings: [...lost, ...warnings] };
}

/** True if it is paused for something that its channel lacks, and that another channel may have. */
function isPausedByChannel({ paused }: StoredDigest): boolean {
  return forcedPauses.some((why) => why === paused);
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
