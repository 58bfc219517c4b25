import { NotSentError } from './not-sent.ts';

// Discord bans whoever makes 10,000 invalid requests in 10 minutes
// (https://docs.discord.com/developers/topics/rate-limits#invalid-request-limit-aka-cloudflare-bans).
const windowMs = 600_000;
const invalidStatuses: ReadonlySet<number> = new Set([401, 403, 429]);

/** Keeps a process from making more invalid requests in ten minutes than its part of what Discord allows. */
export type InvalidRequestLimit = {
  /**
   * Sends a request and gives its answer. Where so many are under way that they might be too many invalid ones, it
   * waits for them. Rejects with a `NotSentError` if there were too many.
   */
  send<T extends { readonly status: number }>(request: () => Promise<T>): Promise<T>;
};

/**
 * Allows at most `limit` invalid requests in any ten minutes. A request under way counts as invalid until its answer is
 * there. `now` is in milliseconds. `onEnded` is called with the status of each request's answer, undefined without one.
 */
export function createInvalidRequestLimit(
  limit: number,
  now: () => number = () => performance.now(),
  onEnded?: (status: number | undefined) => void,
): InvalidRequestLimit {
  // When each invalid request of the last ten minutes was answered, oldest first.
  const invalidAt: number[] = [];
  let underWay = 0;
  const waiting: (() => void)[] = [];

  async function begin(): Promise<void> {
    for (;;) {
      const windowStart = now() - windowMs;
      while (invalidAt[0] !== undefined && invalidAt[0] <= windowStart) invalidAt.shift();
      if (invalidAt.length >= limit)
        throw new NotSentError(
          'Too many requests were refused; none is sent before Discord forgets them',
          (invalidAt[0] ?? 0) - windowStart,
        );
      if (invalidAt.length + underWay < limit) break;
      await new Promise<void>((resolve) => waiting.push(resolve));
    }
    underWay += 1;
  }

  function end(status: number | undefined): void {
    underWay -= 1;
    onEnded?.(status);
    if (status !== undefined && invalidStatuses.has(status)) invalidAt.push(now());
    // Once there were too many, none of those that wait is sent.
    if (invalidAt.length >= limit) for (const resume of waiting.splice(0)) resume();
    else if (invalidAt.length + underWay < limit) waiting.shift()?.();
  }

  return {
    async send(request) {
      await begin();
      let status: number | undefined;
      try {
        const answer = await request();
        status = answer.status;
        return answer;
      } finally {
        end(status);
      }
    },
  };
}
