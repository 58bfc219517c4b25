import type { APIMessage } from 'discord-api-types/v10';
import type { Modal } from './modal.ts';

/** A request as it was answered; `error` is Discord's JSON error where it is one. */
export type AnsweredRequest = {
  readonly method: string;
  readonly path: string;
  /** 0 if it got no answer. */
  readonly status: number;
  readonly error?: unknown;
  /** The fault that struck it, and what that does. */
  readonly fault?: { readonly id: number; readonly do: string };
};

/** What this Discord tells whoever started it. */
export type DiscordEvents = {
  /** A message stands in a channel; not for ephemeral ones. */
  message: [message: APIMessage];
  edit: [message: APIMessage];
  remove: [message: { readonly id: string; readonly channelId: string }];
  crosspost: [message: APIMessage];
  /** An ephemeral answer, or a change of one, that only this person sees. */
  ephemeral: [message: APIMessage, userId: string];
  /** A modal has opened for a person; undefined: it has closed. */
  modal: [modal: Modal | undefined, userId: string];
  /** The bot's session on the gateway is ready, resumed, or gone; or its address for interactions is taken, or gone. */
  session: [state: 'ready' | 'resumed' | 'closed'];
  /** Every request of the bot's. */
  request: [request: AnsweredRequest];
  /** Something has changed beside messages: channels, permissions, or what goes wrong. */
  change: [];
};
