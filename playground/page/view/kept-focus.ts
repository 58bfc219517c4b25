const reachable = 'button, a[href], [tabindex]';

/**
 * Remembers where in an element the focus is. @returns what puts it at the same place of another: on what has the
 * same words, else what stands at the same place, else the whole; undefined where the focus is elsewhere
 */
export function focusWithin(element: HTMLElement): ((other: HTMLElement) => void) | undefined {
  const held = document.activeElement;
  if (!(held instanceof HTMLElement) || !element.contains(held)) return undefined;
  const at = within(element).indexOf(held);
  return (other) => {
    const there = within(other);
    const same = there.filter(({ textContent }) => textContent === held.textContent);
    const found = same.length === 1 ? same[0] : there[at];
    (found ?? there[0])?.focus({ preventScroll: true });
  };
}

/** What can have the focus in an element, in its order. */
function within(element: HTMLElement): HTMLElement[] {
  return [...element.querySelectorAll<HTMLElement>(reachable)];
}
