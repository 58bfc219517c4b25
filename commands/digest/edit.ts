import type { CommandRequest, Context, Reply } from '../../src/command/command.ts';
import type { DigestChanges, StoredDigest } from '../../src/store/digests.ts';
import { guildSettings } from '../../src/store/guilds.ts';
import { forcedPauses } from '../../src/store/schema.ts';
import { UserError } from '../../src/text/user-error.ts';
import { detailsReply } from './digest-details.ts';
import { checkChannel, postableChannel, settingsFromOptions } from './digest-options.ts';
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
    const cron = cronFromOptions(request.options, context, present.cron);
    return cron === present.cron ? changed : { ...changed, cron };
  };
  const when = ['time', 'days', 'cron'].some((name) => request.options.text(name) !== undefined);
  if (!when && Object.keys(changed).length === 0)
    throw new UserError('digest:error.nothingToChange', { number: original.number });
  const intended = { ...original, ...changesOf(original) };
  // What can be wrong is found out before Discord is asked and anything is changed.
  await nextSlotOf(original, intended, context);
  const { warnings, mayPost } = await checkChannel(intended, request, context);
  let resumed = false;
  await updateCurrentDigest(original.number, request, context, async (present) => {
    const changes = changesOf(present);
    resumed = mayPost && isPausedByChannel(present) && ![undefined, present.channelId].includes(changes.channelId);
    const running: DigestChanges = resumed ? { paused: null, alertDue: 0 } : {};
    return { ...changes, ...running, ...(await nextSlotOf(present, { ...changes, ...running }, context)) };
  });
  return detailsReply(resumed ? 'resumed' : 'changed', original.number, request, context, warnings);
}

/** True if it is paused for something that its channel lacks, and that another channel may have. */
function isPausedByChannel({ paused }: StoredDigest): boolean {
  return forcedPauses.some((why) => why === paused);
}

/** The instant that a digest with a changed schedule, or that runs again, is due next; nothing for others. */
async function nextSlotOf(present: StoredDigest, changes: DigestChanges, { db, now }: Context): Promise<DigestChanges> {
  if (changes.cron === undefined && changes.timezone === undefined && changes.paused === undefined) return {};
  const { cron, timezone, paused } = { ...present, ...changes };
  const zone = timezone ?? (await guildSettings(db, present.guildId)).timezone;
  const nextSlot = firstSlot(cron, zone, now());
  return paused === null ? { nextSlot } : {};
}

/** What `clear` takes back. @throws {UserError} if an option sets it at once. */
function cleared({ options }: CommandRequest): DigestChanges {
  const name = clearable.find((option) => option === options.text('clear'));
  if (!name) return {};
  if (options.text(name) !== undefined) throw new UserError('digest:error.clearAndSet', { option: name });
  return { [name === 'mention' ? 'mentionRoleId' : name]: null };
}
