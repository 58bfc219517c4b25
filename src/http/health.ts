import { json, type Route } from './route.ts';

/** What a process needs to do its work, by name: each says whether it is there. */
export type Needs = Readonly<Record<string, () => boolean | Promise<boolean>>>;

const checkTimeoutMs = 1_000;

/**
 * `GET /healthz`: the process is alive, and its event loop turns. Nothing else is looked at, so that nothing else
 * gets it restarted.
 */
export const alive: Route = {
  method: 'GET',
  path: '/healthz',
  run: (_, reply) => reply(200, json({ alive: true })),
};

/** `GET /readyz`: 200 if all that the process needs is there, else 503; which of it is, in JSON. */
export function ready(needs: Needs): Route {
  return {
    method: 'GET',
    path: '/readyz',
    async run(_, reply) {
      const parts = Object.fromEntries(
        await Promise.all(Object.entries(needs).map(async ([name, there]) => [name, await isThere(there)] as const)),
      );
      const all = Object.values(parts).every(Boolean);
      return reply(all ? 200 : 503, json({ ready: all, ...parts }));
    },
  };
}

async function isThere(there: Needs[string]): Promise<boolean> {
  const late = Promise.withResolvers<boolean>();
  const timer = setTimeout(late.resolve, checkTimeoutMs, false);
  try {
    return await Promise.race([there(), late.promise]);
  } catch {
    return false;
  } finally {
    clearTimeout(timer);
  }
}
