import { type APIMessage, MessageType } from 'discord-api-types/v10';
import type { MessageForm } from '../forms/message-forms.ts';
import type { Channel } from '../model/entities.ts';
import { timestamp, userObject } from '../model/objects.ts';
import type { World } from '../model/world.ts';
import { storedComponents } from './component-store.ts';
import { type Mentioning, mentionsIn, parsedByDefault, reached, textsOf } from './mentions.ts';

/** A message of the bot's with nothing in it. */
export function emptyMessage(world: World, id: string, channelId: string): APIMessage {
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
export function bodyOf(world: World, { content, embeds, components }: MessageForm): Partial<APIMessage> {
  return {
    ...(content === undefined ? {} : { content }),
    ...(embeds === undefined
      ? {}
      : { embeds: JSON.parse(JSON.stringify(embeds.map((embed) => ({ type: 'rich', ...embed })))) }),
    ...(components === undefined ? {} : { components: storedComponents(components, world.nextId) }),
  };
}

/** Whom a message names, and whom it notifies. */
export function mentionedIn(world: World, channel: Channel, form: MessageForm, message: APIMessage) {
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
