import {
  type APIApplicationCommandOptionChoice,
  ApplicationCommandOptionType,
  InteractionResponseType,
  MessageFlags,
} from 'discord-api-types/v10';
import { z } from 'zod';
import { invalidForm } from '../forms/api-error.ts';
import { list, parseForm, text } from '../forms/form.ts';
import { readMessage, requireContent } from '../forms/message-forms.ts';
import { readModal } from '../forms/modal-forms.ts';
import { editMessage } from '../messages/message-edit.ts';
import { createLoading, createMessage, settable } from '../messages/messages.ts';
import type { World } from '../model/world.ts';
import { typesFor } from './fitting-answers.ts';
import type { Interaction } from './interaction.ts';
import { closeModal, openModal } from './open-modal.ts';

const Type = InteractionResponseType;

const callback = z.object({ type: z.int(), data: z.unknown().optional() });

const deferral = z.object({ flags: z.int().min(0).nullish() }).nullish();

/**
 * Answers an interaction; one whose answer is refused can still be answered.
 * @throws {ApiError} 50035 or 50006
 */
export function acknowledge(world: World, interaction: Interaction, body: unknown): object {
  const { type, data } = parseForm(callback, body);
  const types = typesFor(interaction);
  if (!types.includes(type))
    throw invalidForm([
      { path: ['type'], code: 'BASE_TYPE_CHOICES', message: `Value must be one of {${types.join(', ')}}.` },
    ]);
  switch (type) {
    case Type.ChannelMessageWithSource: {
      const message = answerWithMessage(world, interaction, data ?? undefined);
      acknowledged(world, interaction, type, message.id);
      interaction.outcome(message, false);
      return described(world, interaction, { type, message });
    }
    case Type.DeferredChannelMessageWithSource: {
      const { flags } = parseForm(deferral, data, ['data']) ?? {};
      const { sender, answer } = interaction;
      const ephemeralFor = (flags ?? 0) & MessageFlags.Ephemeral ? sender.userId : undefined;
      const message = createLoading(world, sender.channel, answer, ephemeralFor);
      acknowledged(world, interaction, type, message.id);
      interaction.defer();
      return described(world, interaction, { type, message });
    }
    case Type.UpdateMessage:
    case Type.DeferredMessageUpdate: {
      const { source } = interaction;
      const isNow = type === Type.UpdateMessage;
      const message =
        source && isNow && data ? editMessage(world, source, readMessage(data, ['data'])) : source?.message;
      acknowledged(world, interaction, type, message?.id);
      if (message && isNow) interaction.outcome(message, true);
      else if (interaction.submits) interaction.settle({ taken: true });
      else interaction.defer();
      return described(world, interaction, message && isNow ? { type, message } : undefined);
    }
    case Type.ApplicationCommandAutocompleteResult: {
      const { choices } = parseForm(choicesFor(interaction.optionType), data, ['data']);
      acknowledged(world, interaction, type, undefined);
      interaction.settle({ choices: choices as APIApplicationCommandOptionChoice[] });
      return described(world, interaction, undefined);
    }
    default: {
      const form = readModal(data, ['data']);
      acknowledged(world, interaction, type, undefined);
      interaction.settle({ modal: openModal(world, interaction, form) });
      return described(world, interaction, undefined);
    }
  }
}

function acknowledged(
  world: World,
  interaction: Interaction,
  type: InteractionResponseType,
  messageId: string | undefined,
): void {
  interaction.acknowledged = type;
  interaction.originalId = messageId;
  if (messageId !== undefined) interaction.messageIds.add(messageId);
  if (interaction.submits) closeModal(world, interaction.submits);
}

/** A new message that answers an interaction. */
export function answerWithMessage(world: World, interaction: Interaction, data: unknown, path = ['data']) {
  const { sender, answer } = interaction;
  const form = readMessage(data, path);
  requireContent(form);
  const isEphemeral = Boolean((form.flags ?? 0) & MessageFlags.Ephemeral);
  return createMessage(world, {
    channel: sender.channel,
    form,
    settable: settable.answer,
    answer,
    ephemeralFor: isEphemeral ? sender.userId : undefined,
  });
}

/** What `with_response` gives back. */
function described(world: World, interaction: Interaction, resource: object | undefined): object {
  const { id, type, originalId, sender } = interaction;
  const stored = world.messages.get(originalId ?? '');
  return {
    interaction: {
      id,
      type,
      channel_id: sender.channel.id,
      ...(sender.guild ? { guild_id: sender.guild.id } : {}),
      ...(stored
        ? {
            response_message_id: originalId,
            response_message_loading: stored.loading ?? false,
            response_message_ephemeral: stored.ephemeralFor !== undefined,
          }
        : {}),
    },
    ...(resource ? { resource } : {}),
  };
}

function choicesFor(type: ApplicationCommandOptionType | undefined) {
  const value =
    type === ApplicationCommandOptionType.Integer
      ? z.int()
      : type === ApplicationCommandOptionType.Number
        ? z.number()
        : text(1, 100);
  const choice = z.object({
    name: text(1, 100),
    name_localizations: z.record(z.string(), text(1, 100)).nullish(),
    value,
  });
  return z.object({ choices: list(choice, 0, 25) });
}
