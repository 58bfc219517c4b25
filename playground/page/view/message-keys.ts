// Pixels by which a message may stick out of sight without being scrolled to first.
const slack = 4;

/**
 * Lets one go through the messages with the arrow keys, as in Discord: up from the message box's side, Home and End
 * to the first and the last, Escape back to the message box. One that is higher than the window is scrolled through
 * before the next.
 */
export function walkMessages(scroll: HTMLElement, list: HTMLElement, leave: () => void): void {
  const all = () => [...list.querySelectorAll<HTMLElement>('[data-entry] > [tabindex]')];
  const isCut = (message: HTMLElement, direction: 1 | -1) => {
    const [own, window] = [message.getBoundingClientRect(), scroll.getBoundingClientRect()];
    return direction > 0 ? own.bottom > window.bottom + slack : own.top < window.top - slack;
  };
  const go = (message: HTMLElement | undefined, block: ScrollLogicalPosition) => {
    message?.focus({ preventScroll: true });
    message?.scrollIntoView({ block });
  };
  const step = (by: 1 | -1): boolean => {
    const messages = all();
    const at = messages.findIndex((message) => message.contains(document.activeElement));
    const present = messages[at];
    if (present && isCut(present, by)) return false;
    // From the list itself one comes to the newest.
    const next = present ? messages[at + by] : by < 0 ? messages.at(-1) : undefined;
    if (!next) return false;
    const isHigh = next.offsetHeight > scroll.clientHeight;
    go(next, isHigh ? (by > 0 ? 'start' : 'end') : 'nearest');
    return true;
  };
  const keys: Readonly<Record<string, () => boolean>> = {
    ArrowUp: () => step(-1),
    ArrowDown: () => step(1),
    Home: () => {
      go(all()[0], 'start');
      return true;
    },
    End: () => {
      go(all().at(-1), 'end');
      return true;
    },
    Escape: () => {
      leave();
      return true;
    },
  };
  scroll.addEventListener('keydown', (event) => {
    const { key, altKey, ctrlKey, metaKey, shiftKey, defaultPrevented } = event;
    if (defaultPrevented || altKey || ctrlKey || metaKey || shiftKey) return;
    // A menu of a message has these keys for itself.
    if (event.target instanceof Element && event.target.closest('[role=combobox], input, textarea')) return;
    if (keys[key]?.()) event.preventDefault();
  });
}
