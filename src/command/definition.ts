import {
  ApplicationCommandOptionType,
  ApplicationCommandType,
  ApplicationIntegrationType,
  type ChannelType,
  InteractionContextType,
  Locale,
  PermissionFlagsBits,
} from 'discord.js';
import { hasTexts, translator } from '../text/translator.ts';
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
 * `command:options.time.description`. An option has one name wherever it is: `command:options.time.name`.
 */
export function define(name: string, options: readonly OptionShape[], more: Partial<Definition> = {}): Definition {
  const key = `command:${name}`;
  return {
    type: ApplicationCommandType.ChatInput,
    name,
    ...texts({ nameKey: `${key}.name`, descriptionKeys: [`${key}.description`] }),
    options: options.map((option) => withTexts(option, key)) as NonNullable<Definition['options']>,
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
  const ownKey = `${parent}.options.${option.name}`;
  const sharedKey = `command:options.${option.name}`;
  const keys = [ownKey, sharedKey];
  const isSubcommand = option.type === ApplicationCommandOptionType.Subcommand;
  return {
    ...(option.type === ApplicationCommandOptionType.String && !choices ? { max_length: defaultMaxLength } : {}),
    ...option,
    ...texts({
      nameKey: `${isSubcommand ? ownKey : sharedKey}.name`,
      descriptionKeys: keys.map((key) => `${key}.description`),
    }),
    ...(choices ? { choices: choices.map((each) => (typeof each === 'string' ? choice(each, keys) : each)) } : {}),
    ...(options ? { options: options.map((inner) => withTexts(inner, ownKey)) } : {}),
  };
}

function texts({ nameKey, descriptionKeys }: { nameKey: string; descriptionKeys: string[] }) {
  return {
    name_localizations: localized([nameKey]),
    description: translator()(descriptionKeys),
    description_localizations: localized(descriptionKeys),
  };
}

function choice(value: string, keys: readonly string[]) {
  const nameKeys = keys.map((key) => `${key}.choices.${value}`);
  return { value, name: translator()(nameKeys), name_localizations: localized(nameKeys) };
}

/**
 * Every locale of Discord's that has texts, each by itself: who reads `en-US` would else get what is set for `en-GB`
 * (https://docs.discord.com/developers/interactions/application-commands#localization).
 */
const localesWithTexts = Object.values(Locale).filter(hasTexts);

function localized(keys: string[]): Record<string, string> {
  return Object.fromEntries(localesWithTexts.map((locale) => [locale, translator(locale)(keys)]));
}
