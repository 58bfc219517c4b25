import { ComponentType, TextInputStyle } from 'discord-api-types/v10';
import { z } from 'zod';
import { base } from './component-base.ts';
import { fault, list, optional, text, textWithin } from './form.ts';
import { autoSelectFields, checkEntries, entryFields, stringSelectFields } from './select-forms.ts';

/*
 * What a person fills in in a modal (https://docs.discord.com/developers/components/reference).
 */

const customId = { custom_id: text(1, 100) };
const required = { required: optional(z.boolean()) };

/** A line or a paragraph. */
export const textInput = z
  .object({
    type: z.literal(ComponentType.TextInput),
    ...base,
    ...customId,
    ...required,
    style: z.enum(TextInputStyle),
    label: optional(text(1, 45)),
    value: optional(textWithin(4000)),
    placeholder: optional(textWithin(100)),
    min_length: optional(z.int().min(0).max(4000)),
    max_length: optional(z.int().min(1).max(4000)),
  })
  .superRefine(({ min_length: least = 0, max_length: most = 4000 }, ctx) => {
    if (least > most)
      ctx.addIssue(fault('TEXT_INPUT_COMPONENT_MIN_LENGTH_INVALID', 'min_length exceeds max_length', ['min_length']));
  });

type Choosing = { readonly min_values?: number | undefined; readonly required?: boolean | undefined };

/** Who must choose must choose something. */
function checkLeast({ min_values: least = 1, required: mustChoose = true }: Choosing, ctx: z.RefinementCtx): void {
  if (mustChoose && least < 1)
    ctx.addIssue(fault('NUMBER_TYPE_MIN', 'int value should be greater than or equal to 1.', ['min_values']));
}

function checkSelect(select: Choosing & { readonly disabled?: boolean | undefined }, ctx: z.RefinementCtx): void {
  checkLeast(select, ctx);
  if (select.disabled)
    ctx.addIssue(fault('COMPONENT_DISABLED_INVALID', 'Components in modals cannot be disabled', ['disabled']));
}

const { user, role, mentionable, channel } = autoSelectFields;

const upload = z
  .object({
    type: z.literal(ComponentType.FileUpload),
    ...base,
    ...customId,
    ...required,
    min_values: optional(z.int().min(0).max(10)),
    max_values: optional(z.int().min(1).max(10)),
  })
  .superRefine(checkLeast);

const entries = (fewest: number) => ({
  options: list(z.object(entryFields), fewest, 10),
});

const radioGroup = z
  .object({ type: z.literal(ComponentType.RadioGroup), ...base, ...customId, ...required, ...entries(2) })
  .superRefine(checkEntries);

const checkboxGroup = z
  .object({
    type: z.literal(ComponentType.CheckboxGroup),
    ...base,
    ...customId,
    ...required,
    ...entries(1),
    min_values: optional(z.int().min(0).max(10)),
    max_values: optional(z.int().min(1).max(10)),
  })
  .superRefine(checkLeast)
  .superRefine((group, ctx) => checkEntries({ ...group, max_values: group.max_values ?? group.options.length }, ctx));

const checkbox = z.object({
  type: z.literal(ComponentType.Checkbox),
  ...base,
  ...customId,
  default: optional(z.boolean()),
});

/** What may stand in a label. */
export const inLabel = [
  textInput,
  z
    .object({ ...stringSelectFields, ...required })
    .superRefine(checkEntries)
    .superRefine(checkSelect),
  z.object({ ...user, ...required }).superRefine(checkSelect),
  z.object({ ...role, ...required }).superRefine(checkSelect),
  z.object({ ...mentionable, ...required }).superRefine(checkSelect),
  z.object({ ...channel, ...required }).superRefine(checkSelect),
  upload,
  radioGroup,
  checkboxGroup,
  checkbox,
] as const;
