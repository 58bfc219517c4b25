import {
  type APIComponentInMessageActionRow,
  type APISelectMenuOption,
  type ChannelType,
  ComponentType,
  SelectMenuDefaultValueType,
} from 'discord.js';
import { limits, type Message, row } from './card.ts';
import { shorten } from './markdown.ts';

/** In characters (https://docs.discord.com/developers/components/reference). */
const placeholderLimit = 150;

/** An entry of a menu, as plain text. */
export type Entry = {
  readonly label: string;
  readonly value: string;
  readonly description?: string | undefined;
  /** True if it is chosen at present. */
  readonly chosen?: boolean;
};

type Menu = { readonly customId: string; readonly placeholder: string };

const named = ({ customId, placeholder }: Menu) => ({
  custom_id: customId,
  placeholder: shorten(placeholder, placeholderLimit),
});

/** A menu of entries, of which one can be chosen, or as many as `most`. Of more than 25 entries the first are shown. */
export function entryMenu(menu: Menu, entries: readonly Entry[], most = 1): APIComponentInMessageActionRow {
  const options = entries.slice(0, limits.options).map(
    ({ label, value, description, chosen }): APISelectMenuOption => ({
      label: shorten(label, limits.option),
      value,
      ...(description ? { description: shorten(description, limits.option) } : {}),
      ...(chosen ? { default: true } : {}),
    }),
  );
  return { type: ComponentType.StringSelect, ...named(menu), options, ...(most > 1 ? { max_values: most } : {}) };
}

/** A menu of the channels of a guild that have one of these types. */
export function channelMenu(
  menu: Menu,
  types: readonly ChannelType[],
  chosen: string | undefined,
): APIComponentInMessageActionRow {
  return {
    type: ComponentType.ChannelSelect,
    ...named(menu),
    channel_types: [...types],
    ...(chosen === undefined ? {} : { default_values: [{ id: chosen, type: SelectMenuDefaultValueType.Channel }] }),
  };
}

/** A menu of the roles of a guild, of which none need be chosen. */
export function roleMenu(menu: Menu, chosen: string | null): APIComponentInMessageActionRow {
  return {
    type: ComponentType.RoleSelect,
    ...named(menu),
    min_values: 0,
    ...(chosen === null ? {} : { default_values: [{ id: chosen, type: SelectMenuDefaultValueType.Role }] }),
  };
}

/** A card with rows of buttons and menus below all that it has. */
export function withRows(original: Message, rows: readonly (readonly APIComponentInMessageActionRow[])[]): Message {
  const [first, ...others] = original.components;
  if (first?.type !== ComponentType.Container) return original;
  const components = [...first.components, ...rows.map((each) => row([...each]))];
  return { ...original, components: [{ ...first, components }, ...others] };
}
