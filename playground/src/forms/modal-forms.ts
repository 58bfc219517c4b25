import { ComponentType } from 'discord-api-types/v10';
import { z } from 'zod';
import { invalidForm } from './api-error.ts';
import { base, textDisplay } from './component-base.ts';
import { componentFaults } from './component-rules.ts';
import { fault, list, optional, parseForm, text } from './form.ts';
import { inLabel, textInput } from './modal-field-forms.ts';

/*
 * Modals and how they are laid out (https://docs.discord.com/developers/components/reference).
 */

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
    for (const [index, { label }] of components.entries())
      if (label === undefined)
        ctx.addIssue(fault('BASE_TYPE_REQUIRED', 'This field is required', ['components', index, 'label']));
  });

const modal = z.object({
  custom_id: text(1, 100),
  title: text(1, 45),
  components: list(z.discriminatedUnion('type', [label, textDisplay, row]), 1, 5),
});

export type ModalForm = z.infer<typeof modal>;
export type GivenInModal = ModalForm['components'][number];
export type AnyGivenInModal = GivenInModal | z.infer<(typeof inLabel)[number]>;

/**
 * A modal that Discord takes.
 * @throws {ApiError} 50035 with everything that is wrong.
 */
export function readModal(body: unknown, path: readonly string[]): ModalForm {
  const form = parseForm(modal, body, path);
  const faults = componentFaults(form.components, [...path, 'components']);
  if (faults.length > 0) throw invalidForm(faults);
  return form;
}
