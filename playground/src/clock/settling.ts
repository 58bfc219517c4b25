import { subscribe } from 'node:diagnostics_channel';

// In milliseconds: how often it is looked whether there is an answer, and the longest wait: beyond what a client
// waits for one.
const [pause, most] = [1, 20_000];
// This machine's own, which is what they are while this module is loaded.
const [wait, elapsed] = [setTimeout, performance.now.bind(performance)];
// What Node calls that which ends by itself: reading a file, writing to a socket, a callback of the next turn.
const passing = /Req|WriteWrap|ConnectWrap|Immediate/;

/**
 * Tells when this process has done what there was to do: for some turns of its loop, nothing that it has asked of a
 * server is without an answer, and it has begun nothing more. No time is to be leapt over before, for it would have
 * passed while it waited.
 */
export function createSettling(): (turns: number) => Promise<void> {
  const asked = new Set<unknown>();
  let idle = 0;
  const request = (message: unknown) =>
    typeof message === 'object' && message !== null && 'request' in message ? message.request : undefined;
  // Told by undici, Node's own and the package.
  subscribe('undici:request:create', (message) => {
    asked.add(request(message));
    idle = 0;
  });
  for (const end of ['trailers', 'error'])
    subscribe(`undici:request:${end}`, (message) => {
      asked.delete(request(message));
      idle = 0;
    });
  const isBusy = () => asked.size > 0 || process.getActiveResourcesInfo().some((name) => passing.test(name));
  const turn = () =>
    new Promise<void>((resolve) => {
      if (asked.size > 0) wait(resolve, pause);
      else setImmediate(resolve);
    });
  return async (turns) => {
    const end = elapsed() + most;
    for (idle = 0; idle < turns && elapsed() < end; ) {
      await turn();
      idle = isBusy() ? 0 : idle + 1;
    }
  };
}
