import { z } from 'zod';
import { invalidForm } from './api-error.ts';
import { componentFaults } from './component-rules.ts';
import { list, parseForm, text } from './form.ts';
import { inModal } from './modal-components.ts';

/*
 * Modals and how they are laid out (https://docs.discord.com/developers/components/reference).
 */

const modal = z.object({
  custom_id: text(1, 100),
  title: text(1, 45),
  components: list(inModal, 1, 5),
});

/** What a modal is made of, as it was sent. */
export type ModalForm = z.infer<typeof modal>;
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
