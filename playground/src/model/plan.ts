import type { ChannelType, PermissionFlagsBits } from 'discord-api-types/v10';

/** A permission by its name in discord.js. */
export type PermissionName = keyof typeof PermissionFlagsBits;

/** A permission overwrite of a channel; `target` is a role's or a member's name, `@everyone`, or `@bot`. */
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
  /** What the bot's own role may: see channels, post there and in threads, and read them, unless said otherwise. */
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
    /** Names of those who have joined the thread, the bot's own among them; the owner has always. */
    readonly joined?: readonly string[];
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
