import type { APIChannelSelectComponent, APISelectMenuOption } from 'discord-api-types/v10';
import { type AutoSelect, kinds } from '../message/components/kinds.ts';
import type { Model } from '../model.ts';

/** What Discord fills a menu of users, roles or channels with. */
export function offeredIn(menu: AutoSelect, { state }: Model): APISelectMenuOption[] {
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
