import { ChannelType } from 'discord.js';
import {
  type ChannelAccess,
  type CommandRequest,
  type Context,
  canPost,
  type Reply,
} from '../../src/command/command.ts';
import { composeNow } from '../../src/digest/compose/compose.ts';
import { lastFailure } from '../../src/store/deliveries/history.ts';
import type { StoredDigest } from '../../src/store/digests.ts';
import { resumePaused } from '../../src/store/digests.ts';
import { forcedPauses } from '../../src/store/schema.ts';
import { type Check, checkMessage } from '../../src/view/digest-check.ts';
import { firstSlot, nextPosts, requireReadable } from './digest-schedule.ts';
import { lastEntry } from './history.ts';
import { digestFromOption, requireDigest } from './require-digest.ts';

/** What Discord says of a channel. */
export type Found = ChannelAccess | 'gone' | undefined;

/**
 * `/digest check`: shows what a digest needs in its channel, and what of that is there. A digest that was paused for
 * the lack of it is resumed once it is back. @throws {UserError}
 */
export async function check(request: CommandRequest, context: Context): Promise<Reply> {
  const original = requireReadable(await digestFromOption(request, context));
  const { guildId, channelId, mentionRoleId: roleId } = original;
  const found = await context.access({ guildId, channelId, roleId });
  const failure = await lastFailure(context.db, original);
  const refusalStands = failure !== undefined && doesRefusalStand(original, found);
  const resumed =
    forcedPauses.some((why) => why === original.paused) &&
    !refusalStands &&
    found !== undefined &&
    found !== 'gone' &&
    canPost(found) &&
    (await resumePaused(context.db, original, firstSlot(original.cron, original.zone, context.now())));
  // Others may have changed the digest while Discord was asked; it is shown as it is now.
  const digest = await requireDigest(original.number, request, context);
  const state = await stateOf(digest, original, found, context);
  return { message: checkMessage({ ...state, failure, refusalStands, resumed }, request.language), ephemeral: true };
}

/** True if Discord would refuse the next post as it did the last one, though the bot seems able to post. */
export function doesRefusalStand({ paused, refusalUnexplained }: StoredDigest, found: Found): boolean {
  if (paused === 'permission') return refusalUnexplained;
  // A post should have opened the thread again.
  return paused === 'closed' && found !== undefined && found !== 'gone' && found.isArchived === true;
}

async function stateOf(
  digest: StoredDigest,
  { channelId, mentionRoleId: roleId }: StoredDigest,
  found: Found,
  context: Context,
): Promise<Omit<Check, 'failure' | 'refusalStands' | 'resumed'>> {
  const { library, now } = context;
  const { number, topic, paused } = digest;
  return {
    number,
    channelId,
    roleId,
    paused,
    permissions:
      found && found !== 'gone'
        ? found.permissions.filter(({ needed }) => needed !== 'ping' || roleId !== null)
        : found,
    obstacles: found && found !== 'gone' ? found : {},
    isRoleGone: found !== undefined && found !== 'gone' && found.isRoleGone === true,
    unpublishable: digest.publish && cannotPublish(found),
    emptyTopic: topic !== null && library.topic(topic, now()).length === 0 ? topic : null,
    nothingNew: (await composeNow(context, digest)).kind === 'empty',
    zone: digest.zone,
    next: nextPosts(digest, context),
    last: await lastEntry(digest, context),
  };
}

/** Discord tells the type of a channel only to those who see it. */
function cannotPublish(found: Found): boolean {
  if (!found || found === 'gone') return false;
  const seen = found.permissions.every(({ name, held }) => name !== 'ViewChannel' || held);
  return seen && found.type !== ChannelType.GuildAnnouncement;
}
