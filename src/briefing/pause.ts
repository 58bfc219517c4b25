import { setImmediate } from 'node:timers/promises';

const sliceMs = 5;

/**
 * Gives a function for work that takes long, to be called between one part and the next: every few milliseconds it
 * waits until the bot has answered meanwhile.
 */
export function createPause(): () => Promise<void> {
  let pauseAt = performance.now() + sliceMs;
  return async () => {
    if (performance.now() < pauseAt) return;
    await setImmediate();
    pauseAt = performance.now() + sliceMs;
  };
}
