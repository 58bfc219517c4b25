import type { APICheckboxComponent, APICheckboxGroupComponent, APIRadioGroupComponent } from 'discord-api-types/v10';
import { h } from '../dom.ts';
import type { Control } from './control.ts';
import { kinds } from './kinds.ts';

/** Radio buttons, or boxes of which several can be ticked. */
export function drawChoices(group: APIRadioGroupComponent | APICheckboxGroupComponent): Control {
  const isRadio = group.type === kinds.RadioGroup;
  const inputs = group.options.map(({ value, default: isChosen }) =>
    h('input', { type: isRadio ? 'radio' : 'checkbox', name: group.custom_id, value, checked: isChosen }),
  );
  const element = h(
    'div',
    { class: 'modal-choices', role: isRadio ? 'radiogroup' : 'group' },
    ...group.options.map(({ label, description }, i) =>
      h(
        'label',
        { class: 'modal-choice' },
        inputs[i],
        h('span', {}, label, description !== undefined && h('small', {}, description)),
      ),
    ),
  );
  const chosen = () => inputs.filter(({ checked }) => checked).map(({ value }) => value);
  return { element, target: element, value: () => (isRadio ? (chosen()[0] ?? '') : chosen()) };
}

/** One box to tick. */
export function drawTick(component: APICheckboxComponent): Control {
  const input = h('input', { type: 'checkbox', class: 'modal-tick', checked: component.default });
  return { element: input, target: input, value: () => input.checked };
}
