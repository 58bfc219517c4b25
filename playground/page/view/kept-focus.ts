const reachable = 'button, a[href], input, select, [tabindex]';

/**
 * Remembers where in an element the focus is. @returns what puts it at the same place of another: on what has the
 * same custom id, else the same words, else what stands at the same place; undefined where the focus is elsewhere
 */
export function focusWithin(element: HTMLElement): ((other: HTMLElement) => void) | undefined {
  const held = document.activeElement;
  if (!(held instanceof HTMLElement) || !element.contains(held)) return undefined;
  const at = within(element).indexOf(held);
  return (other) => {
    const there = within(other);
    const { customId } = held.dataset;
    const sameId = there.filter(({ dataset }) => customId !== undefined && dataset.customId === customId);
    const sameWords = there.filter(({ textContent }) => textContent === held.textContent);
    const [same] = [sameId, sameWords].find(({ length }) => length === 1) ?? [];
    focusNear(other, same ? there.indexOf(same) : at);
  };
}

/** The place that what has the focus takes among all that can have it in an element; below 0 if it is elsewhere. */
export function focusedPlace(element: HTMLElement): number {
  const held = document.activeElement;
  return held instanceof HTMLElement ? within(element).indexOf(held) : -1;
}

/**
 * Puts the focus at a place of an element. What is disabled cannot have it: then it goes to the nearest that can,
 * or to the element itself, lest it fall to the whole page.
 */
export function focusNear(element: HTMLElement, at: number): void {
  const usable = within(element)
    .map((each, i) => ({ each, distance: Math.abs(i - at) }))
    .filter(({ each }) => !each.matches(':disabled'))
    .sort((one, other) => one.distance - other.distance);
  const [nearest] = usable;
  if (!nearest) element.tabIndex = -1;
  (nearest?.each ?? element).focus({ preventScroll: true });
}

/** What can have the focus in an element, in its order. */
function within(element: HTMLElement): HTMLElement[] {
  return [...element.querySelectorAll<HTMLElement>(reachable)];
}
