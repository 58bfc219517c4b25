import { InteractionType } from 'discord-api-types/v10';
import type { OpenModal } from '../model/entities.ts';
import type { Modal, ModalValues } from '../model/modal.ts';
import { DiscordRefusal } from '../model/refusal.ts';
import type { World } from '../model/world.ts';
import type { Outcome } from './actor.ts';
import type { Interactions } from './interactions.ts';
import { submissionOf } from './modal-submission.ts';
import { closeModal, shown } from './open-modal.ts';

/** What people do with the modal that is open for them. */
export type Modals = {
  /** The modal that is open for a person. */
  modal(userId: string): Modal | undefined;
  /** Submits a person's open modal; undefined where the bot answers with no message. @throws {ModalRefusal} */
  submit(userId: string, modalId: string, values: ModalValues): Promise<Outcome | undefined>;
  /** Closes a person's open modal, of which the bot hears nothing. */
  dismiss(userId: string, modalId: string): void;
};

export function createModals(world: World, interactions: Interactions): Modals {
  const open = (userId: string, modalId: string): OpenModal | undefined => {
    const modal = world.modals.get(userId);
    return modal?.id === modalId ? modal : undefined;
  };
  return {
    modal(userId) {
      const modal = world.modals.get(userId);
      return modal && shown(modal);
    },
    async submit(userId, modalId, values) {
      const modal = open(userId, modalId);
      if (!modal) throw new DiscordRefusal('This modal is not open any more.');
      const { sender, source } = modal;
      const data = submissionOf(world, modal, values);
      const sent = { type: InteractionType.ModalSubmit as const, data, message: source, modal };
      const result = await interactions.ask({ sender, sent });
      return 'outcome' in result ? result.outcome : undefined;
    },
    dismiss(userId, modalId) {
      const modal = open(userId, modalId);
      if (modal) closeModal(world, modal);
    },
  };
}
