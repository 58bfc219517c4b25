import { type MessageForm, requireContent } from './message-forms.ts';
import { editMessage } from './messages.ts';
import type { StoredMessage, World } from './world.ts';

/** An edit, refused if it would leave nothing in the message. @throws {ApiError} 50006 or 50035 */
export function edited(world: World, stored: StoredMessage, form: MessageForm) {
  const { content, components, embeds, flags = 0 } = stored.message;
  requireContent({
    content: form.content ?? content,
    embeds: form.embeds ?? embeds,
    components: form.components ?? components,
    flags: flags | (form.flags ?? 0),
  });
  return editMessage(world, stored, form);
}
