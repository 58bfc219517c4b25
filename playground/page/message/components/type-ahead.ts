// So long after a key the next one begins a new word, in milliseconds.
const pauseMs = 600;

/**
 * Finds a label by the letters typed in a row, from the active one on; a letter that is repeated goes on to the next
 * label that begins with it. Undefined where there is none, and for a space that begins nothing.
 */
export function createTypeAhead(labels: readonly string[]): (key: string, active: number) => number | undefined {
  const lower = labels.map((label) => label.toLocaleLowerCase());
  let typed = '';
  let last = Number.NEGATIVE_INFINITY;
  return (key, active) => {
    const now = performance.now();
    if (now - last > pauseMs) typed = '';
    if (key === ' ' && typed === '') return undefined;
    last = now;
    typed += key.toLocaleLowerCase();
    const again = [...typed].every((each) => each === typed[0]);
    const wanted = again ? typed.charAt(0) : typed;
    const from = again ? active + 1 : active;
    const order = lower.map((_, i) => (from + i) % lower.length);
    return order.find((i) => lower[i]?.startsWith(wanted));
  };
}
