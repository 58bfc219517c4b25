import { type Depth, depths } from '../../briefing/file/schema.ts';
import { postedVersions } from '../../store/deliveries.ts';
import type { StoredDigest } from '../../store/digests.ts';
import { language } from '../../text/language.ts';
import type { Edges } from '../edges.ts';
import { type Composed, composeDigest, type DigestContent, type WhenEmpty, whenEmptyChoices } from './compose.ts';

/** What a digest tells, as it is stored. */
export function contentOf({ topic, depth, mention_role_id, when_empty, zone }: StoredDigest): DigestContent {
  return {
    topic,
    depth: depths.find((known): known is Depth => known === depth) ?? 'brief',
    mentionRoleId: mention_role_id,
    whenEmpty: whenEmptyChoices.find((known): known is WhenEmpty => known === when_empty) ?? 'skip',
    timezone: zone,
  };
}

/** What a digest would post in a channel now. */
export async function composeNow(
  { db, library, now }: Pick<Edges, 'db' | 'library' | 'now'>,
  digest: StoredDigest,
  channelId = digest.channel_id,
): Promise<Composed> {
  const posted = await postedVersions(db, channelId);
  const at = Temporal.Instant.fromEpochMilliseconds(now());
  return composeDigest(contentOf(digest), posted, library, at, language());
}
