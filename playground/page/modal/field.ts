import type { APIComponentInLabel } from 'discord-api-types/v10';
import type { ModalValues } from '../../src/model/modal.ts';
import { h } from '../dom.ts';
import { freshId } from '../message/element.ts';
import type { Model } from '../model.ts';
import { drawControl, isRequired } from './draw-control.ts';
import { kinds } from './kinds.ts';

/** A labelled place of a modal that a person fills in. */
export type Field = {
  readonly element: HTMLElement;
  readonly customId: string;
  value(): ModalValues[string];
  /** Says under it what is wrong, or no more. */
  say(words: string | undefined): void;
  focus(): void;
};

/** Draws a component with its label, and what explains it. */
export function drawField(
  { label, description }: { readonly label: string; readonly description?: string | undefined },
  component: APIComponentInLabel,
  model: Model,
): Field {
  const control = drawControl(component, model);
  const { target } = control;
  const id = freshId('field');
  const required = isRequired(component);
  const isText = component.type === kinds.TextInput;
  target.id ||= `${id}-control`;
  const name = h(
    isText || component.type === kinds.Checkbox ? 'label' : 'div',
    {
      class: 'modal-label',
      id: `${id}-label`,
      for: isText || component.type === kinds.Checkbox ? target.id : undefined,
    },
    label,
    required && h('span', { class: 'modal-star', 'aria-hidden': true }, '*'),
  );
  const more =
    description === undefined ? undefined : h('p', { class: 'modal-description', id: `${id}-more` }, description);
  const problem = h('p', { class: 'modal-problem', id: `${id}-problem`, hidden: true });
  const own = target.getAttribute('aria-describedby');
  const describe = (isWrong: boolean) => {
    const ids = [own, more?.id, isWrong && problem.id].filter(Boolean).join(' ');
    if (ids) target.setAttribute('aria-describedby', ids);
    else target.removeAttribute('aria-describedby');
  };
  target.setAttribute('aria-labelledby', name.id);
  if (required && (isText || component.type === kinds.RadioGroup)) target.setAttribute('aria-required', 'true');
  describe(false);
  return {
    element: h(
      'div',
      { class: `modal-field${component.type === kinds.Checkbox ? ' ticked' : ''}` },
      name,
      more,
      control.element,
      problem,
    ),
    customId: component.custom_id,
    value: control.value,
    say(words) {
      const isWrong = words !== undefined;
      problem.textContent = words ?? '';
      problem.hidden = !isWrong;
      if (isWrong) target.setAttribute('aria-invalid', 'true');
      else target.removeAttribute('aria-invalid');
      describe(isWrong);
    },
    focus: () =>
      (target.matches('input, textarea, button, [tabindex]')
        ? target
        : (target.querySelector<HTMLElement>(':checked') ?? target.querySelector('input'))
      )?.focus(),
  };
}
