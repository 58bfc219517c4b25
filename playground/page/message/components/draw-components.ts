import type {
  APIComponentInContainer,
  APIComponentInMessageActionRow,
  APIContainerComponent,
  APIMessageTopLevelComponent,
  APISectionComponent,
} from 'discord-api-types/v10';
import type { Within } from '../drawing.ts';
import { cssColor, element } from '../element.ts';
import { drawMarkdown } from '../markdown/draw-markdown.ts';
import { spoilerBox } from '../spoiler.ts';
import { drawButton } from './button.ts';
import { kinds } from './kinds.ts';
import { drawFile, drawGallery, drawThumbnail } from './media.ts';
import { drawAutoSelect, drawSelect } from './select.ts';

type Component = APIMessageTopLevelComponent | APIComponentInContainer;

/** Components one under the other. */
export function drawComponents(components: readonly Component[], context: Within): HTMLElement[] {
  return components.map((component) => drawComponent(component, context));
}

function drawComponent(component: Component, context: Within): HTMLElement {
  switch (component.type) {
    case kinds.Container:
      return container(component, context);
    case kinds.TextDisplay:
      return drawMarkdown(component.content, context);
    case kinds.Section:
      return section(component, context);
    case kinds.Separator: {
      const { divider = true, spacing = 1 } = component;
      const classes = `separator${divider ? ' divider' : ''}${spacing === 2 ? ' large' : ''}`;
      return element('div', { class: classes, role: divider ? 'separator' : undefined });
    }
    case kinds.ActionRow:
      return element('div', { class: 'row' }, ...component.components.map((each) => inRow(each, context)));
    case kinds.MediaGallery:
      return drawGallery(component);
    case kinds.File:
      return drawFile(component);
    default:
      return unknown(component);
  }
}

function container({ accent_color, spoiler, components }: APIContainerComponent, context: Within): HTMLElement {
  const box = element('div', { class: 'container' }, ...drawComponents(components, context));
  if (typeof accent_color === 'number') {
    box.classList.add('accent');
    box.style.setProperty('--accent', cssColor(accent_color));
  }
  return spoiler ? spoilerBox(box) : box;
}

function section({ components, accessory }: APISectionComponent, context: Within): HTMLElement {
  const texts = components.map(({ content }) => drawMarkdown(content, context));
  return element(
    'div',
    { class: 'section' },
    element('div', { class: 'texts' }, ...texts),
    element('div', { class: 'accessory' }, drawAccessory(accessory, context)),
  );
}

function drawAccessory(accessory: APISectionComponent['accessory'], context: Within): HTMLElement {
  switch (accessory.type) {
    case kinds.Button:
      return drawButton(accessory, context);
    case kinds.Thumbnail:
      return drawThumbnail(accessory);
    default:
      return unknown(accessory);
  }
}

function inRow(component: APIComponentInMessageActionRow, context: Within): HTMLElement {
  switch (component.type) {
    case kinds.Button:
      return drawButton(component, context);
    case kinds.StringSelect:
      return drawSelect(component, context);
    case kinds.UserSelect:
    case kinds.RoleSelect:
    case kinds.MentionableSelect:
    case kinds.ChannelSelect:
      return drawAutoSelect(component, context);
    default:
      return unknown(component);
  }
}

/** Newer than this page: said, rather than left out in silence. */
function unknown({ type }: { readonly type: number }): HTMLElement {
  return element('div', { class: 'unknown-component' }, `A component of type ${type}, which this page does not draw`);
}
