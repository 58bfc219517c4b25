import { type APISelectMenuComponent, ComponentType } from 'discord-api-types/v10';
import type { Person } from '../model/entities.ts';
import { channelPermissions, permissionBits } from '../model/permissions.ts';
import type { World } from '../model/world.ts';
import { type Kind, resolveIds } from './interaction-payload.ts';

const selectKinds: Partial<Record<ComponentType, Kind>> = {
  [ComponentType.UserSelect]: 'user',
  [ComponentType.RoleSelect]: 'role',
  [ComponentType.MentionableSelect]: 'mentionable',
  [ComponentType.ChannelSelect]: 'channel',
};

/** True for a menu. */
export function isSelect(component: { readonly type: ComponentType }): component is APISelectMenuComponent {
  return component.type === ComponentType.StringSelect || component.type in selectKinds;
}

/** What is chosen in a menu, as Discord sends it along, or in words why it cannot be chosen. */
export function resolveValues(
  world: World,
  person: Person,
  menu: APISelectMenuComponent,
  values: readonly string[],
): { readonly resolved: Record<string, object> } | { readonly wrong: string } {
  const { min_values: least = 1, max_values: most = 1 } = menu;
  if (values.length < least || values.length > most || new Set(values).size < values.length)
    return { wrong: least === most ? `Choose ${least}.` : `Choose ${least} to ${most}.` };
  const unknown = { wrong: 'There is no such entry in this menu.' };
  if (menu.type === ComponentType.StringSelect) {
    const isKnown = values.every((value) => menu.options.some((option) => option.value === value));
    return isKnown ? { resolved: {} } : unknown;
  }
  const kind = selectKinds[menu.type] ?? 'mentionable';
  const types = 'channel_types' in menu ? menu.channel_types : undefined;
  const isOffered = (id: string) => kind !== 'channel' || showsChannel(world, person, id, types);
  const ids = values.map((value) => [kind, value] as const);
  const resolved = resolveIds(world, person, ids);
  const known = Object.values(resolved).flatMap((found) => Object.keys(found));
  return values.every((value) => known.includes(value) && isOffered(value)) ? { resolved } : unknown;
}

/** True if the person is offered a channel: one of their server, of a type that is asked for, and that they see. */
function showsChannel(world: World, { guild, userId }: Person, id: string, types?: readonly number[]): boolean {
  const channel = world.channels.get(id);
  if (!channel || channel.guildId !== guild?.id) return false;
  if (types && types.length > 0 && !types.includes(channel.type)) return false;
  return Boolean(channelPermissions(world, channel, userId) & permissionBits(['ViewChannel']));
}
