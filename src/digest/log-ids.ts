import type { StoredDigest } from '../store/digests.ts';
import type { DeliveryRow } from '../store/schema.ts';

type Named = Pick<StoredDigest, 'id' | 'number' | 'guildId' | 'channelId'>;

/** What tells a digest in the log: its guild and its number there, as moderators know it, and its row. */
export function digestIds({ id, number, guildId, channelId }: Named) {
  return { guildId, digest: number, digestId: id, channelId };
}

/** What tells a delivery in the log, with its digest. The channel is the one that it was due in. */
export function deliveryIds({ id, slot, channelId }: DeliveryRow, digest: StoredDigest) {
  return { ...digestIds(digest), deliveryId: id, slot: new Date(slot).toISOString(), channelId };
}
