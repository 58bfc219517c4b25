import { InteractionResponseType, InteractionType } from 'discord-api-types/v10';
import type { Interaction } from './interaction.ts';

const Type = InteractionResponseType;

/** How an interaction of each type may be answered. */
const fitting: Partial<Record<InteractionType, readonly InteractionResponseType[]>> = {
  [InteractionType.ApplicationCommand]: [
    Type.ChannelMessageWithSource,
    Type.DeferredChannelMessageWithSource,
    Type.Modal,
  ],
  [InteractionType.MessageComponent]: [
    Type.ChannelMessageWithSource,
    Type.DeferredChannelMessageWithSource,
    Type.DeferredMessageUpdate,
    Type.UpdateMessage,
    Type.Modal,
  ],
  [InteractionType.ModalSubmit]: [
    Type.ChannelMessageWithSource,
    Type.DeferredChannelMessageWithSource,
    Type.DeferredMessageUpdate,
  ],
  [InteractionType.ApplicationCommandAutocomplete]: [Type.ApplicationCommandAutocompleteResult],
};

/** The types of answers that an interaction may have; a modal on a message may change that message. */
export function typesFor({ type, source }: Interaction): readonly InteractionResponseType[] {
  const types = fitting[type] ?? [];
  return type === InteractionType.ModalSubmit && source ? [...types, Type.UpdateMessage] : types;
}
