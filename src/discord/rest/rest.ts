import { DefaultRestOptions, DiscordAPIError, REST, RESTEvents, Routes } from 'discord.js';
import { z } from 'zod';
import type { Message } from '../../view/card.ts';
import { createPace } from './pacer.ts';

/** Where Discord is, and what this process may ask of it. */
export type RestOptions = {
  readonly token: string;
  readonly apiUrl: string;
  readonly requestsPerSecond: number;
  /** How many invalid requests within ten minutes are enough; a test's are fewer. */
  readonly invalidLimit?: number;
  /** Milliseconds that an answer may take to begin; a test's are fewer. */
  readonly answerWithin?: number;
};

// In milliseconds: an answer that has not come by then does not come; a wait for a rate limit that is longer is the
// sender's to wait.
const patience = { answer: 15_000, whole: 60_000, rateLimit: 20_000 };
// Of what Discord allows a second, so that requests which bunch up on their way are not too many when they arrive.
const share = 0.9;
// Discord bans whoever makes 10,000 invalid requests in 10 minutes
// (https://docs.discord.com/developers/topics/rate-limits#invalid-request-limit-aka-cloudflare-bans).
const invalid = { enough: 5_000, within: 600_000, statuses: new Set([401, 403, 429]) };

/** Thrown in place of a request that was not sent; it may be in so many milliseconds. */
export class NotSent extends Error {
  override readonly name = 'NotSent';
  readonly retryAfter: number;
  constructor(message: string, retryAfter = 0) {
    super(message);
    this.retryAfter = retryAfter;
  }
}

/**
 * Discord's REST API. Requests are evenly spaced under the global limit, answers to interactions aside, which have
 * none (https://docs.discord.com/developers/topics/rate-limits#global-rate-limit); those that a rate limit holds up
 * wait as it tells, but not for long: then they reject with a `RateLimitError`. What failed otherwise is not sent
 * again here, since only the sender knows whether that is safe.
 */
export function createRest({
  token,
  apiUrl,
  requestsPerSecond,
  invalidLimit = invalid.enough,
  answerWithin = patience.answer,
}: RestOptions): REST {
  const turn = createPace(requestsPerSecond * share);
  // When answers came that Discord holds against the bot, oldest first.
  const refused: number[] = [];
  const rest = new REST({
    version: '10',
    api: apiUrl,
    globalRequestsPerSecond: requestsPerSecond,
    retries: 0,
    timeout: patience.whole,
    rejectOnRateLimit: ({ retryAfter, timeToReset }) => Math.max(retryAfter, timeToReset) > patience.rateLimit,
    async makeRequest(url, init) {
      if (!/\/interactions\/\d+\/[^/]+\/callback/.test(url)) {
        const asked = Date.now();
        await turn(init.method === 'GET' ? 'reading' : 'writing');
        // By the calendar, which goes on while the machine sleeps: what was to leave then may have been made good by
        // another process.
        if (Date.now() - asked > patience.whole) throw new NotSent('it waited too long to be sent');
        while (refused[0] !== undefined && refused[0] <= performance.now() - invalid.within) refused.shift();
        const held = refused.length < invalidLimit ? 0 : (refused[0] ?? 0) + invalid.within - performance.now();
        if (held > 0)
          throw new NotSent('Too many requests were refused; none is sent before Discord forgets them', held);
      }
      const { signal: given } = init;
      if (given?.aborted) throw new NotSent('broken off');
      // The time that a request waits for its turn is not Discord's.
      const signal = AbortSignal.any([AbortSignal.timeout(answerWithin), ...(given ? [given] : [])]);
      return DefaultRestOptions.makeRequest(url, { ...init, signal });
    },
  });
  rest.on(RESTEvents.Response, (_, { status }) => {
    if (invalid.statuses.has(status)) refused.push(performance.now());
  });
  return rest.setToken(token);
}

/** Rejects when Discord says that it does not know the bot's token any more; does not resolve. */
export function tokenRefused(rest: REST): Promise<never> {
  const { promise, reject } = Promise.withResolvers<never>();
  promise.catch(() => {});
  rest.on(RESTEvents.Response, ({ data }, { status }) => {
    if (status === 401 && data.auth !== false) reject(unknownToken());
  });
  return promise;
}

const application = z.object({
  id: z.string(),
  bot: z.object({ id: z.string() }),
  verify_key: z.string(),
  interactions_endpoint_url: z.string().nullish(),
});

/**
 * Who the bot is, the key by which Discord signs what it sends by HTTP, and where it sends interactions; by the
 * gateway if nowhere.
 */
export type Identity = {
  readonly applicationId: string;
  readonly botId: string;
  readonly publicKey: string;
  readonly endpoint: string | undefined;
};

/** Thrown when Discord does not let the bot in, or is not there. */
export class DiscordError extends Error {
  override readonly name = 'DiscordError';
}

function unknownToken(): DiscordError {
  return new DiscordError(
    'Discord does not know DISCORD_TOKEN. Get a new one at https://discord.com/developers/applications: your application, Bot, Reset Token.',
  );
}

/**
 * Asks Discord who the bot is. @throws {DiscordError} if it does not know the token; anything else if it cannot be
 * asked now.
 */
export async function identify(rest: REST): Promise<Identity> {
  try {
    const answer = application.parse(await rest.get(Routes.currentApplication()));
    const { id, bot, verify_key, interactions_endpoint_url } = answer;
    return {
      applicationId: id,
      botId: bot.id,
      publicKey: verify_key,
      endpoint: interactions_endpoint_url ?? undefined,
    };
  } catch (error) {
    if (error instanceof DiscordAPIError && error.status === 401) throw unknownToken();
    throw error;
  }
}

/** Puts another message in the place of an interaction's answer; within 15 minutes. */
export async function replaceAnswer(rest: REST, applicationId: string, token: string, message: Message): Promise<void> {
  await rest.patch(Routes.webhookMessage(applicationId, token, '@original'), { body: message, auth: false });
}
