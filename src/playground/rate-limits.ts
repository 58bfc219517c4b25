/** So many requests in so many seconds. */
export type Limit = { readonly requests: number; readonly seconds: number };

/** A limit after one more request: what is left of it, and the milliseconds until all of it is there again. */
export type Spent = { readonly allowed: boolean; readonly remaining: number; readonly resetMs: number };

// Discord's numbers (https://docs.discord.com/developers/topics/rate-limits).
const perSecond: Limit = { requests: 50, seconds: 1 };
const invalid: Limit = { requests: 10_000, seconds: 600 };

/** Counts requests against limits, by the machine's clock. A window opens with its first request. */
export function createRateLimits() {
  const windows = new Map<string, { used: number; endsAt: number }>();
  const window = (key: string, { seconds }: Limit) => {
    const now = performance.now();
    const open = windows.get(key);
    if (open && open.endsAt > now) return open;
    const fresh = { used: 0, endsAt: now + seconds * 1000 };
    windows.set(key, fresh);
    return fresh;
  };
  const spend = (key: string, limit: Limit): Spent => {
    const current = window(key, limit);
    const allowed = current.used < limit.requests;
    if (allowed) current.used += 1;
    return { allowed, remaining: limit.requests - current.used, resetMs: current.endsAt - performance.now() };
  };
  return {
    /** A request of one route's, with the ids that the route counts by. */
    spend,
    /** A request of any route's that is under the global limit. */
    spendGlobal: () => spend('global', perSecond),
    /** An answer that Discord holds against the sender: 401, 403 or 429. */
    countInvalid: () => {
      spend('invalid', invalid);
    },
    /** Milliseconds until the sender is heard again, if it has sent too many invalid requests. */
    bannedFor(): number | undefined {
      const current = window('invalid', invalid);
      return current.used < invalid.requests ? undefined : current.endsAt - performance.now();
    },
  };
}

export type RateLimits = ReturnType<typeof createRateLimits>;
