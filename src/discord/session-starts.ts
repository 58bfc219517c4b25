import { setTimeout } from 'node:timers/promises';
import type { Logger } from 'pino';
import { z } from 'zod';

/*
 * How often the gateway is connected to, and how often a session begins there. Discord lets 1,000 sessions a day begin,
 * and resets the token of a bot that begins more
 * (https://docs.discord.com/developers/events/gateway#session-start-limit).
 */

/** An address of WebSockets; one with a fragment is none (https://datatracker.ietf.org/doc/html/rfc6455#section-3). */
export const socketAddress = z.url({ protocol: /^wss?$/ }).refine((url) => !url.includes('#'));

/** What Discord says of the gateway (https://docs.discord.com/developers/events/gateway#get-gateway-bot). */
export const gatewayInformation = z.object({
  url: socketAddress,
  shards: z.int().min(1),
  session_start_limit: z.object({
    total: z.int().min(0),
    remaining: z.int().min(0),
    reset_after: z.number().min(0),
    max_concurrency: z.int().min(1),
  }),
});

type StartLimit = z.infer<typeof gatewayInformation>['session_start_limit'];

export type SessionStartsOptions = {
  /** Asks Discord how many sessions may begin. */
  readonly askLimit: () => Promise<StartLimit>;
  readonly log: Logger;
  /** In milliseconds; it only has to go on evenly. */
  readonly now?: () => number;
  /** Rejects when the signal aborts. */
  readonly sleep?: (ms: number, signal?: AbortSignal) => Promise<unknown>;
  /** From 0 to 1. */
  readonly random?: () => number;
};

/** Spaces the connections and sessions of shards. */
export type SessionStarts = {
  /** A shard has its session. */
  opened(shard: number): void;
  /** A shard's connection was closed, or could not be opened. */
  closed(shard: number): void;
  /** Waits until a shard may connect again: the longer, the more often its connections broke one after the other. */
  mayConnect(shard: number): Promise<void>;
  /**
   * Waits until a shard may begin a session: longer after each one that did not last, and while Discord lets few begin.
   * Rejects when the signal aborts.
   */
  mayIdentify(shard: number, signal: AbortSignal): Promise<void>;
  /** How many sessions Discord lets begin until its day ends; undefined if it was not asked since that began. */
  left(): number | undefined;
};

type Shard = {
  failures: number;
  connectAt: number;
  sessions: number;
  identifyAt: number;
  openedAt: number | undefined;
};

/** The first connections that break are opened again at once. */
const quickReconnects = 8;
const reconnectDelaysMs = { first: 1_000, longest: 60_000 };
/** After this time a connection was a good one, and what broke before is forgotten. */
const goodConnectionMs = 60_000;

/** The first session of a process, and one after it. */
const quickSessions = 2;
const identifyDelaysMs = { first: 5_000, longest: 15 * 60_000 };
const goodSessionMs = 10 * 60_000;
/** A fiftieth of the starts is left for a restart by hand. */
const reservedShare = 0.02;
const longestLimitWaitMs = 60 * 60_000;
const askAgainMs = { first: 5_000, longest: 5 * 60_000 };

export function createSessionStarts({
  askLimit,
  log,
  now = () => performance.now(),
  sleep = (ms, signal) => setTimeout(ms, undefined, { signal, ref: false }),
  random = Math.random,
}: SessionStartsOptions): SessionStarts {
  const shards = new Map<number, Shard>();
  let left: number | undefined;
  let dayEndsAt = 0;

  const shardOf = (id: number): Shard => {
    const known = shards.get(id) ?? { failures: 0, connectAt: 0, sessions: 0, identifyAt: 0, openedAt: undefined };
    shards.set(id, known);
    return known;
  };
  /** Twice as long each time, less up to half of it at random, so that not all shards come at once. */
  const delay = (times: number, { first, longest }: { first: number; longest: number }) =>
    Math.min(first * 2 ** (times - 1), longest) * (1 - random() / 2);
  const sleepUntil = async (at: number, signal?: AbortSignal) => {
    if (at > now()) await sleep(at - now(), signal);
  };

  /** Asks until Discord answers. */
  async function limitNow(signal: AbortSignal): Promise<StartLimit> {
    for (let times = 1; ; times += 1) {
      try {
        return await askLimit();
      } catch (error) {
        const retryInMs = delay(times, askAgainMs);
        log.warn({ err: error, retryInMs }, 'Discord cannot be asked whether a session may begin');
        await sleep(retryInMs, signal);
      }
    }
  }

  return {
    opened(id) {
      Object.assign(shardOf(id), { openedAt: now(), connectAt: 0 });
    },
    closed(id) {
      const shard = shardOf(id);
      const lastedMs = shard.openedAt === undefined ? 0 : now() - shard.openedAt;
      shard.openedAt = undefined;
      if (lastedMs >= goodConnectionMs) shard.failures = 0;
      if (lastedMs >= goodSessionMs) Object.assign(shard, { sessions: 0, identifyAt: 0 });
      shard.failures += 1;
      const slow = shard.failures - quickReconnects;
      shard.connectAt = slow > 0 ? now() + delay(slow, reconnectDelaysMs) : 0;
    },
    mayConnect: (id) => sleepUntil(shardOf(id).connectAt),
    async mayIdentify(id, signal) {
      const shard = shardOf(id);
      if (shard.identifyAt > now())
        log.warn(
          { shard: id, retryInMs: shard.identifyAt - now() },
          'sessions of the gateway do not last; the next one waits',
        );
      await sleepUntil(shard.identifyAt, signal);
      for (;;) {
        const { total, remaining, reset_after } = await limitNow(signal);
        left = remaining;
        dayEndsAt = now() + reset_after;
        if (remaining > Math.floor(total * reservedShare)) break;
        const waitMs = Math.min(Math.max(reset_after, 1_000), longestLimitWaitMs);
        log.error(
          { shard: id, startsLeft: remaining, waitMs },
          'Discord lets few more sessions begin today; the gateway waits',
        );
        await sleep(waitMs, signal);
      }
      signal.throwIfAborted();
      left -= 1;
      shard.sessions += 1;
      const slow = shard.sessions - quickSessions;
      shard.identifyAt = slow >= 0 ? now() + delay(slow + 1, identifyDelaysMs) : 0;
      log.info({ shard: id, startsLeft: left }, 'a session begins');
    },
    left: () => (now() < dayEndsAt ? left : undefined),
  };
}
