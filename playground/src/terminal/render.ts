import {
  type APIComponentInContainer,
  type APIComponentInMessageActionRow,
  type APIMessage,
  type APIMessageTopLevelComponent,
  type APISelectMenuComponent,
  type APISelectMenuOption,
  ButtonStyle,
  ComponentType,
} from 'discord-api-types/v10';
import { blocks, type Names } from './markdown.ts';
import { type Line, type Style, span, unbroken, widthOf, wrap } from './spans.ts';

/** What a number on the screen does: clicks a button, or picks an entry of a menu. */
export type Press = {
  readonly channelId: string;
  readonly messageId: string;
  readonly customId: string;
  readonly value?: string;
  readonly label: string;
};

/**
 * A message as lines of at most `width` columns; its buttons and menu entries are numbered from `first` on, in the
 * order of `presses`.
 */
export type Rendered = { readonly lines: readonly Line[]; readonly presses: readonly Press[] };

/** What is drawn of a message. */
export type Drawable = Pick<APIMessage, 'id' | 'channel_id' | 'content' | 'components'>;

/** Every component that a message can have, at the top and in a container. */
type Component = APIMessageTopLevelComponent | APIComponentInContainer;

type Drawing = {
  readonly width: number;
  readonly names: Names;
  readonly offered: (menu: APISelectMenuComponent) => readonly (readonly [label: string, value: string])[];
  /** Gives the next number to a button or an entry of a menu. */
  number(customId: string, label: string, value?: string): number;
};

/** Draws a message; `offered` gives what Discord offers in a menu that it fills itself, each with its value. */
export function renderMessage(
  message: Drawable,
  width: number,
  names: Names,
  first = 1,
  offered: Drawing['offered'] = () => [],
): Rendered {
  const presses: Press[] = [];
  const drawing: Drawing = {
    width,
    names,
    offered,
    number(customId, label, value) {
      const { id: messageId, channel_id: channelId } = message;
      presses.push({ channelId, messageId, customId, label, ...(value === undefined ? {} : { value }) });
      return first + presses.length - 1;
    },
  };
  const lines = [...text(message.content, drawing), ...stack(message.components ?? [], drawing)];
  return { lines, presses };
}

/** Components one under the other: an empty line before what can be pressed, unless a separator stands there. */
function stack(components: readonly Component[], drawing: Drawing): Line[] {
  const lines: Line[] = [];
  for (const [i, component] of components.entries()) {
    const drawn = draw(component, drawing);
    const before = components[i - 1]?.type;
    const apart =
      component.type === ComponentType.ActionRow && before !== undefined && before !== ComponentType.Separator;
    if (apart && before !== ComponentType.ActionRow) lines.push([]);
    lines.push(...drawn);
  }
  return lines;
}

function draw(component: Component, drawing: Drawing): readonly Line[] {
  switch (component.type) {
    case ComponentType.Container: {
      const { accent_color, spoiler, components } = component;
      const colour: Style = accent_color == null ? 'dim' : `#${accent_color.toString(16).padStart(6, '0')}`;
      const inside = stack(components, { ...drawing, width: drawing.width - 2 });
      const lines = spoiler ? [[span('(spoiler)', 'dim')], ...inside] : inside;
      return lines.map((line) => [span('▌', colour), ...(line.length > 0 ? [span(' '), ...line] : [])]);
    }
    case ComponentType.TextDisplay:
      return text(component.content, drawing);
    case ComponentType.Separator:
      return [component.divider === false ? [] : [span('─'.repeat(drawing.width), 'dim')]];
    case ComponentType.Section: {
      const lines = component.components.flatMap((each) => text(each.content, drawing));
      const { accessory } = component;
      if (accessory.type === ComponentType.Button) return [...lines, ...pressable([accessory], drawing)];
      return [...lines, ...text(`-# [image] ${accessory.description ?? ''}`, drawing)];
    }
    case ComponentType.ActionRow:
      return pressable(component.components, drawing);
    case ComponentType.MediaGallery:
      return component.items.flatMap(({ media, description }) =>
        text(`-# [image] ${description ?? ''} ${media.url}`, drawing),
      );
    case ComponentType.File:
      return text(`-# [file] ${component.file.url}`, drawing);
    default:
      return [];
  }
}

function text(content: string, { width, names }: Drawing): Line[] {
  if (content === '') return [];
  return blocks(clean(content), names).flatMap(({ first, rest, spans }) =>
    wrap(spans, Math.max(width - widthOf(first), 8)).map((line, i) => [...(i === 0 ? first : rest), ...line]),
  );
}

function pressable(components: readonly APIComponentInMessageActionRow[], drawing: Drawing): Line[] {
  const { width } = drawing;
  const buttons = components.flatMap((component) =>
    component.type === ComponentType.Button ? [buttonLine(component, drawing)] : [],
  );
  const menus = components.flatMap((component) =>
    component.type === ComponentType.Button ? [] : menuLines(component, drawing),
  );
  return [...(buttons.length > 0 ? flow(buttons, width) : []), ...menus];
}

type Button = Extract<APIComponentInMessageActionRow, { type: ComponentType.Button }>;

function buttonLine(button: Button, drawing: Drawing): Line {
  const label = clean(('label' in button && button.label) || ('emoji' in button && button.emoji?.name) || 'button');
  if (button.style === ButtonStyle.Link) return [span(`${label} ↗`), span(` ${button.url}`, 'dim')];
  if (button.style === ButtonStyle.Premium) return [span(`${label} (premium)`, 'dim')];
  if (button.disabled) return [span(`[–] ${label}`, 'dim')];
  const number = drawing.number(button.custom_id, label);
  return [span(`[${number}]`, 'bold', 'cyan'), span(` ${label}`)];
}

function menuLines(menu: APISelectMenuComponent, drawing: Drawing): Line[] {
  const { width } = drawing;
  const asks = wrap([span(clean(menu.placeholder ?? 'Choose one'), 'italic')], width);
  if (menu.disabled) return asks;
  const options = optionsOf(menu, drawing);
  const described = options.some(({ description }) => description);
  const entries = options.map(({ label, value, description, default: chosen }): Line => {
    const number = drawing.number(menu.custom_id, clean(label), value);
    const name = [span(`[${number}]`, 'bold', 'cyan'), span(` ${clean(label)}${chosen ? ' ✓' : ''}`)];
    return description ? [...name, span(`  ${clean(description)}`, 'dim')] : name;
  });
  return [...asks, ...(described ? entries.map((entry) => firstLine(entry, width)) : flow(entries, width))];
}

function optionsOf(menu: APISelectMenuComponent, { offered }: Drawing): readonly APISelectMenuOption[] {
  if (menu.type === ComponentType.StringSelect) return menu.options;
  const chosen = (menu.default_values ?? []).map(({ id }) => String(id));
  return offered(menu).map(([label, value]) => ({ label, value, default: chosen.includes(value) }));
}

/** A line, or as many of its words as fit. */
function firstLine(line: Line, width: number): Line {
  if (widthOf(line) <= width) return line;
  const [first = []] = wrap(line, width - 1);
  return [...first, span('…', 'dim')];
}

/** Buttons or entries side by side, each kept on one line where the line is wide enough. */
function flow(entries: readonly Line[], width: number): Line[] {
  const kept = entries.map((entry) =>
    widthOf(entry) > width ? entry : entry.map((part) => span(unbroken(part.text), ...part.styles)),
  );
  return wrap(
    kept.flatMap((entry, i) => (i === 0 ? entry : [span('   '), ...entry])),
    width,
  );
}

/** Without what a terminal would obey. */
function clean(raw: string): string {
  return raw.replaceAll('\t', '  ').replace(/[\p{Cc}\u2028\u2029]/gu, (sign) => (sign === '\n' ? sign : ''));
}
