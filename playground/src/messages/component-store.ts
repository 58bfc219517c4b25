import { type APIMessageTopLevelComponent, ComponentType } from 'discord-api-types/v10';
import type { GivenComponent } from '../forms/component-forms.ts';
import { type Given, placed } from '../forms/component-rules.ts';
import type { GivenInModal } from '../forms/modal-components.ts';
import type { ModalComponent } from '../model/modal.ts';

/** The components as Discord gives them back: each with an id, and with its defaults. */
export function storedComponents(list: readonly GivenComponent[], nextId: () => string): APIMessageTopLevelComponent[];
export function storedComponents(list: readonly GivenInModal[], nextId: () => string): ModalComponent[];
export function storedComponents(list: readonly Given[], nextId: () => string): object[] {
  const taken = new Set([...placed(list, [])].map(({ component }) => component.id));
  let last = 0;
  const numbered = (id: number | undefined): number => {
    if (id) return id;
    do last += 1;
    while (taken.has(last));
    return last;
  };
  const unfurled = ({ url }: { url: string }) => ({
    id: nextId(),
    url,
    proxy_url: url,
    width: 0,
    height: 0,
    content_type: null,
  });
  const store = (component: Given): object => {
    const id = numbered(component.id);
    switch (component.type) {
      case ComponentType.ActionRow:
        return { ...component, id, components: component.components.map(store) };
      case ComponentType.Label:
        return { ...component, id, component: store(component.component) };
      case ComponentType.Container: {
        const { accent_color = null, spoiler = false } = component;
        return { ...component, id, accent_color, spoiler, components: component.components.map(store) };
      }
      case ComponentType.Section: {
        const components = component.components.map(store);
        return { ...component, id, components, accessory: store(component.accessory) };
      }
      case ComponentType.StringSelect: {
        const { min_values = 1, max_values = 1 } = component;
        return { ...component, id, min_values, max_values };
      }
      case ComponentType.UserSelect:
      case ComponentType.RoleSelect:
      case ComponentType.MentionableSelect:
      case ComponentType.ChannelSelect: {
        const { min_values = 1, max_values = 1 } = component;
        return { ...component, id, min_values, max_values };
      }
      case ComponentType.Separator: {
        const { divider = true, spacing = 1 } = component;
        return { ...component, id, divider, spacing };
      }
      case ComponentType.Thumbnail: {
        const { description = null, spoiler = false, media } = component;
        return { ...component, id, description, spoiler, media: unfurled(media) };
      }
      case ComponentType.MediaGallery: {
        const items = component.items.map(({ description = null, spoiler = false, media }) => ({
          description,
          spoiler,
          media: unfurled(media),
        }));
        return { ...component, id, items };
      }
      default:
        return { ...component, id };
    }
  };
  // What is undefined is not there, as in JSON.
  return JSON.parse(JSON.stringify(list.map(store)));
}
