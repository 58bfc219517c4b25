import { byId } from '../dom.ts';

/** Something that lies over the page where it is so narrow. */
type Cover = { readonly over: HTMLElement; readonly where: MediaQueryList; readonly close: () => void };

// As in the style sheets.
export const drawerWidth = matchMedia('(max-width: 700px)');
export const panelWidth = matchMedia('(max-width: 900px)');

const parts = ['channels', 'top', 'conversation', 'panel'];
let cover: Cover | undefined;

for (const width of [drawerWidth, panelWidth]) width.addEventListener('change', draw);
byId('shade', HTMLElement).addEventListener('click', () => cover?.close());
draw();

/**
 * Lays a part of the page over the others, which cannot be reached on a narrow page until it is closed; a tap beside
 * it closes it.
 */
export function lay(next: Cover): void {
  const before = cover;
  cover = next;
  if (before && before.over !== next.over) before.close();
  draw();
}

/** Says that this part is closed. */
export function lift(over: HTMLElement): void {
  if (cover?.over === over) cover = undefined;
  draw();
}

function draw(): void {
  const under = cover?.where.matches ? cover : undefined;
  byId('shade', HTMLElement).hidden = !under;
  for (const id of parts) {
    const part = byId(id, HTMLElement);
    // A closed drawer is seen while it slides away, and must not take the focus then: it would lose it a moment later.
    const isClosedDrawer = id === 'channels' && drawerWidth.matches;
    part.inert = part !== under?.over && (under !== undefined || isClosedDrawer);
  }
}
