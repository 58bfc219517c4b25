import type { ModalForm } from '../forms/modal-forms.ts';
import { storedComponents } from '../messages/component-store.ts';
import type { OpenModal } from '../model/entities.ts';
import type { Modal } from '../model/modal.ts';
import { DiscordRefusal } from '../model/refusal.ts';
import type { World } from '../model/world.ts';
import type { Interaction } from './interaction.ts';

/** Thrown at who waits for a message where the application opened a modal instead. */
export class ModalOpened extends DiscordRefusal {
  override readonly name = 'ModalOpened';
  readonly modal: Modal;

  constructor(modal: Modal) {
    super(`The application opened a modal: ${modal.title}`);
    this.modal = modal;
  }
}

/** What is wrong with what a person has filled in, by custom id, in words for the person. */
export class ModalRefusal extends DiscordRefusal {
  override readonly name = 'ModalRefusal';
  readonly fields: Readonly<Record<string, string>>;

  constructor(fields: Readonly<Record<string, string>>) {
    super('Some fields are not filled in as they should be.');
    this.fields = fields;
  }
}

/** Opens a modal for the person who sent the interaction, in place of one that is open. */
export function openModal(world: World, interaction: Interaction, form: ModalForm): Modal {
  const { sender, source, answer } = interaction;
  const modal: OpenModal = {
    id: interaction.id,
    custom_id: form.custom_id,
    title: form.title,
    components: storedComponents(form.components, world.nextId),
    sender,
    source,
    trigger: answer.interaction_metadata,
  };
  world.modals.set(sender.userId, modal);
  world.events.emit('modal', shown(modal), sender.userId);
  return shown(modal);
}

/** Closes a modal, if it is still open. */
export function closeModal(world: World, { id, sender: { userId } }: OpenModal): void {
  if (world.modals.get(userId)?.id !== id) return;
  world.modals.delete(userId);
  world.events.emit('modal', undefined, userId);
}

/** A modal without what only Discord knows of it. */
export function shown({ id, custom_id, title, components }: OpenModal): Modal {
  return { id, custom_id, title, components };
}
