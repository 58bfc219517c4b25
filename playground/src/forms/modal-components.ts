import { ComponentType } from 'discord-api-types/v10';
import { z } from 'zod';
import { base, textDisplay } from './component-base.ts';
import { fault, list, optional, text } from './form.ts';
import { inLabel, textInput } from './modal-field-forms.ts';

/* What may stand in a modal (https://docs.discord.com/developers/components/reference). */

const label = z
  .object({
    type: z.literal(ComponentType.Label),
    ...base,
    label: text(1, 45),
    description: optional(text(1, 100)),
    component: z.discriminatedUnion('type', inLabel),
  })
  .superRefine(({ component }, ctx) => {
    if ('label' in component && component.label !== undefined)
      ctx.addIssue(
        fault('COMPONENT_LABEL_INVALID', 'A component in a label cannot have a label', ['component', 'label']),
      );
  });

/** What stood in modals before there were labels: a row with one text input, which has its label itself. */
const row = z
  .object({
    type: z.literal(ComponentType.ActionRow),
    ...base,
    components: list(z.discriminatedUnion('type', [textInput]), 1, 1),
  })
  .superRefine(({ components }, ctx) => {
    for (const [index, input] of components.entries())
      if (input.label === undefined)
        ctx.addIssue(fault('BASE_TYPE_REQUIRED', 'This field is required', ['components', index, 'label']));
  });

/** Everything that stands in a modal, one under the other. */
export const inModal = z.discriminatedUnion('type', [label, textDisplay, row]);

export type GivenInModal = z.infer<typeof inModal>;
export type AnyGivenInModal = GivenInModal | z.infer<(typeof inLabel)[number]>;
