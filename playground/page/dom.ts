import { focusedPlace, focusNear } from './view/kept-focus.ts';

type Child = Node | string | undefined | false;
type Attribute = string | number | boolean | undefined | ((event: Event) => void);

/**
 * An element with its attributes and children; a function is a listener for the event that its attribute names. Text
 * is never read as HTML.
 */
export function h<K extends keyof HTMLElementTagNameMap>(
  tag: K,
  attributes: Readonly<Record<string, Attribute>> = {},
  ...children: readonly Child[]
): HTMLElementTagNameMap[K] {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (typeof value === 'function') element.addEventListener(name, value);
    else if (value !== undefined && value !== false) element.setAttribute(name, value === true ? '' : String(value));
  }
  element.append(...children.filter((child) => child !== undefined && child !== false));
  return element;
}

/** The element of this id, of which the page is known to have one. @throws {Error} if it has none of this kind */
export function byId<T extends HTMLElement>(id: string, kind: new () => T): T {
  const element = document.getElementById(id);
  if (element instanceof kind) return element;
  throw new Error(`The page has no ${kind.name} #${id}`);
}

/** A button with words, that does something when clicked. */
export function button(label: string, does: () => void, attributes: Readonly<Record<string, Attribute>> = {}) {
  return h('button', { type: 'button', class: 'push', click: does, ...attributes }, label);
}

/**
 * Draws a part of the page anew and keeps the focus on the element with the same `data-key`, or near where it was if
 * that is gone.
 */
export function redraw(place: HTMLElement, ...children: readonly Child[]): void {
  const held = document.activeElement;
  const isHeld = held instanceof HTMLElement && held !== place && place.contains(held);
  const key = isHeld ? held.dataset.key : undefined;
  const at = focusedPlace(place);
  place.replaceChildren(...children.filter((child) => child !== undefined && child !== false));
  if (!isHeld) return;
  const same = [...place.querySelectorAll<HTMLElement>('[data-key]')].find(
    ({ dataset }) => key !== undefined && dataset.key === key,
  );
  same?.focus({ preventScroll: true });
  if (document.activeElement !== same || !same) focusNear(place, at);
}
