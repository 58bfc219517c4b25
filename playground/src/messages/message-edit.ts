import { type APIMessage, MessageFlags } from 'discord-api-types/v10';
import { invalidForm } from '../forms/api-error.ts';
import { type MessageForm, requireContent } from '../forms/message-forms.ts';
import type { StoredMessage } from '../model/entities.ts';
import { timestamp } from '../model/objects.ts';
import type { World } from '../model/world.ts';
import { bodyOf, mentionedIn } from './message-body.ts';
import { announce } from './message-news.ts';

const { IsComponentsV2, SuppressEmbeds, Loading } = MessageFlags;

/**
 * Changes a message of the bot's, or gives a thinking one its content.
 * @throws {ApiError} 50006 if nothing would be left, 50035 if the Components V2 flag cannot be as the edit has it.
 */
export function editMessage(world: World, stored: StoredMessage, form: MessageForm): APIMessage {
  const { message: before, loading = false } = stored;
  const { content, components, embeds, flags = 0 } = before;
  const after = {
    content: form.content ?? content,
    embeds: form.embeds ?? embeds,
    components: form.components ?? components,
    flags: flags | (form.flags ?? 0),
  };
  requireContent(after);
  requireFlag(flags, form, after);
  const changeable = SuppressEmbeds | IsComponentsV2;
  const kept = flags & ~Loading & ~(form.flags === undefined ? 0 : SuppressEmbeds);
  const message: APIMessage = {
    ...before,
    ...bodyOf(world, form),
    flags: kept | ((form.flags ?? 0) & changeable),
    edited_timestamp: loading ? null : timestamp(world.now()),
  };
  const channel = world.channels.get(message.channel_id);
  if (channel && touchesBody(form)) {
    const { mentions, pinged } = mentionedIn(world, channel, form, message);
    stored.message = { ...message, ...mentions };
    // An edit notifies nobody, but the content of a thinking message is its first.
    if (loading) stored.pinged = pinged;
  } else stored.message = message;
  stored.loading = false;
  announce(world, stored, loading ? 'message' : 'edit');
  return stored.message;
}

function touchesBody({ components, content, embeds }: MessageForm): boolean {
  return components !== undefined || content !== undefined || embeds !== undefined;
}

/**
 * The Components V2 flag stays where it is, must be said again with what it is for, and stands beside nothing older.
 */
function requireFlag(before: number, form: MessageForm, after: { content: string; embeds: readonly unknown[] }): void {
  const wasV2 = Boolean(before & IsComponentsV2);
  const isV2 = Boolean((form.flags ?? 0) & IsComponentsV2);
  if (wasV2 && !isV2 && (touchesBody(form) || form.flags !== undefined))
    throw invalidForm([
      {
        path: ['flags'],
        code: 'MESSAGE_CANNOT_REMOVE_COMPONENTS_V2_FLAG',
        message: 'The IS_COMPONENTS_V2 flag cannot be removed from a message',
      },
    ]);
  if (!isV2 || wasV2) return;
  const left = [...(after.content ? ['content'] : []), ...(after.embeds.length > 0 ? ['embeds'] : [])];
  if (left.length > 0)
    throw invalidForm(
      left.map((field) => ({
        path: [field],
        code: 'MESSAGE_CANNOT_USE_LEGACY_FIELDS_WITH_COMPONENTS_V2',
        message: `The '${field}' field cannot be used when using MessageFlags.IS_COMPONENTS_V2`,
      })),
    );
}
