import { InteractionResponseType } from 'discord-api-types/v10';
import { refusals } from '../forms/api-error.ts';
import { readMessage } from '../forms/message-forms.ts';
import type { Interaction } from '../interactions/interaction.ts';
import { acknowledge, answerWithMessage } from '../interactions/interaction-callback.ts';
import type { Interactions } from '../interactions/interactions.ts';
import { editMessage } from '../messages/message-edit.ts';
import { deleteMessage } from '../messages/messages.ts';
import type { World } from '../model/world.ts';
import { generous, noContent, ok, type RestRequest, type Route } from './route.ts';

const webhook = '/webhooks/:webhook_id/:token';
const one = `${webhook}/messages/:message_id` as const;

/** The routes that answer interactions: once, and then by the interaction's token for 15 minutes. */
export function interactionRoutes(world: World, interactions: Interactions): Route[] {
  const open = { open: true, limit: generous };
  const interactionIn = ({ param }: RestRequest) => interactions.byToken(param('webhook_id'), param('token'));
  const messageIn = ({ param }: RestRequest, { originalId, messageIds }: Interaction) => {
    const given = param('message_id');
    const id = given === '@original' ? originalId : given;
    const stored = world.messages.get(id ?? '');
    if (!stored || !messageIds.has(stored.message.id)) throw refusals.unknownMessage();
    return stored;
  };
  const edit = (interaction: Interaction, request: RestRequest) => {
    const stored = messageIn(request, interaction);
    const updates = stored === interaction.source;
    const message = editMessage(world, stored, readMessage(request.json()));
    interaction.outcome(message, updates);
    return message;
  };

  return [
    {
      ...open,
      method: 'POST',
      path: '/interactions/:interaction_id/:token/callback',
      run({ param, query, json }) {
        const interaction = interactions.toAcknowledge(param('interaction_id'), param('token'));
        const response = acknowledge(world, interaction, json());
        return query.get('with_response') === 'true' ? ok(response) : noContent;
      },
    },
    {
      ...open,
      method: 'POST',
      path: webhook,
      run(request) {
        const interaction = interactionIn(request);
        const { acknowledged, originalId = '' } = interaction;
        const original = world.messages.get(originalId);
        // The first message after a deferred answer is that answer.
        if (acknowledged === InteractionResponseType.DeferredChannelMessageWithSource && original?.loading) {
          const message = editMessage(world, original, readMessage(request.json()));
          interaction.outcome(message, false);
          return ok(message);
        }
        const message = answerWithMessage(world, interaction, request.json(), []);
        interaction.messageIds.add(message.id);
        interaction.outcome(message, false);
        return ok(message);
      },
    },
    {
      ...open,
      method: 'GET',
      path: one,
      run: (request) => ok(messageIn(request, interactionIn(request)).message),
    },
    {
      ...open,
      method: 'PATCH',
      path: one,
      run: (request) => ok(edit(interactionIn(request), request)),
    },
    {
      ...open,
      method: 'DELETE',
      path: one,
      run(request) {
        const interaction = interactionIn(request);
        deleteMessage(world, messageIn(request, interaction));
        interaction.refuse('The application took its answer away');
        return noContent;
      },
    },
  ];
}
