import { topicIn } from '../../src/briefing/in-language.ts';
import type { Context, Reply, Request } from '../../src/command/command.ts';
import { unreadablePart } from '../../src/digest/schedule/readable.ts';
import type { StoredDigest } from '../../src/store/digests.ts';
import type { Language } from '../../src/text/language.ts';
import {
  type DigestChange,
  type DigestDetails,
  type DigestNotes,
  digestDetailsMessage,
} from '../../src/view/digest-details.ts';
import { accessWarnings } from './access-warnings.ts';
import { nextPosts, scheduleOf } from './digest-schedule.ts';
import { requireDigest } from './require-digest.ts';

/** A digest as its moderators see it; `channelNames` by id. */
export function digestDetails(
  digest: StoredDigest,
  language: Language,
  context: Context,
  channelNames?: ReadonlyMap<string, string>,
): DigestDetails {
  const { library, now } = context;
  const { topic, depth, mentionRoleId, whenEmpty } = digest;
  const [found] = topic === null ? [] : library.topic(topic, now());
  return {
    number: digest.number,
    channelId: digest.channelId,
    channelName: channelNames?.get(digest.channelId),
    schedule: scheduleOf(digest),
    unreadable: unreadablePart(digest),
    next: nextPosts(digest, context),
    topic: topic && (found ? topicIn(found, language).topic.name : topic),
    depth,
    mentionRoleId,
    whenEmpty,
    catchUpMinutes: digest.catchUpMinutes,
    publish: digest.publish,
    language: digest.language,
    paused: digest.paused,
    removedAt: digest.removedAt,
  };
}

/**
 * The answer that shows a digest after something was done to it, with notes; without them Discord is asked what it lacks
 * in its channel. @throws {UserError} if there is no such digest.
 */
export async function detailsReply(
  change: DigestChange,
  number: number,
  request: Request,
  context: Context,
  notes?: DigestNotes,
): Promise<Reply> {
  const digest = await requireDigest(number, request, context);
  const said = notes ?? { warnings: await accessWarnings(digest, request, context) };
  return {
    message: digestDetailsMessage(change, digestDetails(digest, request.language, context), said, request.language),
    ephemeral: true,
  };
}
