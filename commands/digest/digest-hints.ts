import { ChannelType } from 'discord.js';
import type { Context, Request } from '../../src/command/command.ts';
import { readableCron } from '../../src/digest/schedule/readable.ts';
import { slotsAfter } from '../../src/digest/schedule/slots.ts';
import { guildDigests, type StoredDigest } from '../../src/store/digests.ts';

/** More posts a day than these are pointed out. */
const fewTimesADay = 12;
/** Two digests are alike that are due at the same instant within so many days. */
const daysCompared = 7;
const mostSlotsCompared = 100;

/**
 * What a moderator may not have meant, as Markdown: very many posts, a second digest like this one, or an announcement
 * channel without publishing.
 */
export async function digestHints(
  digest: StoredDigest,
  channelType: ChannelType | undefined,
  { language: { t } }: Request,
  { db, now }: Context,
): Promise<string[]> {
  const { channelId: channel, guildId, publish } = digest;
  const times = readableCron(digest)?.times.length ?? 0;
  const others = (await guildDigests(db, guildId)).filter((other) => isLike(digest, other, now()));
  return [
    ...(times > fewTimesADay ? [t('digest:hint.often', { count: times })] : []),
    ...others.slice(0, 1).map((other) => t('digest:hint.same', { channel, other: other.number })),
    ...(channelType === ChannelType.GuildAnnouncement && !publish ? [t('digest:hint.publish', { channel })] : []),
  ];
}

/** True if two digests post the same news in one channel, some of it at the same instants. */
function isLike(digest: StoredDigest, other: StoredDigest, now: number): boolean {
  if (other.number === digest.number || other.channelId !== digest.channelId || other.topic !== digest.topic)
    return false;
  const slots = new Set(slotsOfDays(digest, now));
  return slotsOfDays(other, now).some((slot) => slots.has(slot));
}

function slotsOfDays(digest: StoredDigest, now: number): number[] {
  const cron = readableCron(digest);
  if (!cron) return [];
  const after = Temporal.Instant.fromEpochMilliseconds(now);
  return slotsAfter(cron, digest.zone, after, { until: after.add({ hours: daysCompared * 24 }) })
    .take(mostSlotsCompared)
    .map(({ epochMilliseconds }) => epochMilliseconds)
    .toArray();
}
