import { randomBytes } from 'node:crypto';
import {
  type APIApplicationCommandOptionChoice,
  type APIMessage,
  type ApplicationCommandOptionType,
  GatewayDispatchEvents,
  type InteractionResponseType,
  InteractionType,
  MessageType,
} from 'discord-api-types/v10';
import { refusals } from '../forms/api-error.ts';
import type { Modal } from '../model/modal.ts';
import { userObject } from '../model/objects.ts';
import type { StoredMessage, World } from '../model/world.ts';
import { DiscordRefusal, type Outcome } from '../types.ts';
import type { Endpoint } from './interaction-endpoint.ts';
import { integrationOwners, interactionPayload, type Sender, type Sent } from './interaction-payload.ts';
import type { OpenModal } from './open-modal.ts';

const answerWithin = 3000;
const tokenLife = 15 * 60_000;
// A person waits for a deferred answer for as long as the token lives; who asks here, not quite as long.
const patience = 60_000;

/** What a person gets in the end: a message, a modal, choices while they type, or nothing but that it has arrived. */
export type Result =
  | { readonly outcome: Outcome }
  | { readonly modal: Modal }
  | { readonly choices: APIApplicationCommandOptionChoice[] }
  | { readonly taken: true };

/** An interaction, from its sending until its token dies. */
export type Interaction = {
  readonly id: string;
  readonly token: string;
  readonly type: InteractionType;
  readonly sender: Sender;
  /** The message that the component is on. */
  readonly source: StoredMessage | undefined;
  /** The modal that is submitted. */
  readonly submits: OpenModal | undefined;
  /** The type of the option that is typed. */
  readonly optionType: ApplicationCommandOptionType | undefined;
  /** What Discord says in a message of which interaction it is an answer to. */
  readonly answer: Partial<APIMessage>;
  acknowledged: InteractionResponseType | undefined;
  /** What `@original` stands for. */
  originalId: string | undefined;
  readonly messageIds: Set<string>;
  settle(result: Result): void;
  refuse(reason: string): void;
  /** Gives a deferred answer more time. */
  defer(): void;
  outcome(message: APIMessage, updated: boolean): void;
};

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
 * The interactions that are under way or can still be answered; `endpoint` is the application's own address for them,
 * if it has one.
 */
export function createInteractions(
  world: World,
  reaches: (guildId: string | undefined) => boolean,
  endpoint: Pick<Endpoint, 'deliver'>,
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
    let timer = setTimeout(unanswered, answerWithin);
    const source = 'message' in sent ? sent.message : undefined;
    const submits = 'modal' in sent ? sent.modal : undefined;
    const interaction: Known = {
      id,
      token,
      sentAt,
      expiresAt: world.now() + tokenLife,
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
        timer = setTimeout(unanswered, patience);
      },
      outcome(message, updated) {
        const ms = Math.round(performance.now() - sentAt);
        const ephemeral = world.messages.get(message.id)?.ephemeralFor !== undefined;
        interaction.settle({ outcome: { interactionId: id, message, ephemeral, updated, ms } });
      },
    };
    interactions.set(id, interaction);
    const data = interactionPayload(world, id, token, sender, sent);
    if (world.endpoint !== undefined) void endpoint.deliver(interaction, data);
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
      if (performance.now() - found.sentAt > answerWithin) throw refusals.unknownInteraction();
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
