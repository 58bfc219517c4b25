import type { ChannelType } from 'discord.js';
import type { Context, Request } from '../../../src/command/command.ts';
import { cronOf, defaultSchedule } from '../../../src/digest/schedule/weekly.ts';
import { putBackDraft, takeDraft } from '../../../src/store/drafts.ts';
import type { DraftRow } from '../../../src/store/schema.ts';
import { UserError } from '../../../src/text/user-error.ts';
import type { Message } from '../../../src/view/card.ts';
import { addDigestAs } from '../add.ts';
import { detailsReply } from '../digest-details.ts';
import type { ChannelRequest } from '../digest-options.ts';
import { editDigestBy } from '../edit.ts';
import { requireDigest } from '../require-digest.ts';
import { baseOf, changesOf, draftsSince, keyOf, newDigest, type PanelChanges } from './draft.ts';

/** Somebody else has changed the digest since the moderator began to. */
class ChangedMeanwhile extends Error {}

/**
 * Saves what a moderator has changed in a panel, as `/digest add` and `/digest edit` do, and shows the digest.
 * @returns undefined, with nothing saved, if somebody else has changed the digest since; saving again then does it.
 * @throws {UserError} with nothing saved and the draft kept.
 */
export async function save(number: number, request: Request, context: Context): Promise<Message | undefined> {
  const original = number === newDigest ? undefined : await requireDigest(number, request, context);
  const draft = await takeDraft(context.db, keyOf(number, request), draftsSince(context));
  if (!draft) throw new UserError('panel:error.nothingToSave');
  try {
    const saved = original
      ? await edit(original.number, draft, request, context)
      : await add(changesOf(draft), request, context);
    return (await detailsReply(saved.change, saved.number, request, context, saved.notes)).message;
  } catch (error) {
    if (!(error instanceof ChangedMeanwhile)) {
      await putBackDraft(context.db, draft);
      throw error;
    }
    const base = baseOf(await requireDigest(number, request, context));
    await putBackDraft(context.db, { ...draft, base });
    return undefined;
  }
}

async function add({ channelType, channelId, ...chosen }: PanelChanges, request: Request, context: Context) {
  if (channelId === undefined) throw new UserError('panel:error.noChannel');
  const settings = { ...chosen, channelId, cron: chosen.cron ?? cronOf(defaultSchedule) };
  const added = await addDigestAs(settings, naming(channelId, channelType, request), context);
  return { change: 'added' as const, ...added };
}

async function edit(number: number, draft: DraftRow, request: Request, context: Context) {
  const original = await requireDigest(number, request, context);
  const { channelType, ...chosen } = changesOf(draft);
  const edited = await editDigestBy(
    (present) => {
      if (baseOf(present) !== draft.base) throw new ChangedMeanwhile();
      return chosen;
    },
    original,
    naming(chosen.channelId, channelType, request),
    context,
  );
  return { number, ...edited };
}

/** A request that names the channel that was chosen, if one was. */
function naming(id: string | undefined, type: ChannelType | undefined, request: Request): ChannelRequest {
  return { ...request, channels: new Map(id !== undefined && type !== undefined ? [[id, { type, name: '' }]] : []) };
}
