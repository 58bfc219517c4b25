import type { APIInteractionResponse } from 'discord.js';
import type { Logger } from 'pino';
import type { Context } from '../../command/command.ts';
import type { Message } from '../../view/card.ts';
import type { GuildMember } from '../permissions/guild-member.ts';
import type { CommandInteraction, ComponentInteraction, Interaction } from './understand.ts';

/** The languages of guilds. None of these rejects, and `localeOf` waits a moment at most. */
export type GuildLanguages = {
  /** The locale of what everyone in a guild reads: the one that its moderators have set, else Discord's. */
  localeOf(guildId: string, discordLocale: string | undefined): Promise<string | undefined>;
  /** Records the locale that Discord gives for a guild, if it is another than before. */
  remember(guildId: string, discordLocale: string): Promise<void>;
  /** A moderator may have changed a guild's settings: they are read again. */
  forget(guildId: string): void;
};

/** What answering interactions needs of the bot. */
export type InteractionEdges = {
  readonly context: Context;
  /** True if the server's own settings allow a command to someone who may not manage the server. */
  readonly allowedByServer: (
    interaction: CommandInteraction | ComponentInteraction,
    command: string,
  ) => Promise<boolean>;
  /** A person's membership of a guild, for a click outside of it; undefined if they have none. */
  readonly memberOf: (guildId: string, userId: string) => Promise<GuildMember | undefined>;
  /** Called when someone has used a command that is registered in this guild alone. */
  readonly onGuildCommand?: ((guildId: string) => void) | undefined;
  readonly guildLanguages: GuildLanguages;
  readonly log: Logger;
  /** Counts an interaction, `seconds` after it came in. Pings are not counted. */
  readonly measure?: ((interaction: InteractionMetrics, seconds: number) => void) | undefined;
};

export type InteractionMetrics = {
  /** `unknown` if no command of the bot's was asked for. */
  readonly command: string;
  readonly type: 'command' | 'completion' | 'component';
  /** `refused` with a `UserError`, `failed` with any other; `lost` if the answer did not reach Discord. */
  readonly outcome: 'answered' | 'refused' | 'failed' | 'lost';
};

/**
 * How answers go back to Discord: by its REST API, or in the HTTP response to the request that brought the
 * interaction.
 */
export type Transport = {
  /** Sends the response that Discord awaits within 3 seconds: not after `answerBy`, by `performance.now()`. */
  respond(interaction: Interaction, response: APIInteractionResponse, answerBy: number): Promise<void>;
  /** Replaces the message of that response; within 15 minutes. */
  replace(interaction: Interaction, message: Message): Promise<void>;
};
