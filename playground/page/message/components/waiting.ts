import { element, set } from '../element.ts';

/** Discord's three dots, which are shown while the element around them is busy. */
export function waitingDots(): HTMLElement {
  const dots = [1, 2, 3].map(() => element('span'));
  return element('span', { class: 'dots', 'aria-hidden': 'true' }, ...dots);
}

/** True while a component of the same message waits for its answer: nothing else of it can be used meanwhile. */
export function isWaiting(component: Element): boolean {
  return Boolean(component.closest('.message')?.querySelector('[aria-busy=true]'));
}

/**
 * Shows a component as waiting until `asked` ends, and under the message why it failed, if it did. The focus stays
 * where it is.
 */
export async function ask(component: HTMLElement, asked: () => Promise<void>): Promise<void> {
  if (isWaiting(component)) return;
  const message = component.closest('.message');
  message?.querySelector('.failure')?.remove();
  set(component, { 'aria-busy': 'true' });
  try {
    await asked();
  } catch (error) {
    const text = error instanceof Error && error.message ? error.message : 'This interaction failed';
    message?.querySelector('.body')?.append(element('div', { class: 'failure', role: 'alert' }, text));
  } finally {
    set(component, { 'aria-busy': undefined });
  }
}
