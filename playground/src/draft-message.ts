import type { APIMessage } from 'discord-api-types/v10';
import { ApiError } from './forms/api-error.ts';
import { readMessage, requireContent } from './forms/message-forms.ts';
import { bodyOf, emptyMessage } from './messages/message-body.ts';
import { settable } from './messages/messages.ts';
import { DiscordRefusal } from './model/refusal.ts';
import type { World } from './model/world.ts';
import { fieldErrors } from './terminal/refusal.ts';

/**
 * The message that the bot would post with this body; it stands in no channel, and nobody is told of it.
 * @throws {DiscordRefusal} with everything that Discord would find wrong
 */
export function draftMessage(world: World, body: unknown): APIMessage {
  try {
    const form = readMessage(body);
    requireContent(form);
    return {
      ...emptyMessage(world, world.nextId(), '0'),
      ...bodyOf(world, form),
      flags: (form.flags ?? 0) & settable.post,
    };
  } catch (error) {
    if (!(error instanceof ApiError)) throw error;
    const details = fieldErrors(error.errors);
    throw new DiscordRefusal(`Discord would refuse this message: ${[error.message, ...details].join('; ')}`);
  }
}
