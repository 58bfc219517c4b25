/** A piece of work in a channel. */
export type Job = {
  /** No two jobs of one key are in the queue. */
  readonly key: string;
  readonly channelId: string;
  /** Somebody waits for it: it goes before the others. */
  readonly urgent?: boolean;
  /** Does it; must not reject. */
  run(signal: AbortSignal): Promise<void>;
  /** Called in place of `run` if the queue is stopped before its turn. */
  dropped?(): void;
};

/** Work that waits and work that is under way, in the order in which it came. */
export type Queue = {
  /** Adds a job, unless it is there already. */
  add(job: Job): void;
  /** How many jobs wait or are under way. */
  readonly size: number;
  readonly waiting: number;
  /** Begins nothing for some milliseconds. */
  rest(milliseconds: number): void;
  /** Resolves when what is under way now has ended. */
  settled(): Promise<unknown>;
  /** Begins nothing more, and waits for what is under way; breaks it off after `patience` milliseconds. */
  stop(patience: number): Promise<void>;
};

/** As many jobs as `width` are under way at once, one in a channel; `drained` is called when none waits any more. */
export function createQueue(width: number, drained: () => void): Queue {
  const waiting: Job[] = [];
  const keys = new Set<string>();
  const channels = new Map<string, Promise<void>>();
  const breakOff = new AbortController();
  let stopped = false;
  let restUntil = 0;

  function start(): void {
    while (!stopped && channels.size < width && performance.now() >= restUntil) {
      const next = waiting.findIndex(({ channelId }) => !channels.has(channelId));
      const [job] = next < 0 ? [] : waiting.splice(next, 1);
      if (!job) return;
      const ended = job.run(breakOff.signal).finally(() => {
        channels.delete(job.channelId);
        keys.delete(job.key);
        start();
        if (waiting.length === 0) drained();
      });
      channels.set(job.channelId, ended);
    }
  }

  return {
    add(job) {
      if (stopped) job.dropped?.();
      else if (!keys.has(job.key)) {
        keys.add(job.key);
        if (job.urgent) waiting.unshift(job);
        else waiting.push(job);
        start();
      }
    },
    get size() {
      return keys.size;
    },
    get waiting() {
      return waiting.length;
    },
    rest(milliseconds) {
      restUntil = performance.now() + milliseconds;
      setTimeout(start, milliseconds + 1).unref();
    },
    settled: () => Promise.all(channels.values()),
    async stop(patience) {
      stopped = true;
      for (const job of waiting.splice(0)) job.dropped?.();
      const late = setTimeout(() => breakOff.abort(new Error('stopping')), patience);
      await Promise.all(channels.values());
      clearTimeout(late);
    },
  };
}
