import { button, byId, h } from '../dom.ts';

// Milliseconds that it stays.
const stays = 7000;

/** Says something quietly at the edge, with what can be done about it; it goes by itself. */
export function toast(
  text: string,
  { wrong = false, label, does }: { wrong?: boolean; label?: string; does?: () => void } = {},
): void {
  const element: HTMLElement = h('div', { class: `toast${wrong ? ' wrong' : ''}` }, h('span', {}, text));
  const close = () => element.remove();
  if (label !== undefined)
    element.append(
      button(label, () => {
        close();
        does?.();
      }),
    );
  byId('toasts', HTMLElement).append(element);
  let timer = setTimeout(close, stays);
  element.addEventListener('mouseenter', () => clearTimeout(timer));
  element.addEventListener('mouseleave', () => {
    timer = setTimeout(close, stays);
  });
}
