import { button, byId, h } from '../dom.ts';

// Milliseconds that it stays.
const stays = 7000;

/** Says something at the edge, with what can be done about it; it goes by itself, but not while one is at it. */
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
  byId(wrong ? 'alarms' : 'toasts', HTMLElement).append(element);
  let timer = setTimeout(close, stays);
  const stay = () => clearTimeout(timer);
  const go = () => {
    stay();
    if (!element.matches(':hover, :focus-within')) timer = setTimeout(close, stays);
  };
  for (const begins of ['mouseenter', 'focusin']) element.addEventListener(begins, stay);
  element.addEventListener('mouseleave', go);
  element.addEventListener('focusout', () => setTimeout(go));
}

/** Takes away what is said at the edge. */
export function clearToasts(): void {
  for (const id of ['toasts', 'alarms']) byId(id, HTMLElement).replaceChildren();
}
