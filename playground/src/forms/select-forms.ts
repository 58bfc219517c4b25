import { ChannelType, ComponentType } from 'discord-api-types/v10';
import { z } from 'zod';
import { emoji } from './button-form.ts';
import { base } from './component-base.ts';
import { fault, list, optional, snowflake, text, textWithin } from './form.ts';

/** What every menu has. */
const selectFields = {
  ...base,
  custom_id: text(1, 100),
  placeholder: optional(textWithin(150)),
  min_values: optional(z.int().min(0).max(25)),
  max_values: optional(z.int().min(1).max(25)),
  disabled: optional(z.boolean()),
};

/** What one can choose has these, in a menu as in a group. */
export const entryFields = {
  label: text(1, 100),
  value: text(1, 100),
  description: optional(textWithin(100)),
  default: optional(z.boolean()),
};

/** A menu with entries of its own. */
export const stringSelectFields = {
  type: z.literal(ComponentType.StringSelect),
  ...selectFields,
  options: list(
    z.object({
      ...entryFields,
      emoji: optional(emoji),
    }),
    1,
    25,
  ),
};

type Entries = {
  readonly options: readonly { readonly value: string; readonly default?: boolean | undefined }[];
  readonly min_values?: number | undefined;
  readonly max_values?: number | undefined;
};

/** What is wrong with entries that a person is to choose from, and with how many of them. */
export function checkEntries(
  { options, min_values: least = 1, max_values: most = 1 }: Entries,
  ctx: z.RefinementCtx,
): void {
  const seen = new Set<string>();
  for (const [index, { value }] of options.entries()) {
    if (seen.has(value))
      ctx.addIssue(
        fault('SELECT_COMPONENT_OPTION_VALUE_DUPLICATED', 'The specified option value is already used', [
          'options',
          index,
          'value',
        ]),
      );
    seen.add(value);
  }
  if (options.filter((option) => option.default).length > most)
    ctx.addIssue(
      fault('SELECT_COMPONENT_TOO_MANY_DEFAULT_VALUES', 'The number of default values exceeds max values', ['options']),
    );
  if (least > most)
    ctx.addIssue(fault('SELECT_COMPONENT_MIN_VALUES_INVALID', 'min_values exceeds max_values', ['min_values']));
  if (Math.max(least, most) > options.length)
    ctx.addIssue(
      fault('SELECT_COMPONENT_MAX_VALUES_INVALID', 'max_values exceeds the number of options', ['max_values']),
    );
}

export const stringSelect = z.object(stringSelectFields).superRefine(checkEntries);

const defaultValues = (types: [string, ...string[]]) =>
  optional(list(z.object({ id: snowflake, type: z.enum(types) }), 0, 25));

/** The menus that Discord fills itself. */
export const autoSelectFields = {
  user: { type: z.literal(ComponentType.UserSelect), ...selectFields, default_values: defaultValues(['user']) },
  role: { type: z.literal(ComponentType.RoleSelect), ...selectFields, default_values: defaultValues(['role']) },
  mentionable: {
    type: z.literal(ComponentType.MentionableSelect),
    ...selectFields,
    default_values: defaultValues(['user', 'role']),
  },
  channel: {
    type: z.literal(ComponentType.ChannelSelect),
    ...selectFields,
    channel_types: optional(z.array(z.enum(ChannelType))),
    default_values: defaultValues(['channel']),
  },
};

export const autoSelects = [
  z.object(autoSelectFields.user),
  z.object(autoSelectFields.role),
  z.object(autoSelectFields.mentionable),
  z.object(autoSelectFields.channel),
] as const;
