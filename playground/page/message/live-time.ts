import { element } from './element.ts';

const everyMs = 1000;
const texts = new WeakMap<Element, () => string>();
let ticking = false;

/**
 * A `<time>` whose text is brought up to date each second, as long as it is in the document; `at` is in milliseconds
 * since 1970.
 */
export function liveTime(at: number, title: string, className: string, text: () => string): HTMLTimeElement {
  const time = element(
    'time',
    { class: className, datetime: isoTime(at), title, 'data-live': true, 'aria-live': 'off' },
    text(),
  );
  texts.set(time, text);
  if (!ticking) setInterval(refresh, everyMs);
  ticking = true;
  return time;
}

/** As HTML has it; undefined for what is no date. */
export function isoTime(at: number): string | undefined {
  return Math.abs(at) <= 8.64e15 ? new Date(at).toISOString() : undefined;
}

function refresh(): void {
  for (const time of document.querySelectorAll('time[data-live]')) {
    const text = texts.get(time)?.();
    if (text !== undefined && time.textContent !== text) time.textContent = text;
  }
}
