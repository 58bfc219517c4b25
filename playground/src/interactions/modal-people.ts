import { InteractionType } from 'discord-api-types/v10';
import type { OpenModal } from '../model/entities.ts';
import { DiscordRefusal } from '../model/refusal.ts';
import type { World } from '../model/world.ts';
import type { Discord } from '../types.ts';
import type { Interactions } from './interactions.ts';
import { submissionOf } from './modal-submission.ts';
import { closeModal, shown } from './open-modal.ts';

/** What people do with the modal that is open for them. */
export function createModals(world: World, interactions: Interactions): Pick<Discord, 'modal' | 'submit' | 'dismiss'> {
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
