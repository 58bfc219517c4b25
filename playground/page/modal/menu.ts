import type { APIChannelSelectComponent, APISelectMenuComponent, APISelectMenuOption } from 'discord-api-types/v10';
import { h } from '../dom.ts';
import { kinds } from '../message/components/kinds.ts';
import { drawSelect } from '../message/components/select.ts';
import type { Model } from '../model.ts';
import { surroundingsOf } from '../view/drawing.ts';
import type { Control } from './control.ts';

/** A menu as in messages; what is chosen in it stays here until the modal is submitted. */
export function drawMenu(menu: APISelectMenuComponent, model: Model): Control {
  const options = optionsOf(menu, model);
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

function optionsOf(menu: APISelectMenuComponent, { state }: Model): APISelectMenuOption[] {
  if (menu.type === kinds.StringSelect) return menu.options;
  const defaults = (menu.default_values ?? []).map(({ id }) => String(id));
  const option =
    (sign: string) =>
    ({ id, name }: { readonly id: string; readonly name: string }) => ({
      value: id,
      label: name.startsWith(sign) ? name : `${sign}${name}`,
      default: defaults.includes(id),
    });
  const users = [...state.members, state.bot].map(option(''));
  const roles = state.roles.map(option('@'));
  switch (menu.type) {
    case kinds.UserSelect:
      return users;
    case kinds.RoleSelect:
      return roles;
    case kinds.ChannelSelect:
      return state.channels.filter((channel) => isWanted(menu, channel.type)).map(option('#'));
    default:
      return [...users, ...roles];
  }
}

function isWanted({ channel_types: types = [] }: APIChannelSelectComponent, type: number): boolean {
  return types.length === 0 || types.some((each) => each === type);
}
