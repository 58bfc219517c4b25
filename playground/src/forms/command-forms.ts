import { ApplicationCommandType, ApplicationIntegrationType, InteractionContextType } from 'discord-api-types/v10';
import { z } from 'zod';
import { checkName, checkOptions, commandOptions, localized } from './command-option-forms.ts';
import { bitfield, fault, lengthOf, optional, text, textWithin } from './form.ts';

/*
 * Definitions of commands, as Discord takes them
 * (https://docs.discord.com/developers/interactions/application-commands#application-command-object).
 */

const unique = <T extends z.ZodType>(entry: T) =>
  optional(
    z
      .array(entry)
      .min(1)
      .refine((all) => new Set(all).size === all.length, {
        params: { code: 'SET_TYPE_ALREADY_CONTAINS_VALUE', message: 'The set already contains this value' },
      }),
  );

const anyName = text(1, 32);

const shared = {
  default_member_permissions: optional(bitfield),
  dm_permission: optional(z.boolean()),
  nsfw: optional(z.boolean()),
  contexts: unique(z.enum(InteractionContextType)),
  integration_types: unique(z.enum(ApplicationIntegrationType)),
};

/** A command's definition, whole. */
export const command = z
  .object({
    type: optional(z.enum(ApplicationCommandType)),
    name: anyName,
    name_localizations: localized(anyName),
    description: optional(textWithin(100)),
    description_localizations: localized(text(1, 100)),
    options: commandOptions,
    ...shared,
  })
  .superRefine((given, ctx) => {
    checkOptions(given.options, ctx);
    if ((given.type ?? ApplicationCommandType.ChatInput) !== ApplicationCommandType.ChatInput) {
      if (given.description)
        ctx.addIssue(
          fault('APPLICATION_COMMAND_DESCRIPTION_NOT_ALLOWED', 'Context menu commands cannot have a description', [
            'description',
          ]),
        );
      return;
    }
    checkName(given.name, ctx, ['name']);
    for (const [locale, translation] of Object.entries(given.name_localizations ?? {}))
      checkName(translation ?? '', ctx, ['name_localizations', locale]);
    if (!given.description?.trim())
      ctx.addIssue(fault('BASE_TYPE_REQUIRED', 'This field is required', ['description']));
    const size = commandSize(given);
    if (size > 8000) ctx.addIssue(fault('APPLICATION_COMMAND_TOO_LARGE', 'Command exceeds maximum size (8000)'));
  });

export type CommandForm = z.infer<typeof command>;

type Sized = {
  readonly name?: unknown;
  readonly name_localizations?: object | undefined;
  readonly description?: unknown;
  readonly description_localizations?: object | undefined;
  readonly value?: unknown;
  readonly choices?: readonly Sized[] | undefined;
  readonly options?: readonly Sized[] | undefined;
};

/** The characters of a command: of each text its longest translation counts. */
function commandSize(given: Sized): number {
  const longest = (base: unknown, translations: object | undefined) =>
    Math.max(
      typeof base === 'string' ? lengthOf(base) : 0,
      ...Object.values(translations ?? {}).map((translation) => lengthOf(String(translation))),
    );
  const own =
    longest(given.name, given.name_localizations) + longest(given.description, given.description_localizations);
  const value = given.value === undefined ? 0 : lengthOf(String(given.value));
  return [...(given.choices ?? []), ...(given.options ?? [])].reduce(
    (sum: number, inner) => sum + commandSize(inner),
    own + value,
  );
}
