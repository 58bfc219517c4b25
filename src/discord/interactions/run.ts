import {
  type APIInteractionResponse,
  ComponentType,
  InteractionResponseType,
  InteractionType,
  MessageFlags,
  PermissionFlagsBits,
} from 'discord.js';
import type { Command, Context, Request } from '../../command/command.ts';
import { type Language, language } from '../../text/language.ts';
import { UserError } from '../../text/user-error.ts';
import { limits, type Message, menuCustomId, turnPagePrefix } from '../../view/card.ts';
import { readOptions } from './read-options.ts';
import type { CommandInteraction, ComponentInteraction, Interaction } from './understand.ts';

/** What running what was asked needs: what commands may use, and who may use them. */
export type Running = {
  readonly context: Context;
  /** True if the server's own settings allow a command to someone who may not manage the server. */
  readonly allowedByServer: (
    interaction: CommandInteraction | ComponentInteraction,
    command: string,
  ) => Promise<boolean>;
};

/** The response that Discord awaits within 3 seconds, and the message that takes its place once it is there. */
export type Given = { readonly response: APIInteractionResponse; readonly later?: () => Promise<Message> };

/**
 * Runs what an interaction asks for, for a person of this language. Rejects with a `UserError` for what the person
 * can mend.
 */
export function run(
  interaction: CommandInteraction | ComponentInteraction,
  person: Language,
  running: Running,
): Promise<Given> {
  const request: Request = {
    userId: interaction.member?.user.id ?? interaction.user?.id ?? '',
    channelId: interaction.channel_id ?? '',
    guildId: interaction.guild_id,
    moderator: isModerator(interaction.member?.permissions),
    language: person,
    shared: language(interaction.guild_locale ?? interaction.locale),
  };
  return interaction.type === InteractionType.MessageComponent
    ? click(interaction, request, running)
    : command(interaction, request, running);
}

/** Manage Server, or Administrator, which has every permission. */
function isModerator(permissions = '0'): boolean {
  return (BigInt(permissions) & (PermissionFlagsBits.ManageGuild | PermissionFlagsBits.Administrator)) !== 0n;
}

async function command(interaction: CommandInteraction, request: Request, running: Running): Promise<Given> {
  const { context, allowedByServer } = running;
  const { data } = interaction;
  const asked = named(data.name, context);
  if (!asked) throw new UserError('error:unknownCommand');
  const allowed = await mayUse(asked, request, () => allowedByServer(interaction, data.name));
  const typing = interaction.type === InteractionType.ApplicationCommandAutocomplete;
  const { subcommand, options, focused } = readOptions(asked.definition, data.options, typing);
  const channels = new Map(
    Object.entries(data.resolved?.channels ?? {}).map(([id, { type, name }]) => [id, { type, name: name ?? '' }]),
  );
  const full = {
    ...request,
    moderator: request.moderator || (asked.moderators === true && allowed),
    subcommand,
    options,
    channels,
    roles: new Set(Object.keys(data.resolved?.roles ?? {})),
  };
  if (typing) {
    const choices = (focused && (await asked.complete?.({ ...full, focused }, context))) ?? [];
    return {
      response: {
        type: InteractionResponseType.ApplicationCommandAutocompleteResult,
        data: { choices: choices.slice(0, limits.options) },
      },
    };
  }
  const { message, ephemeral, later } = await asked.run(full, context);
  const response = say(message, ephemeral);
  return later ? { response, later } : { response };
}

async function mayUse(
  command: Command,
  { guildId, moderator }: Request,
  allowedByServer: () => Promise<boolean>,
): Promise<boolean> {
  if (!command.moderators) return true;
  if (guildId === undefined) throw new UserError('error:guildOnly');
  if (moderator || (await allowedByServer())) return true;
  throw new UserError('error:moderatorsOnly');
}

function named(name: string, { commands }: Context): Command | undefined {
  return commands().find(({ definition }) => definition.name === name);
}

/** The command that a component's custom id opens a view of, which view, and whether it is a page that turns. */
function opener({ data }: ComponentInteraction, { commands }: Context) {
  const asked =
    data.component_type === ComponentType.StringSelect && data.custom_id === menuCustomId
      ? (data.values?.[0] ?? '')
      : data.custom_id;
  const turned = asked.startsWith(turnPagePrefix);
  const [name = '', ...args] = (turned ? asked.slice(turnPagePrefix.length) : asked).split(':');
  const command = commands().find(({ opens }) => opens && Object.hasOwn(opens, name));
  return { command, view: command?.opens?.[name], args, turned };
}

/**
 * A click answers the person who clicked and leaves the message; only a page of what they alone see turns in its
 * place.
 */
async function click(
  interaction: ComponentInteraction,
  request: Request,
  { context, allowedByServer }: Running,
): Promise<Given> {
  const { command, view, args, turned } = opener(interaction, context);
  if (!command || !view) throw new UserError('error:oldButton');
  await mayUse(command, request, () => allowedByServer(interaction, command.definition.name));
  const shown = await view(args, request, context);
  const inPlace = turned && ((interaction.message.flags ?? 0) & MessageFlags.Ephemeral) !== 0;
  return { response: inPlace ? { type: InteractionResponseType.UpdateMessage, data: shown } : say(shown, true) };
}

/** Says something in answer, to everyone or to the person alone. */
export function say(message: Message, ephemeral: boolean): APIInteractionResponse {
  return {
    type: InteractionResponseType.ChannelMessageWithSource,
    data: ephemeral ? { ...message, flags: message.flags | MessageFlags.Ephemeral } : message,
  };
}

/**
 * The name of the command that an interaction is for: one of those that there are, so that they can be counted by
 * name.
 */
export function commandOf(interaction: Interaction, context: Context): string {
  const known =
    interaction.type === InteractionType.MessageComponent
      ? opener(interaction, context).command
      : interaction.type !== InteractionType.Ping && named(interaction.data.name, context);
  return known ? known.definition.name : 'unknown';
}
