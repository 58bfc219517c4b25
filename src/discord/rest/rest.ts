import { setTimeout as sleep } from 'node:timers/promises';
import { DefaultRestOptions, REST, type RESTOptions, RequestMethod, Routes } from 'discord.js';
import { createInvalidRequestLimit, type InvalidRequestLimit } from './invalid-requests.ts';
import { NotSentError } from './not-sent.ts';
import { createPacer } from './pacer.ts';
import { createRefusalPause, isOfOneRoute, type RefusalPause } from './refusal-pause.ts';
import { retryAfterMs } from './retry-after.ts';

/** Where Discord is, and what this process may ask of it. */
export type RestOptions = {
  readonly token: string;
  readonly apiUrl: string;
  /** This process's part of Discord's global rate limit. */
  readonly requestsPerSecond: number;
  /** How many invalid requests in ten minutes stop all others; fewer than this process's part of 5,000 in tests. */
  readonly invalidRequestLimit?: number;
  /** How long Discord may take to begin its answer; shorter in tests. */
  readonly answerTimeoutMs?: number;
  /** Called with the status of the answer to each request; undefined without an answer. */
  readonly onEnded?: (status: number | undefined) => void;
};

// discord.js hands nothing else that is a request's own on to `makeRequest`, which takes it off again.
const guildHeader = 'x-asked-in-guild';
/** From when a request is made until its answer is there, with its wait for a turn and for rate limits. */
const requestTimeoutMs = 60_000;
/** A longer rate limit rejects the request, and the sender decides when to try again. */
const longestRateLimitMs = 20_000;
/** However short a rate limit says to be, it is not met again sooner. */
const shortestRateLimitMs = 500;
/** The rest is left free, for requests bunch up on their way to Discord. */
const usedShareOfRate = 0.9;
/** Half of what Discord bans for, for all processes together; each has as large a part of it as of the rate limit. */
const invalidRequestLimitOfAll = 5_000;
const globalRequestsPerSecond = 50;

/** Discord's REST API, and what also those requests are under which go past its queues. */
export class BotRest extends REST {
  readonly invalidRequests: InvalidRequestLimit;
  /** The pause of responses to interactions. They can be refused alone, and need not wait for what others wait for. */
  readonly responsePause: RefusalPause = createRefusalPause();
  constructor(options: Partial<RESTOptions>, invalidRequests: InvalidRequestLimit) {
    super(options);
    this.invalidRequests = invalidRequests;
  }
}

/**
 * Discord's REST API. Requests are evenly spaced below the global rate limit; each is under the limit of invalid
 * requests. A request waits for a short rate limit, and rejects with a `RateLimitError` for a long one, and with a
 * `NotSentError` for one of which Discord does not say how long it is, or while all requests are refused for long. No
 * other failure is tried again here, since only the sender knows whether that is safe.
 */
export function createRest({
  token,
  apiUrl,
  requestsPerSecond,
  invalidRequestLimit = Math.ceil((invalidRequestLimitOfAll * requestsPerSecond) / globalRequestsPerSecond),
  answerTimeoutMs = 15_000,
  onEnded,
}: RestOptions): BotRest {
  const pace = createPacer(requestsPerSecond * usedShareOfRate);
  const invalidRequests = createInvalidRequestLimit(invalidRequestLimit, undefined, onEnded);
  const pause = createRefusalPause();
  const options: Partial<RESTOptions> = {
    version: '10',
    api: apiUrl,
    // The pacer keeps to it, in fair turns. discord.js would take fifty of whoever comes first, and let others wait.
    globalRequestsPerSecond: Number.POSITIVE_INFINITY,
    retries: 0,
    timeout: requestTimeoutMs,
    rejectOnRateLimit: ({ retryAfter, timeToReset }) => Math.max(retryAfter, timeToReset) > longestRateLimitMs,
    async makeRequest(url, init) {
      const headers = new Headers(init.headers as Record<string, string>);
      const guildId = headers.get(guildHeader) ?? undefined;
      headers.delete(guildHeader);
      const turn = { url, method: init.method, guildId, signal: init.signal };
      // By the wall clock, which goes on while the machine sleeps: another process may have sent the same meanwhile.
      const queuedAt = Date.now();
      await pace(turn);
      for (let pauseMs = pause.pass(); pauseMs > 0; pauseMs = pause.pass()) {
        if (pauseMs > longestRateLimitMs) throw new NotSentError('Discord refuses all requests for a while', pauseMs);
        await sleep(pauseMs);
        // All that waited go on at their pace, not at once.
        await pace(turn);
      }
      if (Date.now() - queuedAt > requestTimeoutMs) throw new NotSentError('it waited too long to be sent');
      if (init.signal?.aborted) throw new NotSentError('broken off');
      const answer = await invalidRequests.send(() => {
        // It starts here, since the wait for a turn is not Discord's fault.
        const timeout = AbortSignal.timeout(answerTimeoutMs);
        const signal = init.signal ? AbortSignal.any([timeout, init.signal]) : timeout;
        return DefaultRestOptions.makeRequest(url, { ...init, headers: Object.fromEntries(headers), signal });
      });
      if (answer.status === 429) return withRetryAfter(answer, pause);
      pause.taken();
      return answer;
    },
  };
  return new BotRest(options, invalidRequests).setToken(token);
}

type Answer = Awaited<ReturnType<RESTOptions['makeRequest']>>;

/**
 * A 429 as discord.js understands it, which reads the header alone, as seconds, and asks again at once if that is
 * missing. Begins the pause if it is not about one route. @throws {NotSentError} if it does not say how long to wait.
 */
async function withRetryAfter(answer: Answer, pause: RefusalPause): Promise<Answer> {
  const body = await answer.text();
  const waitMs = retryAfterMs(answer.headers.get('retry-after'), body, Date.now());
  if (!isOfOneRoute(answer.headers.get('x-ratelimit-scope'))) pause.refused(waitMs);
  if (waitMs === undefined) throw new NotSentError('Discord’s rate limit, of which it does not say how long it is');
  const headers = new Headers([...answer.headers.entries()]);
  headers.set('retry-after', String(Math.max(waitMs, shortestRateLimitMs) / 1000));
  return new Response(body, { status: 429, headers }) as Answer;
}

/** The body of an answer may never come, though its head has. */
const abortableTimeoutMs = 45_000;

/** What of a request is the same for all: its signal, and the guild in whose turn it is sent. */
type CommonOptions = { readonly signal: AbortSignal; readonly headers?: Record<string, string> };

/**
 * Makes a request that can be aborted even while it waits for a rate limit, and that ends after 45 seconds. With the
 * guild whose people make the bot ask, it waits for its turn among that guild's.
 */
export function abortable<T>(
  signal: AbortSignal | undefined,
  request: (options: CommonOptions) => Promise<T>,
  guildId?: string,
): Promise<T> {
  const timeout = AbortSignal.timeout(abortableTimeoutMs);
  const either = signal ? AbortSignal.any([timeout, signal]) : timeout;
  const headers = guildId === undefined ? {} : { headers: { [guildHeader]: guildId } };
  // discord.js does not look at the signal while a request waits for a rate limit, but will not send it afterwards.
  return Promise.race([request({ signal: either, ...headers }), rejectOnAbort(either)]);
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
