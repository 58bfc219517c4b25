const epoch = 1_420_070_400_000n;

/** Gives Discord's ids: each later than the one before it, even if the clock stands still or goes back. */
export function createSnowflakes(now: () => number): () => string {
  let last = 0n;
  return () => {
    const next = (BigInt(Math.max(now(), Number(epoch))) - epoch) << 22n;
    last = next > last ? next : last + 1n;
    return String(last);
  };
}

/** The milliseconds since 1970 at which an id was made. */
export function snowflakeTime(id: string): number {
  return Number((BigInt(id) >> 22n) + epoch);
}

/** True if the text can be an id of Discord's. */
export function isSnowflake(text: string): boolean {
  return /^\d{1,20}$/.test(text) && BigInt(text) < 1n << 64n;
}

/** The id's place in time and number: as `Array.sort` wants it. */
export function compareIds(a: string, b: string): number {
  return BigInt(a) < BigInt(b) ? -1 : BigInt(a) > BigInt(b) ? 1 : 0;
}

/** The gateway shard that a guild's events go to; direct messages go to the first. */
export function shardOf(guildId: string | undefined, shards: number): number {
  return guildId === undefined ? 0 : Number((BigInt(guildId) >> 22n) % BigInt(shards));
}
