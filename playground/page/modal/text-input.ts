import type { APITextInputComponent } from 'discord-api-types/v10';
import { h } from '../dom.ts';
import type { Control } from './control.ts';

// TextInputStyle.Paragraph
const paragraph = 2;
// As many characters as Discord takes where the bot says nothing.
const longest = 4000;

/** A line, or a paragraph, which counts its characters where the bot has set how many there may be. */
export function drawTextInput({ style, value = '', placeholder, max_length }: APITextInputComponent): Control {
  const attributes = { class: 'modal-text', placeholder, maxlength: max_length ?? longest };
  const input =
    style === paragraph
      ? h('textarea', { ...attributes, rows: 4 })
      : h('input', { ...attributes, type: 'text', autocomplete: 'off' });
  input.value = value;
  const read = () => input.value;
  if (style !== paragraph || max_length === undefined) return { element: input, target: input, value: read };
  const count = h('span', { class: 'modal-count', 'aria-hidden': true });
  const say = () => {
    count.textContent = `${input.value.length}/${max_length}`;
  };
  input.addEventListener('input', say);
  say();
  return { element: h('div', { class: 'modal-counted' }, input, count), target: input, value: read };
}
