import type { APISelectMenuComponent } from 'discord-api-types/v10';
import { h } from '../dom.ts';
import { kinds } from '../message/components/kinds.ts';
import { drawSelect } from '../message/components/select.ts';
import type { Model } from '../model.ts';
import { surroundingsOf } from '../view/drawing.ts';
import { offeredIn } from '../view/offered.ts';
import type { Control } from './control.ts';

/** A menu as in messages; what is chosen in it stays here until the modal is submitted. */
export function drawMenu(menu: APISelectMenuComponent, model: Model): Control {
  const options = menu.type === kinds.StringSelect ? menu.options : offeredIn(menu, model);
  let chosen: readonly string[] = options.filter((option) => option.default).map(({ value }) => value);
  const { custom_id, placeholder, min_values, max_values, required = true } = menu;
  const drawn = drawSelect(
    {
      type: kinds.StringSelect,
      custom_id,
      options,
      ...(placeholder === undefined ? {} : { placeholder }),
      ...(max_values === undefined ? {} : { max_values }),
      min_values: required ? (min_values ?? 1) : 0,
    },
    {
      ...surroundingsOf(model),
      pingsEveryone: false,
      click: async () => {},
      select: async (_, values) => {
        chosen = values;
      },
    },
  );
  const button = drawn.querySelector('button') ?? drawn;
  return { element: h('div', { class: 'message' }, drawn), target: button, value: () => chosen };
}
