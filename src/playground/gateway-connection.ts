import { GatewayCloseCodes, GatewayDispatchEvents, GatewayIntentBits, GatewayOpcodes } from 'discord-api-types/v10';
import type { RawData, WebSocket } from 'ws';
import { z } from 'zod';
import type { Asked, Session, Sessions } from './gateway-sessions.ts';

/** One client's connection. */
export type Connection = {
  send(payload: object): void;
  hasSession(): boolean;
  terminate(): void;
};

export type ConnectionOptions = {
  readonly token: string;
  readonly heartbeatMs: number;
  readonly sessions: Sessions;
  /** How many guilds the bot is in. */
  readonly guilds: () => number;
  readonly identified: (session: Session) => void;
  readonly resumed: (session: Session) => void;
  readonly closed: (hadSession: boolean) => void;
};

/** Discord's reasons for closing a connection (https://docs.discord.com/developers/topics/opcodes-and-status-codes#gateway). */
const reasons: Partial<Record<GatewayCloseCodes, string>> = {
  [GatewayCloseCodes.UnknownOpcode]: 'Unknown opcode.',
  [GatewayCloseCodes.DecodeError]: 'Error while decoding payload.',
  [GatewayCloseCodes.NotAuthenticated]: 'Not authenticated.',
  [GatewayCloseCodes.AuthenticationFailed]: 'Authentication failed.',
  [GatewayCloseCodes.AlreadyAuthenticated]: 'Already authenticated.',
  [GatewayCloseCodes.InvalidSeq]: 'Invalid seq.',
  [GatewayCloseCodes.RateLimited]: 'Rate limited.',
  [GatewayCloseCodes.SessionTimedOut]: 'Session timed out.',
  [GatewayCloseCodes.InvalidShard]: 'Invalid shard.',
  [GatewayCloseCodes.ShardingRequired]: 'Sharding required.',
  [GatewayCloseCodes.InvalidIntents]: 'Invalid intent(s).',
  [GatewayCloseCodes.DisallowedIntents]: 'Disallowed intent(s).',
};

const payload = z.object({ op: z.int(), d: z.unknown().optional() });
const identify = z.object({
  token: z.string(),
  intents: z.unknown().optional(),
  shard: z.unknown().optional(),
  properties: z.looseObject({}),
  compress: z.boolean().optional(),
});
const resume = z.object({ token: z.string(), session_id: z.string(), seq: z.int().nullable() });

const knownIntents = Object.values(GatewayIntentBits).reduce<number>((sum, bit) => sum | Number(bit), 0);
// The application has asked for none of these.
const privileged = GatewayIntentBits.GuildMembers | GatewayIntentBits.GuildPresences | GatewayIntentBits.MessageContent;

const rate = { events: 120, ms: 60_000 };
const guildsOfAShard = 2500;

/** Speaks with one client, from Hello to the end. */
export function connect(socket: WebSocket, options: ConnectionOptions): Connection {
  const { token, heartbeatMs, sessions } = options;
  let session: Session | undefined;
  let received: number[] = [];
  const send = (message: object) => socket.send(JSON.stringify(message));
  const end = (code: GatewayCloseCodes) => socket.close(code, reasons[code]);

  // A client that misses a heartbeat is gone; one may be late by a quarter.
  let pulse = setTimeout(timedOut, heartbeatMs * 1.25).unref();
  function timedOut() {
    end(GatewayCloseCodes.SessionTimedOut);
  }
  const beat = () => {
    clearTimeout(pulse);
    pulse = setTimeout(timedOut, heartbeatMs * 1.25).unref();
    send({ op: GatewayOpcodes.HeartbeatAck, d: null, s: null, t: null });
  };

  const handlers: Partial<Record<number, (data: unknown) => void>> = {
    [GatewayOpcodes.Heartbeat]: beat,
    [GatewayOpcodes.Identify](data) {
      if (session) return end(GatewayCloseCodes.AlreadyAuthenticated);
      const given = identify.safeParse(data);
      if (!given.success) return end(GatewayCloseCodes.DecodeError);
      if (given.data.token.replace(/^Bot /, '') !== token) return end(GatewayCloseCodes.AuthenticationFailed);
      const asked = readAsked(given.data, options.guilds());
      if (typeof asked === 'number') return end(asked);
      session = sessions.open(asked);
      session.attach(send);
      options.identified(session);
    },
    [GatewayOpcodes.Resume](data) {
      if (session) return end(GatewayCloseCodes.AlreadyAuthenticated);
      const given = resume.safeParse(data);
      if (!given.success) return end(GatewayCloseCodes.DecodeError);
      if (given.data.token.replace(/^Bot /, '') !== token) return end(GatewayCloseCodes.AuthenticationFailed);
      const found = sessions.find(given.data.session_id);
      const seq = given.data.seq ?? 0;
      if (found && seq > found.sequence()) return end(GatewayCloseCodes.InvalidSeq);
      const missed = found?.since(seq);
      if (!found || !missed) return send({ op: GatewayOpcodes.InvalidSession, d: false, s: null, t: null });
      session = found;
      for (const event of missed) send(event);
      found.attach(send);
      found.dispatch(GatewayDispatchEvents.Resumed, {});
      options.resumed(found);
    },
    // Nothing follows from these here.
    [GatewayOpcodes.PresenceUpdate]: () => {},
    [GatewayOpcodes.VoiceStateUpdate]: () => {},
    [GatewayOpcodes.RequestGuildMembers]: () => {},
  };
  const withoutSession: readonly number[] = [GatewayOpcodes.Heartbeat, GatewayOpcodes.Identify, GatewayOpcodes.Resume];

  socket.on('message', (raw: RawData) => {
    const now = performance.now();
    received = [...received.filter((at) => now - at < rate.ms), now];
    if (received.length > rate.events) return end(GatewayCloseCodes.RateLimited);
    const given = payload.safeParse(decode(raw));
    if (!given.success) return end(GatewayCloseCodes.DecodeError);
    const handler = handlers[given.data.op];
    if (!handler) return end(GatewayCloseCodes.UnknownOpcode);
    if (!session && !withoutSession.includes(given.data.op)) return end(GatewayCloseCodes.NotAuthenticated);
    handler(given.data.d);
  });
  socket.on('error', () => end(GatewayCloseCodes.DecodeError));
  socket.on('close', (code) => {
    clearTimeout(pulse);
    // A client that says goodbye does not come back to its session.
    if (session?.detach(send) && (code === 1000 || code === 1001)) sessions.end(session.id);
    options.closed(session !== undefined);
  });
  const terminate = () => {
    socket.close(1001);
    setTimeout(() => socket.terminate(), 200).unref();
  };
  send({ op: GatewayOpcodes.Hello, d: { heartbeat_interval: heartbeatMs, _trace: [] }, s: null, t: null });

  return { send, hasSession: () => session !== undefined, terminate };
}

function decode(raw: RawData): unknown {
  try {
    return JSON.parse(raw.toString());
  } catch {
    return undefined;
  }
}

/** What a client asks for, or the code that it is refused with. */
function readAsked(given: { intents?: unknown; shard?: unknown }, guilds: number): Asked | GatewayCloseCodes {
  const intents = z.int().min(0).safeParse(given.intents);
  if (!intents.success || intents.data & ~knownIntents) return GatewayCloseCodes.InvalidIntents;
  if (intents.data & privileged) return GatewayCloseCodes.DisallowedIntents;
  const sharded = given.shard !== undefined && given.shard !== null;
  const shard = z.tuple([z.int().min(0), z.int().min(1)]).safeParse(sharded ? given.shard : [0, 1]);
  if (!shard.success || shard.data[0] >= shard.data[1]) return GatewayCloseCodes.InvalidShard;
  const [index, shards] = shard.data;
  if (guilds / shards > guildsOfAShard) return GatewayCloseCodes.ShardingRequired;
  return { intents: intents.data, shard: index, shards, sharded };
}
