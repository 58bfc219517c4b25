import { postedVersions } from '../../store/deliveries.ts';
import type { StoredDigest } from '../../store/digests.ts';
import { language } from '../../text/language.ts';
import type { Edges } from '../edges.ts';
import { type Composed, composeDigest, type DigestContent } from './compose.ts';

/** What a digest tells, as it is stored. */
export function contentOf({ topic, depth, mentionRoleId, whenEmpty, zone }: StoredDigest): DigestContent {
  return {
    topic,
    depth,
    mentionRoleId,
    whenEmpty,
    timezone: zone,
  };
}

/** What a digest would post in a channel now. */
export async function composeNow(
  { db, library, now }: Pick<Edges, 'db' | 'library' | 'now'>,
  digest: StoredDigest,
  channelId = digest.channelId,
): Promise<Composed> {
  const posted = await postedVersions(db, channelId);
  const at = Temporal.Instant.fromEpochMilliseconds(now());
  return composeDigest(contentOf(digest), posted, library, at, language());
}
