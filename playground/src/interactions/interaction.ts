import type {
  APIApplicationCommandOptionChoice,
  APIMessage,
  ApplicationCommandOptionType,
  InteractionResponseType,
  InteractionType,
} from 'discord-api-types/v10';
import type { OpenModal, Sender, StoredMessage } from '../model/entities.ts';
import type { Modal } from '../model/modal.ts';
import type { Outcome } from './actor.ts';

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
