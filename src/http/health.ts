import { json, type Route } from './route.ts';

/** What a process needs for its work, by name; each says whether it is there. */
export type Needs = Readonly<Record<string, () => boolean | Promise<boolean>>>;

const needTimeoutMs = 1_000;
const needKeptMs = 1_000;

/**
 * `GET /healthz`: the process is alive, and its event loop turns. It looks at nothing else, so that nothing else gets
 * the process restarted.
 */
export const liveness: Route = {
  method: 'GET',
  path: '/healthz',
  run: (_, reply) => reply(200, json({ alive: true })),
};

/** `GET /readyz`: 200 if all that the process needs is there, else 503; the JSON says which of it is. */
export function readiness(needs: Needs): Route {
  return {
    method: 'GET',
    path: '/readyz',
    async run(_, reply) {
      const names = Object.keys(needs);
      const states = await Promise.all(Object.values(needs).map(isThere));
      const parts = Object.fromEntries(names.map((name, i) => [name, states[i]]));
      const ready = states.every(Boolean);
      return reply(ready ? 200 : 503, json({ ready, ...parts }));
    },
  };
}

/**
 * A need that is asked once a second at most, and answers the same in between: for one that costs something, since
 * anyone may send requests.
 */
export function onceASecond(need: () => Promise<boolean>): () => Promise<boolean> {
  let askedAt = Number.NEGATIVE_INFINITY;
  let answer: Promise<boolean> | undefined;
  return () => {
    if (!answer || performance.now() - askedAt >= needKeptMs) {
      askedAt = performance.now();
      answer = need();
    }
    return answer;
  };
}

/** False also for what fails or does not answer in time. */
async function isThere(need: Needs[string]): Promise<boolean> {
  const timeout = Promise.withResolvers<boolean>();
  const timer = setTimeout(timeout.resolve, needTimeoutMs, false);
  try {
    return await Promise.race([need(), timeout.promise]);
  } catch {
    return false;
  } finally {
    clearTimeout(timer);
  }
}
