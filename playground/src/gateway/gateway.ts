import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import { GatewayDispatchEvents } from 'discord-api-types/v10';
import { type WebSocket, WebSocketServer } from 'ws';
import { checked } from '../model/control-error.ts';
import type { Dispatch } from '../model/entities.ts';
import { guildCreate } from '../model/guild-plan.ts';
import { applicationObject, selfObject } from '../model/objects.ts';
import { shardOf } from '../model/snowflake.ts';
import { botGuilds, hasBot, type World } from '../model/world.ts';
import { type Connection, connect } from './gateway-connection.ts';
import { closeCode, type GatewayFaults, type GatewayHabits, gatewayHabits } from './gateway-faults.ts';
import { createSessions, type Session } from './gateway-sessions.ts';
import { guildsOfAShard } from './identify.ts';

export type GatewayOptions = {
  /** Where the server listens, as `ws://127.0.0.1:PORT`. */
  readonly url: () => string;
  /** Milliseconds between heartbeats; Discord's unless said otherwise. */
  readonly heartbeatMs?: number;
  /**
   * Milliseconds in which one client may identify, of whatever shard
   * (https://docs.discord.com/developers/events/gateway#sharding-max-concurrency).
   */
  readonly identifyMs?: number;
  /** What its limits go by, in milliseconds; `performance.now` unless said otherwise. */
  readonly elapsed?: () => number;
};

/** Discord's gateway, version 10, JSON. */
export type Gateway = GatewayFaults & {
  url(): string;
  /** As few as may be: Discord wants a shard for every 2,500 guilds. */
  recommendedShards(): number;
  sessionStartLimit(): { total: number; remaining: number; reset_after: number; max_concurrency: number };
  /** Takes over a request to open a WebSocket. */
  upgrade(request: IncomingMessage, socket: Duplex, head: Buffer): void;
  /** True if a session is there, or may yet come back, that gets this guild's events. */
  reaches(guildId: string | undefined): boolean;
  /** Resolves when there is a session. */
  connected(): Promise<void>;
  /** Breaks every connection off; `forget` ends the sessions too. */
  breakOff(forget: boolean): void;
  /** Says goodbye to everyone, for good. */
  end(): void;
};

const starts = 1000;
const day = 24 * 3600 * 1000;

/** Opens the gateway; it hears of what happens by `world.feed`. */
export function createGateway(world: World, options: GatewayOptions): Gateway {
  const { url, heartbeatMs = 41_250, identifyMs = 0, elapsed = () => performance.now() } = options;
  const server = new WebSocketServer({ noServer: true, maxPayload: 4096 });
  const sessions = createSessions();
  const connections = new Set<Connection>();
  const waiting = new Set<() => void>();
  const habits: GatewayHabits = { acks: true, hello: true, sessions: true, connections: true };
  let remaining = starts;
  let nextIdentify = 0;
  const mayIdentify = () => {
    // One that is refused counts too.
    remaining -= 1;
    if (!habits.sessions || elapsed() < nextIdentify) return false;
    nextIdentify = elapsed() + identifyMs;
    return true;
  };

  const dispatch = ({ event, data, guildId, intents }: Dispatch) => {
    if (guildId !== undefined && !hasBot(world, guildId)) return;
    for (const session of sessions.all())
      if (shardOf(guildId, session.shards) === session.shard && (intents === 0 || session.intents & intents))
        session.dispatch(event, data);
  };
  world.feed.on('dispatch', dispatch);

  const identified = (session: Session) => {
    const guilds = botGuilds(world).filter(({ id }) => shardOf(id, session.shards) === session.shard);
    session.dispatch(GatewayDispatchEvents.Ready, {
      v: 10,
      user: selfObject(world),
      guilds: guilds.map(({ id }) => ({ id, unavailable: true })),
      session_id: session.id,
      session_type: 'normal',
      resume_gateway_url: url(),
      ...(session.sharded ? { shard: [session.shard, session.shards] } : {}),
      application: { id: world.bot.id, flags: applicationObject(world).flags },
      private_channels: [],
      relationships: [],
      presences: [],
      user_settings: {},
    });
    if (session.wantsGuilds)
      for (const guild of guilds) session.dispatch(GatewayDispatchEvents.GuildCreate, guildCreate(world, guild));
    became('ready');
  };
  const became = (state: 'ready' | 'resumed') => {
    world.events.emit('session', state);
    for (const resolve of waiting) resolve();
    waiting.clear();
  };

  const accept = (socket: WebSocket) => {
    const connection = connect(socket, {
      token: world.token,
      heartbeatMs,
      elapsed,
      habits,
      sessions,
      guilds: () => botGuilds(world).length,
      mayIdentify,
      identified,
      resumed: () => became('resumed'),
      lost: () => world.events.emit('session', 'closed'),
      closed: () => connections.delete(connection),
    });
    connections.add(connection);
  };

  return {
    url,
    recommendedShards: () => Math.max(Math.ceil(botGuilds(world).length / guildsOfAShard), 1),
    sessionStartLimit: () => ({ total: starts, remaining, reset_after: day, max_concurrency: 1 }),
    upgrade(request, socket, head) {
      if (!habits.connections) {
        socket.once('finish', () => socket.destroy());
        socket.end('HTTP/1.1 503 Service Unavailable\r\nConnection: close\r\nContent-Length: 0\r\n\r\n');
        return;
      }
      const query = new URL(request.url ?? '/', 'ws://localhost').searchParams;
      server.handleUpgrade(request, socket, head, (client) => {
        if (query.get('v') !== '10') client.close(4012, 'Invalid API version');
        else if ((query.get('encoding') ?? 'json') !== 'json' || query.has('compress'))
          client.close(4002, 'Only JSON without compression is spoken here');
        else accept(client);
      });
    },
    reaches: (guildId) => [...sessions.all()].some(({ shard, shards }) => shardOf(guildId, shards) === shard),
    connected: () =>
      [...connections].some((connection) => connection.hasSession())
        ? Promise.resolve()
        : new Promise((resolve) => {
            waiting.add(resolve);
          }),
    requestReconnect() {
      for (const connection of connections) connection.requestReconnect();
    },
    invalidateSessions(resumable) {
      for (const connection of connections) connection.invalidate(resumable);
      if (!resumable) sessions.clear();
    },
    close(code) {
      const given = checked(closeCode, code);
      for (const connection of connections) connection.close(given);
    },
    behave(given) {
      const {
        acks = habits.acks,
        hello = habits.hello,
        sessions: begins = habits.sessions,
        connections: takes = habits.connections,
      } = checked(gatewayHabits.partial(), given);
      Object.assign(habits, { acks, hello, sessions: begins, connections: takes });
    },
    habits: () => ({ ...habits }),
    breakOff(forget) {
      for (const connection of connections) connection.close(1006);
      // Those that were refused and have not gone yet.
      for (const client of server.clients) client.terminate();
      if (forget) sessions.clear();
    },
    end() {
      world.feed.off('dispatch', dispatch);
      for (const connection of connections) connection.close(1001);
      sessions.clear();
      server.close();
    },
  };
}
