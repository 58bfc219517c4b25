import type { APISelectMenuOption, APIStringSelectComponent } from 'discord-api-types/v10';
import { element, freshId, set } from '../element.ts';
import { icons } from '../icons.ts';
import { labelOf } from './button.ts';
import { createTypeAhead } from './type-ahead.ts';

type Ends = { leave(): void; cancel(): void };

const opening = new Set(['ArrowDown', 'ArrowUp', 'Enter', ' ', 'Home', 'End']);

/**
 * The list of a menu, closed. `button` has the focus and says which option is active; `pick` is called with the
 * option that is chosen.
 */
export function createListbox(
  { options, max_values: most = 1, placeholder = 'Make a selection' }: APIStringSelectComponent,
  button: HTMLElement,
  pick: (option: APISelectMenuOption) => void,
) {
  const several = most > 1;
  const entries = options.map((option) => drawOption(option, several));
  const list = element(
    'ul',
    {
      class: 'options',
      role: 'listbox',
      id: freshId('options'),
      popover: 'manual',
      'aria-label': placeholder,
      'aria-multiselectable': several ? 'true' : undefined,
    },
    ...entries,
  );
  const typed = createTypeAhead(options.map(({ label }) => label));
  let active = 0;
  let values: readonly string[] = [];

  const activate = (index: number) => {
    active = Math.min(Math.max(index, 0), entries.length - 1);
    for (const [i, entry] of entries.entries()) entry.classList.toggle('active', i === active);
    const entry = entries[active];
    set(button, { 'aria-activedescendant': entry?.id });
    entry?.scrollIntoView({ block: 'nearest' });
  };
  const choose = (chosen: readonly string[]) => {
    values = chosen;
    for (const [i, { value }] of options.entries()) {
      const full = several && values.length >= most && !values.includes(value);
      const entry = entries[i];
      if (entry)
        set(entry, { 'aria-selected': String(values.includes(value)), 'aria-disabled': full ? 'true' : undefined });
    }
  };
  const pickAt = (index: number) => {
    const option = options[index];
    if (option && entries[index]?.getAttribute('aria-disabled') !== 'true') pick(option);
  };
  for (const [i, entry] of entries.entries()) {
    entry.addEventListener('pointermove', () => i !== active && activate(i));
    entry.addEventListener('click', () => pickAt(i));
  }
  // A press must not take the focus from the button.
  list.addEventListener('mousedown', (event) => event.preventDefault());
  const moves: Readonly<Record<string, () => void>> = {
    ArrowDown: () => activate(active + 1),
    ArrowUp: () => activate(active - 1),
    PageDown: () => activate(active + 8),
    PageUp: () => activate(active - 8),
    Home: () => activate(0),
    End: () => activate(entries.length - 1),
    Enter: () => pickAt(active),
  };

  return {
    element: list,
    chosen: () => values,
    choose,
    isChosen: ({ value }: APISelectMenuOption) => values.includes(value),
    /** What is chosen if an option is picked now, in the order of the menu. */
    toggled({ value }: APISelectMenuOption): string[] {
      if (!several) return values.includes(value) ? [] : [value];
      const wanted = values.includes(value) ? values.filter((each) => each !== value) : [...values, value];
      return options.map((option) => option.value).filter((each) => wanted.includes(each));
    },
    activateChosen: () =>
      activate(
        Math.max(
          0,
          options.findIndex(({ value }) => values.includes(value)),
        ),
      ),
    /** True for a key that opens the list. */
    opens: ({ key, altKey, ctrlKey, metaKey }: KeyboardEvent) => opening.has(key) && !altKey && !ctrlKey && !metaKey,
    /** Obeys a key while the list is open. */
    press(event: KeyboardEvent, { leave, cancel }: Ends): void {
      const { key, altKey, ctrlKey, metaKey } = event;
      if (ctrlKey || metaKey || key === 'Tab') return;
      const found = key.length === 1 && !altKey ? typed(key, active) : undefined;
      if (key === 'Escape') cancel();
      else if (altKey && key === 'ArrowUp') leave();
      else if (moves[key]) moves[key]();
      else if (key === ' ' && found === undefined) pickAt(active);
      else if (found !== undefined) activate(found);
      else return;
      event.preventDefault();
      event.stopPropagation();
    },
  };
}

function drawOption({ label, description, emoji }: APISelectMenuOption, several: boolean): HTMLElement {
  const texts = element('span', { class: 'texts' }, element('span', { class: 'label' }, ...labelOf(label, emoji)));
  if (description) texts.append(element('span', { class: 'description' }, description));
  const tick = element('span', { class: several ? 'tick box' : 'tick' }, icons.check());
  return element('li', { role: 'option', id: freshId('option') }, texts, tick);
}
