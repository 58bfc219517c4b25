import type { FileLook, FileReply } from '../../src/page/api.ts';
import { Refusal } from '../client.ts';
import { h } from '../dom.ts';
import { drawMessage } from '../message/message.ts';
import type { Model } from '../model.ts';
import { surroundingsOf } from '../view/drawing.ts';
import { focusWithin } from '../view/kept-focus.ts';

/** Shows the reply that a text would be. */
export type Preview = {
  readonly element: HTMLElement;
  /** Shows what was said of a text; without it, nothing of another file is left. */
  show(look: FileLook | undefined): void;
};

/** Makes one; `choose` resolves with what is shown once another reply was asked for. */
export function createPreview(
  model: Model,
  choose: (reply: string) => Promise<FileLook['shown'] | undefined>,
): Preview {
  const select = h('select', {
    change: () => void choose(select.value),
  });
  const note = h('p', { class: 'quiet', role: 'status' });
  const place = h('div', { class: 'preview-message' });
  let offered: readonly FileReply[] = [];
  let drawn = '';
  // Buttons and menus of the reply open what they would in Discord, here.
  const use = async (reply: string) => {
    const shown = await choose(reply);
    if (shown && 'refused' in shown) throw new Refusal(shown.refused);
  };
  const offer = (replies: readonly FileReply[], shown: string) => {
    const isKnown = replies.some(({ id }) => id === shown);
    const all = isKnown ? replies : [...replies, { id: shown, label: 'What was opened in it' }];
    if (JSON.stringify(all) !== JSON.stringify(offered))
      select.replaceChildren(...all.map(({ id, label }) => h('option', { value: id }, label)));
    offered = all;
    select.value = shown;
  };

  return {
    element: h(
      'section',
      { class: 'preview', 'aria-label': 'Preview' },
      h('label', { class: 'field' }, 'Preview', select),
      note,
      place,
    ),
    show(look) {
      if (!look) {
        offered = [];
        drawn = '';
        select.replaceChildren();
        place.replaceChildren();
        note.textContent = '';
        return;
      }
      const { shown, replies } = look;
      const isRefused = 'refused' in shown;
      place.classList.toggle('outdated', isRefused);
      note.textContent = isRefused ? shown.refused : (shown.note ?? '');
      if (isRefused) {
        if (place.hasChildNodes()) note.textContent += ' Below is what it was before.';
        return;
      }
      offer(replies, shown.reply);
      const context = {
        ...surroundingsOf(model),
        click: use,
        select: (_customId: string, [value = '']: readonly string[]) => use(value),
      };
      const { content, embeds, components } = shown.message;
      const key = JSON.stringify([content, embeds, components]);
      if (key === drawn) return;
      drawn = key;
      const focusBack = focusWithin(place);
      place.replaceChildren(drawMessage({ message: shown.message, ephemeral: false, crossposted: false }, context));
      focusBack?.(place);
    },
  };
}
