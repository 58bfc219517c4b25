import { schedule } from 'node-cron';

const checkClockEveryMs = 10_000;
/** The clock may be set back by this much without a new start of the schedule. */
const harmlessCorrectionMs = 30_000;
/** A minute still begins this late, after the machine slept or was busy. */
const startToleranceMs = 50_000;

/**
 * Calls `run` at the beginning of each minute, and at once when minutes were missed; one call at a time. When the clock
 * is set back, the schedule starts anew, since node-cron would wait for the minute that it had planned.
 * @returns a function that ends it.
 */
export function everyMinute(run: () => Promise<unknown>): () => void {
  let running: Promise<void> | undefined;
  // However many minutes are missed during a run, one more run makes up for them.
  let again = false;
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
      missedExecutionTolerance: startToleranceMs,
    });
    task.on('execution:missed', () => void runOnce());
    return task;
  };
  let task = start();
  let lastCheckAt = Date.now();
  const clockCheck = setInterval(() => {
    const now = Date.now();
    if (now < lastCheckAt - harmlessCorrectionMs) {
      void task.destroy();
      task = start();
      void runOnce();
    }
    lastCheckAt = now;
  }, checkClockEveryMs);
  return () => {
    clearInterval(clockCheck);
    void task.destroy();
  };
}
