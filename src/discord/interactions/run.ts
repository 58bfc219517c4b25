import {
  type APIInteractionResponse,
  InteractionResponseType,
  InteractionType,
  MessageFlags,
  PermissionsBitField,
} from 'discord.js';
import type { Command, CommandRequest, CompletionChoice, Request } from '../../command/command.ts';
import { type Language, language } from '../../text/language.ts';
import { fallbackLanguage } from '../../text/translator.ts';
import { UserError } from '../../text/user-error.ts';
import { limits, type Message } from '../../view/card.ts';
import { namingGuild } from '../../view/guild-message.ts';
import { findCommand, findView } from './find-command.ts';
import type { InteractionEdges } from './interaction-edges.ts';
import { readOptions } from './read-options.ts';
import { type CommandInteraction, type ComponentInteraction, isOfComponent, type Resolved } from './understand.ts';

/** What running a command came to. `replacement` makes the message that replaces the response's. */
export type RunResult = {
  readonly response: APIInteractionResponse;
  readonly replacement?: (() => Promise<Message>) | undefined;
};

type RunEdges = Pick<InteractionEdges, 'context' | 'allowedByServer' | 'memberOf' | 'guildLanguages'>;

/**
 * Runs what an interaction asks for; `asker` is the language of the person who asks. Rejects with a `UserError` for
 * what they can mend.
 */
export async function run(
  interaction: CommandInteraction | ComponentInteraction,
  asker: Language,
  edges: RunEdges,
): Promise<RunResult> {
  const request: Request = {
    userId: interaction.member?.user.id ?? interaction.user?.id ?? '',
    channelId: interaction.channel_id ?? '',
    guildId: interaction.guild_id,
    moderator: isModerator(interaction),
    locale: interaction.locale ?? fallbackLanguage,
    language: asker,
    channelLanguage: language(interaction.guild_locale ?? interaction.locale),
  };
  if (isOfComponent(interaction)) return openView(interaction, request, edges);
  return runCommand(interaction, request, edges);
}

async function runCommand(interaction: CommandInteraction, request: Request, edges: RunEdges): Promise<RunResult> {
  const { context, allowedByServer, guildLanguages } = edges;
  const { data } = interaction;
  const command = findCommand(data.name, context);
  if (!command) throw new UserError('error:unknownCommand');
  const allowed = await mayUse(command, request, () => allowedByServer(interaction, data.name));

  const typing = interaction.type === InteractionType.ApplicationCommandAutocomplete;
  const { subcommand, options, focused } = readOptions(command.definition, data.options, typing);
  const commandRequest = {
    ...request,
    ...chosenOf(data.resolved, request),
    moderator: request.moderator || (command.moderators === true && allowed),
    subcommand,
    options,
  };

  if (typing) {
    const choices = (focused && (await command.complete?.({ ...commandRequest, focused }, context))) ?? [];
    return { response: completionResponse(choices) };
  }
  const { message, ephemeral, replacement } = await command.run(
    { ...commandRequest, channelLanguage: await channelLanguage(interaction, guildLanguages) },
    context,
  );
  if (command.moderators && request.guildId !== undefined) guildLanguages.forget(request.guildId);
  return { response: messageResponse(message, ephemeral), replacement };
}

/** The language of what everyone in the channel reads. */
async function channelLanguage(
  { guild_id: guildId, guild_locale: guildLocale, locale }: CommandInteraction,
  { localeOf }: InteractionEdges['guildLanguages'],
): Promise<Language> {
  if (guildId === undefined) return language(locale);
  return language((await localeOf(guildId, guildLocale)) ?? locale);
}

/** True if the person may use the command. @throws {UserError} if not, with the reason. */
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

/**
 * Answers a click in the message itself where only the person who clicked sees it. One that everyone sees stays as it
 * is, and they alone get a message, in which they go on.
 */
async function openView(clicked: ComponentInteraction, clickedRequest: Request, edges: RunEdges): Promise<RunResult> {
  const { context, allowedByServer } = edges;
  const { command, view, args, guildId } = findView(clicked, context);
  if (!command || !view) throw new UserError('error:oldButton');
  const isOutside = guildId !== undefined && clicked.guild_id === undefined;
  if (guildId !== undefined && !isOutside && guildId !== clicked.guild_id) throw new UserError('error:oldButton');
  const interaction = isOutside ? await inGuild(clicked, guildId, clickedRequest, edges) : clicked;
  const request = isOutside ? { ...clickedRequest, guildId, moderator: isModerator(interaction) } : clickedRequest;
  await mayUse(command, request, () => allowedByServer(interaction, command.definition.name));
  const opened = await view(args, { ...request, ...sentOf(interaction, request) }, context);
  if ('form' in opened) return { response: { type: InteractionResponseType.Modal, data: opened.form } };
  const { message, replacement } = 'message' in opened ? opened : { message: opened, replacement: undefined };
  const named = (shown: Message) => (isOutside ? namingGuild(shown, guildId) : shown);
  const result = { replacement: replacement && (async () => named(await replacement())) };
  const isEphemeral = ((interaction.message?.flags ?? 0) & MessageFlags.Ephemeral) !== 0;
  if (isEphemeral)
    return { response: { type: InteractionResponseType.UpdateMessage, data: named(message) }, ...result };
  return { response: messageResponse(named(message), true), ...result };
}

/**
 * A click outside of the guild that it is about, as if it were there. Who is nobody of that guild is told no more than
 * who may not manage it. @throws {UserError}
 */
async function inGuild(
  interaction: ComponentInteraction,
  guildId: string,
  { userId }: Request,
  { memberOf }: RunEdges,
): Promise<ComponentInteraction> {
  const member = await memberOf(guildId, userId);
  if (!member) throw new UserError('error:moderatorsOnly');
  const { permissions, roles } = member;
  return {
    ...interaction,
    guild_id: guildId,
    channel_id: undefined,
    member: { user: { id: userId }, permissions, roles: [...roles] },
  };
}

function isModerator({ member }: CommandInteraction | ComponentInteraction): boolean {
  return new PermissionsBitField(BigInt(member?.permissions ?? 0)).has('ManageGuild');
}

/** What a person has chosen in a menu, or typed into a form. */
function sentOf({ data }: ComponentInteraction, request: Request) {
  const isForm = 'components' in data;
  return {
    ...chosenOf(isForm ? undefined : data.resolved, request),
    values: isForm ? [] : (data.values ?? []),
    typed: new Map(isForm ? data.components.map(({ component: { custom_id, value } }) => [custom_id, value]) : []),
  };
}

/** The channels and roles that ids stand for; a channel of another guild is none. */
function chosenOf(resolved: Resolved, { guildId }: Request): Pick<CommandRequest, 'channels' | 'roles'> {
  const channels = Object.entries(resolved?.channels ?? {}).filter(
    ([, channel]) => channel.guild_id === undefined || channel.guild_id === guildId,
  );
  return {
    channels: new Map(channels.map(([id, { type, name }]) => [id, { type, name: name ?? '' }])),
    roles: new Set(Object.keys(resolved?.roles ?? {})),
  };
}

/** Shows a message in answer, to everyone in the channel or to the person alone. */
export function messageResponse(message: Message, ephemeral: boolean): APIInteractionResponse {
  return {
    type: InteractionResponseType.ChannelMessageWithSource,
    data: ephemeral ? { ...message, flags: message.flags | MessageFlags.Ephemeral } : message,
  };
}

/** Offers choices for the option that the person is typing. */
export function completionResponse(choices: readonly CompletionChoice[]): APIInteractionResponse {
  return {
    type: InteractionResponseType.ApplicationCommandAutocompleteResult,
    data: { choices: choices.slice(0, limits.options) },
  };
}
