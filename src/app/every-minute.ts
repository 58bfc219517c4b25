import { schedule } from 'node-cron';

// How often, in milliseconds, the clock is looked at; a correction by less than half a minute does no harm.
const watch = { every: 10_000, tolerated: 30_000 };
// A minute whose beginning was missed, since the machine slept or was busy, still begins in this time, in milliseconds.
const lateStart = 50_000;

/**
 * Runs something at the beginning of each minute, and at once when minutes were missed; one run at a time. When the
 * clock is set back it goes on by the new one, where node-cron would wait for the minute that it had in mind.
 * @returns what ends it.
 */
export function everyMinute(run: () => Promise<unknown>): () => void {
  let running: Promise<void> | undefined;
  let again = false;
  // Many minutes that were missed at once are one run more, not many.
  const runOnce = () => {
    again = running !== undefined;
    running ??= runAll().finally(() => {
      running = undefined;
    });
    return running;
  };
  const runAll = async () => {
    do {
      again = false;
      await run();
    } while (again);
  };
  const start = () => {
    const task = schedule('* * * * *', runOnce, {
      timezone: 'UTC',
      noOverlap: true,
      missedExecutionTolerance: lateStart,
    });
    task.on('execution:missed', () => void runOnce());
    return task;
  };
  let task = start();
  let last = Date.now();
  const watcher = setInterval(() => {
    const now = Date.now();
    if (now < last - watch.tolerated) {
      void task.destroy();
      task = start();
      void runOnce();
    }
    last = now;
  }, watch.every);
  return () => {
    clearInterval(watcher);
    void task.destroy();
  };
}
