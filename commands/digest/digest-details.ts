import type { Context, Reply, Request } from '../../src/command/command.ts';
import { contentOf } from '../../src/digest/compose/compose-now.ts';
import type { StoredDigest } from '../../src/store/digests.ts';
import { type DigestChange, type DigestDetails, digestDetailsMessage } from '../../src/view/digest-list.ts';
import { accessWarnings } from './access-warnings.ts';
import { nextPosts, scheduleOf } from './digest-schedule.ts';
import { digestOf } from './require-digest.ts';

/** A digest as its moderators see it. */
export function detailsOf(digest: StoredDigest, { library, now }: Context): DigestDetails {
  const { topic, depth, mentionRoleId, whenEmpty } = contentOf(digest);
  return {
    number: digest.number,
    channelId: digest.channelId,
    schedule: scheduleOf(digest),
    next: nextPosts(digest, now()),
    topic: topic && (library.topic(topic, now())[0]?.topic.name ?? topic),
    depth,
    mentionRoleId,
    whenEmpty,
    catchUpMinutes: digest.catchUpMinutes,
    publish: digest.publish,
    paused: digest.paused,
  };
}

/** A digest as it stands after something was done to it, with what it lacks in its channel. */
export async function shown(
  change: DigestChange,
  number: number,
  request: Request,
  context: Context,
  warnings?: readonly string[],
): Promise<Reply> {
  const digest = await digestOf(number, request, context);
  const lacks = warnings ?? (await accessWarnings(digest, request, context));
  return {
    message: digestDetailsMessage(change, detailsOf(digest, context), lacks, request.language),
    ephemeral: true,
  };
}
