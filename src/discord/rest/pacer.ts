/** Waits until a request may begin. */
export type Pacer = (kind: 'read' | 'write') => Promise<void>;

/**
 * Spaces requests evenly, at most `perSecond` of them in any second. Reads go before writes: a person waits for what is
 * read, while posts have a minute.
 */
export function createPacer(perSecond: number, now: () => number = () => performance.now()): Pacer {
  const gap = 1000 / perSecond;
  const waiting = { read: [] as (() => void)[], write: [] as (() => void)[] };
  let nextAt = 0;
  let timer: NodeJS.Timeout | undefined;

  function beginDue(): void {
    timer = undefined;
    while (now() >= nextAt) {
      const begin = waiting.read.shift() ?? waiting.write.shift();
      if (!begin) return;
      // A late start brings the next one nearer by one gap at most, so that no second has more than two too many.
      nextAt = Math.max(nextAt, now() - gap) + gap;
      begin();
    }
    if (waiting.read.length + waiting.write.length > 0) timer = setTimeout(beginDue, Math.max(nextAt - now(), 0));
  }

  return (kind) =>
    new Promise((resolve) => {
      waiting[kind].push(resolve);
      if (!timer) beginDue();
    });
}
