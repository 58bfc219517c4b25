import type { APIStringSelectComponent } from 'discord-api-types/v10';
import type { Within } from '../drawing.ts';
import { element, freshId, set } from '../element.ts';
import { icons } from '../icons.ts';
import { type AutoSelect, kinds } from './kinds.ts';
import { createListbox } from './listbox.ts';
import { place } from './place.ts';
import { ask, isWaiting, waitingDots } from './waiting.ts';

/** A menu of users, roles or channels: one of what Discord offers. */
export function drawAutoSelect(menu: AutoSelect, context: Within): HTMLElement {
  const { custom_id, placeholder, min_values, max_values, disabled } = menu;
  const options = context.offered(menu);
  return drawSelect(
    {
      type: kinds.StringSelect,
      custom_id,
      options,
      disabled: disabled === true || options.length === 0,
      ...(placeholder === undefined ? {} : { placeholder }),
      ...(min_values === undefined ? {} : { min_values }),
      ...(max_values === undefined ? {} : { max_values }),
    },
    context,
  );
}

/**
 * A menu: a button that opens a list. The focus stays on the button, which moves through the list. A menu of one
 * value sends it when it is chosen, one of several when it is closed.
 */
export function drawSelect(menu: APIStringSelectComponent, { select }: Within): HTMLElement {
  const { placeholder = 'Make a selection', min_values: least = 1, max_values: most = 1, disabled } = menu;
  const several = most > 1;
  const value = element('span', { class: 'value', id: freshId('value') });
  const button = element(
    'button',
    {
      type: 'button',
      class: 'picker',
      role: 'combobox',
      'aria-haspopup': 'listbox',
      'aria-expanded': 'false',
      'data-custom-id': menu.custom_id,
    },
    value,
    waitingDots(),
    icons.chevron(),
  );
  button.disabled = disabled === true;
  let chosen: readonly string[] = menu.options.filter((option) => option.default).map((option) => option.value);
  const list = createListbox(menu, button, (option) => {
    if (!several) close(list.isChosen(option) && least > 0 ? undefined : list.toggled(option));
    else list.choose(list.toggled(option));
  });
  set(button, { 'aria-controls': list.element.id, 'aria-label': placeholder, 'aria-describedby': value.id });

  const show = () => {
    const labels = menu.options.filter((option) => chosen.includes(option.value)).map(({ label }) => label);
    value.textContent = labels.length > 0 ? labels.join(', ') : placeholder;
    value.classList.toggle('chosen', labels.length > 0);
  };
  const open = () => {
    if (isOpen() || isWaiting(button)) return;
    list.choose(chosen);
    list.element.showPopover();
    set(button, { 'aria-expanded': 'true' });
    list.activateChosen();
    reposition();
    listen(true);
  };
  /** Closes, and sends what is then chosen; without it, nothing. */
  const close = (values?: readonly string[]) => {
    listen(false);
    list.element.hidePopover();
    set(button, { 'aria-expanded': 'false', 'aria-activedescendant': undefined });
    if (!values || values.length < least || values.length > most) return;
    chosen = values;
    show();
    void ask(button, () => select(menu.custom_id, values));
  };
  const leave = () => {
    const values = list.chosen();
    close(several && values.join('\n') !== chosen.join('\n') ? values : undefined);
  };
  const isOpen = () => button.getAttribute('aria-expanded') === 'true';
  const reposition = () => {
    if (button.isConnected) place(list.element, button);
    else listen(false);
  };
  const outside = ({ target }: Event) => {
    if (target instanceof Node && !button.contains(target) && !list.element.contains(target)) leave();
  };
  const listen = (on: boolean) => {
    const change = on ? 'addEventListener' : 'removeEventListener';
    document[change]('pointerdown', outside, true);
    window[change]('scroll', reposition, true);
    window[change]('resize', reposition);
  };
  button.addEventListener('click', () => (isOpen() ? leave() : open()));
  button.addEventListener('blur', () => isOpen() && leave());
  button.addEventListener('keydown', (event) => {
    if (isOpen()) list.press(event, { leave, cancel: () => close() });
    else if (list.opens(event)) {
      event.preventDefault();
      open();
    }
  });
  show();
  return element('div', { class: 'select' }, button, list.element);
}
