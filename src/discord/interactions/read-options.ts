import { type APIApplicationCommandOption, ApplicationCommandOptionType } from 'discord.js';
import type { Definition, Options } from '../../command/command.ts';
import { UserError } from '../../text/user-error.ts';
import type { GivenOption } from './understand.ts';

type Given = Omit<GivenOption, 'options'>;
type Read = { subcommand: string; options: Options; focused: { name: string; value: string } | undefined };

/**
 * The options of an interaction, held against the command's definition: Discord checks them too, but only what is
 * checked here is trusted. While a person still types, what they have typed so far need not be valid.
 * @throws {UserError} `error:badOption` with the option's name.
 */
export function readOptions(definition: Definition, given: readonly GivenOption[], typing: boolean): Read {
  const first = given[0];
  if (first?.type !== ApplicationCommandOptionType.Subcommand) {
    const needsOne = definition.options?.some(({ type }) => type === ApplicationCommandOptionType.Subcommand);
    if (needsOne) throw new UserError('error:unknownCommand');
    return { subcommand: '', ...readValues(definition.options ?? [], given, typing) };
  }
  const subcommand = definition.options?.find(({ name, type }) => name === first.name && type === first.type);
  if (subcommand?.type !== ApplicationCommandOptionType.Subcommand) throw new UserError('error:unknownCommand');
  return { subcommand: subcommand.name, ...readValues(subcommand.options ?? [], first.options ?? [], typing) };
}

function readValues(definitions: readonly APIApplicationCommandOption[], given: readonly Given[], typing: boolean) {
  const values = new Map<string, string | number | boolean>();
  for (const { name, type, value, focused } of given) {
    const definition = definitions.find((definition) => definition.name === name && definition.type === type);
    const valid = definition && value !== undefined && fits(definition, value);
    if (valid) values.set(name, value);
    else if (!typing || (!focused && !definition)) throw new UserError('error:badOption', { option: name });
  }
  const missing = definitions.find((definition) => definition.required && !values.has(definition.name));
  if (missing && !typing) throw new UserError('error:badOption', { option: missing.name });
  const typed = given.find(({ focused }) => focused);
  return {
    options: {
      text: (name: string) => textOf(values.get(name)),
      integer: (name: string) => integerOf(values.get(name)),
      flag: (name: string) => flagOf(values.get(name)),
    },
    focused: typed && { name: typed.name, value: String(typed.value ?? '').slice(0, 100) },
  };
}

function fits(definition: APIApplicationCommandOption, value: string | number | boolean): boolean {
  switch (definition.type) {
    case ApplicationCommandOptionType.String:
      return (
        typeof value === 'string' &&
        value.length <= (definition.max_length ?? 6000) &&
        (!definition.choices || definition.choices.some((choice) => choice.value === value))
      );
    case ApplicationCommandOptionType.Integer:
      return (
        Number.isSafeInteger(value) &&
        Number(value) >= (definition.min_value ?? Number.NEGATIVE_INFINITY) &&
        Number(value) <= (definition.max_value ?? Number.POSITIVE_INFINITY)
      );
    case ApplicationCommandOptionType.Boolean:
      return typeof value === 'boolean';
    default:
      return typeof value === 'string' && /^\d{1,20}$/.test(value);
  }
}

function textOf(value: unknown): string | undefined {
  return typeof value === 'string' ? value : undefined;
}

function integerOf(value: unknown): number | undefined {
  return typeof value === 'number' ? value : undefined;
}

function flagOf(value: unknown): boolean | undefined {
  return typeof value === 'boolean' ? value : undefined;
}
