import { type APIApplicationCommandOption, ApplicationCommandOptionType } from 'discord.js';
import type { Definition, Options } from '../../command/command.ts';
import { UserError } from '../../text/user-error.ts';
import type { SentOption } from './understand.ts';

type OptionsRead = {
  readonly subcommand: string;
  readonly options: Options;
  /** The option that the person is typing, for completion. */
  readonly focused: { readonly name: string; readonly value: string } | undefined;
};

/** Discord's limit for a text option, in characters, where its definition has none of its own. */
const longestText = 6_000;
/** In UTF-16 units: longer text is not searched for while a person types. */
const longestCompleted = 100;

/**
 * Checks the options of an interaction against the command's definition. Discord checks them too, but only what is
 * checked here is trusted. While a person is still `typing`, what they have typed so far need not be valid.
 * @throws {UserError} `error:badOption` with the option's name, `error:unknownCommand` for an unknown subcommand.
 */
export function readOptions(definition: Definition, sent: readonly SentOption[], typing: boolean): OptionsRead {
  const first = sent[0];
  if (first?.type !== ApplicationCommandOptionType.Subcommand) {
    const needsOne = definition.options?.some(({ type }) => type === ApplicationCommandOptionType.Subcommand);
    if (needsOne) throw new UserError('error:unknownCommand');
    return { subcommand: '', ...readValues(definition.options ?? [], sent, typing) };
  }
  const subcommand = definition.options?.find(({ name, type }) => name === first.name && type === first.type);
  if (subcommand?.type !== ApplicationCommandOptionType.Subcommand) throw new UserError('error:unknownCommand');
  return { subcommand: subcommand.name, ...readValues(subcommand.options ?? [], first.options ?? [], typing) };
}

function readValues(
  definitions: readonly APIApplicationCommandOption[],
  sent: readonly Omit<SentOption, 'options'>[],
  typing: boolean,
) {
  const values = new Map<string, string | number | boolean>();
  for (const { name, type, value, focused } of sent) {
    const definition = definitions.find((each) => each.name === name && each.type === type);
    const valid = definition && value !== undefined && fits(definition, value);
    if (valid) values.set(name, value);
    else if (!typing || (!focused && !definition)) throw new UserError('error:badOption', { option: name });
  }
  const missing = definitions.find((each) => each.required && !values.has(each.name));
  if (missing && !typing) throw new UserError('error:badOption', { option: missing.name });
  const typed = sent.find(({ focused }) => focused);
  return {
    options: {
      text: (name: string) => textOf(values.get(name)),
      integer: (name: string) => integerOf(values.get(name)),
      flag: (name: string) => flagOf(values.get(name)),
    },
    focused: typed && { name: typed.name, value: String(typed.value ?? '').slice(0, longestCompleted) },
  };
}

function fits(definition: APIApplicationCommandOption, value: string | number | boolean): boolean {
  switch (definition.type) {
    case ApplicationCommandOptionType.String:
      return (
        typeof value === 'string' &&
        value.length <= (definition.max_length ?? longestText) &&
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
