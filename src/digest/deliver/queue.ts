/** The kinds of work, by rank: where two jobs wait, the one whose kind stands first here goes first. */
const kindsByRank = ['on-demand', 'post', 'publish', 'edit'] as const;

/** A piece of work in a channel. */
type Job = {
  /** No two jobs of one key are in the queue. */
  readonly key: string;
  readonly channelId: string;
  readonly kind: (typeof kindsByRank)[number];
  /** Does the work; must not reject. */
  run(signal: AbortSignal): Promise<void>;
  /** Called in place of `run` if the queue is stopped first. */
  onDropped?(): void;
};

/** Jobs that wait and jobs that run, by rank, and within a rank in the order in which they came. */
export type Queue = {
  /** Adds a job, unless one of its key is there already. */
  add(job: Job): void;
  /** How many jobs wait or run. */
  readonly size: number;
  /** How many jobs wait. */
  readonly waiting: number;
  /** Starts no job for some milliseconds; a longer backoff that has begun stays. */
  backOff(milliseconds: number): void;
  readonly isBackingOff: boolean;
  /** Resolves when the jobs that run now have ended. */
  runningEnded(): Promise<unknown>;
  /** Starts nothing more, and waits for the running jobs; aborts them after `timeoutMs`. */
  stop(timeoutMs: number): Promise<void>;
};

/** How a queue works, and whom it tells. */
type QueueOptions = {
  /** How many jobs run at once, one in a channel. */
  readonly concurrency: number;
  /** Called when more jobs could run than there are to run. */
  readonly onCapacity: () => void;
  /** Called with a channel in which no job runs or waits any more. */
  readonly onChannelDone: (channelId: string) => void;
};

/** An empty queue. */
export function createQueue({ concurrency, onCapacity, onChannelDone }: QueueOptions): Queue {
  const waiting: Job[] = [];
  const keys = new Set<string>();
  const running = new Map<string, Promise<void>>();
  const abort = new AbortController();
  let stopped = false;
  let backOffUntil = 0;
  const isBackingOff = () => performance.now() < backOffUntil;
  const hasJobs = (channelId: string) => running.has(channelId) || waiting.some((job) => job.channelId === channelId);

  function startJobs(): void {
    while (!stopped && running.size < concurrency && !isBackingOff()) {
      const next = waiting.findIndex(({ channelId }) => !running.has(channelId));
      const [job] = next < 0 ? [] : waiting.splice(next, 1);
      if (!job) return;
      const ended = job.run(abort.signal).finally(() => {
        running.delete(job.channelId);
        keys.delete(job.key);
        startJobs();
        if (!hasJobs(job.channelId)) onChannelDone(job.channelId);
        if (running.size < concurrency) onCapacity();
      });
      running.set(job.channelId, ended);
    }
  }

  return {
    add(job) {
      if (stopped) {
        job.onDropped?.();
        return;
      }
      if (keys.has(job.key)) return;
      keys.add(job.key);
      const rank = kindsByRank.indexOf(job.kind);
      const before = waiting.findLastIndex(({ kind }) => kindsByRank.indexOf(kind) <= rank);
      waiting.splice(before + 1, 0, job);
      startJobs();
    },
    get size() {
      return keys.size;
    },
    get waiting() {
      return waiting.length;
    },
    get isBackingOff() {
      return isBackingOff();
    },
    backOff(milliseconds) {
      backOffUntil = Math.max(backOffUntil, performance.now() + milliseconds);
      setTimeout(startJobs, milliseconds + 1).unref();
    },
    runningEnded: () => Promise.all(running.values()),
    async stop(timeoutMs) {
      stopped = true;
      for (const job of waiting.splice(0)) job.onDropped?.();
      const timeout = setTimeout(() => abort.abort(new Error('stopping')), timeoutMs);
      await Promise.all(running.values());
      clearTimeout(timeout);
    },
  };
}
