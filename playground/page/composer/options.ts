import type {
  APIApplicationCommand,
  APIApplicationCommandBasicOption,
  APIApplicationCommandOption,
} from 'discord-api-types/v10';

/** Discord's numbers of the types of options. */
export const optionTypes = {
  subcommand: 1,
  group: 2,
  text: 3,
  integer: 4,
  boolean: 5,
  user: 6,
  channel: 7,
  role: 8,
  mentionable: 9,
  decimal: 10,
  attachment: 11,
} as const;

/** What an option of a command can hold. */
export type OptionValue = string | number | boolean;

/** Something that an option can be set to, under the name that a person sees. */
export type Choice = { readonly name: string; readonly value: string | number };

/** An option as the message box uses it, in the person's language. */
export type Option = {
  readonly name: string;
  /** The name in the person's language. */
  readonly shown: string;
  readonly description: string;
  readonly type: number;
  readonly required: boolean;
  readonly choices: readonly Choice[];
  /** True if the bot is asked for choices while one types. */
  readonly autocomplete: boolean;
  readonly least?: number | undefined;
  readonly most?: number | undefined;
  readonly shortest?: number | undefined;
  readonly longest?: number | undefined;
  readonly channelTypes?: readonly number[] | undefined;
};

/** A command that can be used: one without subcommands, or a subcommand as `reminder add`. */
export type Usable = {
  readonly name: string;
  /** The name in the person's language. */
  readonly shown: string;
  readonly description: string;
  readonly options: readonly Option[];
};

type Localized = {
  readonly name: string;
  readonly description: string;
  readonly name_localizations?: Readonly<Record<string, string | null>> | null | undefined;
  readonly description_localizations?: Readonly<Record<string, string | null>> | null | undefined;
};

/** Every command that can be used, in the order that Discord lists them. */
export function usables(commands: readonly APIApplicationCommand[], locale: string): Usable[] {
  return commands.flatMap((command) => under(command, command.options ?? [], '', '', locale));
}

function under(
  of: Localized,
  options: readonly APIApplicationCommandOption[],
  before: string,
  shownBefore: string,
  locale: string,
): Usable[] {
  const words = said(of, locale);
  const name = `${before}${of.name}`;
  const shown = `${shownBefore}${words.shown}`;
  const below = options.flatMap((option) =>
    isBranch(option) ? under(option, option.options ?? [], `${name} `, `${shown} `, locale) : [],
  );
  if (below.length > 0) return below;
  const own = options.flatMap((option) => (isBranch(option) ? [] : [optionOf(option, locale)]));
  return [{ name, shown, description: words.description, options: own }];
}

type Branch = Exclude<APIApplicationCommandOption, APIApplicationCommandBasicOption>;

function isBranch(option: APIApplicationCommandOption): option is Branch {
  return option.type === optionTypes.subcommand || option.type === optionTypes.group;
}

function said(of: Localized, locale: string) {
  return {
    shown: of.name_localizations?.[locale] ?? of.name,
    description: of.description_localizations?.[locale] ?? of.description,
  };
}

function optionOf(option: APIApplicationCommandBasicOption, locale: string): Option {
  const choices = ('choices' in option && option.choices) || [];
  return {
    name: option.name,
    ...said(option, locale),
    type: option.type,
    required: option.required ?? false,
    choices: choices.map(({ name, value, name_localizations }) => ({
      name: name_localizations?.[locale as keyof typeof name_localizations] ?? name,
      value,
    })),
    autocomplete: 'autocomplete' in option && option.autocomplete === true,
    least: 'min_value' in option ? option.min_value : undefined,
    most: 'max_value' in option ? option.max_value : undefined,
    shortest: 'min_length' in option ? option.min_length : undefined,
    longest: 'max_length' in option ? option.max_length : undefined,
    channelTypes: 'channel_types' in option ? option.channel_types : undefined,
  };
}
