import { randomBytes } from 'node:crypto';
import {
  type APIInteractionResponse,
  ComponentType,
  InteractionResponseType,
  InteractionType,
  MessageFlags,
  PermissionFlagsBits,
} from 'discord-api-types/v10';
import type { Logger } from 'pino';
import type { Command, Context, Request } from '../command.ts';
import { type Language, language } from '../text/language.ts';
import { UserError } from '../text/user-error.ts';
import { limits, type Message, menu, turn } from '../view/card.ts';
import { failureMessage, refusalMessage } from '../view/notice.ts';
import { type CommandInteraction, type ComponentInteraction, interactionSchema } from './interaction.ts';
import { readOptions } from './options.ts';

/** What answers an interaction need: the commands, what commands may use, and a log. */
export type Answering = {
  readonly context: Context;
  readonly log: Logger;
  /** True if the server's own settings allow a command to someone who may not manage the server. */
  readonly allowedByServer: (
    interaction: CommandInteraction | ComponentInteraction,
    command: string,
  ) => Promise<boolean>;
};

/** The response that Discord awaits within 3 seconds, and the message that takes its place once it is there. */
export type Answer = { readonly response: APIInteractionResponse; readonly later?: () => Promise<Message> };

/**
 * Answers an interaction, whichever way it came in; undefined for one that is none. Never throws: a `UserError` is shown
 * to the person alone; any other error gets them an apology with a reference, under which the log has the whole error.
 */
export async function answer(received: unknown, answering: Answering): Promise<Answer | undefined> {
  const { log } = answering;
  const parsed = interactionSchema.safeParse(received);
  if (!parsed.success) {
    log.warn(
      { issues: parsed.error.issues.map(({ path, message }) => `${path.join('.')}: ${message}`) },
      'interaction not understood',
    );
    return undefined;
  }
  const interaction = parsed.data;
  if (interaction.type === InteractionType.Ping) return { response: { type: InteractionResponseType.Pong } };
  const ids = { interactionId: interaction.id, guildId: interaction.guild_id, channelId: interaction.channel_id };
  const person = language(interaction.locale);
  const shown = (later: () => Promise<Message>) => async () => {
    try {
      return await later();
    } catch (error) {
      return explained(error, person, log, ids);
    }
  };
  try {
    const { later, ...rest } = await respond(interaction, person, answering);
    return later ? { ...rest, later: shown(later) } : rest;
  } catch (error) {
    if (interaction.type === InteractionType.ApplicationCommandAutocomplete) {
      if (!(error instanceof UserError)) log.error({ err: error, ...ids }, 'completion failed');
      return {
        response: { type: InteractionResponseType.ApplicationCommandAutocompleteResult, data: { choices: [] } },
      };
    }
    return { response: say(explained(error, person, log, ids), true) };
  }
}

function explained(error: unknown, person: Language, log: Logger, ids: object): Message {
  if (error instanceof UserError) return refusalMessage(error, person);
  const reference = randomBytes(4).toString('hex');
  log.error({ err: error, reference, ...ids }, 'answer failed');
  return failureMessage(reference, person);
}

function respond(
  interaction: CommandInteraction | ComponentInteraction,
  person: Language,
  answering: Answering,
): Promise<Answer> {
  const request: Request = {
    userId: interaction.member?.user.id ?? interaction.user?.id ?? '',
    channelId: interaction.channel_id ?? '',
    guildId: interaction.guild_id,
    moderator: isModerator(interaction.member?.permissions),
    language: person,
    shared: language(interaction.guild_locale ?? interaction.locale),
  };
  return interaction.type === InteractionType.MessageComponent
    ? click(interaction, request, answering)
    : command(interaction, request, answering);
}

/** Manage Server, or Administrator, which has every permission. */
function isModerator(permissions = '0'): boolean {
  return (BigInt(permissions) & (PermissionFlagsBits.ManageGuild | PermissionFlagsBits.Administrator)) !== 0n;
}

async function command(interaction: CommandInteraction, request: Request, answering: Answering): Promise<Answer> {
  const { context, allowedByServer } = answering;
  const { data } = interaction;
  const asked = context.commands().find(({ definition }) => definition.name === data.name);
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

/** A click answers the person who clicked and leaves the message; only a page of what they alone see turns in its place. */
async function click(
  interaction: ComponentInteraction,
  request: Request,
  { context, allowedByServer }: Answering,
): Promise<Answer> {
  const { data, message } = interaction;
  const asked =
    data.component_type === ComponentType.StringSelect && data.custom_id === menu
      ? (data.values?.[0] ?? '')
      : data.custom_id;
  const turned = asked.startsWith(turn);
  const [name = '', ...args] = (turned ? asked.slice(turn.length) : asked).split(':');
  const command = context.commands().find(({ opens }) => opens && Object.hasOwn(opens, name));
  const view = command?.opens?.[name];
  if (!view) throw new UserError('error:oldButton');
  await mayUse(command, request, () => allowedByServer(interaction, command.definition.name));
  const shown = await view(args, request, context);
  const inPlace = turned && ((message.flags ?? 0) & MessageFlags.Ephemeral) !== 0;
  return { response: inPlace ? { type: InteractionResponseType.UpdateMessage, data: shown } : say(shown, true) };
}

function say(message: Message, ephemeral: boolean): APIInteractionResponse {
  return {
    type: InteractionResponseType.ChannelMessageWithSource,
    data: ephemeral ? { ...message, flags: message.flags | MessageFlags.Ephemeral } : message,
  };
}
