import { ChannelType } from 'discord.js';
import type { ChannelAccess, CommandRequest, Context, Reply } from '../../src/command/command.ts';
import { composeNow } from '../../src/digest/compose/compose-now.ts';
import type { StoredDigest } from '../../src/store/digests.ts';
import { resumePaused } from '../../src/store/resume.ts';
import { type Check, checkMessage } from '../../src/view/digest-check.ts';
import { firstSlot, nextPosts } from './digest-schedule.ts';
import { lastEntry } from './history.ts';
import { chosenDigest, digestOf } from './require-digest.ts';

type Found = ChannelAccess | 'gone' | undefined;

/**
 * Shows what a digest needs in its channel and what of it is there; one that was paused for the lack of it posts
 * again once it is back.
 */
export async function check(request: CommandRequest, context: Context): Promise<Reply> {
  const asked = await chosenDigest(request, context);
  const { guildId, channelId, mentionRoleId: roleId } = asked;
  const found = await context.access({ guildId, channelId, roleId });
  const resumed =
    (asked.paused === 'permission' || asked.paused === 'gone') &&
    canPost(found) &&
    (await resumePaused(context.db, asked, firstSlot(asked.cron, asked.zone, context.now())));
  // Discord may have taken a while, in which others changed the digest: what is shown is what holds now.
  const digest = await digestOf(asked.number, request, context);
  const message = checkMessage({ ...(await stateOf(digest, asked, found, context)), resumed }, request.language);
  return { message, ephemeral: true };
}

function canPost(found: Found): boolean {
  if (!found || found === 'gone') return false;
  return found.permissions.every(({ needed, held }) => needed !== 'post' || held);
}

async function stateOf(
  digest: StoredDigest,
  { channelId, mentionRoleId: roleId }: StoredDigest,
  found: Found,
  context: Context,
): Promise<Omit<Check, 'resumed'>> {
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
    unpublishable: digest.publish && cannotPublish(found),
    emptyTopic: topic !== null && library.topic(topic, now()).length === 0 ? topic : null,
    nothingNew: (await composeNow(context, digest)).kind === 'empty',
    next: nextPosts(digest, now()),
    last: await lastEntry(digest, context),
  };
}

/** Discord tells the type of a channel only to those who see it. */
function cannotPublish(found: Found): boolean {
  if (!found || found === 'gone') return false;
  const seen = found.permissions.every(({ name, held }) => name !== 'ViewChannel' || held);
  return seen && found.type !== ChannelType.GuildAnnouncement;
}
