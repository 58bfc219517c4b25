import { setTimeout } from 'node:timers/promises';
import { GatewayCloseCodes, GatewayDispatchEvents, type REST } from 'discord.js';
import type { Logger } from 'pino';
import { createWebSocketManager } from './gateway-package.ts';
import type { Answering } from './interactions/answer.ts';
import { handle, type Way } from './interactions/receive.ts';
import { respond } from './rest/interaction-response.ts';
import { DiscordError, replaceAnswer } from './rest/rest.ts';

export type GatewayOptions = {
  readonly rest: REST;
  readonly token: string;
  readonly answering: Answering;
  readonly log: Logger;
  /** The shards to run, of `shardCount`; all of them unless said. */
  readonly shards?: readonly number[] | undefined;
  /** As many as Discord recommends unless said. */
  readonly shardCount?: number | undefined;
};

/** A connection to Discord's gateway that answers interactions. */
export type Gateway = {
  /**
   * Begins to open the connections, which are kept open from then on. Rejects if Discord cannot be asked where its
   * gateway is; then nothing has begun.
   */
  connect(): Promise<void>;
  /** Resolves when the first session is there, so that interactions come. */
  readonly ready: Promise<void>;
  /** The shards that are run, each with whether it has its session; none before it is known which. */
  shards(): ReadonlyMap<number, boolean>;
  /** Rejects when Discord refuses the connections for good; does not resolve. */
  readonly refused: Promise<never>;
  /** Takes no more interactions. */
  deafen(): void;
  /** Waits for the answers under way, `patience` milliseconds at most, and closes the connections. */
  close(patience: number): Promise<void>;
};

/**
 * The codes with which Discord closes a connection that is not to be opened again
 * (https://docs.discord.com/developers/topics/opcodes-and-status-codes#gateway-gateway-close-event-codes).
 */
const final: Partial<Record<number, string>> = {
  [GatewayCloseCodes.AuthenticationFailed]: 'it does not know DISCORD_TOKEN any more; was it reset?',
  [GatewayCloseCodes.InvalidShard]: 'it does not know this shard; are SHARDS and SHARD_COUNT right?',
  [GatewayCloseCodes.ShardingRequired]: 'the bot is in too many servers for so few shards; SHARD_COUNT must be larger',
  [GatewayCloseCodes.InvalidAPIVersion]: 'it does not serve this version of its gateway',
  [GatewayCloseCodes.InvalidIntents]: 'it does not know the intents asked for',
  [GatewayCloseCodes.DisallowedIntents]: 'it does not allow the intents asked for',
};

/**
 * Connects to the gateway with no intents: interactions come without any, and nothing else is read. A guild's come by
 * one shard, and are answered where they come: nothing that is done for a guild needs its shard.
 */
export function createGateway({ rest, token, answering, log, shards, shardCount }: GatewayOptions): Gateway {
  const manager = createWebSocketManager({
    token,
    rest,
    intents: 0,
    shardIds: shards ? [...shards] : null,
    shardCount: shardCount ?? null,
  });
  const way: Way = {
    respond: ({ interaction: { id, token }, response }) => respond(rest, id, token, response),
    replace: ({ interaction: { application_id, token } }, message) =>
      replaceAnswer(rest, application_id, token, message),
  };
  const sessions = new Map<number, boolean>();
  const underWay = new Set<Promise<unknown>>();
  let closing = false;
  const { promise: refused, reject: refuse } = Promise.withResolvers<never>();
  refused.catch(() => {});
  const { promise: ready, resolve: becomeReady } = Promise.withResolvers<void>();

  manager.on('dispatch', ({ data }) => {
    if (closing || data.t !== GatewayDispatchEvents.InteractionCreate) return;
    const answered = handle(data.d, answering, way).finally(() => underWay.delete(answered));
    underWay.add(answered);
  });
  manager.on('ready', ({ shardId }) => {
    sessions.set(shardId, true);
    log.info({ shard: shardId }, 'ready');
    becomeReady();
  });
  manager.on('resumed', ({ shardId }) => {
    sessions.set(shardId, true);
    log.info({ shard: shardId }, 'resumed');
  });
  manager.on('closed', ({ code, shardId }) => {
    sessions.set(shardId, false);
    if (!closing) log.warn({ shard: shardId, code }, 'gateway connection closed');
    const why = final[code];
    if (why) refuse(new DiscordError(`Discord’s gateway refuses the connection (${code}): ${why}.`));
  });
  manager.on('error', ({ error, shardId }) => log.error({ shard: shardId, err: error }, 'gateway error'));

  return {
    async connect() {
      const { session_start_limit: limit } = await manager.fetchGatewayInformation(true);
      const own = await manager.getShardIds(true);
      if (limit.remaining < own.length)
        throw new Error(
          `Discord lets no session begin before ${new Date(Date.now() + limit.reset_after).toISOString()}`,
        );
      for (const shard of own) sessions.set(shard, false);
      // From here on each shard goes on trying by itself, whatever it says of its first try.
      manager.connect().catch((error) => log.warn({ err: error }, 'gateway connection failed'));
    },
    ready,
    shards: () => sessions,
    refused,
    deafen() {
      closing = true;
    },
    async close(patience) {
      closing = true;
      await Promise.race([Promise.allSettled(underWay), setTimeout(patience)]);
      // Discord is to say goodbye, and may not.
      await Promise.race([manager.destroy({ reason: 'stopping' }), setTimeout(patience)]);
    },
  };
}
