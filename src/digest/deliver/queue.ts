/** Which work goes before which, where both wait: what a person asked for, posts, their publishing, edits. */
const ranks = ['asked', 'post', 'publish', 'edit'] as const;

/** A piece of work in a channel. */
export type Job = {
  /** No two jobs of one key are in the queue. */
  readonly key: string;
  readonly channelId: string;
  readonly kind: (typeof ranks)[number];
  /** Does it; must not reject. */
  run(signal: AbortSignal): Promise<void>;
  /** Called in place of `run` if the queue is stopped before its turn. */
  dropped?(): void;
};

/** Work that waits and work that is under way, by rank, and then in the order in which it came. */
export type Queue = {
  /** Adds a job, unless it is there already. */
  add(job: Job): void;
  /** How many jobs wait or are under way. */
  readonly size: number;
  readonly waiting: number;
  /** Begins nothing for some milliseconds; a longer rest that has begun stays. */
  rest(milliseconds: number): void;
  readonly resting: boolean;
  /** Resolves when what is under way now has ended. */
  settled(): Promise<unknown>;
  /** Begins nothing more, and waits for what is under way; breaks it off after `patience` milliseconds. */
  stop(patience: number): Promise<void>;
};

/**
 * As many jobs as `width` are under way at once, one in a channel; `free` is called when more could be, and none is
 * there that may, and `left` with a channel in which there is no job any more.
 */
export function createQueue(width: number, free: () => void, left: (channelId: string) => void): Queue {
  const waiting: Job[] = [];
  const keys = new Set<string>();
  const channels = new Map<string, Promise<void>>();
  const breakOff = new AbortController();
  let stopped = false;
  let restUntil = 0;
  const isResting = () => performance.now() < restUntil;
  const isAtWork = (channelId: string) => channels.has(channelId) || waiting.some((job) => job.channelId === channelId);

  function start(): void {
    while (!stopped && channels.size < width && !isResting()) {
      const next = waiting.findIndex(({ channelId }) => !channels.has(channelId));
      const [job] = next < 0 ? [] : waiting.splice(next, 1);
      if (!job) return;
      const ended = job.run(breakOff.signal).finally(() => {
        channels.delete(job.channelId);
        keys.delete(job.key);
        start();
        if (!isAtWork(job.channelId)) left(job.channelId);
        if (channels.size < width) free();
      });
      channels.set(job.channelId, ended);
    }
  }

  return {
    add(job) {
      if (stopped) {
        job.dropped?.();
        return;
      }
      if (keys.has(job.key)) return;
      keys.add(job.key);
      const rank = ranks.indexOf(job.kind);
      const before = waiting.findLastIndex(({ kind }) => ranks.indexOf(kind) <= rank);
      waiting.splice(before + 1, 0, job);
      start();
    },
    get size() {
      return keys.size;
    },
    get waiting() {
      return waiting.length;
    },
    get resting() {
      return isResting();
    },
    rest(milliseconds) {
      restUntil = Math.max(restUntil, performance.now() + milliseconds);
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
