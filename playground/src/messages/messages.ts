import { type APIMessage, ChannelType, GatewayDispatchEvents, MessageFlags, MessageType } from 'discord-api-types/v10';
import type { MessageForm } from '../forms/message-forms.ts';
import type { Channel, StoredMessage } from '../model/entities.ts';
import type { World } from '../model/world.ts';
import { bodyOf, emptyMessage, mentionedIn } from './message-body.ts';
import { announce, tellGateway } from './message-news.ts';

const { IsComponentsV2, SuppressNotifications, SuppressEmbeds, Loading, Crossposted } = MessageFlags;

/** What a new message is besides its body. */
export type NewMessage = {
  readonly channel: Channel;
  readonly form: MessageForm;
  /** The flags that its sender may set; others are ignored, as Discord does. */
  readonly settable: number;
  readonly ephemeralFor?: string | undefined;
  /** What Discord adds for an answer to an interaction. */
  readonly answer?: Partial<APIMessage> | undefined;
  /** The message that it replies to. */
  readonly replyTo?: APIMessage | undefined;
};

/** The flags that a body may set, in a post and in an answer to an interaction. */
export const settable = {
  post: SuppressEmbeds | SuppressNotifications | IsComponentsV2,
  answer: SuppressEmbeds | SuppressNotifications | IsComponentsV2 | MessageFlags.Ephemeral,
};

/** Puts a message of the bot's in a channel, or before the eyes of one person, and tells everyone concerned. */
export function createMessage(world: World, given: NewMessage): APIMessage {
  const { channel, form, ephemeralFor, answer, replyTo } = given;
  const id = world.nextId();
  const message: APIMessage = {
    ...emptyMessage(world, id, channel.id),
    ...bodyOf(world, form),
    flags: (form.flags ?? 0) & given.settable,
    tts: false,
    ...answer,
    ...(replyTo
      ? {
          type: MessageType.Reply,
          message_reference: {
            type: 0,
            channel_id: channel.id,
            message_id: replyTo.id,
            ...(channel.guildId ? { guild_id: channel.guildId } : {}),
          },
          referenced_message: replyTo,
        }
      : {}),
  };
  const { mentions, pinged } = mentionedIn(world, channel, form, message);
  const stored: StoredMessage = {
    message: { ...message, ...mentions },
    guildId: channel.guildId,
    ephemeralFor,
    pinged: message.flags && message.flags & SuppressNotifications ? [] : pinged,
  };
  world.messages.set(id, stored);
  if (ephemeralFor === undefined) channel.messages.push(id);
  announce(world, stored, 'message', form.nonce);
  return stored.message;
}

/** A message that says that the bot is thinking; nobody is told of it before it has content. */
export function createLoading(
  world: World,
  channel: Channel,
  answer: Partial<APIMessage>,
  ephemeralFor: string | undefined,
): APIMessage {
  const id = world.nextId();
  const flags = Loading | (ephemeralFor === undefined ? 0 : MessageFlags.Ephemeral);
  const message = { ...emptyMessage(world, id, channel.id), ...answer, flags };
  world.messages.set(id, { message, guildId: channel.guildId, ephemeralFor, pinged: [], loading: true });
  if (ephemeralFor === undefined) channel.messages.push(id);
  return message;
}

/** Marks a message as published to the channels that follow its own. */
export function crosspostMessage(world: World, stored: StoredMessage): APIMessage {
  stored.message = { ...stored.message, flags: (stored.message.flags ?? 0) | Crossposted };
  tellGateway(world, GatewayDispatchEvents.MessageUpdate, stored.guildId, stored.message);
  world.events.emit('crosspost', stored.message);
  return stored.message;
}

/** Takes a message away. */
export function deleteMessage(world: World, stored: StoredMessage): void {
  const { id, channel_id: channelId } = stored.message;
  world.messages.delete(id);
  const ids = world.channels.get(channelId)?.messages;
  if (ids?.includes(id)) ids.splice(ids.indexOf(id), 1);
  const { guildId, ephemeralFor } = stored;
  if (ephemeralFor === undefined)
    tellGateway(world, GatewayDispatchEvents.MessageDelete, guildId, { id, channel_id: channelId });
  world.events.emit('remove', { id, channelId });
}

/** True if a channel can hold messages. */
export function hasText({ type }: Channel): boolean {
  const without = [
    ChannelType.GuildCategory,
    ChannelType.GuildForum,
    ChannelType.GuildMedia,
    ChannelType.GuildDirectory,
  ];
  return !without.includes(type);
}
