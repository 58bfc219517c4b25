import {
  type APIApplicationCommand,
  type APIApplicationCommandOption,
  ApplicationCommandOptionType,
} from 'discord-api-types/v10';
import { lengthOf } from '../forms/form.ts';
import type { Guild } from '../model/entities.ts';
import { channelPermissions, permissionBits } from '../model/permissions.ts';
import { DiscordRefusal } from '../model/refusal.ts';
import type { World } from '../model/world.ts';
import type { OptionValues } from './actor.ts';

const Type = ApplicationCommandOptionType;

/** An option as it is sent to the bot. */
export type SentOption = {
  readonly name: string;
  readonly type: ApplicationCommandOptionType;
  readonly value?: string | number | boolean;
  readonly focused?: true;
  readonly options?: readonly SentOption[];
};

/** Who fills in the options, where. */
export type Filling = { readonly world: World; readonly guild: Guild | undefined; readonly userId: string };

/** A subcommand's own options, and the groups and subcommands that lead to it. */
export type Chosen = {
  readonly path: readonly APIApplicationCommandOption[];
  readonly options: readonly APIApplicationCommandOption[];
};

/** The subcommand that someone typed. @throws {DiscordRefusal} */
export function chooseSubcommand(command: APIApplicationCommand, words: readonly string[]): Chosen {
  const path: APIApplicationCommandOption[] = [];
  let options: readonly APIApplicationCommandOption[] = command.options ?? [];
  for (const word of words) {
    const next = options.find(({ name, type }) => name === word && isBranch(type));
    if (!next) throw new DiscordRefusal(`/${[command.name, ...words].join(' ')}: There is no such command.`);
    path.push(next);
    options = 'options' in next ? (next.options ?? []) : [];
  }
  // A command with subcommands cannot be used itself; a group of them neither.
  if (options.some(({ type }) => isBranch(type)) || path.at(-1)?.type === Type.SubcommandGroup)
    throw new DiscordRefusal(`/${[command.name, ...words].join(' ')}: Choose one of its subcommands.`);
  return { path, options };
}

function isBranch(type: ApplicationCommandOptionType): boolean {
  return type === Type.Subcommand || type === Type.SubcommandGroup;
}

/** The options as Discord's own client sends them, once it has checked them. @throws {DiscordRefusal} */
export function fillOptions(
  definitions: readonly APIApplicationCommandOption[],
  values: OptionValues,
  filling: Filling,
): SentOption[] {
  requireKnown(definitions, values);
  for (const definition of definitions)
    if ('required' in definition && definition.required && values[definition.name] === undefined)
      refuse(definition, 'This option is required. Specify a value.');
  return sent(definitions, values, filling);
}

/** The options while one of them is still typed: what is missing may yet come. @throws {DiscordRefusal} */
export function typeOptions(
  definitions: readonly APIApplicationCommandOption[],
  values: OptionValues,
  focused: { readonly name: string; readonly value: string },
  filling: Filling,
): SentOption[] {
  requireKnown(definitions, { ...values, [focused.name]: focused.value });
  const typed = definitions.find(({ name }) => name === focused.name);
  if (!typed || !('autocomplete' in typed && typed.autocomplete))
    throw new DiscordRefusal(`${focused.name}: This option has no autocomplete.`);
  const others = sent(
    definitions.filter((definition) => definition !== typed),
    values,
    filling,
  );
  return [...others, { name: typed.name, type: typed.type, value: focused.value, focused: true }];
}

function requireKnown(definitions: readonly APIApplicationCommandOption[], values: OptionValues): void {
  const names = definitions.map(({ name }) => name);
  const unknown = Object.keys(values).find((name) => !names.includes(name));
  if (unknown !== undefined) throw new DiscordRefusal(`${unknown}: This command has no such option.`);
}

function sent(
  definitions: readonly APIApplicationCommandOption[],
  values: OptionValues,
  filling: Filling,
): SentOption[] {
  return definitions.flatMap((definition) => {
    const value = values[definition.name];
    if (value === undefined) return [];
    return [{ name: definition.name, type: definition.type, value: checked(definition, value, filling) }];
  });
}

function refuse({ name }: APIApplicationCommandOption, words: string): never {
  throw new DiscordRefusal(`${name}: ${words}`);
}

/** The value, as typed, in the option's own type. */
function checked(
  definition: APIApplicationCommandOption,
  value: string | number | boolean,
  { world, guild, userId }: Filling,
): string | number | boolean {
  const id = String(value);
  const mention = () => (guild ? guild.roles.has(id) : false) || world.users.has(id);
  switch (definition.type) {
    case Type.String: {
      if (typeof value === 'boolean' || String(value).trim() === '')
        return refuse(definition, 'This option is required. Specify a value.');
      const text = String(value);
      const { min_length: least = 0, max_length: most = 6000 } = definition;
      if (lengthOf(text) < least) refuse(definition, `Enter a value of at least ${least} characters.`);
      if (lengthOf(text) > most) refuse(definition, `Enter a value of at most ${most} characters.`);
      return chosen(definition, definition.choices, text);
    }
    case Type.Integer:
    case Type.Number: {
      const number = typeof value === 'string' && value.trim() !== '' ? Number(value) : value;
      if (typeof number !== 'number' || !Number.isFinite(number)) return refuse(definition, 'Enter a valid number.');
      if (definition.type === Type.Integer && !Number.isSafeInteger(number))
        return refuse(definition, 'Enter a valid integer.');
      const { min_value: least = -(2 ** 53), max_value: most = 2 ** 53 } = definition;
      if (number < least) refuse(definition, `Enter a value greater than or equal to ${least}.`);
      if (number > most) refuse(definition, `Enter a value less than or equal to ${most}.`);
      return chosen(definition, definition.choices, number);
    }
    case Type.Boolean: {
      const truth = /^(true|false)$/i.exec(String(value))?.[0].toLowerCase();
      return truth === undefined ? refuse(definition, 'Enter a valid true/false value.') : truth === 'true';
    }
    case Type.Channel: {
      const channel = world.channels.get(id);
      const seen =
        channel?.guildId === guild?.id &&
        channel &&
        channelPermissions(world, channel, userId) & permissionBits(['ViewChannel']);
      const types = definition.channel_types as readonly number[] | undefined;
      if (!channel || !seen || (types && types.length > 0 && !types.includes(channel.type)))
        refuse(definition, 'Enter a valid channel.');
      return id;
    }
    case Type.Role:
      return guild?.roles.has(id) ? id : refuse(definition, 'Enter a valid role.');
    case Type.User:
      return world.users.has(id) ? id : refuse(definition, 'Enter a valid user.');
    case Type.Mentionable:
      return mention() ? id : refuse(definition, 'Enter a valid user or role.');
    default:
      return refuse(definition, 'Enter a valid value.');
  }
}

function chosen<T extends string | number>(
  definition: APIApplicationCommandOption,
  choices: readonly { readonly value: T }[] | undefined,
  value: T,
): T {
  if (choices && choices.length > 0 && !choices.some((choice) => choice.value === value))
    return refuse(definition, 'Enter a valid choice.');
  return value;
}
