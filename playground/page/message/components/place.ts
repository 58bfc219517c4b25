const gap = 4;
const edge = 8;
// Higher than this a list scrolls, in CSS pixels.
const tallest = 320;

/** Puts an open popover under a button and as wide as it, or above it where there is more room. */
export function place(popover: HTMLElement, button: HTMLElement): void {
  const { left, top, bottom, width } = button.getBoundingClientRect();
  const below = innerHeight - bottom - gap - edge;
  const above = top - gap - edge;
  const wanted = Math.min(tallest, popover.scrollHeight + 2);
  const under = below >= wanted || below >= above;
  const { style } = popover;
  style.left = `${left}px`;
  style.width = `${width}px`;
  style.maxHeight = `${Math.max(80, Math.min(tallest, under ? below : above))}px`;
  style.top = under ? `${bottom + gap}px` : 'auto';
  style.bottom = under ? 'auto' : `${innerHeight - top + gap}px`;
}
