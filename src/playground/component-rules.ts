import { type APIMessageTopLevelComponent, ComponentType } from 'discord-api-types/v10';
import type { AnyGiven, GivenComponent } from './component-forms.ts';
import type { Fault } from './errors.ts';

const limits = { components: 40, text: 4000 };

type Placed = { readonly component: AnyGiven; readonly path: readonly (string | number)[] };

/** Every component of a list with the nested ones, in the order in which they are read. */
function* placed(list: readonly AnyGiven[], path: readonly (string | number)[]): Generator<Placed> {
  for (const [index, component] of list.entries()) {
    const own = [...path, index];
    yield { component, path: own };
    if ('components' in component) yield* placed(component.components, [...own, 'components']);
    if ('accessory' in component) yield { component: component.accessory, path: [...own, 'accessory'] };
  }
}

/** What is wrong with a message's components as a whole: how many, how long, and what must be unique. */
export function componentFaults(list: readonly GivenComponent[], path: readonly string[]): Fault[] {
  const all = [...placed(list, path)];
  const faults: Fault[] = [];
  if (all.length > limits.components)
    faults.push({
      path,
      code: 'COMPONENT_MAX_TOTAL_COMPONENTS_EXCEEDED',
      message: `The total number of components cannot exceed ${limits.components}`,
    });
  const length = all.reduce((sum, { component }) => sum + ('content' in component ? component.content.length : 0), 0);
  if (length > limits.text)
    faults.push({
      path,
      code: 'COMPONENT_DISPLAYABLE_TEXT_SIZE_EXCEEDED',
      message: `Components displayable text size exceeds maximum size of ${limits.text}`,
    });
  const customIds = new Set<string>();
  const ids = new Set<number>();
  for (const { component, path: own } of all) {
    if ('custom_id' in component && component.custom_id !== undefined) {
      if (customIds.has(component.custom_id))
        faults.push({
          path: [...own, 'custom_id'],
          code: 'COMPONENT_CUSTOM_ID_DUPLICATED',
          message: 'Component custom id cannot be duplicated',
        });
      customIds.add(component.custom_id);
    }
    // 0 is as good as none: Discord gives one.
    if (component.id) {
      if (ids.has(component.id))
        faults.push({
          path: [...own, 'id'],
          code: 'COMPONENT_ID_DUPLICATED',
          message: 'Component id cannot be duplicated',
        });
      ids.add(component.id);
    }
    // No file can be uploaded here, so there is none to refer to.
    for (const [address, where] of addresses(component))
      if (address.startsWith('attachment://'))
        faults.push({
          path: [...own, ...where],
          code: 'UNFURLED_MEDIA_ITEM_REFERENCED_ATTACHMENT_NOT_FOUND',
          message: 'The referenced attachment was not found',
        });
  }
  return faults;
}

function addresses(component: AnyGiven): [string, (string | number)[]][] {
  if ('items' in component) return component.items.map(({ media }, index) => [media.url, ['items', index, 'media']]);
  if ('media' in component) return [[component.media.url, ['media']]];
  if ('file' in component) return [[component.file.url, ['file']]];
  return [];
}

/** The components as Discord gives them back: each with an id, and with its defaults. */
export function storedComponents(list: readonly GivenComponent[], nextId: () => string): APIMessageTopLevelComponent[] {
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
  const store = (component: AnyGiven): object => {
    const id = numbered(component.id);
    switch (component.type) {
      case ComponentType.ActionRow:
        return { ...component, id, components: component.components.map(store) };
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
