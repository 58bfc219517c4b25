import { createRequire } from 'node:module';
import { setTimeout as sleep } from 'node:timers/promises';
import {
  GatewayCloseCodes,
  GatewayDispatchEvents,
  GatewayOpcodes,
  type IIdentifyThrottler,
  type IShardingStrategy,
  type OptionalWebSocketManagerOptions,
  type RequiredWebSocketManagerOptions,
  type WebSocketOptions,
  WebSocketShardDestroyRecovery,
} from 'discord.js';
import type { Logger } from 'pino';
import { z } from 'zod';
import type { Transport } from './interactions/interaction-edges.ts';
import type { Receiver } from './interactions/receive.ts';
import { DiscordError } from './rest/identity.ts';
import { createInteractionResponse, editInteractionResponse } from './rest/interaction-response.ts';
import type { BotRest } from './rest/rest.ts';
import { createSessionStarts, gatewayInformation, socketAddress } from './session-starts.ts';

export type GatewayOptions = {
  readonly rest: BotRest;
  readonly token: string;
  readonly receiver: Receiver;
  readonly log: Logger;
  /** The shards to run, of `shardCount`; all of them if undefined. */
  readonly shards?: readonly number[] | undefined;
  /** As many as Discord recommends if undefined. */
  readonly shardCount?: number | undefined;
  /** How long Discord may take to resume a session; shorter in tests. */
  readonly resumeTimeoutMs?: number;
};

/** Connections to Discord's gateway, by which interactions come. */
export type Gateway = {
  /**
   * Begins to open the connections, which are kept open from then on. Rejects if Discord cannot be asked for the
   * gateway's address; then nothing has begun.
   */
  connect(): Promise<void>;
  /** Resolves when the first shard has its session, so that interactions come. */
  readonly ready: Promise<void>;
  /**
   * The shards of this process, each with whether it has its session. Empty until Discord has said how many there
   * are.
   */
  shards(): ReadonlyMap<number, boolean>;
  /** How many sessions Discord lets begin until its day ends; undefined if it was not asked since that began. */
  sessionStartsLeft(): number | undefined;
  /** Rejects with a `DiscordError` when Discord closes a connection for good; does not resolve. */
  readonly refused: Promise<never>;
  stopAccepting(): void;
  /** Waits for the interactions in flight and then for the connections to close, `timeoutMs` at most for each. */
  close(timeoutMs: number): Promise<void>;
};

type WebSocketManager = Parameters<NonNullable<WebSocketOptions['buildStrategy']>>[0];
type WebSocketManagerOptions = RequiredWebSocketManagerOptions & Partial<OptionalWebSocketManagerOptions>;
type SessionInfo = NonNullable<Awaited<ReturnType<OptionalWebSocketManagerOptions['retrieveSessionInfo']>>>;

// discord.js 14 exports the `WebSocketManager` of its `Client` under this name, and not that of its gateway package,
// which works without a `Client`. So the package is taken from where discord.js itself has it, in the same version.
const requireAsDiscordJs = createRequire(createRequire(import.meta.url).resolve('discord.js'));
const gatewayPackage: {
  WebSocketManager: new (options: WebSocketManagerOptions) => WebSocketManager;
  SimpleIdentifyThrottler: new (maxConcurrency: number) => IIdentifyThrottler;
  SimpleShardingStrategy: new (manager: WebSocketManager) => IShardingStrategy & { shards: ReadonlyMap<number, Shard> };
} = requireAsDiscordJs('@discordjs/ws');

type Shard = {
  unpackMessage(data: unknown, isBinary: boolean): Promise<unknown>;
  destroy(options: { readonly recover: WebSocketShardDestroyRecovery }): Promise<void>;
};

// In milliseconds; Discord's is 41,250. A longer one than Node's timers take would be one of a millisecond to them
// (https://nodejs.org/api/timers.html#settimeoutcallback-delay-args).
const heartbeatInterval = z
  .number()
  .min(100)
  .max(2 ** 31 - 1);

/** What the gateway package takes apart without looking. */
const gatewayMessage = z.discriminatedUnion('op', [
  z.object({ op: z.literal(GatewayOpcodes.Hello), d: z.object({ heartbeat_interval: heartbeatInterval }) }),
  z.object({ op: z.literal(GatewayOpcodes.InvalidSession), d: z.boolean() }),
  z.object({
    op: z.literal(GatewayOpcodes.Dispatch),
    t: z.literal(GatewayDispatchEvents.Ready),
    s: z.int(),
    d: z.object({ session_id: z.string() }),
  }),
]);
const checkedOpcodes: ReadonlySet<unknown> = new Set([GatewayOpcodes.Hello, GatewayOpcodes.InvalidSession]);

/**
 * Leaves out what Discord does not send as it should: the package's error would be caught by nobody, and end the
 * process. A shard that waits for it opens a new connection after some seconds.
 */
class CheckedShards extends gatewayPackage.SimpleShardingStrategy {
  readonly #log: Logger;

  constructor(manager: WebSocketManager, log: Logger) {
    super(manager);
    this.#log = log;
  }

  override async spawn(shardIds: number[]): Promise<void> {
    await super.spawn(shardIds);
    for (const [id, shard] of this.shards) {
      const unpack = shard.unpackMessage.bind(shard);
      shard.unpackMessage = async (data, isBinary) => {
        const message = await unpack(data, isBinary);
        if (isReadable(message)) return message;
        this.#log.error({ shard: id }, 'a message of the gateway cannot be read; it is left out');
        return null;
      };
    }
  }
}

function isReadable(message: unknown): boolean {
  if (typeof message !== 'object' || message === null || !('op' in message)) return false;
  const isChecked = checkedOpcodes.has(message.op) || ('t' in message && message.t === GatewayDispatchEvents.Ready);
  return !isChecked || gatewayMessage.safeParse(message).success;
}

/**
 * The codes with which Discord closes a connection that must not be opened again
 * (https://docs.discord.com/developers/topics/opcodes-and-status-codes#gateway-gateway-close-event-codes).
 */
const finalCloseCodes: Partial<Record<number, string>> = {
  [GatewayCloseCodes.AuthenticationFailed]: 'it does not know DISCORD_TOKEN any more; was it reset?',
  [GatewayCloseCodes.InvalidShard]: 'it does not know this shard; are SHARDS and SHARD_COUNT right?',
  [GatewayCloseCodes.ShardingRequired]: 'the bot is in too many servers for so few shards; SHARD_COUNT must be larger',
  [GatewayCloseCodes.InvalidAPIVersion]: 'it does not serve this version of its gateway',
  [GatewayCloseCodes.InvalidIntents]: 'it does not know the intents asked for',
  [GatewayCloseCodes.DisallowedIntents]: 'it does not allow the intents asked for',
};

/**
 * Connects to the gateway with no intents: interactions come without any, and the bot reads nothing else. An
 * interaction is answered by the process whose shard it came to; nothing else depends on shards.
 */
export function createGateway({
  rest,
  token,
  receiver,
  log,
  shards,
  shardCount,
  resumeTimeoutMs = 30_000,
}: GatewayOptions): Gateway {
  let gatewayUrl = '';
  let oneByOne: IIdentifyThrottler | undefined;
  let checkedShards: CheckedShards | undefined;
  const stored = new Map<number, SessionInfo | null>();
  const starts = createSessionStarts({
    askLimit: async () => (await information()).session_start_limit,
    log,
  });
  const manager: WebSocketManager = new gatewayPackage.WebSocketManager({
    token,
    rest,
    intents: 0,
    shardIds: shards ? [...shards] : null,
    shardCount: shardCount ?? null,
    buildStrategy(built) {
      checkedShards = new CheckedShards(built, log);
      return checkedShards;
    },
    // Without waiting for anything: shards that connect at once would each make one of their own, and if this failed,
    // the package would identify all the same.
    buildIdentifyThrottler: async () => ({
      async waitForIdentify(shard, signal) {
        await starts.mayIdentify(shard, signal);
        await oneByOne?.waitForIdentify(shard, signal);
        // It waits for its turn even if the connection has closed, and the package would identify by the next one.
        signal.throwIfAborted();
      },
    }),
    // The first thing that is asked for when a shard connects.
    async retrieveSessionInfo(shard) {
      await starts.mayConnect(shard);
      return stored.get(shard) ?? null;
    },
    updateSessionInfo(shard, info) {
      const isAddress = socketAddress.safeParse(info?.resumeURL).success;
      stored.set(shard, info && { ...info, resumeURL: isAddress ? info.resumeURL : gatewayUrl });
    },
  });
  /** @throws if Discord cannot be asked, or answers with something else. */
  async function information() {
    return gatewayInformation.parse(await manager.fetchGatewayInformation(true));
  }
  const transport: Transport = {
    respond: (interaction, response, answerBy) => createInteractionResponse(rest, interaction, response, answerBy),
    replace: (interaction, message) => editInteractionResponse(rest, interaction, message),
  };
  const sessions = new Map<number, boolean>();
  let closing = false;
  const { promise: refused, reject: refuse } = Promise.withResolvers<never>();
  refused.catch(() => {});
  const { promise: ready, resolve: becomeReady } = Promise.withResolvers<void>();

  manager.on('dispatch', ({ data }) => {
    if (!closing && data.t === GatewayDispatchEvents.InteractionCreate) void receiver.receive(data.d, transport);
  });
  // The package gives Discord 15 seconds to begin a session, and any time to resume one.
  const resumeTimers = new Map<number, NodeJS.Timeout>();
  manager.on('hello', ({ shardId }) => {
    if (!stored.get(shardId)) return;
    const beginAnother = () => {
      log.warn({ shard: shardId }, 'Discord does not resume a session; another one begins');
      void checkedShards?.shards.get(shardId)?.destroy({ recover: WebSocketShardDestroyRecovery.Reconnect });
    };
    resumeTimers.set(shardId, setTimeout(beginAnother, resumeTimeoutMs).unref());
  });
  manager.on('ready', ({ shardId }) => {
    clearTimeout(resumeTimers.get(shardId));
    sessions.set(shardId, true);
    starts.opened(shardId);
    log.info({ shard: shardId }, 'ready');
    becomeReady();
  });
  manager.on('resumed', ({ shardId }) => {
    clearTimeout(resumeTimers.get(shardId));
    sessions.set(shardId, true);
    starts.opened(shardId);
    log.info({ shard: shardId }, 'resumed');
  });
  manager.on('closed', ({ code, shardId }) => {
    clearTimeout(resumeTimers.get(shardId));
    sessions.set(shardId, false);
    starts.closed(shardId);
    if (!closing) log.warn({ shard: shardId, code }, 'gateway connection closed');
    const why = finalCloseCodes[code];
    if (why) refuse(new DiscordError(`Discord’s gateway refuses the connection (${code}): ${why}.`));
  });
  manager.on('error', ({ error, shardId }) => log.error({ shard: shardId, err: error }, 'gateway error'));

  return {
    async connect() {
      const { url, session_start_limit: limit } = await information();
      gatewayUrl = url;
      oneByOne = new gatewayPackage.SimpleIdentifyThrottler(limit.max_concurrency);
      const ownShards = await manager.getShardIds(true);
      if (limit.remaining < ownShards.length)
        throw new Error(
          `Discord lets no session begin before ${new Date(Date.now() + limit.reset_after).toISOString()}`,
        );
      for (const shard of ownShards) sessions.set(shard, false);
      // From here on each shard tries again by itself, even if its first try fails.
      manager.connect().catch((error) => log.warn({ err: error }, 'gateway connection failed'));
    },
    ready,
    shards: () => sessions,
    sessionStartsLeft: starts.left,
    refused,
    stopAccepting() {
      closing = true;
    },
    async close(timeoutMs) {
      closing = true;
      await receiver.settle(timeoutMs);
      // Discord should confirm that the connection closes, but may not.
      await Promise.race([manager.destroy({ reason: 'stopping' }), sleep(timeoutMs)]);
    },
  };
}
