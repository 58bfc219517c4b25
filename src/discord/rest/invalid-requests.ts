import { NotSentError } from './not-sent.ts';

// Discord bans whoever makes 10,000 invalid requests in 10 minutes
// (https://docs.discord.com/developers/topics/rate-limits#invalid-request-limit-aka-cloudflare-bans).
const windowMs = 600_000;
const invalidStatuses: ReadonlySet<number> = new Set([401, 403, 429]);

/** Keeps a process from making more invalid requests in ten minutes than its part of what Discord allows. */
export type InvalidRequestLimit = {
  /**
   * Lets one request be sent. What it gives must be called when the request has ended, with the status of its answer,
   * if there was one. @throws {NotSentError} if the request could be one invalid request too many.
   */
  begin(): (status?: number) => void;
};

/**
 * Allows at most `limit` invalid requests in any ten minutes. A request under way counts as invalid until its answer is
 * there. `now` is in milliseconds. `onEnded` is called with the status of each request's answer, undefined without one.
 */
export function createInvalidRequestLimit(
  limit: number,
  now: () => number = () => performance.now(),
  onEnded?: (status: number | undefined) => void,
) {
  // When each invalid request of the last ten minutes was answered, oldest first.
  const invalidAt: number[] = [];
  let underWay = 0;
  return {
    begin() {
      const windowStart = now() - windowMs;
      while (invalidAt[0] !== undefined && invalidAt[0] <= windowStart) invalidAt.shift();
      if (invalidAt.length >= limit)
        throw new NotSentError(
          'Too many requests were refused; none is sent before Discord forgets them',
          (invalidAt[0] ?? 0) - windowStart,
        );
      if (invalidAt.length + underWay >= limit)
        throw new NotSentError('So many requests are under way that they might be too many invalid ones');
      underWay += 1;
      let ended = false;
      return (status?: number) => {
        if (ended) return;
        ended = true;
        underWay -= 1;
        onEnded?.(status);
        if (status !== undefined && invalidStatuses.has(status)) invalidAt.push(now());
      };
    },
  } satisfies InvalidRequestLimit;
}
