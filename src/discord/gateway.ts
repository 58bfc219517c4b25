import { setTimeout } from 'node:timers/promises';
import type { REST } from '@discordjs/rest';
import { WebSocketManager, WebSocketShardEvents } from '@discordjs/ws';
import { GatewayCloseCodes, GatewayDispatchEvents } from 'discord-api-types/v10';
import type { Logger } from 'pino';
import { type Answering, answer } from './answer.ts';
import { DiscordError, replaceAnswer, respond } from './rest.ts';

export type GatewayOptions = {
  readonly rest: REST;
  readonly token: string;
  readonly answering: Answering;
  readonly log: Logger;
};

/** A connection to Discord's gateway that answers interactions. */
export type Gateway = {
  /** Begins to open the connections, which are kept open from then on. Rejects if Discord cannot be asked where its gateway is; then nothing has begun. */
  connect(): Promise<void>;
  /** Resolves when the first session is there, so that interactions come. */
  readonly ready: Promise<void>;
  /** Rejects when Discord refuses the connections for good; does not resolve. */
  readonly refused: Promise<never>;
  /** Takes no more interactions. */
  deafen(): void;
  /** Waits for the answers under way, `patience` milliseconds at most, and closes the connections. */
  close(patience: number): Promise<void>;
};

/** The codes with which Discord closes a connection that is not to be opened again (https://docs.discord.com/developers/topics/opcodes-and-status-codes#gateway-gateway-close-event-codes). */
const final: Partial<Record<number, string>> = {
  [GatewayCloseCodes.AuthenticationFailed]: 'it does not know DISCORD_TOKEN any more; was it reset?',
  [GatewayCloseCodes.InvalidShard]: 'it does not know this shard',
  [GatewayCloseCodes.ShardingRequired]: 'the bot is in too many servers for so few shards',
  [GatewayCloseCodes.InvalidAPIVersion]: 'it does not serve this version of its gateway',
  [GatewayCloseCodes.InvalidIntents]: 'it does not know the intents asked for',
  [GatewayCloseCodes.DisallowedIntents]: 'it does not allow the intents asked for',
};

/** Connects to the gateway with no intents: interactions come without any, and nothing else is read. */
export function createGateway({ rest, token, answering, log }: GatewayOptions): Gateway {
  const manager = new WebSocketManager({ token, rest, intents: 0 });
  const underWay = new Set<Promise<void>>();
  let closing = false;
  const { promise: refused, reject: refuse } = Promise.withResolvers<never>();
  refused.catch(() => {});
  const { promise: ready, resolve: becomeReady } = Promise.withResolvers<void>();

  manager.on(WebSocketShardEvents.Dispatch, ({ data }) => {
    if (closing || data.t !== GatewayDispatchEvents.InteractionCreate) return;
    const answered = handle(rest, data.d, answering).finally(() => underWay.delete(answered));
    underWay.add(answered);
  });
  manager.on(WebSocketShardEvents.Ready, ({ shardId }) => {
    log.info({ shard: shardId }, 'ready');
    becomeReady();
  });
  manager.on(WebSocketShardEvents.Resumed, ({ shardId }) => log.info({ shard: shardId }, 'resumed'));
  manager.on(WebSocketShardEvents.Closed, ({ code, shardId }) => {
    if (!closing) log.warn({ shard: shardId, code }, 'gateway connection closed');
    const why = final[code];
    if (why) refuse(new DiscordError(`Discord’s gateway refuses the connection (${code}): ${why}.`));
  });
  manager.on(WebSocketShardEvents.Error, ({ error, shardId }) =>
    log.error({ shard: shardId, err: error }, 'gateway error'),
  );

  return {
    async connect() {
      const { shards, session_start_limit: limit } = await manager.fetchGatewayInformation(true);
      if (limit.remaining < shards)
        throw new Error(
          `Discord lets no session begin before ${new Date(Date.now() + limit.reset_after).toISOString()}`,
        );
      // From here on each shard goes on trying by itself, whatever it says of its first try.
      manager.connect().catch((error) => log.warn({ err: error }, 'gateway connection failed'));
    },
    ready,
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

/** Answers one interaction; what goes wrong with sending is logged, since nobody is left to tell. */
async function handle(
  rest: REST,
  interaction: { id: string; application_id: string; token: string },
  answering: Answering,
): Promise<void> {
  const { log } = answering;
  const begun = performance.now();
  try {
    const given = await answer(interaction, answering);
    if (!given) return;
    const { id, application_id, token } = interaction;
    await respond(rest, id, token, given.response);
    log.debug({ interactionId: id, ms: Math.round(performance.now() - begun) }, 'interaction answered');
    if (given.later) await replaceAnswer(rest, application_id, token, await given.later());
  } catch (error) {
    log.error({ err: error, interactionId: interaction.id }, 'an answer did not reach Discord');
  }
}
