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
import {
  type CommandInteraction,
  type ComponentInteraction,
  type Interaction,
  idSchema,
  interactionSchema,
} from './interaction.ts';
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
  /** Counts an interaction whose answer has left, so many seconds after it came. */
  readonly answered?: (interaction: Counted, seconds: number) => void;
};

/** An interaction as it is counted; `lost` if its answer did not reach Discord. */
export type Counted = Pick<Answer, 'command' | 'type'> & { readonly outcome: Answer['outcome'] | 'lost' };

/** The response that Discord awaits within 3 seconds, and the message that takes its place once it is there. */
type Given = { readonly response: APIInteractionResponse; readonly later?: () => Promise<Message> };

/** An answer, and what it answers. */
export type Answer = Given & {
  readonly interaction: Interaction;
  /** The command that was asked, `unknown` if there is none of that name; the one that opened it for a component. */
  readonly command: string;
  readonly type: 'command' | 'completion' | 'component' | 'ping';
  readonly outcome: 'answered' | 'refused' | 'failed';
};

/**
 * Answers an interaction, whichever way it came in; undefined for one that is none. Never throws: a `UserError` is shown
 * to the person alone; any other error gets them an apology with a reference, under which the log has the whole error.
 */
export async function answer(received: unknown, answering: Answering): Promise<Answer | undefined> {
  const { log } = answering;
  const parsed = interactionSchema.safeParse(received);
  if (!parsed.success) {
    const { id, guild_id } = idSchema.safeParse(received).data ?? {};
    log.warn(
      {
        ...{ interactionId: id, guildId: guild_id },
        issues: parsed.error.issues.map(({ path, message }) => `${path.join('.')}: ${message}`),
      },
      'interaction not understood',
    );
    return undefined;
  }
  const interaction = parsed.data;
  const asked = { interaction, command: commandOf(interaction, answering.context), type: types[interaction.type] };
  if (interaction.type === InteractionType.Ping)
    return { ...asked, outcome: 'answered', response: { type: InteractionResponseType.Pong } };
  const ids = idsOf(asked);
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
    return { ...asked, outcome: 'answered', ...rest, ...(later ? { later: shown(later) } : {}) };
  } catch (error) {
    const outcome = error instanceof UserError ? 'refused' : 'failed';
    if (interaction.type === InteractionType.ApplicationCommandAutocomplete) {
      if (outcome === 'failed') log.error({ err: error, ...ids }, 'completion failed');
      const type = InteractionResponseType.ApplicationCommandAutocompleteResult;
      return { ...asked, outcome, response: { type, data: { choices: [] } } };
    }
    return { ...asked, outcome, response: say(explained(error, person, log, ids), true) };
  }
}

/** What the log tells of an interaction. */
export function idsOf({ interaction, command }: Pick<Answer, 'interaction' | 'command'>) {
  const { id, guild_id, channel_id } = interaction;
  return { interactionId: id, guildId: guild_id, channelId: channel_id, command };
}

const types = {
  [InteractionType.Ping]: 'ping',
  [InteractionType.ApplicationCommand]: 'command',
  [InteractionType.ApplicationCommandAutocomplete]: 'completion',
  [InteractionType.MessageComponent]: 'component',
} as const;

/** The name of the command that an interaction is for: one of those that there are, so that they can be counted by name. */
function commandOf(interaction: Interaction, context: Context): string {
  const known =
    interaction.type === InteractionType.MessageComponent
      ? opener(interaction, context).command
      : interaction.type !== InteractionType.Ping && named(interaction.data.name, context);
  return known ? known.definition.name : 'unknown';
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
    ? click(interaction, request, answering)
    : command(interaction, request, answering);
}

/** Manage Server, or Administrator, which has every permission. */
function isModerator(permissions = '0'): boolean {
  return (BigInt(permissions) & (PermissionFlagsBits.ManageGuild | PermissionFlagsBits.Administrator)) !== 0n;
}

async function command(interaction: CommandInteraction, request: Request, answering: Answering): Promise<Given> {
  const { context, allowedByServer } = answering;
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
    data.component_type === ComponentType.StringSelect && data.custom_id === menu
      ? (data.values?.[0] ?? '')
      : data.custom_id;
  const turned = asked.startsWith(turn);
  const [name = '', ...args] = (turned ? asked.slice(turn.length) : asked).split(':');
  const command = commands().find(({ opens }) => opens && Object.hasOwn(opens, name));
  return { command, view: command?.opens?.[name], args, turned };
}

/** A click answers the person who clicked and leaves the message; only a page of what they alone see turns in its place. */
async function click(
  interaction: ComponentInteraction,
  request: Request,
  { context, allowedByServer }: Answering,
): Promise<Given> {
  const { command, view, args, turned } = opener(interaction, context);
  if (!command || !view) throw new UserError('error:oldButton');
  await mayUse(command, request, () => allowedByServer(interaction, command.definition.name));
  const shown = await view(args, request, context);
  const inPlace = turned && ((interaction.message.flags ?? 0) & MessageFlags.Ephemeral) !== 0;
  return { response: inPlace ? { type: InteractionResponseType.UpdateMessage, data: shown } : say(shown, true) };
}

function say(message: Message, ephemeral: boolean): APIInteractionResponse {
  return {
    type: InteractionResponseType.ChannelMessageWithSource,
    data: ephemeral ? { ...message, flags: message.flags | MessageFlags.Ephemeral } : message,
  };
}
