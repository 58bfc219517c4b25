/** Lets requests begin one after the other; resolves when it is this one's turn. */
export type Pace = (kind: 'reading' | 'writing') => Promise<void>;

/**
 * Turns that are evenly spaced, at most `perSecond` of them in any second. What reads goes before what writes:
 * somebody waits for what is read, while posts have a minute.
 */
export function createPace(perSecond: number, now: () => number = () => performance.now()): Pace {
  const gap = 1000 / perSecond;
  const waiting = { reading: [] as (() => void)[], writing: [] as (() => void)[] };
  let free = 0;
  let timer: NodeJS.Timeout | undefined;

  function begin(): void {
    timer = undefined;
    while (now() >= free) {
      const turn = waiting.reading.shift() ?? waiting.writing.shift();
      if (!turn) return;
      // A turn that came late brings the next one nearer, by one gap at most: no second has two turns more than it may.
      free = Math.max(free, now() - gap) + gap;
      turn();
    }
    if (waiting.reading.length + waiting.writing.length > 0) timer = setTimeout(begin, Math.max(free - now(), 0));
  }

  return (kind) =>
    new Promise((resolve) => {
      waiting[kind].push(resolve);
      if (!timer) begin();
    });
}
