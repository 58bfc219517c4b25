import { DefaultRestOptions, REST, RESTEvents, RequestMethod, Routes } from 'discord.js';
import { createPacer } from './pacer.ts';

/** Where Discord is, and what this process may ask of it. */
export type RestOptions = {
  readonly token: string;
  readonly apiUrl: string;
  /** This process's part of Discord's global rate limit. */
  readonly requestsPerSecond: number;
  /** How many invalid requests in ten minutes stop all others; fewer in tests. */
  readonly invalidRequestLimit?: number;
  /** How long Discord may take to begin its answer; shorter in tests. */
  readonly answerTimeoutMs?: number;
};

/** From when a request is made until its answer is there, with its wait for a turn and for rate limits. */
const requestTimeoutMs = 60_000;
/** A longer rate limit rejects the request, and the sender decides when to try again. */
const longestRateLimitMs = 20_000;
/** The rest is left free, for requests bunch up on their way to Discord. */
const usedShareOfRate = 0.9;
// Discord bans whoever makes 10,000 invalid requests in 10 minutes
// (https://docs.discord.com/developers/topics/rate-limits#invalid-request-limit-aka-cloudflare-bans).
const invalidRequests = { limit: 5_000, windowMs: 600_000, statuses: new Set([401, 403, 429]) };

/** Thrown in place of a request that was not sent. It may be sent after `retryAfter`, in milliseconds. */
export class NotSentError extends Error {
  override readonly name = 'NotSentError';
  readonly retryAfter: number;
  constructor(message: string, retryAfter = 0) {
    super(message);
    this.retryAfter = retryAfter;
  }
}

/**
 * Discord's REST API. Requests are evenly spaced below the global rate limit, except responses to interactions, which
 * are not under it (https://docs.discord.com/developers/topics/rate-limits#global-rate-limit). A request waits for a
 * short rate limit, and rejects with a `RateLimitError` for a long one. No other failure is tried again here, since
 * only the sender knows whether that is safe.
 */
export function createRest({
  token,
  apiUrl,
  requestsPerSecond,
  invalidRequestLimit = invalidRequests.limit,
  answerTimeoutMs = 15_000,
}: RestOptions): REST {
  const pace = createPacer(requestsPerSecond * usedShareOfRate);
  // When each invalid request of the last ten minutes was answered, oldest first.
  const invalidAt: number[] = [];

  function mustWaitMs(): number {
    const windowStart = performance.now() - invalidRequests.windowMs;
    while (invalidAt[0] !== undefined && invalidAt[0] <= windowStart) invalidAt.shift();
    return invalidAt.length < invalidRequestLimit ? 0 : (invalidAt[0] ?? 0) - windowStart;
  }

  const rest = new REST({
    version: '10',
    api: apiUrl,
    globalRequestsPerSecond: requestsPerSecond,
    retries: 0,
    timeout: requestTimeoutMs,
    rejectOnRateLimit: ({ retryAfter, timeToReset }) => Math.max(retryAfter, timeToReset) > longestRateLimitMs,
    async makeRequest(url, init) {
      if (!/\/interactions\/\d+\/[^/]+\/callback/.test(url)) {
        // By the wall clock, which goes on while the machine sleeps: another process may have sent the same meanwhile.
        const queuedAt = Date.now();
        await pace(init.method === 'GET' ? 'read' : 'write');
        if (Date.now() - queuedAt > requestTimeoutMs) throw new NotSentError('it waited too long to be sent');
        const waitMs = mustWaitMs();
        if (waitMs > 0)
          throw new NotSentError('Too many requests were refused; none is sent before Discord forgets them', waitMs);
      }
      if (init.signal?.aborted) throw new NotSentError('broken off');
      // It starts here, since the wait for a turn is not Discord's fault.
      const timeout = AbortSignal.timeout(answerTimeoutMs);
      const signal = init.signal ? AbortSignal.any([timeout, init.signal]) : timeout;
      return DefaultRestOptions.makeRequest(url, { ...init, signal });
    },
  });
  rest.on(RESTEvents.Response, (_, { status }) => {
    if (invalidRequests.statuses.has(status)) invalidAt.push(performance.now());
  });
  return rest.setToken(token);
}

/** The body of an answer may never come, though its head has. */
const abortableTimeoutMs = 45_000;

/** Makes a request that can be aborted even while it waits for a rate limit, and that ends after 45 seconds. */
export function abortable<T>(
  signal: AbortSignal | undefined,
  request: (options: { signal: AbortSignal }) => Promise<T>,
): Promise<T> {
  const timeout = AbortSignal.timeout(abortableTimeoutMs);
  const either = signal ? AbortSignal.any([timeout, signal]) : timeout;
  // discord.js does not look at the signal while a request waits for a rate limit, but will not send it afterwards.
  return Promise.race([request({ signal: either }), rejectOnAbort(either)]);
}

function rejectOnAbort(signal: AbortSignal): Promise<never> {
  return new Promise((_, reject) => {
    const fail = () => reject(signal.reason);
    if (signal.aborted) fail();
    else signal.addEventListener('abort', fail, { once: true });
  });
}

/**
 * The time by Discord's clock, in milliseconds since 1970, to the second; undefined if its answer has none. Rejects if
 * Discord cannot be asked.
 */
export async function discordTime(rest: REST): Promise<number | undefined> {
  const answer = await abortable(undefined, (options) =>
    rest.queueRequest({ method: RequestMethod.Get, fullRoute: Routes.gateway(), auth: false, ...options }),
  );
  // The body must be read before the connection can be used again.
  await answer.text();
  const time = Date.parse(answer.headers.get('date') ?? '');
  return Number.isNaN(time) ? undefined : time;
}
