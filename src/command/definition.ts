import {
  ApplicationCommandOptionType,
  ApplicationCommandType,
  ApplicationIntegrationType,
  type ChannelType,
  InteractionContextType,
  PermissionFlagsBits,
} from 'discord.js';
import { fallbackLanguage, languages, translator } from '../text/translator.ts';
import type { Definition } from './command.ts';

/** An option as a command declares it: Discord's fields, without texts. */
export type OptionShape = {
  readonly name: string;
  readonly type: ApplicationCommandOptionType;
  readonly required?: boolean;
  readonly autocomplete?: boolean;
  readonly max_length?: number;
  readonly min_value?: number;
  readonly max_value?: number;
  readonly channel_types?: readonly ChannelType[];
  /** Each a value whose name is a text; or one with the name that it has in every language. */
  readonly choices?: readonly (string | { readonly name: string; readonly value: string })[];
  readonly options?: readonly OptionShape[];
};

/**
 * A command's definition with its texts in every language. The description of `/digest add time` is the text
 * `command:digest.options.add.options.time.description`, or, since most options mean the same everywhere,
 * `command:options.time.description`.
 */
export function define(name: string, options: readonly OptionShape[], more: Partial<Definition> = {}): Definition {
  return {
    type: ApplicationCommandType.ChatInput,
    name,
    ...texts([`command:${name}`]),
    options: options.map((option) => withTexts(option, `command:${name}`)) as NonNullable<Definition['options']>,
    integration_types: [ApplicationIntegrationType.GuildInstall],
    contexts: [InteractionContextType.Guild, InteractionContextType.BotDM],
    ...more,
  };
}

/**
 * The part of a definition that lets only moderators use a command
 * (https://docs.discord.com/developers/interactions/application-commands#permissions).
 */
export const forModerators = {
  default_member_permissions: String(PermissionFlagsBits.ManageGuild),
  contexts: [InteractionContextType.Guild],
} satisfies Partial<Definition>;

/** In characters, for what a person types into an option without a `max_length` of its own. */
const defaultMaxLength = 100;

function withTexts({ options, choices, ...option }: OptionShape, parent: string): object {
  const keys = [`${parent}.options.${option.name}`, `command:options.${option.name}`];
  return {
    ...(option.type === ApplicationCommandOptionType.String && !choices ? { max_length: defaultMaxLength } : {}),
    ...option,
    ...texts(keys),
    ...(choices
      ? {
          choices: choices.map((choice) =>
            typeof choice === 'string'
              ? { value: choice, ...named(keys.map((key) => `${key}.choices.${choice}`)) }
              : choice,
          ),
        }
      : {}),
    ...(options ? { options: options.map((inner) => withTexts(inner, keys[0] ?? parent)) } : {}),
  };
}

const otherLanguages = languages.filter((language) => language !== fallbackLanguage);

function localized(keys: string[]): Record<string, string> {
  return Object.fromEntries(otherLanguages.map((language) => [language, translator(language)(keys)]));
}

function named(keys: string[]) {
  return { name: translator()(keys), ...(otherLanguages.length > 0 ? { name_localizations: localized(keys) } : {}) };
}

function texts(keys: string[]) {
  const descriptions = keys.map((key) => `${key}.description`);
  return {
    description: translator()(descriptions),
    ...(otherLanguages.length > 0
      ? {
          name_localizations: localized(keys.map((key) => `${key}.name`)),
          description_localizations: localized(descriptions),
        }
      : {}),
  };
}
