import { recordClaims } from '../../store/deliveries/claims.ts';
import { reserveDigests } from '../../store/digests.ts';
import { changeGuildSettings, type GuildSettings } from '../../store/guilds.ts';
import type { Database } from '../../store/schema.ts';
import { claimDigest } from './claim-slots.ts';
import { readableCron } from './readable.ts';
import { fallsAway, slotsAfter } from './slots.ts';

/** A digest that waits for another slot than before, in milliseconds since 1970. */
export type MovedDigest = {
  readonly number: number;
  readonly before: number;
  readonly next: number;
  /** True if the slot before does not come any more: by the new times it is past. */
  readonly fallsAway: boolean;
};

/**
 * Changes a guild's settings. By another zone its digests that have none of their own wait for other slots; what has
 * come due by the zone before is recorded first. All of it in one transaction.
 * @returns the digests that wait for another slot, by number.
 */
export function changeGuild(
  db: Database,
  guildId: string,
  settings: Partial<GuildSettings>,
  { now, digestIntervalMs }: { readonly now: number; readonly digestIntervalMs: number },
): Promise<MovedDigest[]> {
  const { timezone: zone } = settings;
  return db.transaction().execute(async (transaction) => {
    const digests = await reserveDigests(transaction, guildId);
    await changeGuildSettings(transaction, guildId, settings);
    const moved: MovedDigest[] = [];
    for (const read of zone === undefined ? [] : digests) {
      if (read.timezone !== null || read.nextSlot === null || zone === undefined) continue;
      const digest = await claimDigest(transaction, read, now, digestIntervalMs);
      const { number, nextSlot: before } = digest;
      const cron = readableCron({ ...digest, zone });
      if (!cron || before === null) continue;
      const [first] = slotsAfter(cron, zone, Temporal.Instant.fromEpochMilliseconds(now)).take(1);
      const next = first?.epochMilliseconds ?? before;
      if (next === before) continue;
      await recordClaims(transaction, [{ digest, slots: [], next }], now);
      const lost = readableCron(digest) && fallsAway(before, digest.zone, { cron, zone, now });
      moved.push({ number, before, next, fallsAway: lost !== undefined });
    }
    return moved;
  });
}
