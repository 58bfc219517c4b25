import { element, set } from './element.ts';

/** A text that is hidden until it is clicked, or Enter or Space is pressed on it. */
export function spoiler(children: readonly Node[]): HTMLElement {
  const inside = element('span', { class: 'hidden', inert: true }, ...children);
  const made = element('span', { class: 'spoiler' }, inside);
  return hide(made, inside, 'Spoiler: show it');
}

/** What stands in a box of its own, hidden under the word “Spoiler”. */
export function spoilerBox(inside: HTMLElement): HTMLElement {
  inside.inert = true;
  const cover = element('span', { class: 'spoiler-word', 'aria-hidden': 'true' }, 'Spoiler');
  return hide(element('div', { class: 'spoiler-box' }, inside, cover), inside, 'Spoiler: show it');
}

function hide(made: HTMLElement, inside: HTMLElement, label: string): HTMLElement {
  set(made, { role: 'button', tabindex: 0, 'aria-label': label });
  const reveal = (event: Event) => {
    if (event instanceof KeyboardEvent && event.key !== 'Enter' && event.key !== ' ') return;
    event.preventDefault();
    made.removeEventListener('click', reveal);
    made.removeEventListener('keydown', reveal);
    inside.inert = false;
    made.classList.add('shown');
    // It keeps the focus, and is no button any more.
    set(made, { role: undefined, 'aria-label': undefined, tabindex: -1 });
  };
  made.addEventListener('click', reveal);
  made.addEventListener('keydown', reveal);
  return made;
}
