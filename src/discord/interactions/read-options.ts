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

/** Discord's limit for a text option, in Unicode code points, where its definition has none of its own. */
const longestText = 6_000;
/** In UTF-16 units, two for a code point: longer text is not searched for while a person types. */
const longestCompleted = 200;
// Soft hyphens, zero-width spaces and the like, which come with text that is pasted.
const unseen = /\p{Default_Ignorable_Code_Point}/gu;

/**
 * Checks the options of an interaction against the command's definition. Discord checks them too, but only what is
 * checked here is trusted. While a person is still `typing`, what they have typed so far need not be valid.
 * @throws {UserError} that says what is wrong with an option; `error:unknownCommand` for an unknown subcommand.
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
    const wrong = definition && value !== undefined ? problemOf(definition, value) : unreadable(name);
    if (!wrong && value !== undefined) values.set(name, value);
    else if (wrong && (!typing || (!focused && !definition))) throw wrong;
  }
  const missing = definitions.find((each) => each.required && !values.has(each.name));
  if (missing && !typing) throw new UserError('error:optionMissing', { option: missing.name });
  const typed = sent.find(({ focused }) => focused);
  return {
    options: {
      text: (name: string) => textOf(values.get(name)),
      integer: (name: string) => integerOf(values.get(name)),
      flag: (name: string) => flagOf(values.get(name)),
    },
    focused: typed && {
      name: typed.name,
      value: String(typed.value ?? '')
        .replaceAll(unseen, '')
        .slice(0, longestCompleted),
    },
  };
}

/** What is wrong with the value of an option, said so that a person can mend it; undefined if it is right. */
function problemOf(definition: APIApplicationCommandOption, value: string | number | boolean): UserError | undefined {
  const option = definition.name;
  switch (definition.type) {
    case ApplicationCommandOptionType.String: {
      const { choices, max_length: most = longestText } = definition;
      if (typeof value !== 'string') return unreadable(option);
      // Discord counts code points (https://github.com/discord/discord-api-docs/issues/1315).
      if ([...value].length > most) return new UserError('error:optionTooLong', { option, most });
      if (choices && !choices.some((choice) => choice.value === value))
        return new UserError('error:optionChoice', { option });
      return undefined;
    }
    case ApplicationCommandOptionType.Integer: {
      const { min_value: least = Number.MIN_SAFE_INTEGER, max_value: most = Number.MAX_SAFE_INTEGER } = definition;
      if (!Number.isSafeInteger(value)) return new UserError('error:optionWhole', { option });
      if (Number(value) < least) return new UserError('error:optionTooSmall', { option, least });
      if (Number(value) > most) return new UserError('error:optionTooLarge', { option, most });
      return undefined;
    }
    case ApplicationCommandOptionType.Boolean:
      return typeof value === 'boolean' ? undefined : unreadable(option);
    default:
      return typeof value === 'string' && /^\d{1,20}$/.test(value) ? undefined : unreadable(option);
  }
}

/** Discord sends no such value for a command as it is now. */
function unreadable(option: string): UserError {
  return new UserError('error:optionUnreadable', { option });
}

function textOf(value: unknown): string | undefined {
  return typeof value === 'string' ? value.replaceAll(unseen, '') : undefined;
}

function integerOf(value: unknown): number | undefined {
  return typeof value === 'number' ? value : undefined;
}

function flagOf(value: unknown): boolean | undefined {
  return typeof value === 'boolean' ? value : undefined;
}
