import { ApplicationCommandOptionType, ChannelType, Locale } from 'discord-api-types/v10';
import { z } from 'zod';
import { fault, lengthOf, list, optional, text } from './form.ts';

/*
 * The options of commands, as Discord takes them
 * (https://docs.discord.com/developers/interactions/application-commands#application-command-object-application-command-option-structure).
 */

const Type = ApplicationCommandOptionType;

/** Names in any script, in lower case where the script has one. */
const namePattern = /^[-_'\p{L}\p{N}\p{sc=Deva}\p{sc=Thai}]{1,32}$/u;

/** Faults a name that Discord does not take. */
export function checkName(value: string, ctx: z.RefinementCtx, path: string[] = []): void {
  if (lengthOf(value) > 32 || value.trim() === '') return;
  if (!namePattern.test(value) || value !== value.toLowerCase())
    ctx.addIssue(fault('APPLICATION_COMMAND_INVALID_NAME', 'Command name is invalid', path));
}

const name = text(1, 32).superRefine((value, ctx) => checkName(value, ctx));

/** Translations of a text by Discord's locales. */
export const localized = <T extends z.ZodType>(value: T) => optional(z.partialRecord(z.enum(Locale), value));

const described = {
  name,
  name_localizations: localized(name),
  description: text(1, 100),
  description_localizations: localized(text(1, 100)),
};

const required = optional(z.boolean());
const autocomplete = optional(z.boolean());

const choices = <T extends z.ZodType>(value: T) =>
  optional(
    list(z.object({ name: text(1, 100), name_localizations: localized(text(1, 100)), value }), 0, 25).superRefine(
      (all, ctx) => checkChoices(all as readonly unknown[] as readonly Choice[], ctx),
    ),
  );

type Choice = { readonly name: string; readonly value: unknown };

function checkChoices(all: readonly Choice[], ctx: z.RefinementCtx): void {
  for (const field of ['name', 'value'] as const)
    for (const [index, choice] of all.entries())
      if (all.findIndex((other) => other[field] === choice[field]) < index)
        ctx.addIssue(
          fault('APPLICATION_COMMAND_OPTIONS_CHOICE_NAME_DUPLICATE', 'The specified choice is already used', [
            index,
            field,
          ]),
        );
}

type WithChoices = { autocomplete?: boolean | undefined; choices?: readonly unknown[] | undefined };

function checkAutocomplete(option: WithChoices, ctx: z.RefinementCtx): void {
  if (option.autocomplete && option.choices?.length)
    ctx.addIssue(
      fault(
        'APPLICATION_COMMAND_AUTOCOMPLETE_INVALID_FOR_OPTION_WITH_CHOICES',
        'Autocomplete cannot be set for an option with choices',
        ['autocomplete'],
      ),
    );
}

function checkRange(least: number | undefined, most: number | undefined, ctx: z.RefinementCtx, field: string): void {
  if (least !== undefined && most !== undefined && least > most)
    ctx.addIssue(
      fault('APPLICATION_COMMAND_OPTIONS_MIN_MAX_INVALID', 'The minimum is greater than the maximum', [field]),
    );
}

const length = optional(z.int().min(0).max(6000));

const stringOption = z
  .object({
    type: z.literal(Type.String),
    ...described,
    required,
    autocomplete,
    choices: choices(text(1, 100)),
    min_length: length,
    max_length: optional(z.int().min(1).max(6000)),
  })
  .superRefine((option, ctx) => {
    checkAutocomplete(option, ctx);
    checkRange(option.min_length, option.max_length, ctx, 'min_length');
  });

const exact = z.int();
const real = z
  .number()
  .min(-(2 ** 53))
  .max(2 ** 53);

function numeric<T extends ApplicationCommandOptionType.Integer | ApplicationCommandOptionType.Number>(
  type: T,
  value: z.ZodNumber,
) {
  return z
    .object({
      type: z.literal(type),
      ...described,
      required,
      autocomplete,
      choices: choices(value),
      min_value: optional(value),
      max_value: optional(value),
    })
    .superRefine((option, ctx) => {
      checkAutocomplete(option, ctx);
      checkRange(option.min_value, option.max_value, ctx, 'min_value');
    });
}

const channelOption = z.object({
  type: z.literal(Type.Channel),
  ...described,
  required,
  channel_types: optional(z.array(z.enum(ChannelType))),
});

const plain = <T extends ApplicationCommandOptionType>(type: T) =>
  z.object({ type: z.literal(type), ...described, required });

const values = [
  stringOption,
  numeric(Type.Integer, exact),
  numeric(Type.Number, real),
  channelOption,
  plain(Type.Boolean),
  plain(Type.User),
  plain(Type.Role),
  plain(Type.Mentionable),
  plain(Type.Attachment),
] as const;

type Named = {
  readonly name: string;
  readonly name_localizations?: Readonly<Record<string, string | null | undefined>> | undefined;
  readonly required?: boolean | undefined;
  readonly type: number;
};

/** Faults options that have one name in some language, or stand in the wrong order. */
export function checkOptions(options: readonly Named[] | undefined, ctx: z.RefinementCtx): void {
  const names = new Set<string>();
  const translations = new Set<string>();
  let optionalSeen = false;
  for (const [index, option] of (options ?? []).entries()) {
    if (names.has(option.name))
      ctx.addIssue(
        fault('APPLICATION_COMMAND_OPTIONS_NAME_DUPLICATE', 'Option name already exists', ['options', index, 'name']),
      );
    names.add(option.name);
    for (const [locale, translation] of Object.entries(option.name_localizations ?? {})) {
      if (translations.has(`${locale} ${translation}`))
        ctx.addIssue(
          fault('APPLICATION_COMMAND_OPTIONS_NAME_DUPLICATE', 'Option name already exists', [
            'options',
            index,
            'name_localizations',
            locale,
          ]),
        );
      translations.add(`${locale} ${translation}`);
    }
    if (option.type === Type.Subcommand || option.type === Type.SubcommandGroup) continue;
    if (option.required && optionalSeen)
      ctx.addIssue(
        fault(
          'APPLICATION_COMMAND_OPTIONS_REQUIRED_INVALID',
          'Required options must be placed before non-required options',
          ['options', index],
        ),
      );
    if (!option.required) optionalSeen = true;
  }
}

const subcommand = z
  .object({
    type: z.literal(Type.Subcommand),
    ...described,
    options: optional(list(z.discriminatedUnion('type', values), 0, 25)),
  })
  .superRefine(({ options }, ctx) => checkOptions(options, ctx));

const group = z
  .object({
    type: z.literal(Type.SubcommandGroup),
    ...described,
    options: optional(list(z.discriminatedUnion('type', [subcommand]), 0, 25)),
  })
  .superRefine(({ options }, ctx) => checkOptions(options, ctx));

/** The options of a command: subcommands and groups of them, or values. */
export const commandOptions = optional(
  list(z.discriminatedUnion('type', [subcommand, group, ...values]), 0, 25),
).superRefine((all, ctx) => {
  const nesting = (all ?? []).filter(({ type }) => type === Type.Subcommand || type === Type.SubcommandGroup);
  if (nesting.length > 0 && nesting.length < (all?.length ?? 0))
    ctx.addIssue(
      fault(
        'APPLICATION_COMMAND_OPTIONS_TYPE_INVALID',
        'Sub-command and sub-command group option types are mutually exclusive to all other types',
      ),
    );
});
