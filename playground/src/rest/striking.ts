import { once } from 'node:events';
import type { HttpBindings } from '@hono/node-server';
import type { Context, MiddlewareHandler } from 'hono';
import { bareRateLimit, faultAnswer } from '../faults/fault-answer.ts';
import type { FaultAction } from '../faults/fault-plan.ts';
import type { StrikingFaults } from '../faults/faults.ts';
import type { Scope } from './rate-limits.ts';

/** What the middlewares of a request tell each other. */
export type RestEnv = {
  Bindings: HttpBindings;
  Variables: {
    /** The fault that struck it. */
    fault?: { readonly id: number; readonly do: FaultAction };
    /** True if it gets no answer. */
    unanswered?: boolean;
    /** A rate limit that a fault makes it meet. */
    limit?: { readonly scope: Scope; readonly ms: number };
  };
};

/** The path of Discord's API that a request asks for. */
export function apiPath(c: Context): string {
  return decodeURIComponent(c.req.path).replace(/^\/api(\/v\d+)?/, '');
}

/** Lets faults strike; `hanging` is called when a request begins to hang. */
export function striking(
  faults: StrikingFaults,
  now: () => number,
  hanging: (c: Context<RestEnv>) => void,
): MiddlewareHandler<RestEnv> {
  return async (c, next) => {
    const strike = faults.strike(c.req.method, apiPath(c));
    if (!strike) return next();
    const { id, plan, pause, hold } = strike;
    c.set('fault', { id, do: plan.do });
    // The body has come before anything else happens: it is there when the request is processed after its sender has
    // gone.
    await c.req.text().catch(() => '');
    const after = plan.do === 'drop-after' || ('when' in plan && plan.when === 'after');
    if (after) await next();
    switch (plan.do) {
      case 'drop-before':
      case 'drop-after':
        return drop(c);
      case 'delay':
        if (!(await pause(plan.ms))) return drop(c);
        return after ? undefined : next();
      case 'hang': {
        c.set('unanswered', true);
        hanging(c);
        const { socket } = c.env.incoming;
        if (!socket.destroyed) await hold(once(socket, 'close'));
        return drop(c);
      }
      case 'status': {
        const { status, code, message, scope = 'user', retryAfter = 1, wait } = plan;
        if (status === 429 && wait) return answer(c, bareRateLimit(wait, retryAfter, now()));
        if (status === 429) {
          c.set('limit', { scope, ms: retryAfter * 1000 });
          return next();
        }
        return answer(c, faultAnswer(status, code, message));
      }
    }
  };
}

function drop(c: Context<RestEnv>): void {
  c.set('unanswered', true);
  c.env.incoming.socket.destroy();
  // So that nothing is written any more.
  answer(c, new Response(null, { headers: { 'x-hono-already-sent': 'true' } }));
}

/** Answers with this alone: nothing of an answer that was there before. */
function answer(c: Context<RestEnv>, response: Response): void {
  c.res = undefined;
  c.res = response;
}
