import { createHash } from 'node:crypto';
import { ComponentType } from 'discord.js';
import type { StoredDigest } from '../store/digests.ts';
import type { DeliveryRow } from '../store/schema.ts';
import type { Message } from '../view/card.ts';

/** What tells a digest in the log: its guild and its number there, as moderators know it, and its row. */
export function digestLogIds({
  id,
  number,
  guildId,
  channelId,
}: Pick<StoredDigest, 'id' | 'number' | 'guildId' | 'channelId'>) {
  return { guildId, digest: number, digestId: id, channelId };
}

/** What tells a delivery in the log, with its digest. The channel is the one in which the delivery was due. */
export function deliveryLogIds({ id, slot, channelId }: DeliveryRow, digest: StoredDigest) {
  return { ...digestLogIds(digest), deliveryId: id, slot: new Date(slot).toISOString(), channelId };
}

type Slot = Pick<DeliveryRow, 'digestId' | 'slot'>;

/**
 * The nonce of a slot's post, the same for the same digest and slot. Discord takes 25 characters
 * (https://docs.discord.com/developers/resources/message#create-message).
 */
export function nonceOf({ digestId, slot }: Slot): string {
  return `${digestId.toString(36)}-${slot.toString(36)}`;
}

// Component ids are 32-bit integers that the sender chooses; to components without one Discord gives 1, 2, 3…
// (https://docs.discord.com/developers/components/reference#anatomy-of-a-component).
const firstMarker = 1_000_000_000;

/**
 * The component id of the container of a slot's post, the same for the same digest and slot: by it the post is found
 * again in its channel.
 */
export function markerOf({ digestId, slot }: Slot): number {
  const hash = createHash('sha256').update(`${digestId}-${slot}`).digest();
  return firstMarker + (hash.readUInt32BE(0) >>> 2);
}

/** The message with the marker of a slot on its container. */
export function withMarker(message: Message, delivery: Slot): Message {
  const id = markerOf(delivery);
  return {
    ...message,
    components: message.components.map((component) =>
      component.type === ComponentType.Container ? { ...component, id } : component,
    ),
  };
}
