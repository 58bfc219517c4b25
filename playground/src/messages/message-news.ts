import { GatewayDispatchEvents, GatewayIntentBits } from 'discord-api-types/v10';
import type { StoredMessage } from '../model/entities.ts';
import type { World } from '../model/world.ts';

/** Tells of a message that is new or changed; `nonce` is given back, but not kept. */
export function announce(
  world: World,
  { message: kept, ephemeralFor, guildId }: StoredMessage,
  what: 'message' | 'edit',
  nonce?: string | number,
): void {
  const message = nonce === undefined ? kept : { ...kept, nonce };
  if (ephemeralFor !== undefined) {
    world.events.emit('ephemeral', message, ephemeralFor);
    return;
  }
  const { MessageCreate, MessageUpdate } = GatewayDispatchEvents;
  tellGateway(world, what === 'message' ? MessageCreate : MessageUpdate, guildId, message);
  world.events.emit(what, message);
}

/** Tells the gateway of a message that stands in a channel. */
export function tellGateway(
  world: World,
  event: GatewayDispatchEvents,
  guildId: string | undefined,
  message: object,
): void {
  const { GuildMessages, DirectMessages } = GatewayIntentBits;
  const data = { ...message, ...(guildId === undefined ? {} : { guild_id: guildId }) };
  world.feed.emit('dispatch', {
    event,
    data,
    guildId,
    intents: guildId === undefined ? DirectMessages : GuildMessages,
  });
}
