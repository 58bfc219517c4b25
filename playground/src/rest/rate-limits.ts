/** So many requests in so many seconds. */
export type Limit = { readonly requests: number; readonly seconds: number };

/** Whose limit it is: the sender's for a route, one that others use up too, or the sender's for everything. */
export type Scope = 'user' | 'shared' | 'global';

/** A limit after one more request: what is left of it, and the milliseconds until all of it is there again. */
export type Spent = {
  readonly allowed: boolean;
  readonly remaining: number;
  readonly resetMs: number;
  readonly scope: Scope;
};

type Window = { used: number; readonly endsAt: number; readonly scope: Scope };

// Discord's numbers (https://docs.discord.com/developers/topics/rate-limits).
const perSecond: Limit = { requests: 50, seconds: 1 };
const invalid: Limit = { requests: 10_000, seconds: 600 };

// The key of the global limit; those of routes begin with their method.
const everything = 'global';

/** Counts requests against limits, by `elapsed`, in milliseconds. A window opens with its first request. */
export function createRateLimits(elapsed: () => number = () => performance.now()) {
  const windows = new Map<string, Window>();
  const window = (key: string, { seconds }: Limit): Window => {
    const now = elapsed();
    const open = windows.get(key);
    if (open && open.endsAt > now) return open;
    const fresh: Window = { used: 0, endsAt: now + seconds * 1000, scope: key === everything ? 'global' : 'user' };
    windows.set(key, fresh);
    return fresh;
  };
  const spend = (key: string, limit: Limit): Spent => {
    const current = window(key, limit);
    const allowed = current.used < limit.requests;
    if (allowed) current.used += 1;
    const { used, endsAt, scope } = current;
    return { allowed, remaining: limit.requests - used, resetMs: endsAt - elapsed(), scope };
  };
  const exhaust = (key: string, limit: Limit, { scope, ms }: { readonly scope: Scope; readonly ms: number }): Spent => {
    windows.set(key, { used: limit.requests, endsAt: elapsed() + ms, scope });
    return { allowed: false, remaining: 0, resetMs: ms, scope };
  };
  return {
    /** A request of one route's, with the ids that the route counts by. */
    spend,
    /** A request of any route's that is under the global limit. */
    spendGlobal: () => spend(everything, perSecond),
    /** Leaves nothing of a route's limit for so many milliseconds. */
    exhaust,
    /** Leaves nothing of the global limit for so many milliseconds. */
    exhaustGlobal: (ms: number) => exhaust(everything, perSecond, { scope: 'global', ms }),
    /** An answer that Discord holds against the sender: 401, 403 or 429. */
    countInvalid: () => {
      spend('invalid', invalid);
    },
    /** Milliseconds until the sender is heard again, if it has sent too many invalid requests. */
    bannedFor(): number | undefined {
      const current = window('invalid', invalid);
      return current.used < invalid.requests ? undefined : current.endsAt - elapsed();
    },
  };
}

export type RateLimits = ReturnType<typeof createRateLimits>;
