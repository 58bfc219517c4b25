import type { EventEmitter } from 'node:events';
import type {
  APIApplicationCommand,
  APIApplicationCommandOptionChoice,
  APIMessage,
  ChannelType,
  PermissionFlagsBits,
} from 'discord-api-types/v10';
import type { AnsweredRequest, Trouble } from './faults/trouble.ts';
import type { GuildNow } from './model/directory.ts';
import type { Modal, ModalValues } from './model/modal.ts';

/*
 * What a Discord on this machine can be asked from inside its process: by the terminal, by tests. The bot reaches it
 * by REST and by the gateway only, as it reaches the real one.
 */

export type PermissionName = keyof typeof PermissionFlagsBits;

/** A permission overwrite of a channel; `target` is a role's or a member's name, or `@everyone`. */
export type OverwritePlan = {
  readonly target: string;
  readonly allow?: readonly PermissionName[];
  readonly deny?: readonly PermissionName[];
};

/**
 * A guild to be made, by names; ids are given by the playground. The bot is a member, with the role that its invite
 * made.
 */
export type GuildPlan = {
  readonly name: string;
  /** Discord's locale of the guild; `en-US` unless said otherwise. */
  readonly locale?: string;
  /** What everyone may; as in a new guild of Discord's unless said otherwise. */
  readonly everyone?: readonly PermissionName[];
  /** What the bot's own role may; what README's invite link asks for unless said otherwise. */
  readonly bot?: readonly PermissionName[];
  readonly roles?: readonly {
    readonly name: string;
    readonly permissions?: readonly PermissionName[];
    readonly mentionable?: boolean;
  }[];
  readonly members?: readonly { readonly name: string; readonly roles?: readonly string[]; readonly locale?: string }[];
  readonly channels: readonly {
    readonly name: string;
    /** A text channel unless said otherwise. */
    readonly type?: ChannelType;
    /** The name of a thread's channel. */
    readonly parent?: string;
    readonly overwrites?: readonly OverwritePlan[];
  }[];
};

/** A guild as it was made: the ids of what it has, by name. The bot's own id is `Discord.botId`. */
export type Guild = {
  readonly id: string;
  readonly name: string;
  readonly channels: ReadonlyMap<string, string>;
  readonly roles: ReadonlyMap<string, string>;
  readonly members: ReadonlyMap<string, string>;
};

/** Who does something, and where; without a guild, in a direct message with the bot. */
export type Actor = {
  readonly userId: string;
  readonly channelId: string;
  readonly guildId?: string | undefined;
  /** The language that their Discord is set to. */
  readonly locale?: string | undefined;
};

/** Values of options by name; channels, roles and users by their ids. */
export type OptionValues = Readonly<Record<string, string | number | boolean>>;

/** What a person sees of an interaction that the bot answered. */
export type Outcome = {
  readonly interactionId: string;
  /**
   * The answer as a message, ephemeral ones too (then `flags` has Ephemeral); for a component's update, the message
   * as it is now.
   */
  readonly message: APIMessage;
  readonly ephemeral: boolean;
  /** True if the interaction changed the message that it came from, rather than adding one. */
  readonly updated: boolean;
  /** Milliseconds from the interaction to its answer. */
  readonly ms: number;
};

/**
 * What Discord itself tells a person, without the bot: a bad option, a missing permission, a command that does not
 * exist, or that the application did not respond within 3 seconds.
 */
export class DiscordRefusal extends Error {
  override readonly name: string = 'DiscordRefusal';
}

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

export type DiscordOptions = {
  /** The port to listen on, on 127.0.0.1; a free one unless said otherwise. */
  readonly port?: number;
  /**
   * The present in milliseconds since 1970, for timestamps, snowflakes and the date of answers; the machine's clock
   * unless said otherwise. The 3 seconds always go by the machine's clock.
   */
  readonly now?: () => number;
  /** What rate limits and the memory of nonces go by, in milliseconds; `performance.now` unless said otherwise. */
  readonly elapsed?: () => number;
  /** Milliseconds between heartbeats; Discord's 41,250 unless said otherwise. */
  readonly heartbeatMs?: number;
  /**
   * Milliseconds in which one shard may identify; Discord's are 5,000, here there is no limit unless said otherwise.
   */
  readonly identifyMs?: number;
  /** For how many milliseconds a nonce is known again; five minutes unless said otherwise. */
  readonly nonceMs?: number;
  /** What the chance of faults begins with; 1 unless said otherwise. */
  readonly seed?: number;
  /** The port of the control interface; a free one unless said otherwise. */
  readonly controlPort?: number;
};

/** A Discord on this machine. */
export type Discord = Trouble & {
  /** For the bot's `DISCORD_API_URL`: `http://127.0.0.1:PORT/api`. */
  readonly apiUrl: string;
  /** For the bot's `DISCORD_TOKEN`. */
  readonly token: string;
  /** For the bot's `DISCORD_PUBLIC_KEY`. */
  readonly publicKey: string;
  readonly applicationId: string;
  readonly botId: string;
  readonly events: EventEmitter<DiscordEvents>;
  /** The present in milliseconds since 1970. */
  now(): number;
  createGuild(plan: GuildPlan): Guild;
  /** Resolves when the bot has a session on the gateway; at once if it has. */
  connected(): Promise<void>;
  /**
   * Has interactions sent to this address by HTTP, and none by the gateway any more; undefined undoes that. First it
   * is checked that the address heeds signatures. @throws {DiscordRefusal} that says why it is not taken
   */
  setInteractionsEndpoint(url: string | undefined): Promise<void>;
  /** The commands that this person is offered here, as Discord's picker lists them. */
  commands(actor: Actor): APIApplicationCommand[];
  /**
   * Uses a slash command; `name` may have a subcommand, as `digest add`. @throws {DiscordRefusal}, {ModalOpened}
   * where the bot opens a modal
   */
  use(actor: Actor, name: string, options?: OptionValues): Promise<Outcome>;
  /** What the bot offers for an option while it is typed. @throws {DiscordRefusal} */
  complete(
    actor: Actor,
    name: string,
    options: OptionValues,
    focused: { readonly name: string; readonly value: string },
  ): Promise<APIApplicationCommandOptionChoice[]>;
  /** Clicks a button of a message; also of an ephemeral one that this person was shown. @throws {DiscordRefusal} */
  click(actor: Actor, messageId: string, customId: string): Promise<Outcome>;
  /** Chooses entries of a message's select menu. @throws {DiscordRefusal} */
  select(actor: Actor, messageId: string, customId: string, values: readonly string[]): Promise<Outcome>;
  /** The modal that is open for a person. */
  modal(userId: string): Modal | undefined;
  /** Submits a person's open modal; undefined where the bot answers with no message. @throws {ModalRefusal} */
  submit(userId: string, modalId: string, values: ModalValues): Promise<Outcome | undefined>;
  /** Closes a person's open modal, of which the bot hears nothing. */
  dismiss(userId: string, modalId: string): void;
  /** The messages of a channel, oldest first. */
  messages(channelId: string): readonly APIMessage[];
  /** Ids of the users that a message notified. */
  pinged(messageId: string): readonly string[];
  /** A guild's channels, roles and people, and what the bot is denied there. */
  guildNow(guildId: string): GuildNow;
  /** True if this person may see the channel. */
  sees(userId: string, channelId: string): boolean;
  /** True if this person may send messages in the channel. */
  writes(userId: string, channelId: string): boolean;
  /** The id of a person's direct message with the bot, once there is one. */
  directMessage(userId: string): string | undefined;
  /** The channel that a request of the bot's was about, where it can be told from the request's path. */
  channelOf(path: string): string | undefined;
  /**
   * Sets a channel's overwrite for a role or member, or takes it away where both lists are empty; the names as in the
   * plan.
   */
  overwrite(guildId: string, channelName: string, plan: OverwritePlan): void;
  /** Changes a channel's overwrite for a role or member in these permissions, and leaves it in others. */
  amendOverwrite(guildId: string, channelName: string, plan: OverwritePlan): void;
  /** Removes a channel with its messages. */
  deleteChannel(channelId: string): void;
  /** Sets who may use a command, or with the application's id all of them, as Server Settings → Integrations does. */
  setCommandPermissions(
    guildId: string,
    commandId: string,
    permissions: readonly { readonly id: string; readonly type: 1 | 2 | 3; readonly permission: boolean }[],
  ): void;
  /** Closes the gateway connections and the servers. */
  close(): Promise<void>;
};
