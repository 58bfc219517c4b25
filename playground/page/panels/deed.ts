import { button, h } from '../dom.ts';

/** A button, and below it what it does to the bot; `key` keeps the focus on the button. */
export function deed(
  name: string,
  meaning: string,
  does: () => void,
  { key = name, isDanger = false }: { key?: string; isDanger?: boolean } = {},
): HTMLElement {
  const id = `deed-${key.toLowerCase().replaceAll(' ', '-')}`;
  const attributes = { class: `push${isDanger ? ' danger' : ''}`, 'data-key': key, 'aria-describedby': id };
  return h('div', { class: 'deed' }, button(name, does, attributes), h('p', { class: 'quiet small', id }, meaning));
}
