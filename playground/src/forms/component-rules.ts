import type { Fault } from './api-error.ts';
import type { AnyGiven } from './component-forms.ts';
import { lengthOf } from './form.ts';
import type { AnyGivenInModal } from './modal-components.ts';

// The bytes are those of all text displays in UTF-8, and 12 for each of them
// (https://github.com/discord/discord-api-docs/issues/8554).
const limits = { components: 40, text: 4000, textBytes: 10_170 };

/** A component of a message or of a modal. */
export type Given = AnyGiven | AnyGivenInModal;

type Placed = { readonly component: Given; readonly path: readonly (string | number)[] };

/** Every component of a list with the nested ones, in the order in which they are read. */
export function* placed(list: readonly Given[], path: readonly (string | number)[]): Generator<Placed> {
  for (const [index, component] of list.entries()) {
    const own = [...path, index];
    yield { component, path: own };
    if ('components' in component) yield* placed(component.components, [...own, 'components']);
    if ('component' in component) yield { component: component.component, path: [...own, 'component'] };
    if ('accessory' in component) yield { component: component.accessory, path: [...own, 'accessory'] };
  }
}

/**
 * What is wrong with the components of a message, or of a modal, as a whole: how many, how long, and what must be
 * unique.
 */
export function componentFaults(list: readonly Given[], path: readonly string[]): Fault[] {
  const all = [...placed(list, path)];
  const faults: Fault[] = [];
  if (all.length > limits.components)
    faults.push({
      path,
      code: 'COMPONENT_MAX_TOTAL_COMPONENTS_EXCEEDED',
      message: `The total number of components cannot exceed ${limits.components}`,
    });
  const length = all.reduce(
    (sum, { component }) => sum + ('content' in component ? lengthOf(component.content) : 0),
    0,
  );
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

/**
 * True if the texts of a message have more bytes than Discord can store. It says nothing of the limit, and answers with
 * 500 (https://github.com/discord/discord-api-docs/issues/8554).
 */
export function haveTooManyBytes(list: readonly Given[]): boolean {
  let bytes = 0;
  for (const { component } of placed(list, []))
    if ('content' in component) bytes += Buffer.byteLength(component.content) + 12;
  return bytes > limits.textBytes;
}

function addresses(component: Given): [string, (string | number)[]][] {
  if ('items' in component) return component.items.map(({ media }, index) => [media.url, ['items', index, 'media']]);
  if ('media' in component) return [[component.media.url, ['media']]];
  if ('file' in component) return [[component.file.url, ['file']]];
  return [];
}
