import { subscribe } from 'node:diagnostics_channel';

// In milliseconds: the length of a turn, how near a timer is that is waited for, and the longest wait.
const [turn, near, most] = [3, 50, 2_000];
// This machine's own, which is what it is while this module is loaded.
const wait = setTimeout;

/**
 * Tells when this process has done what there was to do: nothing that it has asked of a server is without an answer, and it has begun nothing
 * more for some turns. `nextTimer` says in how many milliseconds its next timer rings. Time that is leapt over before would have passed while it waited.
 */
export function createSettling(nextTimer: () => number): (then: () => void, turns: number) => void {
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
  return (then, turns) => {
    let left = most / turn;
    idle = 0;
    const look = () => {
      idle = asked.size > 0 || nextTimer() < near ? 0 : idle + 1;
      left -= 1;
      if (idle > turns || left <= 0) then();
      else wait(look, turn);
    };
    look();
  };
}
