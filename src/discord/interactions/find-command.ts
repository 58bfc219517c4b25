import { ComponentType, InteractionType } from 'discord.js';
import type { Command, Context } from '../../command/command.ts';
import { menuCustomId } from '../../view/card.ts';
import { type ComponentInteraction, type Interaction, isOfComponent } from './understand.ts';

// Began the custom ids of buttons that changed the message they were in, as all do now; old ones still have it.
const oldPrefix = /^turn\//;

type Commands = Pick<Context, 'commands'>;

export function findCommand(name: string, { commands }: Commands): Command | undefined {
  return commands().find(({ definition }) => definition.name === name);
}

// Names the guild that is meant, as in a direct message about one.
const guildPrefix = /^in:(\d{1,20}):/;

/**
 * What a component opens, and in which guild if it names one: a command's view, by the name before the first `:` of its
 * custom id or of its chosen value.
 */
export function findView({ data }: ComponentInteraction, { commands }: Commands) {
  const isMenu =
    'values' in data && data.component_type === ComponentType.StringSelect && data.custom_id === menuCustomId;
  const opened = isMenu ? (data.values?.[0] ?? '') : data.custom_id;
  const guildId = guildPrefix.exec(opened)?.[1];
  const [name = '', ...args] = opened.replace(guildPrefix, '').replace(oldPrefix, '').split(':');
  const command = commands().find(({ opens }) => opens && Object.hasOwn(opens, name));
  return { command, view: command?.opens?.[name], args, guildId };
}

/**
 * The name of the command that an interaction is for; `unknown` unless it is offered, so that metrics count few
 * names.
 */
export function commandName(interaction: Interaction, commands: Commands): string {
  return commandFor(interaction, commands)?.definition.name ?? 'unknown';
}

function commandFor(interaction: Interaction, commands: Commands): Command | undefined {
  if (interaction.type === InteractionType.Ping) return undefined;
  if (isOfComponent(interaction)) return findView(interaction, commands).command;
  return findCommand(interaction.data.name, commands);
}
