import {
  type APIMessage,
  ChannelType,
  GatewayDispatchEvents,
  GatewayIntentBits,
  MessageFlags,
  MessageType,
} from 'discord-api-types/v10';
import { storedComponents } from './component-rules.ts';
import { invalidForm } from './errors.ts';
import { type Mentioning, mentionsIn, parsedByDefault, reached, textsOf } from './mentions.ts';
import type { MessageForm } from './message-forms.ts';
import { timestamp, userObject } from './objects.ts';
import { compareIds } from './snowflake.ts';
import type { Channel, StoredMessage, World } from './world.ts';

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

/** The flags that a body may set, in a post and in an edit. */
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
    ...body(world, form),
    flags: (form.flags ?? 0) & given.settable,
    tts: false,
    ...answer,
    ...(form.nonce === undefined ? {} : { nonce: form.nonce }),
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
  const { mentions, pinged } = mentioned(world, channel, form, message);
  const stored: StoredMessage = {
    message: { ...message, ...mentions },
    guildId: channel.guildId,
    ephemeralFor,
    pinged: message.flags && message.flags & SuppressNotifications ? [] : pinged,
  };
  world.messages.set(id, stored);
  if (ephemeralFor === undefined) channel.messages.push(id);
  announce(world, stored, 'message');
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

/**
 * Changes a message of the bot's, or gives a thinking one its content.
 * @throws {ApiError} 50035 if the edit would take the Components V2 flag away, or set it beside what cannot stand with it.
 */
export function editMessage(world: World, stored: StoredMessage, form: MessageForm): APIMessage {
  const { message: before, loading = false } = stored;
  const wasV2 = Boolean((before.flags ?? 0) & IsComponentsV2);
  const isV2 = Boolean((form.flags ?? 0) & IsComponentsV2);
  const touchesBody = form.components !== undefined || form.content !== undefined || form.embeds !== undefined;
  if (wasV2 && !isV2 && (touchesBody || form.flags !== undefined))
    throw invalidForm([
      {
        path: ['flags'],
        code: 'MESSAGE_CANNOT_REMOVE_COMPONENTS_V2_FLAG',
        message: 'The IS_COMPONENTS_V2 flag cannot be removed from a message',
      },
    ]);
  const legacyLeft = [
    ['content', (form.content ?? before.content) !== ''],
    ['embeds', (form.embeds ?? before.embeds).length > 0],
  ] as const;
  const left = isV2 && !wasV2 ? legacyLeft.filter(([, present]) => present) : [];
  if (left.length > 0)
    throw invalidForm(
      left.map(([field]) => ({
        path: [field],
        code: 'MESSAGE_CANNOT_USE_LEGACY_FIELDS_WITH_COMPONENTS_V2',
        message: `The '${field}' field cannot be used when using MessageFlags.IS_COMPONENTS_V2`,
      })),
    );
  const changeable = SuppressEmbeds | IsComponentsV2;
  const kept = (before.flags ?? 0) & ~Loading & ~(form.flags === undefined ? 0 : SuppressEmbeds);
  const message: APIMessage = {
    ...before,
    ...body(world, form),
    flags: kept | ((form.flags ?? 0) & changeable),
    edited_timestamp: loading ? null : timestamp(world.now()),
  };
  const channel = world.channels.get(message.channel_id);
  if (channel && touchesBody) {
    const { mentions, pinged } = mentioned(world, channel, form, message);
    stored.message = { ...message, ...mentions };
    // An edit notifies nobody, but the content of a thinking message is its first.
    if (loading) stored.pinged = pinged;
  } else stored.message = message;
  stored.loading = false;
  announce(world, stored, loading ? 'message' : 'edit');
  return stored.message;
}

/** Marks a message as published to the channels that follow its own. */
export function crosspostMessage(world: World, stored: StoredMessage): APIMessage {
  stored.message = { ...stored.message, flags: (stored.message.flags ?? 0) | Crossposted };
  tellGateway(world, GatewayDispatchEvents.MessageUpdate, stored, stored.message);
  world.events.emit('crosspost', stored.message);
  return stored.message;
}

/** Takes a message away. */
export function deleteMessage(world: World, stored: StoredMessage): void {
  const { id, channel_id: channelId } = stored.message;
  world.messages.delete(id);
  const ids = world.channels.get(channelId)?.messages;
  if (ids?.includes(id)) ids.splice(ids.indexOf(id), 1);
  tellGateway(world, GatewayDispatchEvents.MessageDelete, stored, { id, channel_id: channelId });
  world.events.emit('remove', { id, channelId });
}

function emptyMessage(world: World, id: string, channelId: string): APIMessage {
  return {
    id,
    channel_id: channelId,
    type: MessageType.Default,
    author: userObject(world.bot),
    content: '',
    timestamp: timestamp(world.now()),
    edited_timestamp: null,
    tts: false,
    pinned: false,
    mention_everyone: false,
    mentions: [],
    mention_roles: [],
    attachments: [],
    embeds: [],
    components: [],
  };
}

/** What of a message its body says. */
function body(world: World, { content, embeds, components }: MessageForm): Partial<APIMessage> {
  return {
    ...(content === undefined ? {} : { content }),
    ...(embeds === undefined
      ? {}
      : { embeds: JSON.parse(JSON.stringify(embeds.map((embed) => ({ type: 'rich', ...embed })))) }),
    ...(components === undefined ? {} : { components: storedComponents(components, world.nextId) }),
  };
}

function mentioned(world: World, channel: Channel, form: MessageForm, message: APIMessage) {
  const mentioning: Mentioning = {
    world,
    channel,
    authorId: world.bot.id,
    allowed: form.allowedMentions,
    parsed: message.webhook_id ? parsedByDefault.interaction : parsedByDefault.message,
  };
  const found = mentionsIn([message.content, ...textsOf(message.components ?? [])], mentioning);
  const replied = message.referenced_message?.author.id;
  if (replied && (form.allowedMentions?.replied_user ?? !form.allowedMentions)) found.users.push(replied);
  return {
    mentions: {
      mentions: [...new Set(found.users)].flatMap((id) => {
        const user = world.users.get(id);
        return user ? [userObject(user)] : [];
      }),
      mention_roles: found.roles,
      mention_everyone: found.everyone,
    },
    pinged: reached(found, mentioning),
  };
}

function announce(world: World, stored: StoredMessage, what: 'message' | 'edit'): void {
  const { message, ephemeralFor } = stored;
  if (ephemeralFor !== undefined) {
    world.events.emit('ephemeral', message, ephemeralFor);
    return;
  }
  const { MessageCreate, MessageUpdate } = GatewayDispatchEvents;
  tellGateway(world, what === 'message' ? MessageCreate : MessageUpdate, stored, message);
  world.events.emit(what, message);
}

function tellGateway(world: World, event: GatewayDispatchEvents, stored: StoredMessage, message: object): void {
  if (stored.ephemeralFor !== undefined) return;
  const { guildId } = stored;
  const { GuildMessages, DirectMessages } = GatewayIntentBits;
  const data = { ...message, ...(guildId === undefined ? {} : { guild_id: guildId }) };
  world.feed.emit('dispatch', {
    event,
    data,
    guildId,
    intents: guildId === undefined ? DirectMessages : GuildMessages,
  });
}

type Query = {
  readonly limit: number;
  readonly before?: string | undefined;
  readonly after?: string | undefined;
  readonly around?: string | undefined;
};

/** A channel's messages by Discord's query, newest first. */
export function listMessages(world: World, channel: Channel, { limit, before, after, around }: Query): APIMessage[] {
  const newestFirst = channel.messages.toReversed();
  const nearest = (ids: readonly string[], pivot: string) => {
    const newer = ids.filter((id) => compareIds(id, pivot) > 0).slice(-Math.ceil(limit / 2));
    return [...newer, ...ids.filter((id) => compareIds(id, pivot) <= 0)].slice(0, limit);
  };
  let ids = newestFirst.slice(0, limit);
  if (around !== undefined) ids = nearest(newestFirst, around);
  else if (before !== undefined) ids = newestFirst.filter((id) => compareIds(id, before) < 0).slice(0, limit);
  else if (after !== undefined) ids = newestFirst.filter((id) => compareIds(id, after) > 0).slice(-limit);
  return ids.flatMap((id) => world.messages.get(id)?.message ?? []);
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
