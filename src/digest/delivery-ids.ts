import { createHash } from 'node:crypto';
import { ComponentType } from 'discord.js';
import type { DeliveryRow } from '../store/schema.ts';
import type { Message } from '../view/card.ts';

// Ids of components are 32-bit integers that the sender chooses; Discord counts those of the others from 1.
const markers = 1_000_000_000;

/**
 * The id that a post's container has, the same for the same digest and slot: a post is found again by it in its
 * channel.
 */
export function markerOf({ digestId, slot }: Pick<DeliveryRow, 'digestId' | 'slot'>): number {
  const hash = createHash('sha256').update(`${digestId}-${slot}`).digest();
  return markers + (hash.readUInt32BE(0) >>> 2);
}

/** The message with the marker of its delivery on its container. */
export function marked(message: Message, delivery: Pick<DeliveryRow, 'digestId' | 'slot'>): Message {
  const id = markerOf(delivery);
  return {
    ...message,
    components: message.components.map((component) =>
      component.type === ComponentType.Container ? { ...component, id } : component,
    ),
  };
}

/** Up to 25 characters, Discord's limit; the same for the same digest and slot. */
export function nonceOf({ digestId, slot }: Pick<DeliveryRow, 'digestId' | 'slot'>): string {
  return `${digestId.toString(36)}-${slot.toString(36)}`;
}
