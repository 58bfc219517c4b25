import { randomBytes } from 'node:crypto';
import {
  type APIMessage,
  type ApplicationCommandOptionType,
  GatewayDispatchEvents,
  InteractionType,
  MessageType,
} from 'discord-api-types/v10';
import { refusals } from '../forms/api-error.ts';
import type { Sender } from '../model/entities.ts';
import { userObject } from '../model/objects.ts';
import { DiscordRefusal } from '../model/refusal.ts';
import type { World } from '../model/world.ts';
import type { Interaction, Result } from './interaction.ts';
import { integrationOwners, interactionPayload, type Sent } from './interaction-payload.ts';

const answerTimeoutMs = 3000;
const tokenLifeMs = 15 * 60_000;
// A person waits for a deferred answer for as long as the token lives; who asks here, not quite as long.
const deferredTimeoutMs = 60_000;

/**
 * When it was sent, by the machine's own time, which nobody leaps over while someone waits; and when its token dies,
 * by the world's.
 */
type Known = Interaction & { readonly sentAt: number; readonly expiresAt: number };

export type Asking = {
  readonly sender: Sender;
  readonly sent: Sent;
  readonly name?: string;
  readonly optionType?: ApplicationCommandOptionType;
};

/**
 * The interactions that are under way or can still be answered; `deliver` sends one to the application's own address,
 * if it has one.
 */
export function createInteractions(
  world: World,
  reaches: (guildId: string | undefined) => boolean,
  deliver: (interaction: Interaction, data: object) => Promise<void>,
) {
  const interactions = new Map<string, Known>();

  const ask = ({ sender, sent, name = '', optionType }: Asking): Promise<Result> => {
    const id = world.nextId();
    const guildId = sender.guild?.id;
    if (world.endpoint === undefined && !reaches(guildId))
      return Promise.reject(new DiscordRefusal('The application did not respond'));
    const token = Buffer.from(`interaction:${id}:${randomBytes(48).toString('base64url')}`).toString('base64url');
    const sentAt = performance.now();
    const { promise, resolve, reject } = Promise.withResolvers<Result>();
    const refuse = (reason: string) => reject(new DiscordRefusal(reason));
    const unanswered = () => refuse('The application did not respond');
    let timer = setTimeout(unanswered, answerTimeoutMs);
    const source = 'message' in sent ? sent.message : undefined;
    const submits = 'modal' in sent ? sent.modal : undefined;
    const interaction: Known = {
      id,
      token,
      sentAt,
      expiresAt: world.now() + tokenLifeMs,
      type: sent.type,
      sender,
      source,
      submits,
      optionType,
      answer: answerFields(world, id, sender, sent, name),
      acknowledged: undefined,
      originalId: undefined,
      messageIds: new Set(),
      settle(result) {
        clearTimeout(timer);
        resolve(result);
      },
      refuse(reason) {
        clearTimeout(timer);
        refuse(reason);
      },
      defer() {
        clearTimeout(timer);
        timer = setTimeout(unanswered, deferredTimeoutMs);
      },
      outcome(message, updated) {
        const ms = Math.round(performance.now() - sentAt);
        const ephemeral = world.messages.get(message.id)?.ephemeralFor !== undefined;
        interaction.settle({ outcome: { interactionId: id, message, ephemeral, updated, ms } });
      },
    };
    interactions.set(id, interaction);
    const data = interactionPayload(world, id, token, sender, sent);
    if (world.endpoint !== undefined) void deliver(interaction, data);
    else world.feed.emit('dispatch', { event: GatewayDispatchEvents.InteractionCreate, data, guildId, intents: 0 });
    return promise;
  };

  const forget = () => {
    for (const [id, { expiresAt }] of interactions) if (world.now() > expiresAt) interactions.delete(id);
  };

  return {
    ask,
    /** An interaction that can still be acknowledged. @throws {ApiError} 10062 or 40060 */
    toAcknowledge(id: string, token: string): Interaction {
      const found = interactions.get(id);
      if (!found || found.token !== token) throw refusals.unknownInteraction();
      if (found.acknowledged !== undefined) throw refusals.alreadyAcknowledged();
      if (performance.now() - found.sentAt > answerTimeoutMs) throw refusals.unknownInteraction();
      return found;
    },
    /** An acknowledged interaction, by its token. @throws {ApiError} 50027 or 10015 */
    byToken(applicationId: string, token: string): Interaction {
      forget();
      if (applicationId !== world.bot.id) throw refusals.unknownWebhook();
      for (const interaction of interactions.values()) {
        if (interaction.token !== token) continue;
        if (interaction.acknowledged === undefined) throw refusals.unknownWebhook();
        return interaction;
      }
      throw refusals.invalidWebhookToken();
    },
    /** The channel that an interaction came from, by its token. */
    channelOf: (token: string) => [...interactions.values()].find((known) => known.token === token)?.sender.channel.id,
    /** Leaves nobody waiting. */
    close() {
      for (const interaction of interactions.values()) interaction.refuse('The application did not respond');
    },
  };
}

export type Interactions = ReturnType<typeof createInteractions>;

function answerFields(world: World, id: string, sender: Sender, sent: Sent, name: string): Partial<APIMessage> {
  const user = world.users.get(sender.userId);
  const isCommand = sent.type === InteractionType.ApplicationCommand;
  return {
    type: isCommand ? MessageType.ChatInputCommand : MessageType.Default,
    webhook_id: world.bot.id,
    application_id: world.bot.id,
    interaction_metadata: {
      id,
      type: sent.type,
      user: user && userObject(user),
      authorizing_integration_owners: integrationOwners(sender),
      ...(isCommand ? { name, command_type: 1 } : {}),
      ...(sent.type === InteractionType.MessageComponent ? { interacted_message_id: sent.message.message.id } : {}),
      ...('modal' in sent ? { triggering_interaction_metadata: sent.modal.trigger } : {}),
    } as APIMessage['interaction_metadata'],
    ...(isCommand && user ? { interaction: { id, type: sent.type, name, user: userObject(user) } } : {}),
  } as Partial<APIMessage>;
}
