import { syncBuiltinESMExports } from 'node:module';
import waits from 'node:timers/promises';

type Options = { readonly signal?: AbortSignal; readonly ref?: boolean };

/** Lets `node:timers/promises` of this process go by its `setTimeout` and `setInterval`, which have been shifted. */
export function shiftWaits(): void {
  // Not on its prototype: this is the only one that there is.
  Object.defineProperty(waits.scheduler, 'wait', {
    value: (delay: number, options?: Options) => wait(delay, undefined, options),
  });
  Object.assign(waits, { setTimeout: wait, setInterval: ticks });
  syncBuiltinESMExports();
}

async function wait<T>(delay?: number, value?: T, { signal, ref = true }: Options = {}): Promise<T | undefined> {
  const { promise, resolve, reject } = Promise.withResolvers<void>();
  if (signal?.aborted) throw aborted(signal);
  const timer = setTimeout(resolve, delay);
  if (!ref) timer.unref();
  const onAbort = () => signal && reject(aborted(signal));
  signal?.addEventListener('abort', onAbort, { once: true });
  try {
    await promise;
    return value;
  } finally {
    clearTimeout(timer);
    signal?.removeEventListener('abort', onAbort);
  }
}

async function* ticks<T>(delay?: number, value?: T, { signal, ref = true }: Options = {}) {
  if (signal?.aborted) throw aborted(signal);
  let due = 0;
  let wake = () => {};
  const timer = setInterval(() => {
    due += 1;
    wake();
  }, delay);
  if (!ref) timer.unref();
  const onAbort = () => wake();
  signal?.addEventListener('abort', onAbort, { once: true });
  try {
    for (;;) {
      if (due === 0 && !signal?.aborted)
        await new Promise<void>((resolve) => {
          wake = resolve;
        });
      if (signal?.aborted) throw aborted(signal);
      for (; due > 0; due -= 1) yield value;
    }
  } finally {
    clearInterval(timer);
    signal?.removeEventListener('abort', onAbort);
  }
}

/** As Node's own. */
function aborted({ reason }: AbortSignal): Error {
  const error = new Error('The operation was aborted', { cause: reason });
  return Object.assign(error, { name: 'AbortError', code: 'ABORT_ERR' });
}
