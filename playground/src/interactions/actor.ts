import type { APIMessage } from 'discord-api-types/v10';

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
