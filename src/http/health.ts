import { inTime } from './ask.ts';
import { json, type Route } from './route.ts';

/** What a process needs for its work, by name; each says whether it is there. What fails or takes long is not. */
export type Needs = Readonly<Record<string, () => boolean | Promise<boolean>>>;

/**
 * `GET /healthz`: the process is alive, and its event loop turns. It looks at nothing else, so that nothing else gets
 * the process restarted.
 */
export const liveness: Route = {
  method: 'GET',
  path: '/healthz',
  run: (_, reply) => reply(200, json({ alive: true })),
};

/**
 * `GET /readyz`: 200 if all that the process needs is there, else 503; the JSON says which of it is. With bad files among
 * the content it is ready all the same, and says how many they are.
 */
export function readiness(needs: Needs, badFiles: () => number): Route {
  return {
    method: 'GET',
    path: '/readyz',
    async run(_, reply) {
      const names = Object.keys(needs);
      const states = await Promise.all(Object.values(needs).map(inTime));
      const parts = Object.fromEntries(names.map((name, i) => [name, states[i] ?? false]));
      const ready = states.every(Boolean);
      const count = badFiles();
      return reply(ready ? 200 : 503, json({ ready, ...parts, ...(count > 0 ? { badFiles: count } : {}) }));
    },
  };
}
