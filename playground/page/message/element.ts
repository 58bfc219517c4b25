/** What an element has: text, or true for an attribute without a value; undefined and false leave it out. */
export type Attributes = Readonly<Record<string, string | number | boolean | undefined>>;

/** Makes an element. Strings become text, never HTML. */
export function element<Tag extends keyof HTMLElementTagNameMap>(
  tag: Tag,
  attributes: Attributes = {},
  ...children: readonly (Node | string)[]
): HTMLElementTagNameMap[Tag] {
  const made = document.createElement(tag);
  set(made, attributes);
  made.append(...children);
  return made;
}

const namespace = 'http://www.w3.org/2000/svg';

/** Makes a picture of 24 by 24 from SVG paths, which a screen reader passes over. */
export function icon(name: string, ...paths: readonly string[]): SVGSVGElement {
  const svg = document.createElementNS(namespace, 'svg');
  set(svg, { class: `icon icon-${name}`, viewBox: '0 0 24 24', 'aria-hidden': 'true', focusable: 'false' });
  for (const d of paths) {
    const path = document.createElementNS(namespace, 'path');
    set(path, { d, fill: 'currentColor' });
    svg.append(path);
  }
  return svg;
}

/** Sets attributes as they are given to `element`. */
export function set(on: Element, attributes: Attributes): void {
  for (const [name, value] of Object.entries(attributes))
    if (value === undefined || value === false) on.removeAttribute(name);
    else on.setAttribute(name, value === true ? '' : String(value));
}

let made = 0;

/** An id that no other element of the page has. */
export function freshId(name: string): string {
  made += 1;
  return `${name}-${made}`;
}

/** `0xrrggbb` as CSS has it. */
export function cssColor(color: number): string {
  return `#${color.toString(16).padStart(6, '0')}`;
}
