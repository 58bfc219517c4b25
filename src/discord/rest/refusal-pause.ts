/**
 * A pause of all requests of a kind after a 429 that is not about one route alone, so that what stands before Discord
 * is not asked by each of them how long it refuses all.
 */
export type RefusalPause = {
  /**
   * Lets a request be sent, with 0, or says for how many milliseconds it must wait before it asks again. After a pause
   * one is let through, and the others wait a moment for what becomes of it.
   */
  pass(): number;
  /** Begins or prolongs it: for `toldMs` if Discord says so, and for longer each time until a request is taken. */
  refused(toldMs: number | undefined): void;
  /** Makes the next pause short again. */
  taken(): void;
};

const firstMs = 500;
const longestUntoldMs = 60_000;
/** Discord answers sooner, as a rule. */
const firstThroughMs = 250;

/** `now` is in milliseconds. */
export function createRefusalPause(now: () => number = () => performance.now()): RefusalPause {
  let until = 0;
  let refusals = 0;
  let isFirstThrough = false;
  return {
    pass() {
      const leftMs = until - now();
      if (leftMs > 0) return leftMs;
      if (refusals > 0) {
        isFirstThrough = true;
        until = now() + firstThroughMs;
      }
      return 0;
    },
    refused(toldMs = 0) {
      // Requests that were under way when the pause began are refused with the first one, and do not make it grow.
      if (isFirstThrough || until <= now()) refusals += 1;
      isFirstThrough = false;
      const grownMs = Math.min(firstMs * 2 ** (refusals - 1), longestUntoldMs);
      until = Math.max(until, now() + Math.max(toldMs, grownMs));
    },
    taken() {
      refusals = 0;
      if (isFirstThrough) until = 0;
      isFirstThrough = false;
    },
  };
}

/**
 * True if a 429 is about its route or the resource alone, by its `X-RateLimit-Scope`
 * (https://docs.discord.com/developers/topics/rate-limits#header-format-rate-limit-header-examples). Without one,
 * something before Discord has refused it, as it would all others.
 */
export function isOfOneRoute(scope: string | null | undefined): boolean {
  return scope === 'user' || scope === 'shared';
}
